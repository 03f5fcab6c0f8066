"""Which records are listings of one paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.annotation import Document
from kg.knowledge import Merge
from kg.memory import uncollected
from kg.records import PaperRecord
from kg.resolve.curation import EMPTY, Curation, MergeEntry, SplitEntry, is_about
from kg.resolve.fingerprint import Fingerprints, is_opening
from kg.resolve.names import parse_name
from kg.resolve.paperkeys import (
    arxiv_of,
    best_key,
    choose_abstract,
    choose_title,
    content_of,
    doi_of,
    listing,
    paper_keys,
    sort_records,
    years_of,
)
from kg.resolve.text import digest, words
from kg.resolve.union import DisjointSets
from kg.store.memo import Memo

T = TypeVar("T")

SAME_ABSTRACT = 0.8
"""Share of common runs of letters from which two abstracts are one, where no titles speak against it."""
RETITLED_ABSTRACT = 0.9
"""The same where the titles differ; authors must then be shared too."""
YEARS_APART = 2
"""Years that may lie between two listings of one paper (preprint and publication)."""
TELLING_TITLE = 5
"""Words from which a title alone identifies a paper, where a listing gives no authors."""
_PREPRINT_DOIS = (
    "10.48550/",
    "10.1101/",
    "10.2139/",
    "10.21203/",
    "10.36227/",
    "10.5281/",
    "10.20944/",
    "10.31234/",
)


@dataclass(frozen=True, slots=True)
class PaperCluster:
    """All listings of one paper, sorted; `key` is made from their content."""

    key: str
    records: tuple[PaperRecord, ...]


@dataclass(frozen=True, slots=True)
class PaperMerge:
    """The papers, sorted by key, and why listings were joined."""

    clusters: tuple[PaperCluster, ...]
    merges: tuple[Merge, ...]


def merge_papers(
    records: Iterable[PaperRecord], *, curation: Curation = EMPTY, memo: Memo | None = None
) -> PaperMerge:
    """Join the records that list the same paper, whatever the order in which they come."""
    with uncollected():
        matcher = _Matcher(sort_records(records), curation, memo)
        matcher.run()
        return matcher.result()


def document(cluster: PaperCluster) -> Document:
    """The text of a paper that is annotated: its chosen title and abstract."""
    return Document(
        id=cluster.key, title=choose_title(cluster.records), abstract=choose_abstract(cluster.records)
    )


class _Matcher:
    """Joins records rule by rule, strongest rule first; never two arXiv ids."""

    def __init__(self, records: Sequence[PaperRecord], curation: Curation, memo: Memo | None) -> None:
        self.records = records
        self.sets = DisjointSets(len(records))
        self.arxiv: list[str | None] = [arxiv_of(r) for r in records]
        # Only listings that may be one with another are asked for these.
        self.years = _Lazily(lambda n: years_of(records[n]))
        self.surnames = _Lazily(lambda n: frozenset(parse_name(a.name).surname for a in records[n].authors))
        self.titles = _Lazily(lambda n: words(records[n].title or ""))
        self.apart = [0] * len(records)
        self.joins: list[tuple[int, int, str, float]] = []
        self._curation = curation
        self._memo = memo

    def run(self) -> None:
        self._set_apart()
        self._join_equal(self._content, "same in every field", shown=False)
        self._join_equal(lambda n: self.arxiv[n], "same arXiv id {}")
        self._join_equal(lambda n: doi_of(self.records[n]), "same DOI {}")
        if None in self.arxiv:
            prints = Fingerprints([record.abstract for record in self.records], self._memo)
            self._join_equal(prints.exact.__getitem__, "same abstract", shown=False)
            self._join_titles()
            self._join_near(prints)
        self._join_curated()

    def join(self, a: int, b: int, reason: str, confidence: float = 1.0) -> None:
        """Join two records, unless they have different arXiv ids or people have set them apart."""
        a_root, b_root = self.sets.find(a), self.sets.find(b)
        if a_root == b_root or self.apart[a] != self.apart[b]:
            return
        ids = {self.arxiv[a_root], self.arxiv[b_root]} - {None}
        if len(ids) > 1:
            return
        self.sets.union(a_root, b_root)
        self.arxiv[self.sets.find(a_root)] = ids.pop() if ids else None
        self.joins.append((a, b, reason, confidence))

    def _set_apart(self) -> None:
        entries = [e for e in self._curation.of(SplitEntry) if is_about(e, "paper")]
        wanted = {key: n for n, entry in enumerate(entries, 1) for key in entry.papers}
        if wanted:
            for n, record in enumerate(self.records):
                self.apart[n] = max((wanted.get(key, 0) for key in paper_keys(record)), default=0)

    def _join_equal(self, key: Callable[[int], Hashable], reason: str, *, shown: bool = True) -> None:
        first: dict[tuple[Hashable, int], int] = {}
        for n in range(len(self.records)):
            value = key(n)
            if value:
                leader = first.setdefault((value, self.apart[n]), n)
                if leader != n:
                    self.join(leader, n, reason.format(value) if shown else reason)

    def _content(self, n: int) -> Hashable:
        return content_of(self.records[n]) if self.records[n].title else None

    def _join_titles(self) -> None:
        groups: dict[str, list[int]] = defaultdict(list)
        for n, record in enumerate(self.records):
            if record.title and len(parts := words(record.title)) > 2:
                groups["".join(parts)].append(n)
        for title in sorted(key for key, members in groups.items() if len(members) > 1):
            self._join_titled(groups[title])

    def _join_titled(self, members: list[int]) -> None:
        """Listings with one title: join by a shared author, then those without authors if plain."""
        by_surname: dict[str, list[int]] = defaultdict(list)
        for n in members:
            for surname in sorted(self.surnames[n]):
                for other in by_surname[surname][-8:]:
                    if self._same_authors(other, n) and self._title_fits(other, n):
                        self.join(other, n, "same title, shared authors and fitting years")
                by_surname[surname].append(n)
        bare = [n for n in members if not self.surnames[n]]
        if bare and len(self.titles[bare[0]]) >= TELLING_TITLE:
            self._join_bare(bare, members)

    def _join_bare(self, bare: list[int], members: list[int]) -> None:
        for n in bare:
            fitting = sorted({self.sets.find(m) for m in members if m != n and self._title_fits(m, n)})
            fitting = [root for root in fitting if root != self.sets.find(n)]
            if len(fitting) == 1:
                self.join(
                    fitting[0], n, "same title, no other paper with it, one listing without authors", 0.9
                )

    def _same_authors(self, a: int, b: int) -> bool:
        shared = len(self.surnames[a] & self.surnames[b])
        return shared >= max(1, min(len(self.surnames[a]), len(self.surnames[b])) / 2)

    def _title_fits(self, a: int, b: int) -> bool:
        dois = {doi_of(self.records[a]), doi_of(self.records[b])} - {None}
        published = [doi for doi in dois if doi and not doi.startswith(_PREPRINT_DOIS)]
        return len(published) < 2 and self._years_fit(a, b)

    def _years_fit(self, a: int, b: int) -> bool:
        return not (self.years[a] and self.years[b]) or (
            min(abs(x - y) for x in self.years[a] for y in self.years[b]) <= YEARS_APART
        )

    def _join_near(self, prints: Fingerprints) -> None:
        # Most pairs share no more than a phrase, which is seen sooner than who wrote them.
        found = [
            (-similarity, a, b)
            for similarity, a, b in prints.near(SAME_ABSTRACT)
            if self._may_join(a, b) and similarity >= self._needed(a, b)
        ]
        for negative, a, b in sorted(found):
            self.join(a, b, f"abstracts share {-negative:.0%} of their letter sequences", -negative)
        for a, b in prints.prefix_pairs():
            if self._may_join(a, b) and self._needed(a, b) < 1 and self._is_opening(a, b):
                self.join(a, b, "one abstract is the opening of the other", 0.95)

    def _is_opening(self, a: int, b: int) -> bool:
        return is_opening(self.records[a].abstract or "", self.records[b].abstract or "")

    def _may_join(self, a: int, b: int) -> bool:
        a_root, b_root = self.sets.find(a), self.sets.find(b)
        if a_root == b_root or not self._years_fit(a, b):
            return False
        return None in (self.arxiv[a_root], self.arxiv[b_root])

    def _needed(self, a: int, b: int) -> float:
        """The similarity of abstracts that two records need; above 1 where no similarity is enough."""
        titles = self.titles[a], self.titles[b]
        if self.surnames[a] and self.surnames[b] and not self.surnames[a] & self.surnames[b]:
            return 2.0
        if all(titles) and titles[0] != titles[1]:
            return (
                2.0
                if _are_parts(*titles) or not all((self.surnames[a], self.surnames[b]))
                else RETITLED_ABSTRACT
            )
        return SAME_ABSTRACT

    def _join_curated(self) -> None:
        entries = [e for e in self._curation.of(MergeEntry) if is_about(e, "paper")]
        if not entries:
            return
        known: dict[str, int] = {}
        for n, record in enumerate(self.records):
            for key in paper_keys(record):
                known.setdefault(key, n)
        for entry in entries:
            found = [known[key] for key in (entry.keep, *entry.merge) if key in known]
            for other in found[1:]:
                if self.sets.union(found[0], other):
                    self.joins.append((found[0], other, "merged by curation", 1.0))

    def result(self) -> PaperMerge:
        groups = self.sets.groups()
        keys = _unique_keys([[self.records[n] for n in group] for group in groups])
        key_of = {n: key for group, key in zip(groups, keys, strict=True) for n in group}
        clusters = [
            PaperCluster(key, tuple(self.records[n] for n in group))
            for group, key in zip(groups, keys, strict=True)
        ]
        merges = [
            Merge(key_of[a], listing(self.records[a]), listing(self.records[b]), reason, confidence)
            for a, b, reason, confidence in self.joins
        ]
        return PaperMerge(
            tuple(sorted(clusters, key=lambda c: c.key)),
            tuple(sorted(merges, key=lambda m: (m.key, m.kept, m.merged, m.reason))),
        )


class _Lazily(dict[int, T]):
    """Values by number, each made when first asked for."""

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> T:
        value = self[number] = self._make(number)
        return value


def _are_parts(a: list[str], b: list[str]) -> bool:
    """Whether two titles differ in numbering only ("Part I", "Part II"; "2023", "2024")."""
    changed = set(a) ^ set(b)
    return all(word.isdigit() or set(word) <= set("ivx") or len(word) == 1 for word in changed)


def _unique_keys(groups: Sequence[Sequence[PaperRecord]]) -> list[str]:
    keys = [best_key(group) for group in groups]
    shared = {key for key, count in Counter(keys).items() if count > 1}
    used: Counter[str] = Counter()
    for n, key in enumerate(keys):
        if key in shared:
            unique = f"{key}~{_difference(groups[n])}"
            used[unique] += 1
            keys[n] = unique if used[unique] == 1 else f"{unique}-{used[unique]}"
    return keys


def _difference(group: Sequence[PaperRecord]) -> str:
    return digest("\n".join(repr(content_of(record)) for record in group), 8)
