"""Families: which entity another is a size or version of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.resolve.surfaces import normal

LONGEST = 100
"""Characters of a name beyond which it is no name of a version."""
_SIZE = r"\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[kmbt]?(?:-?a\d+(?:\.\d+)?b)?"
_VERSION = r"v?\d+(?:\.\d+)*"
_WORD = (
    "tiny|mini|nano|micro|small|medium|base|large|xlarge|huge|giant|xl|xxl|xs|pro|max|ultra|plus|lite|flash|turbo|"
    "instruct|chat|it|preview|thinking|high|low|xhigh|hd|distill|b|l|h|s|g|ti"
)
_ENDING = re.compile(
    rf"^(?P<family>.*?[^\s\-_/:])(?:[\s\-_/:]+(?:{_SIZE}|{_VERSION}|{_WORD})|\+)$", re.IGNORECASE
)
_GLUED = re.compile(r"^(?P<family>.*[A-Za-z])[vV]?\d+(?:\.\d+)*$")


@lru_cache(maxsize=1 << 15)
def families(name: str) -> tuple[str, ...]:
    """The families that a name can belong to, nearest first: each without one more size or version.

    >>> families("Qwen2.5-VL-7B-Instruct")
    ('Qwen2.5-VL-7B', 'Qwen2.5-VL')
    >>> families("GPT-4"), families("Step-Audio 2 mini"), families("LoRA")
    (('GPT',), ('Step-Audio 2', 'Step-Audio'), ())
    """
    return tuple(_shorter(name)) if len(name) <= LONGEST else ()


def _shorter(name: str) -> Iterator[str]:
    while True:
        match = _ENDING.match(name) or _GLUED.match(name)
        if not match or len(match.group("family")) < 2:
            return
        name = match.group("family")
        yield name


def family_forms(name: str) -> tuple[str, ...]:
    """The normal forms of a name's families, nearest first."""
    found = families(name)
    if not found:
        return ()
    own = normal(name)
    return tuple(form for family in found if (form := normal(family)) != own)
