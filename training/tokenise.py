"""Train the vocabulary where there is none yet, and turn the corpus into tokens.

python -m training.tokenise --corpus FILES... --exclude GOLD... --out DIR [--tokenizer FILE]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.learn.tokenizer import train_tokenizer
from training.corpus import excluded_titles, read_tokens, texts


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, write `tokens.npy`, `starts.npy` and `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--exclude", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path)
    parser.add_argument("--vocabulary", type=int, default=49_152)
    parser.add_argument(
        "--sample", type=int, default=100_000, help="papers that the vocabulary is learnt from"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(arguments)
    args.out.mkdir(parents=True, exist_ok=True)
    excluded = excluded_titles(args.exclude)
    target = args.out / "tokenizer.json"
    if args.tokenizer:
        shutil.copyfile(args.tokenizer, target)
    else:
        pairs = list(texts(args.corpus, excluded))
        sample = random.Random(0).sample(pairs, min(args.sample, len(pairs)))
        train_tokenizer((text for pair in sample for text in pair), vocabulary=args.vocabulary).save(
            str(target)
        )
    tokens, starts = read_tokens(args.corpus, target, excluded, args.processes)
    np.save(args.out / "tokens.npy", tokens)
    np.save(args.out / "starts.npy", starts)
    print(f"{len(starts)} papers, {len(tokens)} tokens")


if __name__ == "__main__":
    main()
