"""Label unannotated papers with the mean of several teachers, for `training.distil`.

    python -m training.label --teachers FILES... --corpus FILES... --dev DEV --tokenizer FILE --out FILE \
        [--papers N] [--minutes M] [--part K --parts N]

A teacher is a network's file or the folder of a finished model. Waits for the files, so it can be started
beside the teachers' training. With `--parts`, several processes label a part each, on a GPU each.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import time
from collections.abc import Sequence
from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.extract.features import Features, featurise
from kg.learn.network import Network
from training.corpus import excluded_titles, texts
from training.files import wait_for
from training.fit import load_network
from training.silver import Silver, label, save_labels

LONGEST = 480
LABELLED = 4
"""How many batches are labelled at once, which keeps the accelerator busy."""
UNTITLED = 0.25
"""Share of papers that are labelled without their titles."""
NUMBER = re.compile(
    r"\d(\.\d+)?\s?\\?%|\d\.\d|\d+x\b|\d\s?(points|×|times)|outperform|state-of-the-art|benchmark"
)
"""What speaks of numbers that are results; an abstract with two of these and a digit likely holds some."""


@cache
def _tokenizer(file: str) -> Tokenizer:
    return Tokenizer.from_file(file)


def _featurise(text: str, tokenizer_file: str) -> Features:
    return featurise(text, _tokenizer(tokenizer_file))


def has_numbers(abstract: str) -> bool:
    """Whether an abstract likely reports results."""
    return len(NUMBER.findall(abstract)) >= 2 and any(c.isdigit() for c in abstract)


def choose(
    pairs: Sequence[tuple[str, str]], count: int, share: float | None, generator: random.Random
) -> list[tuple[str, str]]:
    """A random choice of papers; a `share` of them with numbers, if it is given and there are enough."""
    if share is None:
        return generator.sample(pairs, min(count, len(pairs)))
    shuffled = generator.sample(pairs, len(pairs))
    rich, poor = list[tuple[str, str]](), list[tuple[str, str]]()
    for pair in shuffled:
        (rich if has_numbers(pair[1]) else poor).append(pair)
    rich = rich[: int(share * count)]
    return rich + poor[: count - len(rich)]


def read_texts(args: argparse.Namespace) -> list[Features]:
    """The papers of this part that are chosen, some of them without their titles."""
    pairs = list(texts(args.corpus, excluded_titles([args.dev])))[args.part :: args.parts]
    generator = random.Random(args.seed)
    chosen = choose(pairs, args.papers, args.numbers_share, generator)
    joined = [a if generator.random() < UNTITLED else f"{t}\n{a}" for t, a in chosen]
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, label and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True, help="papers that are left out")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--numbers-share", type=float, help="of the papers, those that report numbers")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args(arguments)
    features = read_texts(args)
    print(f"{len(features)} texts read", flush=True)
    teachers = [load_network(wait_for(file)).to(args.device) for file in args.teachers]
    silver = teach(teachers, features, args.batch, args.minutes, args.device)
    save_labels(silver, args.out)
    print(f"{len(silver)} batches labelled", flush=True)


if __name__ == "__main__":
    main()
