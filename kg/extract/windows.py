"""Cut long texts into windows of whole sentences that the network can read at once."""

from __future__ import annotations

from tokenizers import Tokenizer

from kg.extract.features import Features, align, featurise

MOST_TOKENS = 510


def windows(text: str, tokenizer: Tokenizer) -> list[tuple[int, Features]]:
    """Features of the text, or of its windows, each with the character at which it starts."""
    whole = featurise(text, tokenizer)
    if len(whole.tokens) <= MOST_TOKENS:
        return [(0, whole)] if whole.words else []
    return [_window(whole, start, stop, tokenizer) for start, stop in _cuts(whole)]


def _cuts(features: Features) -> list[tuple[int, int]]:
    """Ranges of words, each as many sentences as fit; a sentence too long is cut between words."""
    cuts, start = [], 0
    count = len(features.words)
    while start < count:
        stop = start + 1
        last_full = start
        while stop <= count and features.last[stop - 1] - features.first[start] < MOST_TOKENS - 10:
            if stop == count or features.sentence[stop] != features.sentence[stop - 1]:
                last_full = stop
            stop += 1
        stop = last_full if last_full > start else max(start + 1, stop - 1)
        cuts.append((start, stop))
        start = stop
    return cuts


def _window(features: Features, start: int, stop: int, tokenizer: Tokenizer) -> tuple[int, Features]:
    begin, end = features.words[start][0], features.words[stop - 1][1]
    shifted = [(a - begin, b - begin) for a, b in features.words[start:stop]]
    return begin, align(features.text[begin:end], shifted, tokenizer)
