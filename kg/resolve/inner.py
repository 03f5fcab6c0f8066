"""Names with an acronym inside, and the same with it spelled out ("LLM agents", "key-value (KV) cache")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.resolve.observations import Observations
from kg.resolve.surfaces import normal, shortened
from kg.resolve.union import DisjointSets

Pair = tuple[int, int, str]
"""Two nodes that are one thing, and why."""


def well_known_inside(
    seen: Observations, known: Iterable[str], read: Callable[[str], int | None]
) -> Iterator[Pair]:
    """Names with one of the `known` acronyms inside, and the names that spell it out.

    `read` gives the node that a word stands for, if it is such an acronym.
    """
    readings = _Readings(known, read)
    for node, name in enumerate(seen.first_surface):
        parts = name.split()
        for n, part in enumerate(parts if len(parts) > 1 else ()):
            long = readings[part]
            if long is not None:
                meaning = seen.first_surface[long]
                other = seen.nodes.get(normal(" ".join([*parts[:n], meaning, *parts[n + 1 :]])))
                if other is not None:
                    yield node, other, f"{part} stands for {meaning}"


def given_inside(seen: Observations, sets: DisjointSets, *, papers: int, share: float) -> Iterator[Pair]:
    """Names that papers give with an acronym in brackets inside, and the names with the acronym alone.

    Enough `papers` must do so, and this `share` of those that do mean the same, by what `sets` holds as one.
    """
    shorts = _shortened(seen)
    giving: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for use, surface in enumerate(seen.use_surface):
        if surface in shorts:
            long = sets.find(seen.use_node[use])
            giving[shorts[surface]][long].add(seen.paper[seen.use_row[use]])
    for short, longs in sorted(giving.items()):
        best = max(longs, key=lambda long: (len(longs[long]), -long))
        count, total = len(longs[best]), sum(map(len, longs.values()))
        if count >= papers and count >= share * total:
            yield best, short, f"the acronym is spelled out inside, in {count} papers"


def _shortened(seen: Observations) -> dict[int, int]:
    """For each name that gives an acronym inside, the node of the name with the acronym alone."""
    short = {n: made for n, name in enumerate(seen.written) if "(" in name and (made := shortened(name))}
    nodes = {n: seen.nodes.get(normal(name)) for n, name in short.items()}
    return {n: node for n, node in nodes.items() if node is not None}


class _Readings(dict[str, int | None]):
    """The node that a word stands for as a well-known acronym, or None; only likely words are looked up."""

    def __init__(self, known: Iterable[str], read: Callable[[str], int | None]) -> None:
        super().__init__()
        self._read = read
        self._known = set(map(_bare, known))

    def __missing__(self, word: str) -> int | None:
        likely = not word.isascii() or _bare(word) in self._known
        self[word] = self._read(word) if likely else None
        return self[word]


def _bare(word: str) -> str:
    """The letters and digits of a word in small, without a plural ending."""
    return "".join(filter(str.isalnum, word)).lower().rstrip("s")
