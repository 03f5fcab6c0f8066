"""Whether a higher or a lower value of a metric is better, as far as `ontology/measures.ttl` knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.graph import vocabulary as v
from kg.graph.iris import PREFIXES
from kg.graph.ontology import directory

Better = OneOf["higher", "lower"]

_NAMES = {NamedNode(PREFIXES["skos"] + "prefLabel"), v.ALT_LABEL}
# What follows the measure's own name: "correlation with human ratings", "latency per token", "mAP@0.5".
_TAIL = re.compile(
    r"\s(?:on|of|in|for|with|per|at|over|between|across)\s.*|(?<!\bend)\sto\s.*|(?<=\w\w)[@^].*"
)
# "score" and the like say nothing: a Brier score is better lower, an F1 score higher.
_EMPTY = re.compile(r"\s(?:scores?|values?|metrics?|results?|\d+)$")


def direction(*names: str) -> Better | None:
    """Which values are better of a metric of several names: that of the first name that is known."""
    return next((found for found in map(better, names) if found is not None), None)


@lru_cache(maxsize=1 << 12)
def better(name: str) -> Better | None:
    """Which values of a metric are better; None where that is not known or depends on what is asked.

    A name is looked up whole, then by its last words, the longest first.

    >>> better("top-5 accuracy"), better("Word Error Rates (%)"), better("sparsity")
    ('higher', 'lower', None)
    """
    known = _known()
    for form in _forms(name):
        if form in known:
            return known[form]
    return None


@cache
def _known() -> dict[str, Better | None]:
    """Direction by every normalised name; None for measures whose direction depends."""
    names: list[tuple[str, str]] = []
    directions: dict[str, Better] = {}
    for quad in parse(path=directory() / "measures.ttl", format=RdfFormat.TURTLE):
        if quad.predicate in _NAMES:
            names.append((str(quad.subject), _normal(getattr(quad.object, "value", ""))))
        elif quad.predicate == v.BETTER:
            directions[str(quad.subject)] = cast("Better", getattr(quad.object, "value", ""))
    return {name: directions.get(measure) for measure, name in names}


def _forms(name: str) -> Iterator[str]:
    """The name and its parts that may be a measure's, most specific first."""
    whole = _normal(name)
    yield from _spellings(whole)
    words = _TAIL.sub("", whole).split(" ")
    for start in range(len(words)):
        yield from _spellings(" ".join(words[start:]))


def _spellings(text: str) -> Iterator[str]:
    yield text
    yield text.removesuffix("s")
    shorter = _EMPTY.sub("", text)
    if shorter != text:
        yield from _spellings(shorter)


def _normal(name: str) -> str:
    """Case, accents, TeX, brackets, hyphens and spaces do not count."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]|[\u0300-\u036f$\\{}%^_']", "", plain.replace("\u2019", "'"))
    return re.sub(r"[\s\-\u2010-\u2015/]+", " ", plain).strip(" .,:;")
