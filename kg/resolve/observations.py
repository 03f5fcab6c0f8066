"""Everything that the annotations name, as columns: one row for each entity of each paper.

Names are numbered: a surface is a name as written, a node is a normal form. Columns keep millions of rows
small and let later steps count and group without looking at text again.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, count, pairwise, repeat

from kg.resolve.sightings import TYPES, NameForms, Sightings
from kg.resolve.surfaces import is_capitalised_before_head, singular_acronym

KIND = tuple(
    {"Model": 0, "Method": 0, "Task": 0, "Metric": 1, "Dataset": 2, "Benchmark": 2}.get(t, 3) for t in TYPES
)
"""Types that one meaning of a name is given by turns, as a number: a bare acronym is read within them."""

NEW = 0.5
"""Confidence from which a paper counts as the one that introduces a thing."""
INTRODUCED = 0.3
"""Weight, in papers, of an expansion in the paper that introduces the thing."""
ROLE = tuple(
    {"Task": 1, "Metric": 2, "Dataset": 3, "Benchmark": 3, "Organization": 4}.get(t, 0) for t in TYPES
)
"""Types that one thing is given by turns by mistake, as a number: models and methods, data."""
KINDRED = 0.2
"""Share of the uses of a name whose type must be kindred, for a head noun of that type to add nothing."""
COMMON_WORD = 2 / 3
"""Share of its uses in small letters from which a word is none that somebody coined."""


class Observations:
    """Rows (an entity in a paper) and their surfaces; `starts[n]` is the first row of paper `n`.

    The forms of a row are its uses, in the order of rows; `use_starts[row]` is the first. `written` has each
    surface, and `names` what is made from it alone. `words` has the codes of the words of each paper, which
    begin at `word_starts`. `expansions` weighs the papers that spell out an acronym, by acronym, long form
    and kind of type; `spelled` holds the acronyms as those papers write them.
    """

    def __init__(self, papers: Iterable[Sightings | None]) -> None:
        self.surfaces: defaultdict[str, int] = defaultdict(count().__next__)
        self.nodes: defaultdict[str, int] = defaultdict(count().__next__)
        self.first_surface: list[str] = []
        self._names: dict[str, NameForms] = {}
        self.starts = array("q", [0])
        self.type = array("b")
        self.confidence = array("f")
        self.new = array("f")
        self.use_surface = array("i")
        self.use_node = array("i")
        self.use_kind = array("b")
        self.spelled: set[str] = set()
        self.expansions: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
        self.words = array("H")
        self.word_starts = array("q", [0])
        counts = array("i")
        spelling: list[tuple[int, int, Sightings]] = []
        heads: dict[int, str] = {}
        glosses: dict[int, str] = {}
        for found in papers:
            if found is not None and found.counts:
                if found.spelled:
                    spelling.append((len(counts), len(self.use_node), found))
                glosses.update((len(counts) + entity, text) for entity, text in found.glosses)
                heads.update((len(self.use_node) + form, text) for form, text in found.heads)
                self._add(found)
                counts.extend(found.counts)
                self.words.frombytes(found.words)
            self.starts.append(len(counts))
            self.word_starts.append(len(self.words))
        self.written = list(self.surfaces)
        self.names = list(self._names.values())
        self.use_starts = array("q", accumulate(counts, initial=0))
        self.use_row = array("i", _repeated(counts))
        self._keep_heads(heads)
        self.surfaces.default_factory = self.nodes.default_factory = None
        self.paper = array("i", _repeated([stop - start for start, stop in pairwise(self.starts)]))
        self.node = array("i", [self.use_node[use] for use in self.use_starts[:-1]])
        self.name = array("i", [self.use_surface[use] for use in self.use_starts[:-1]])
        self.long = array("i", [-1]) * len(counts)
        for row, use, found in spelling:
            self._spell_out(row, use, found)
        self._read_aliases(glosses)

    def uses(self, row: int) -> range:
        """The forms of a row, its name first."""
        return range(self.use_starts[row], self.use_starts[row + 1])

    def _read_aliases(self, glosses: Mapping[int, str]) -> None:
        """Take an alias of an acronym for its long form where other papers spell the acronym out so.

        And a word before it in brackets; `glosses` has those of rows.
        """
        for row, node in enumerate(self.node):
            if self.long[row] < 0 and node in self.expansions:
                others = [self.use_node[use] for use in self.uses(row)[1:]]
                others += [self.nodes[glosses[row]]] if glosses.get(row) in self.nodes else []
                longs = {long for long, _ in self.expansions[node]} if others else set()
                self.long[row] = next((other for other in others if other in longs), -1)

    def __len__(self) -> int:
        return len(self.paper)

    def introduces(self, row: int) -> bool:
        """Whether the paper of a row introduces the thing."""
        return self.new[row] >= NEW

    def _add(self, found: Sightings) -> None:
        """Add the entities of a paper, and number the names and normal forms that are new."""
        self.type.frombytes(found.types)
        self.confidence.frombytes(found.confidences)
        self.new.frombytes(found.new)
        self.use_kind.frombytes(found.kinds)
        self.use_surface.extend(map(self.surfaces.__getitem__, found.forms))
        self.use_node.extend(map(self.nodes.__getitem__, found.normals))
        # In the order of their numbers, since a dictionary keeps the place of a key that comes again.
        self._names.update(zip(found.forms, found.names, strict=True))
        if len(self.nodes) > len(self.first_surface):
            for node, form in zip(found.normals, found.forms, strict=True):
                if self.nodes[node] == len(self.first_surface):
                    self.first_surface.append(form)

    def _keep_heads(self, heads: Mapping[int, str]) -> None:
        """Give names the head noun back that was dropped, where the rest alone is something else.

        That is a word that most write in small letters ("Coverage Score"), or a thing that is hardly ever of
        a kindred type ("LLM tasks"). `heads` are uses, with their normal forms with the noun.
        """
        small, roles = self._alone(heads)
        for use, text in heads.items():
            node, surface = self.use_node[use], self.use_surface[use]
            found = small[node]
            common = bool(found) and found[True] >= COMMON_WORD * found.total()
            kindred = roles[node][ROLE[self.type[self.use_row[use]]]]
            is_other = kindred < KINDRED * (roles[node].total() - 1)
            if is_other or (common and is_capitalised_before_head(self.written[surface])):
                self.use_node[use] = self.nodes[text]
                if len(self.nodes) > len(self.first_surface):
                    self.first_surface.append(self.written[surface])

    def _alone(
        self, heads: Mapping[int, str]
    ) -> tuple[Mapping[int, Counter[bool]], Mapping[int, Counter[int]]]:
        """How the nodes of `heads` are used otherwise: words by whether they are small, and all by role."""
        nodes = {self.use_node[use] for use in heads}
        small: dict[int, Counter[bool]] = defaultdict(Counter)
        roles: dict[int, Counter[int]] = defaultdict(Counter)
        for use in [use for use, node in enumerate(self.use_node) if node in nodes]:
            node, name = self.use_node[use], self.written[self.use_surface[use]]
            if name.isalpha():
                small[node][name.islower()] += 1
            if use not in heads:
                roles[node][ROLE[self.type[self.use_row[use]]]] += 1
        return small, roles

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


def _repeated(counts: Sequence[int]) -> Iterator[int]:
    """Each number as often as its count says."""
    return chain.from_iterable(map(repeat, range(len(counts)), counts))
