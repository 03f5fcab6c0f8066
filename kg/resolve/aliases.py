"""Which names mean one thing: expansions of acronyms, and aliases that papers give.

A name joins another only for a reason that the texts show. An alias that one paper uses loosely ("the
model"), that stands for many things, or that other papers hold apart from the name joins nothing, so that no
chain of loose aliases can pull clusters together.
"""

from __future__ import annotations

import csv
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import chain

from kg.resolve.acronyms import abbreviates, begins_spelled_out, same_words, senses
from kg.resolve.company import Company, Neighbours
from kg.resolve.inner import given_inside, well_known_inside
from kg.resolve.observations import KIND, Observations
from kg.resolve.sightings import ALIAS, TYPE_NUMBER
from kg.resolve.surfaces import (
    adds_head,
    contains,
    content,
    is_acronym_form,
    is_proper,
    normal,
    rearranged,
    singular_acronym,
    tokens,
    versions,
)
from kg.resolve.union import DisjointSets

METHOD, METRIC = TYPE_NUMBER["Method"], TYPE_NUMBER["Metric"]
SURE = 0.8
"""Share of its uses that one meaning of an acronym needs, to be read where no expansion is given."""
DOUBT, DOUBT_GROWTH, MOST_DOUBT = 0.05, 1e-4, 0.25
"""Weight, in papers, of meanings of an acronym that no paper here spells out: at least, for each paper read,
and at most. So the paper that introduces a thing will do in a small collection, but not in a large one."""
FEW_LETTERS, SHORT_DOUBT = 4, 2
"""Letters up to which an acronym stands for many things, and how many times the doubt that is."""
PAPERS_FOR_ALIAS = 2
"""Papers that must give an alias of a coined name, unless only the paper that introduces it uses both."""
PAPERS_FOR_SYNONYM = 3
"""Papers that must give an alias where neither name is coined ("math reasoning", "mathematical")."""
ALIAS_SHARE = 0.1
"""Share of the papers under the rarer of two names that must give one as alias of the other."""
NEW = 0.5
"""Confidence from which a paper introduces a thing, under a name that it need not spell out."""
MANY = 4
"""Different names that one alias may stand for, before it is too general to join any."""
FIRM = 5
"""Papers from which an alias joins all the same, and an acronym is known in any letters."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes that are one thing, and why."""

    a: int
    b: int
    reason: str
    confidence: float


@dataclass(slots=True)
class _Support:
    """The papers that give an alias, and whether one of them introduces the thing."""

    papers: set[int]
    by_author: bool = False

    @property
    def may_join(self) -> bool:
        """Whether that can be enough to join two names."""
        return self.by_author or len(self.papers) >= PAPERS_FOR_ALIAS


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


class Meanings:
    """The set of names that each row's entity belongs to.

    `anchors[row]` is the node that a row names: the expansion of its acronym, as given or as it must be read.
    `roots[row]` is the node that stands for the set of names which mean the same. `neighbours` knows what
    papers name beside each other.
    """

    def __init__(self, seen: Observations) -> None:
        self._seen = seen
        self._names = list(seen.surfaces)
        self._known: set[int] = set()
        self._spelled = {_letters(name) for name in seen.spelled}
        self.neighbours = Neighbours(seen)
        self.sets = DisjointSets(len(seen.nodes))
        self.links: list[Link] = []
        self.ambiguous: set[int] = set()
        self._bare: dict[tuple[int, int], tuple[int, float]] = {}
        self._join_expansions()
        self._read_bare_acronyms()
        self._join_inner()
        self._join_known()
        self._join_rearranged()
        self._read_bare_acronyms()
        self.anchors = self._anchors()
        self._join_aliases()
        self.roots = array("i", map(self.sets.find, self.anchors))

    def _anchors(self) -> array[int]:
        seen = self._seen
        acronyms = {node for node, _ in self._bare}
        anchors = seen.node[:]
        for row, (node, long) in enumerate(zip(seen.node, seen.long, strict=True)):
            if long >= 0:
                anchors[row] = long
            elif node in acronyms:
                anchors[row] = self.reading(row)[0]
        return anchors

    def reading(self, row: int) -> tuple[int, float]:
        """The node that the bare name of a row stands for, with the certainty of that.

        A paper that introduces a thing means its own. An acronym must be well known to be read in letters
        that no paper spells out ("vLLM", "VLLM"), or in a paper that gives another long name of its letters.
        """
        seen = self._seen
        node, share = self.reading_of(seen.node[row], seen.type[row])
        if seen.new[row] >= NEW:
            return seen.node[row], 1.0
        if node == seen.node[row] or seen.node[row] in self._known:
            return node, share
        if self._is_spelled_otherwise(row):
            return seen.node[row], 1.0
        return (node, share) if self._is_spelled(self._names[seen.name[row]]) else (seen.node[row], 1.0)

    def _is_spelled(self, name: str) -> bool:
        """Whether some paper spells out the acronym in these letters, which a head noun may follow."""
        readings = (name, name.partition(" ")[0])
        return any(_letters(singular_acronym(word)) in self._spelled for word in readings)

    def _is_spelled_otherwise(self, row: int) -> bool:
        """Whether a row's paper gives a long name with its acronym's letters, but not one for each word."""
        seen, short = self._seen, self._names[self._seen.name[row]]
        if seen.long[row] >= 0:
            return False
        uses = range(seen.use_starts[row], seen.use_starts[row + 1])
        longs = (self._surface(seen.use_node[use]) for use in uses if seen.use_kind[use] == ALIAS)
        return any(len(tokens(long)) > 1 and abbreviates(short, long) for long in longs)

    def reading_of(self, node: int, type_number: int) -> tuple[int, float]:
        """The node that a bare name of some type stands for, with the certainty of that."""
        return self._bare.get((node, KIND[type_number]), (node, 1.0))

    def well_known(self, word: str) -> int | None:
        """The node that a word is read as where it is an acronym that many papers spell out, else None."""
        short = self._seen.nodes.get(normal(word))
        if short is None or short not in self._known:
            return None
        long, _ = self.reading_of(short, METHOD)
        return long if long != short else None

    def _surface(self, node: int) -> str:
        return self._seen.first_surface[node]

    def _link(self, a: int, b: int, reason: str, confidence: float) -> None:
        if self.sets.union(a, b):
            self.links.append(Link(a, b, reason, confidence))

    def _join_expansions(self) -> None:
        """Join the expansions of an acronym that mean the same."""
        for short in sorted(self._seen.expansions):
            counts: dict[int, float] = defaultdict(float)
            for (node, _), count in self._seen.expansions[short].items():
                counts[node] += count
            by_text = {self._surface(node): node for node in counts}
            for lead, *others in senses({text: counts[node] for text, node in by_text.items()}):
                for other in others:
                    if versions(lead) == versions(other):
                        short_name = self._surface(short)
                        reason = f"both are long for {short_name} and share the telling words"
                        self._link(by_text[lead], by_text[other], reason, 0.95)

    def _read_bare_acronyms(self) -> None:
        """Settle what an acronym means where its paper does not say: the one that outweighs all others."""
        self._bare.clear()
        self.ambiguous.clear()
        papers = 1 + max(self._seen.paper, default=0)
        doubt = min(MOST_DOUBT, DOUBT + DOUBT_GROWTH * papers)
        doubtful: list[tuple[int, int]] = []
        for short, counts in sorted(self._seen.expansions.items()):
            weights: dict[tuple[int, int], float] = defaultdict(float)
            for (node, kind), count in counts.items():
                weights[self.sets.find(node), kind] += count
            roots = sorted({root for root, _ in weights})
            if max(weights.values()) >= FIRM:
                self._known.add(short)
            if len(roots) > 1:
                self.ambiguous.add(short)
            for kind in sorted({kind for _, kind in weights}):
                best = max(roots, key=lambda root: (weights[root, kind], -root))
                total = sum(weights[root, kind] for root in roots)
                share = weights[best, kind] / (total + doubt)
                if share >= SURE:
                    self._bare[short, kind] = (best, share)
                    if weights[best, kind] < SURE * (total + SHORT_DOUBT * doubt) and self._is_short(short):
                        doubtful.append((short, kind))
        self._drop_strangers(doubtful)

    def _is_short(self, node: int) -> bool:
        """Whether an acronym has so few letters that many things are called so."""
        name = singular_acronym(self._surface(node))
        return len(name) <= FEW_LETTERS and name.isalpha() and is_acronym_form(name)

    def _drop_strangers(self, doubtful: Sequence[tuple[int, int]]) -> None:
        """Leave short acronyms unread where the papers that spell them out share nothing with the others."""
        longs = {key: self._longs(*key) for key in doubtful}
        shorts = {short for short, _ in doubtful}
        company = Company(self._seen, self.neighbours, shorts, set(chain(*longs.values())))
        for key in doubtful:
            if not company.meets(key[0], longs[key]):
                del self._bare[key]

    def _longs(self, short: int, kind: int) -> set[int]:
        """The long forms that mean what an acronym is read as."""
        root, _ = self._bare[short, kind]
        return {node for node, _ in self._seen.expansions[short] if self.sets.find(node) == root}

    def _join_inner(self) -> None:
        """Join names that differ in an acronym that one of them spells out inside."""
        known = map(self._surface, self._known)
        for pairs in (
            well_known_inside(self._seen, known, self.well_known),
            given_inside(self._seen, self.sets, papers=PAPERS_FOR_ALIAS, share=SURE),
        ):
            for a, b, reason in pairs:
                self._link(a, b, reason, 0.95)

    def _join_known(self) -> None:
        """Join what the shipped list of well-known aliases names, where both names occur."""
        for name, alias, source in known_aliases():
            a, b = self._seen.nodes.get(normal(name)), self._seen.nodes.get(normal(alias))
            if a is not None and b is not None:
                for one in (a, b):
                    self._link(one, self._only_reading(one), f"well-known name ({source})", 1.0)
                self._link(a, b, f"well-known alias ({source})", 1.0)

    def _join_rearranged(self) -> None:
        """Join coined names of metrics that have the same words in another order ("F1-macro", "macro F1")."""
        seen = self._seen
        columns = zip(seen.node, seen.name, seen.type, strict=True)
        metrics = {(node, name) for node, name, kind in columns if kind == METRIC}
        first: dict[tuple[str, ...], int] = {}
        for node, name in sorted(metrics):
            words = rearranged(self._names[name])
            if words is not None:
                self._link(first.setdefault(words, node), node, "the same words in another order", 0.95)

    def _only_reading(self, node: int) -> int:
        """The node that an acronym stands for whatever its type, or itself."""
        readings = {self._bare[node, kind][0] for kind in set(KIND) if (node, kind) in self._bare}
        return readings.pop() if len(readings) == 1 else node

    def _join_aliases(self) -> None:
        """Join names by the aliases that papers give, best supported first."""
        support = self._alias_support()
        partners = Counter(node for pair in support for node in pair)
        named = Counter(self.anchors)
        joinable = {pair: given for pair, given in support.items() if given.may_join}
        apart = self._held_apart({node for pair in joinable for node in pair})
        members = {node: [node] for pair in joinable for node in pair}
        for (a, b), given in sorted(joinable.items(), key=lambda item: (-len(item[1].papers), item[0])):
            count = len(given.papers)
            if max(partners[a], partners[b]) >= MANY and count < FIRM and not given.by_author:
                continue
            own = given.by_author and max(named[a], named[b]) <= count and self._is_own_name(a, b)
            needed = 1 if own else self._needed(a, b, min(named[a], named[b]))
            if count >= needed and (own or self._is_spelling(a, b)):
                self._join_alias(a, b, count, apart, members)

    def _needed(self, a: int, b: int, papers: int) -> float:
        """How many papers must give an alias; `papers` name the rarer of the two."""
        coined = is_proper(self._surface(a)) or is_proper(self._surface(b))
        return max(PAPERS_FOR_ALIAS if coined else PAPERS_FOR_SYNONYM, ALIAS_SHARE * papers)

    def _is_own_name(self, a: int, b: int) -> bool:
        """Whether an alias that the introducing paper gives is made from the letters of the coined name."""
        short, long = sorted((self._surface(a), self._surface(b)), key=lambda name: len(tokens(name)))
        return is_proper(short) and len(tokens(long)) > len(tokens(short)) and abbreviates(short, long)

    def _is_spelling(self, a: int, b: int) -> bool:
        """Whether one name is made from the letters or words of the other: "speed" and "time" are not."""
        one, other = self._surface(a), self._surface(b)
        if abbreviates(singular_acronym(one), singular_acronym(other)):
            return True
        return adds_head(one, other) or adds_head(other, one) or same_words(content(one), content(other))

    def _join_alias(
        self, a: int, b: int, count: int, apart: set[tuple[int, int]], members: dict[int, list[int]]
    ) -> None:
        """Join two names unless any two names that would meet are held apart or differ in version.

        A paper that lists both as two things is wrong where others give one as the spelled-out other.
        """
        a_root, b_root = self.sets.find(a), self.sets.find(b)
        if a_root == b_root:
            return
        ours, theirs = members.setdefault(a_root, [a]), members.setdefault(b_root, [b])
        for one in ours:
            for other in theirs:
                pair = (min(one, other), max(one, other))
                if pair in apart and not (pair == (a, b) and begins_spelled_out(*map(self._surface, pair))):
                    return
                if versions(self._surface(one)) != versions(self._surface(other)):
                    return
        papers = "one paper, which introduces it," if count == 1 else f"{count} papers"
        self._link(a, b, f"{papers} name one as alias of the other", 1 - 0.5 / (count + 1))
        members[self.sets.find(a)] = ours + theirs

    def _alias_support(self) -> dict[tuple[int, int], _Support]:
        """For names that may be aliases: the papers that say so, and whether one introduces the thing.

        Only those that have enough of either, and all others of the same names.
        """
        support = self._given_aliases()
        joinable = {node for pair, given in support.items() if given.may_join for node in pair}
        return {
            pair: given
            for pair, given in support.items()
            if not joinable.isdisjoint(pair) and self._may_be_alias(*pair)
        }

    def _given_aliases(self) -> dict[tuple[int, int], _Support]:
        """The aliases that papers give, by the two names, the acronyms among them read."""
        seen = self._seen
        support: dict[tuple[int, int], _Support] = {}
        for use in [use for use, kind in enumerate(seen.use_kind) if kind == ALIAS]:
            row, node = seen.use_row[use], seen.use_node[use]
            a, b = self.anchors[row], self.reading_of(node, seen.type[row])[0]
            if a != b and node not in self.ambiguous:
                given = support.setdefault((min(a, b), max(a, b)), _Support(set()))
                given.papers.add(seen.paper[row])
                given.by_author = given.by_author or seen.new[row] > 0.5
        return support

    def _may_be_alias(self, a: int, b: int) -> bool:
        one, other = self._surface(a), self._surface(b)
        if versions(one) != versions(other) or self._is_kin(a, b) or self._is_kin(b, a):
            return False
        return all(is_proper(name) or len(tokens(name)) > 1 for name in (one, other))

    def _is_kin(self, long: int, short: int) -> bool:
        """Whether one name is the other or its acronym with words added ("zero-shot TTS", "text-to-speech").

        A last word that says what the thing is ("LSTM network") makes no kin.
        """
        outer, inner = self._surface(long), self._surface(short)
        if contains(outer, inner):
            return not adds_head(outer, inner)
        words = outer.split() if " " in outer else ()
        return any(is_acronym_form(word) and self._reads_as(word, short) for word in words)

    def _reads_as(self, word: str, node: int) -> bool:
        short = self._seen.nodes.get(normal(word))
        return short is not None and any(
            self._bare.get((short, kind), (-1,))[0] == node for kind in set(KIND)
        )

    def _held_apart(self, nodes: set[int]) -> set[tuple[int, int]]:
        """Pairs of nodes that some paper names as two different things."""
        seen = self._seen
        pairs: set[tuple[int, int]] = set()
        here: set[int] = set()
        last = -1
        for row in [row for row, node in enumerate(self.anchors) if node in nodes]:
            node = self.anchors[row]
            if seen.paper[row] != last:
                last, here = seen.paper[row], set()
            pairs.update((min(node, other), max(node, other)) for other in here if other != node)
            here.add(node)
        return pairs


@lru_cache(maxsize=1)
def known_aliases() -> tuple[tuple[str, str, str], ...]:
    """The shipped list of well-known aliases: name, alias, source."""
    text = resources.files("kg.resolve").joinpath("data/aliases.tsv").read_text(encoding="utf-8")
    rows = csv.reader(
        (line for line in text.splitlines() if line and not line.startswith("#")), delimiter="\t"
    )
    return tuple((name, alias, source) for name, alias, source in rows)
