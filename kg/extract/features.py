"""From text to the arrays that the network reads."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from tokenizers import Tokenizer

from kg.extract.words import sentences, words

PAD, CLS, SEP, MASK = range(4)
"""Ids of the special tokens, which `kg.learn.tokenizer` puts first in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Features:
    """A text as the network sees it.

    `tokens` are subword ids with [CLS] in front and [SEP] behind; word `i` spans characters `words[i]`,
    starts at token `first[i]`, ends at token `last[i]`, and stands in sentence `sentence[i]`.
    """

    text: str
    tokens: list[int]
    words: list[tuple[int, int]]
    first: list[int]
    last: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]


def featurise(text: str, tokenizer: Tokenizer) -> Features:
    """Split a text into subwords, words and sentences, and align the three."""
    return align(text, words(text), tokenizer)


def align(text: str, spans: list[tuple[int, int]], tokenizer: Tokenizer) -> Features:
    """Align given words with the subwords of the text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts = [start for start, _ in spans]
    first, last = [-1] * len(spans), [-1] * len(spans)
    for index, (begin, end) in enumerate(encoding.offsets, 1):
        word = bisect_right(starts, max(begin, end - 1)) - 1
        if word < 0 or spans[word][1] <= begin:
            continue
        if first[word] < 0:
            first[word] = index
        last[word] = index
    _fill_gaps(first, last)
    bounds = sentences(text)
    begins = [begin for begin, _ in bounds]
    sentence = [max(0, bisect_right(begins, start) - 1) for start in starts]
    return Features(text, [CLS, *encoding.ids, SEP], spans, first, last, sentence, bounds)


def _fill_gaps(first: list[int], last: list[int]) -> None:
    """A word inside another word's subword (rare scripts) borrows the subword before it."""
    for i in range(len(first)):
        if first[i] < 0:
            first[i] = last[i] = last[i - 1] if i else 1
