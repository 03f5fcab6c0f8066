"""Everything that the annotations name, as columns: one row for each entity of each paper.

Names are numbered: a surface is a name as written, a node is a normal form. Columns keep millions of rows
small and let later steps count and group without looking at text again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, count, repeat

from kg.resolve.sightings import TYPES, Sightings
from kg.resolve.surfaces import singular_acronym

KIND = tuple(
    {"Model": 0, "Method": 0, "Task": 0, "Metric": 1, "Dataset": 2, "Benchmark": 2}.get(t, 3) for t in TYPES
)
"""Types that one meaning of a name is given by turns, as a number: a bare acronym is read within them."""

INTRODUCED = 0.3
"""Weight, in papers, of an expansion in the paper that introduces the thing."""


class Observations:
    """Rows (an entity in a paper) and their surfaces; `starts[n]` is the first row of paper `n`.

    The forms of a row are its uses, in the order of rows; `use_starts[row]` is the first. `plain` has the
    normal form, whatever the type, of each surface. `expansions` weighs the papers that spell out an acronym,
    by acronym, long form and kind of type; `spelled` holds the acronyms as those papers write them.
    """

    def __init__(self) -> None:
        self.surfaces: defaultdict[str, int] = defaultdict(count().__next__)
        self.nodes: defaultdict[str, int] = defaultdict(count().__next__)
        self.first_surface: list[str] = []
        self.plain: list[str] = []
        self.starts = array("q", [0])
        self.paper = array("i")
        self.type = array("b")
        self.confidence = array("f")
        self.new = array("f")
        self.node = array("i")
        self.long = array("i")
        self.name = array("i")
        self.use_starts = array("q", [0])
        self.use_row = array("i")
        self.use_surface = array("i")
        self.use_node = array("i")
        self.use_kind = array("b")
        self.spelled: set[str] = set()
        self.expansions: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self.paper)

    def add(self, paper: int, found: Sightings | None) -> None:
        """Add the entities of the next paper; None is a paper without annotation."""
        if found is not None and found.counts:
            row, use = len(self.paper), len(self.use_row)
            self._number(found)
            self._add_uses(row, use, found.counts)
            self.paper.extend(repeat(paper, len(found.counts)))
            self.type.frombytes(found.types)
            self.confidence.frombytes(found.confidences)
            self.new.frombytes(found.new)
            self.use_kind.frombytes(found.kinds)
            if found.spelled:
                self._spell_out(row, use, found)
        self.starts.append(len(self.paper))

    def _number(self, found: Sightings) -> None:
        """Number the names and normal forms that are seen for the first time."""
        self.use_surface.extend(map(self.surfaces.__getitem__, found.forms))
        self.use_node.extend(map(self.nodes.__getitem__, found.normals))
        if len(self.surfaces) > len(self.plain):
            for form, plain in zip(found.forms, found.plain, strict=True):
                if self.surfaces[form] == len(self.plain):
                    self.plain.append(plain)
        if len(self.nodes) > len(self.first_surface):
            for node, form in zip(found.normals, found.forms, strict=True):
                if self.nodes[node] == len(self.first_surface):
                    self.first_surface.append(form)

    def _add_uses(self, row: int, use: int, counts: tuple[int, ...]) -> None:
        rows = range(row, row + len(counts))
        if len(self.use_surface) - use == len(counts):
            firsts: Sequence[int] = range(use, use + len(counts))
            self.use_row.extend(rows)
        else:
            firsts = list(accumulate(counts[:-1], initial=use))
            self.use_row.extend(chain.from_iterable(map(repeat, rows, counts)))
        self.node.extend([self.use_node[first] for first in firsts])
        self.name.extend([self.use_surface[first] for first in firsts])
        self.long.extend(repeat(-1, len(counts)))
        self.use_starts.extend(firsts[1:])
        self.use_starts.append(len(self.use_surface))

    def _spell_out(self, row: int, use: int, found: Sightings) -> None:
        """Count expansions; one that comes with the thing says less of what others mean by the acronym."""
        for entity, short, long in found.spelled:
            self.spelled.add(singular_acronym(found.forms[short]))
            short_node, long_node = self.use_node[use + short], self.use_node[use + long]
            counts = self.expansions[short_node]
            key = (long_node, KIND[found.types[entity]])
            weight = INTRODUCED if self.new[row + entity] > 0 else 1.0
            counts[key] = counts.get(key, 0.0) + weight
            if short_node == self.node[row + entity]:
                self.long[row + entity] = long_node


def observe(papers: Iterable[Sightings | None]) -> Observations:
    """Collect the entities of all papers, in their order; None is a paper without annotation."""
    found = Observations()
    for paper, sightings in enumerate(papers):
        found.add(paper, sightings)
    found.surfaces.default_factory = found.nodes.default_factory = None
    return found
