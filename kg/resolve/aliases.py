"""Which names mean one thing: expansions of acronyms, and aliases that papers give.

A name joins another only for a reason that the texts show. An alias that one paper uses loosely ("the
model"), that stands for many things, or that other papers hold apart from the name joins nothing, so that no
chain of loose aliases can pull clusters together.
"""

from __future__ import annotations

import csv
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from kg.resolve.acronyms import abbreviates, begins_spelled_out, same_words, senses
from kg.resolve.bare import SURE, BareAcronyms
from kg.resolve.company import Neighbours
from kg.resolve.inner import given_inside, well_known_inside
from kg.resolve.observations import Observations
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

METRIC = TYPE_NUMBER["Metric"]
PAPERS_FOR_ALIAS = 2
"""Papers that must give an alias of a coined name, unless only the paper that introduces it uses both."""
PAPERS_FOR_SYNONYM = 3
"""Papers that must give an alias where neither name is coined ("math reasoning", "mathematical")."""
ALIAS_SHARE = 0.1
"""Share of the papers under the rarer of two names that must give one as alias of the other."""
MANY = 4
"""Different names that one alias may stand for, before it is too general to join any."""
FIRM = 5
"""Papers from which an alias joins all the same; so many times those that name both as two things."""


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


class Meanings:
    """The set of names that each row's entity belongs to.

    `anchors[row]` is the node that a row names: the expansion of its acronym, as given or as it must be read.
    `roots[row]` is the node that stands for the set of names which mean the same. `bare` reads acronyms, and
    `neighbours` knows what papers name beside each other.
    """

    def __init__(self, seen: Observations) -> None:
        self._seen = seen
        self.neighbours = Neighbours(seen.starts, seen.node)
        self.sets = DisjointSets(len(seen.nodes))
        self.links: list[Link] = []
        self.bare = BareAcronyms(seen, self.sets, self.neighbours)
        self._join_expansions()
        self.bare.weigh()
        self._join_inner()
        self._join_known()
        self._join_rearranged()
        self.bare.weigh()
        self.anchors = self.bare.read()
        self._join_aliases()
        self.roots = array("i", map(self.sets.find, self.anchors))

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

    def _join_inner(self) -> None:
        """Join names that differ in an acronym that one of them spells out inside."""
        known = map(self._surface, self.bare.known)
        for pairs in (
            well_known_inside(self._seen, known, self.bare.well_known),
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
                    self._link(one, self.bare.only(one), f"well-known name ({source})", 1.0)
                self._link(a, b, f"well-known alias ({source})", 1.0)

    def _join_rearranged(self) -> None:
        """Join coined names of metrics that have the same words in another order ("F1-macro", "macro F1")."""
        seen = self._seen
        columns = zip(seen.node, seen.name, seen.type, strict=True)
        metrics = {(node, name) for node, name, kind in columns if kind == METRIC}
        first: dict[tuple[str, ...], int] = {}
        for node, name in sorted(metrics):
            words = rearranged(seen.written[name])
            if words is not None:
                self._link(first.setdefault(words, node), node, "the same words in another order", 0.95)

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
        self, a: int, b: int, count: int, apart: Counter[tuple[int, int]], members: dict[int, list[int]]
    ) -> None:
        """Join two names unless any two names that would meet are held apart or differ in version.

        A paper that lists both as two things is wrong where others give one as the spelled-out other, or
        where many more give it as alias.
        """
        a_root, b_root = self.sets.find(a), self.sets.find(b)
        if a_root == b_root:
            return
        ours, theirs = members.setdefault(a_root, [a]), members.setdefault(b_root, [b])
        for one in ours:
            for other in theirs:
                pair = (min(one, other), max(one, other))
                given = pair == (a, b) and (
                    count >= FIRM * apart[pair] or begins_spelled_out(*map(self._surface, pair))
                )
                if apart[pair] and not given:
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
            a, b = self.anchors[row], self.bare.of(node, seen.type[row])[0]
            if a != b and node not in self.bare.ambiguous:
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
        return short is not None and self.bare.may_mean(short, node)

    def _held_apart(self, nodes: set[int]) -> Counter[tuple[int, int]]:
        """How many papers name two nodes as two different things."""
        seen = self._seen
        pairs: Counter[tuple[int, int]] = Counter()
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
