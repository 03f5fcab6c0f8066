"""Read the pretraining corpus into one array of tokens."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SHORTEST_ABSTRACT = 200


def title_key(title: str) -> str:
    """A title without case, spaces and punctuation, by which duplicates are recognised."""
    return re.sub(r"\W+", "", title.casefold())


def texts(files: list[Path], excluded: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Titles and abstracts, each paper once, without those whose title key is in `excluded`."""
    seen = set(excluded)
    for file in sorted(files):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                title = (record.get("title") or "").strip()
                abstract = (record.get("abstract") or "").strip()
                key = title_key(title)
                if key in seen or len(abstract) < SHORTEST_ABSTRACT:
                    continue
                seen.add(key)
                yield title, abstract


def excluded_titles(gold: list[Path]) -> frozenset[str]:
    """Title keys of the papers that are only measured on, which no training may see."""
    lines = (line for file in gold for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(title_key(json.loads(line)["title"]) for line in lines)


def tokenise(
    pairs: list[tuple[str, str]], tokenizer_file: str
) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """Tokens of `[CLS] title [SEP] abstract [SEP]` for all pairs, and where each paper starts."""
    tokenizer = Tokenizer.from_file(tokenizer_file)
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    titles = tokenizer.encode_batch_fast([title for title, _ in pairs])
    abstracts = tokenizer.encode_batch_fast([abstract for _, abstract in pairs])
    papers = [
        np.array([start, *title.ids, end, *abstract.ids, end], dtype=np.uint16)
        for title, abstract in zip(titles, abstracts, strict=True)
    ]
    starts = np.cumsum([0, *(len(paper) for paper in papers[:-1])])
    return np.concatenate(papers), starts.astype(np.int64)


def read_tokens(
    files: list[Path], tokenizer_file: Path, excluded: frozenset[str], processes: int
) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """All tokens of the corpus and the start of each paper."""
    pairs = list(texts(files, excluded))
    size = max(1, len(pairs) // (4 * processes))
    chunks = [(pairs[i : i + size], str(tokenizer_file)) for i in range(0, len(pairs), size)]
    if processes == 1:
        parts = [tokenise(*chunk) for chunk in chunks]
    else:
        with Pool(processes) as pool:
            parts = pool.starmap(tokenise, chunks)
    lengths = np.cumsum([0, *(len(tokens) for tokens, _ in parts[:-1])])
    starts = np.concatenate([offset + s for offset, (_, s) in zip(lengths, parts, strict=True)])
    return np.concatenate([tokens for tokens, _ in parts]), starts
