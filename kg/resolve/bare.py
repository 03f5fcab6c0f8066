"""What acronyms mean in papers that do not spell them out: what others do, where that leaves little doubt."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from kg.resolve.acronyms import abbreviates
from kg.resolve.company import Company, Neighbours
from kg.resolve.likeness import LIKELY, Likeness
from kg.resolve.observations import KIND, Observations
from kg.resolve.sightings import ALIAS, TYPE_NUMBER
from kg.resolve.surfaces import is_acronym_form, normal, singular_acronym, tokens
from kg.resolve.union import DisjointSets

METHOD, METRIC = TYPE_NUMBER["Method"], TYPE_NUMBER["Metric"]
SURE = 0.8
"""Share of its uses that one meaning of an acronym needs, to be read where no expansion is given."""
DOUBT, DOUBT_GROWTH, MOST_DOUBT = 0.05, 1e-4, 0.25
"""Weight, in papers, of meanings of an acronym that no paper here spells out: at least, for each paper read,
and at most. So the paper that introduces a thing will do in a small collection, but not in a large one."""
FEW_LETTERS, SHORT_DOUBT = 4, 2
"""Letters up to which an acronym stands for many things, and how many times the doubt that is."""
MANY_LETTERS = 6
"""Letters from which an acronym is known whatever their case ("FedAvg", "FedAVG")."""
_NUMBERED = re.compile(r"[^\W\d_]{3}[^\W_]*\d")
"""An acronym with a number, which is known whatever its case from three letters ("GPT-4o", "gpt-4o")."""
_SMALL_FIRST = re.compile(r"[a-z][A-Z]{1,3}s?")
WELL_KNOWN = 5
"""Papers that spell out an acronym from which it is known in any letters."""


def _letters(name: str) -> str:
    """The letters and digits of an acronym; their case matters unless they are many or a number follows."""
    letters = "".join(filter(str.isalnum, name))
    if _NUMBERED.match(letters):
        return normal(name)
    return letters.lower() if len(letters) >= MANY_LETTERS else letters


class BareAcronyms:
    """The readings of acronyms by the papers that spell them out; `sets` holds what means the same.

    `known` are the acronyms that many papers spell out, `ambiguous` those that mean several things.
    """

    def __init__(self, seen: Observations, sets: DisjointSets, neighbours: Neighbours) -> None:
        self._seen = seen
        self._sets = sets
        self._neighbours = neighbours
        self._spelled = {_letters(name) for name in seen.spelled}
        self._readings: dict[tuple[int, int], tuple[int, float]] = {}
        self._weighed: dict[int, tuple[int, ...]] = {}
        self._likely: dict[int, tuple[int, float]] = {}
        self.known: set[int] = set()
        self.ambiguous: set[int] = set()

    def weigh(self) -> None:
        """Settle what acronyms mean where their papers do not say: the one that outweighs all others.

        When asked again, those of which long forms have been joined since.
        """
        papers = 1 + max(self._seen.paper, default=0)
        doubt = min(MOST_DOUBT, DOUBT + DOUBT_GROWTH * papers)
        doubtful: list[tuple[int, int]] = []
        for short, counts in sorted(self._seen.expansions.items()):
            roots = tuple(map(self._sets.find, (node for node, _ in counts)))
            if self._weighed.get(short) != roots:
                self._weighed[short] = roots
                doubtful += self._weigh(short, doubt)
        self._drop_strangers(doubtful)

    def _weigh(self, short: int, doubt: float) -> list[tuple[int, int]]:
        """Settle what one acronym means; returns it with the kinds of things for which that leaves doubt."""
        weights: dict[tuple[int, int], float] = defaultdict(float)
        for (node, kind), count in self._seen.expansions[short].items():
            weights[self._sets.find(node), kind] += count
        roots = sorted({root for root, _ in weights})
        if max(weights.values()) >= WELL_KNOWN:
            self.known.add(short)
        if len(roots) > 1:
            self.ambiguous.add(short)
        else:
            self.ambiguous.discard(short)
        doubtful = []
        for kind in sorted({kind for _, kind in weights}):
            best = max(roots, key=lambda root: (weights[root, kind], -root))
            total = sum(weights[root, kind] for root in roots)
            share = weights[best, kind] / (total + doubt)
            self._readings.pop((short, kind), None)
            if share >= SURE:
                self._readings[short, kind] = (best, share)
                if weights[best, kind] < SURE * (total + SHORT_DOUBT * doubt) and self._is_short(short):
                    doubtful.append((short, kind))
        return doubtful

    def _is_short(self, node: int) -> bool:
        """Whether an acronym has so few letters that many things are called so."""
        name = singular_acronym(self._seen.first_surface[node])
        return len(name) <= FEW_LETTERS and name.isalpha() and is_acronym_form(name)

    def _drop_strangers(self, doubtful: Sequence[tuple[int, int]]) -> None:
        """Leave short acronyms unread where the papers that spell them out share nothing with the others."""
        if not doubtful:
            return
        longs = {key: self._longs(*key) for key in doubtful}
        shorts = {short for short, _ in doubtful}
        company = Company(self._seen, self._neighbours, shorts, set(chain(*longs.values())))
        for key in doubtful:
            if not company.meets(key[0], longs[key]):
                del self._readings[key]

    def _longs(self, short: int, kind: int) -> set[int]:
        """The long forms that mean what an acronym is read as."""
        root = self._sets.find(self._readings[short, kind][0])
        return {node for node, _ in self._seen.expansions[short] if self._sets.find(node) == root}

    def of(self, node: int, type_number: int) -> tuple[int, float]:
        """The node that a bare name of some type stands for, with the certainty of that."""
        return self._readings.get((node, KIND[type_number]), (node, 1.0))

    def only(self, node: int) -> int:
        """The node that an acronym stands for whatever its type, or itself."""
        readings = {self._readings[node, kind][0] for kind in set(KIND) if (node, kind) in self._readings}
        return readings.pop() if len(readings) == 1 else node

    def may_mean(self, short: int, node: int) -> bool:
        """Whether an acronym stands for a node in things of some type."""
        return any(self._readings.get((short, kind), (-1,))[0] == node for kind in set(KIND))

    def well_known(self, word: str) -> int | None:
        """The long form of a word that is an acronym which many papers spell out, else None."""
        short = self._seen.nodes.get(normal(word))
        kinds = [kind for kind in (KIND[METHOD], KIND[METRIC]) if (short, kind) in self._readings]
        if short is None or short not in self.known or not kinds:
            return None
        counts = self._seen.expansions[short]
        return max(self._longs(short, kinds[0]), key=lambda long: (counts.get((long, kinds[0]), 0), -long))

    def read(self) -> array[int]:
        """What each row names: its node, or the expansion of its acronym as given or as it must be read."""
        seen = self._seen
        acronyms = {node for node, _ in self._readings}
        read = seen.node[:]
        for row, (node, long) in enumerate(zip(seen.node, seen.long, strict=True)):
            if long >= 0:
                read[row] = long
            elif node in acronyms:
                read[row] = self.reading(row)[0]
        self._read_by_likeness(read)
        return read

    def reading(self, row: int) -> tuple[int, float]:
        """The node that the bare name of a row stands for, with the certainty of that."""
        if self.is_likely(row):
            return self._likely[row]
        node = self._seen.node[row]
        return self.of(node, self._seen.type[row]) if self._may_be_read(row) else (node, 1.0)

    def _may_be_read(self, row: int) -> bool:
        """Whether the acronym of a row is read as elsewhere.

        A paper that introduces a thing means its own. An acronym must be well known to be read in letters
        that no paper spells out ("LLms", not "vLLM" for VLLM), or in a paper that gives another long name of
        its letters.
        """
        seen = self._seen
        name, is_metric = seen.written[seen.name[row]], seen.type[row] == METRIC
        if seen.introduces(row):
            return False
        spelled = self._is_spelled(name)
        if seen.node[row] in self.known and (spelled or is_metric or not _SMALL_FIRST.fullmatch(name)):
            return True
        # Metrics are written in small letters, too ("fps"); elsewhere these are often words ("clip").
        spelled = spelled or (is_metric and self._is_spelled(name.upper()))
        return spelled and not self._is_spelled_otherwise(row)

    def is_likely(self, row: int) -> bool:
        """Whether an acronym is read by what stands beside it."""
        return row in self._likely

    def _read_by_likeness(self, read: array[int]) -> None:
        """Read acronyms that may mean several things as papers do that spell them out and are about the same.

        Where another meaning is likelier than that elsewhere, but not likely, they are left unread.
        """
        seen = self._seen
        bare = [
            row
            for row, (node, long) in enumerate(zip(seen.node, seen.long, strict=True))
            if long < 0 and node in seen.expansions
        ]
        rows = [row for row in bare if self._is_open(row) or self._is_doubtful(row, read[row])]
        likeness = Likeness(seen, read, self._sets, {seen.node[row] for row in rows})
        for row in rows:
            found = likeness.meaning(row, self._sets.find(read[row]))
            if found is not None and (found[1] >= LIKELY or read[row] != seen.node[row]):
                self._likely[row] = found if found[1] >= LIKELY else (seen.node[row], 1.0)
                read[row] = self._likely[row][0]

    def _is_doubtful(self, row: int, meant: int) -> bool:
        """Whether a row's acronym is read as elsewhere, though it means something else to some."""
        node = self._seen.node[row]
        return meant != node and node in self.ambiguous

    def _is_open(self, row: int) -> bool:
        """Whether a row's acronym may mean any of its long forms, and is none of them already."""
        seen, node = self._seen, self._seen.node[row]
        root = self._sets.find(node)
        if seen.introduces(row) or any(self._sets.find(long) == root for long, _ in seen.expansions[node]):
            return False
        return self._is_spelled(seen.written[seen.name[row]]) and not self._is_spelled_otherwise(row)

    def _is_spelled(self, name: str) -> bool:
        """Whether some paper spells out the acronym in these letters, which a head noun may follow."""
        readings = (name, name.partition(" ")[0])
        return any(_letters(singular_acronym(word)) in self._spelled for word in readings)

    def _is_spelled_otherwise(self, row: int) -> bool:
        """Whether a row's paper gives a long name with its acronym's letters, but not one for each word.

        A name that holds the acronym ("OpenAI GPT-4o") does not spell it out.
        """
        seen = self._seen
        short = seen.written[seen.name[row]]
        if seen.long[row] >= 0:
            return False
        aliases = (use for use in seen.uses(row) if seen.use_kind[use] == ALIAS)
        longs = (seen.first_surface[seen.use_node[use]] for use in aliases)
        return any(
            len(tokens(long)) > 1 and abbreviates(short, long) and short not in long.split() for long in longs
        )
