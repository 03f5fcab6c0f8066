"""Teach a small network what an ensemble of larger ones says of unannotated papers.

    python -m training.distil --encoder DIR --labels FILES... --records TRAIN... --dev DEV --tokenizer FILE \
        --out FILE [--minutes M] [--layers 0 2 5]

`--labels` are what `training.label` wrote. Waits for the files, so it can be started beside the labelling.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.extraction_records import read_file
from kg.learn.batches import Batch, batches
from kg.learn.examples import Example, example
from kg.learn.finetune import Schedule, finetune
from kg.learn.losses import losses
from kg.learn.network import Network
from training.files import wait_for
from training.fit import load_start, read_records, save_network, variants
from training.measure import measure
from training.silver import Silver, distillation_losses, load_labels


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
    parser.add_argument("--labels", type=Path, nargs="+", required=True)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--gold-share", type=float, default=0.2, help="of the batches")
    parser.add_argument("--renamed", action="store_true", help="annotated papers also under other names")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    distil(parser.parse_args(arguments))


def distil(args: argparse.Namespace) -> None:
    """Train the student on the labels and the annotated papers, measure it and save it."""
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    held = cut([example(r, tokenizer) for r in read_file(args.dev)], 32, 0, args.device)
    made = variants(read_records(args.records), tokenizer, args.seed, renamed=args.renamed)
    gold = [cut(variant, args.batch, i, args.device) for i, variant in enumerate(made)]
    silver = [part.to(args.device) for file in args.labels for part in load_labels(wait_for(file))]
    student = load_start(args.encoder, args.layers).to(args.device)
    schedule = Schedule(encoder_rate=args.rate, dropout=0.0, averaging=0.999, seed=args.seed)
    stream = mixed(silver, gold, args.gold_share, args.minutes, args.seed)
    student = finetune(student, stream, schedule, loss=either)
    print(f"student {args.layers} of {len(silver)} batches", measure([student], held), flush=True)
    save_network(student, args.out)


def cut(examples: list[Example], size: int, seed: int, device: str) -> list[Batch]:
    """Examples in batches on a device."""
    return [batch.to(device) for batch in batches(examples, size, random.Random(seed))]


if __name__ == "__main__":
    main()
