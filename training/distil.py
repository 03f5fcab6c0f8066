"""Teach a small network what an ensemble of larger ones says of unannotated papers.

    python -m training.distil --encoder DIR --teachers FILES... --corpus FILES... --records TRAIN... \
        --dev DEV --tokenizer FILE --out FILE [--papers N] [--minutes M] [--layers 0 2 5]

A teacher is a network's file or the folder of a finished model. Waits for the files, so it can be started
beside the teachers' training.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator, Sequence
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.extract.features import Features, featurise
from kg.extraction_records import read_file
from kg.learn.batches import Batch, batches
from kg.learn.examples import Example, example
from kg.learn.finetune import Schedule, finetune
from kg.learn.losses import losses
from kg.learn.network import Network
from training.corpus import excluded_titles, texts
from training.fit import load_network, load_start, read_records, save_network, variants
from training.measure import measure
from training.silver import Silver, distillation_losses, label

LONGEST = 480
LABELLED = 4
"""How many batches are labelled at once, which keeps the accelerator busy."""


@cache
def _tokenizer(file: str) -> Tokenizer:
    return Tokenizer.from_file(file)


def _featurise(text: str, tokenizer_file: str) -> Features:
    return featurise(text, _tokenizer(tokenizer_file))


def read_texts(args: argparse.Namespace) -> list[Features]:
    """A random choice of corpus papers, a quarter of them without their titles."""
    pairs = list(texts(args.corpus, excluded_titles([args.dev])))
    generator = random.Random(args.seed)
    chosen = generator.sample(pairs, min(args.papers, len(pairs)))
    joined = [a if generator.random() < 0.25 else f"{t}\n{a}" for t, a in chosen]
    work = partial(_featurise, tokenizer_file=str(args.tokenizer))
    if args.processes == 1:
        features = [work(text) for text in joined]
    else:
        with Pool(args.processes) as pool:
            features = pool.map(work, joined, chunksize=256)
    return [f for f in features if f.words and len(f.tokens) <= LONGEST]


def teach(
    teachers: Sequence[Network], features: list[Features], size: int, minutes: float, device: str
) -> list[Silver]:
    """Label texts, those of about equal length together, until the time is up; cut them into batches."""
    features = sorted(features, key=lambda f: len(f.tokens))
    starts = list(range(0, len(features), LABELLED * size))
    random.Random(0).shuffle(starts)
    begin, made = time.monotonic(), list[Silver]()
    for i in starts:
        if time.monotonic() - begin > 60 * minutes:
            break
        part = features[i : i + LABELLED * size]
        with torch.autocast("cuda", torch.bfloat16, enabled=device.startswith("cuda")):
            silver = label(teachers, part, device)
        made.extend(silver.part(slice(j, j + size)) for j in range(0, len(part), size))
    return made


def mixed(
    silver: list[Silver], gold: list[list[Batch]], share: float, minutes: float, seed: int
) -> Iterator[tuple[float, Silver | Batch]]:
    """Silver batches in random order with a share of gold ones between, until the time is up."""
    generator = random.Random(seed)
    begin, at, epoch = time.monotonic(), 0, 0
    golden: list[Batch] = []
    while (progress := (time.monotonic() - begin) / (60 * minutes)) < 1:
        if at % len(silver) == 0:
            generator.shuffle(silver)
        if generator.random() < share:
            if not golden:
                golden = list(gold[epoch % len(gold)])
                generator.shuffle(golden)
                epoch += 1
            yield progress, golden.pop()
        else:
            yield progress, silver[at % len(silver)]
            at += 1
    print(f"{at} silver batches, {epoch} gold epochs", flush=True)


def either(network: Network, batch: Silver | Batch) -> dict[str, torch.Tensor]:
    """The loss that fits the batch."""
    return losses(network, batch) if isinstance(batch, Batch) else distillation_losses(network, batch)


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and distil."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--layers", type=int, nargs="*", default=[])
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--until", type=float, help="end at this time (seconds since 1970) instead")
    parser.add_argument("--label-minutes", type=float, default=2.0)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--gold-share", type=float, default=0.2, help="of the batches")
    parser.add_argument("--renamed", action="store_true", help="annotated papers also under other names")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    distil(parser.parse_args(arguments))


def distil(args: argparse.Namespace) -> None:
    """Label with the teachers, train the student, measure it and save it."""
    begin = time.monotonic()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    held = cut([example(r, tokenizer) for r in read_file(args.dev)], 32, 0, args.device)
    features = read_texts(args)
    print(f"{len(features)} texts read, {time.monotonic() - begin:.0f}s", flush=True)
    made = variants(read_records(args.records), tokenizer, args.seed, renamed=args.renamed)
    gold = [cut(variant, args.batch, i, args.device) for i, variant in enumerate(made)]
    teachers = [load_network(wait_for(file)).to(args.device) for file in args.teachers]
    print("teachers together", measure(teachers, held), flush=True)
    silver = teach(teachers, features, args.batch, args.label_minutes, args.device)
    print(f"{len(silver)} batches labelled, {time.monotonic() - begin:.0f}s", flush=True)
    student = load_start(args.encoder, args.layers).to(args.device)
    schedule = Schedule(encoder_rate=args.rate, dropout=0.0, averaging=0.999, seed=args.seed)
    minutes = (args.until - time.time()) / 60 if args.until else args.minutes
    student = finetune(
        student, mixed(silver, gold, args.gold_share, minutes, args.seed), schedule, loss=either
    )
    print(f"student {args.layers}", measure([student], held), f"{time.monotonic() - begin:.0f}s", flush=True)
    save_network(student, args.out)


def cut(examples: list[Example], size: int, seed: int, device: str) -> list[Batch]:
    """Examples in batches on a device."""
    return [batch.to(device) for batch in batches(examples, size, random.Random(seed))]


def wait_for(file: Path) -> Path:
    """The file, as soon as it is there."""
    while not file.exists():
        time.sleep(0.2)
    return file


if __name__ == "__main__":
    main()
