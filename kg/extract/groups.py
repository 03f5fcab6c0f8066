"""Group the mentions of a text that name the same thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.labels import ALIAS, ENTITY_TYPES, PAIR_LABELS
from kg.extract.sessions import Floats
from kg.extract.settings import Settings
from kg.extract.spans import Spot

_ALIAS_AT = PAIR_LABELS.index(ALIAS)


@dataclass(frozen=True, slots=True)
class Group:
    """One entity of a text: indices of its spots, its type as an index, and the chance of that type."""

    members: tuple[int, ...]
    type: int
    chance: float


def surface_key(surface: str) -> str:
    """A surface without case, signs and plural s; two surfaces with one key name one thing in a text.

    >>> surface_key("LLMs") == surface_key("LLM")
    True
    """
    folded = unicodedata.normalize("NFKC", surface).casefold()
    letters = re.sub(r"[^\w%+]+|_", "", folded)
    if len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss"):
        return letters[:-1]
    return letters


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of `short` are initials of words of `long`, in order, starting with the first.

    >>> is_acronym("GRPO", "Group Relative Policy Optimization")
    True
    """
    letters = [c for c in short.rstrip("s").casefold() if c.isalnum()]
    initials = [word[0] for word in re.findall(r"[^\W_]+", long.casefold())]
    if not 2 <= len(letters) <= len(initials) or letters[0] != initials[0]:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def group(text: str, spots: Sequence[Spot], pairs: Floats, settings: Settings) -> list[Group]:
    """Entities of a text, in the order of their first mention.

    `pairs` are the logits of the nodes `[paper, *spots]`. Mentions join by equal keys, by an acronym
    in brackets behind its expansion, and where the network says that two surfaces are aliases.
    """
    by_key: dict[str, list[int]] = {}
    for i, spot in enumerate(spots):
        if spot.is_entity:
            by_key.setdefault(surface_key(spot.surface) or spot.surface, []).append(i)
    surfaces = list(by_key.values())
    chances = _alias_chances(surfaces, pairs)
    for a, b in _bracketed_pairs(text, spots, surfaces):
        chances[a, b] = chances[b, a] = 1.0
    merged = ([i for row in rows for i in surfaces[row]] for rows in average_linkage(chances, settings.alias))
    made = (_typed(spots, sorted(members)) for members in merged)
    return sorted(made, key=lambda one: one.members)


def _alias_chances(surfaces: Sequence[Sequence[int]], pairs: Floats) -> Floats:
    """How likely any two surfaces are aliases, on average over their mentions: `(surfaces, surfaces)`."""
    mean = np.zeros((len(surfaces), pairs.shape[0] - 1), dtype=np.float32)
    for row, members in enumerate(surfaces):
        mean[row, members] = 1 / len(members)
    logits = pairs[1:, 1:, _ALIAS_AT]
    chances: Floats = mean @ (1 / (1 + np.exp(-(logits + logits.T)))) @ mean.T
    return chances


def average_linkage(chances: Floats, least: float) -> list[list[int]]:
    """Clusters of rows of a symmetric matrix, the likeliest two joined first (Sokal and Michener 1958).

    Two clusters join while the mean chance between their rows is above `least`, so that no chain of
    doubtful aliases pulls surfaces together.

    >>> average_linkage(np.array([[1, 0.9, 0.2], [0.9, 1, 0.9], [0.2, 0.9, 1]], dtype=np.float32), 0.6)
    [[0, 1], [2]]
    """
    clusters = [[row] for row in range(len(chances))]
    sums, sizes = chances.copy(), np.ones(len(chances), dtype=np.float32)
    while len(clusters) > 1:
        means = np.triu(sums / np.outer(sizes, sizes), 1)
        kept, joined = divmod(int(means.argmax()), len(clusters))
        if means[kept, joined] <= least:
            break
        clusters[kept] += clusters.pop(joined)
        sums[kept] += sums[joined]
        sums[:, kept] += sums[:, joined]
        sums = np.delete(np.delete(sums, joined, axis=0), joined, axis=1)
        sizes[kept] += sizes[joined]
        sizes = np.delete(sizes, joined)
    return clusters


def _bracketed_pairs(text: str, spots: Sequence[Spot], groups: list[list[int]]) -> list[tuple[int, int]]:
    """Groups with `Long Form (LF)` or `LF (Long Form)` somewhere in the text."""
    owner = {i: g for g, members in enumerate(groups) for i in members}
    return [
        (owner[i], owner[i + 1])
        for i in range(len(spots) - 1)
        if i in owner and i + 1 in owner and _bracketed(text, spots[i], spots[i + 1])
    ]


def _bracketed(text: str, before: Spot, after: Spot) -> bool:
    """`Long Form (LF)` or `LF (Long Form)`."""
    if text[before.end : after.begin].strip() != "(" or text[after.end : after.end + 1] not in (
        ")",
        ",",
        ";",
    ):
        return False
    first, second = before.surface, after.surface
    return is_acronym(second, first) or is_acronym(first, second)


def _typed(spots: Sequence[Spot], members: list[int]) -> Group:
    chances = np.array([spots[i].chances[1 : len(ENTITY_TYPES) + 1] for i in members])
    kind = int(chances.sum(0).argmax())
    return Group(tuple(members), kind, float(chances[:, kind].max()))
