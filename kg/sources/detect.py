"""Which format an input has, told from its content; the suffix only settles ties."""

from __future__ import annotations

from kg.sources.format import Format, Head
from kg.sources.source import decode, looks_binary


def head_of(data: bytes, suffix: str = "") -> Head:
    """The beginning of an input, made ready for the formats' sniffers."""
    binary = looks_binary(data)
    text = "" if binary else decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip(" \t\n\ufeff\x00")
    return Head(data, text, suffix.lower(), binary)


def detect(data: bytes, suffix: str = "") -> Format | None:
    """The format of an input that begins with `data`, or None; `suffix` (`.bib`) settles ties.

    >>> detect(b"@article{a, title={T}}").name
    'bibtex'
    """
    from kg.sources.table import FORMATS

    head = head_of(data, suffix)
    scored = [
        (one.sniff(head), head.suffix in one.suffixes, -place, one) for place, one in enumerate(FORMATS)
    ]
    score, _, _, best = max(scored, key=lambda entry: entry[:3])
    return best if score > 0 else None
