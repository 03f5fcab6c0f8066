"""Why two things are one node, or why they are not: which rules held and which did not."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from kg.errors import UsageError
from kg.knowledge import CanonicalEntity, Knowledge, Merge, Paper, Person
from kg.resolve.acronyms import expands
from kg.resolve.company import COMMON
from kg.resolve.entities import ALONE
from kg.resolve.fingerprint import Fingerprints
from kg.resolve.names import compatible, parse_name
from kg.resolve.papers import SAME_ABSTRACT
from kg.resolve.surfaces import contains, normal, versions
from kg.resolve.text import squeeze

Kind = Literal["paper", "person", "entity"]
Thing = Paper | Person | CanonicalEntity


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to the two things: whether it speaks for one identity, and what was found."""

    rule: str
    holds: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about the identity of two things.

    `same` says whether they are one node; then `merges` is the chain of reasons from one name to the other
    (empty where both are written the same). Otherwise `checks` tells which rules were tried.
    """

    a: str
    b: str
    kind: Kind
    same: bool
    merges: tuple[Merge, ...]
    checks: tuple[Check, ...]


def why(a: str, b: str, knowledge: Knowledge) -> Explanation:
    """Explain why `a` and `b` (keys, names, titles, arXiv ids or DOIs) are one node or two.

    Raises:
        UsageError: nothing, or things of different kinds only, go by the two names.
    """
    finder = _Finder(knowledge)
    first, second = finder.find(a), finder.find(b)
    for name, found in ((a, first), (b, second)):
        if not found:
            raise UsageError(f"nothing is called {name!r}; `kg show {name}` looks for similar names")
    shared = sorted(first.keys() & second.keys())
    if shared:
        thing = first[shared[0]]
        return Explanation(a, b, _kind(thing), True, _chain(a, b, thing, knowledge.merges), ())
    pairs = [(x, y) for x in first.values() for y in second.values() if _kind(x) == _kind(y)]
    if not pairs:
        kinds = f"{_kind(next(iter(first.values())))} and {_kind(next(iter(second.values())))}"
        raise UsageError(f"{a!r} and {b!r} are things of two kinds ({kinds}), which are never one")
    x, y = pairs[0]
    return Explanation(x.key, y.key, _kind(x), False, (), tuple(_checks(x, y, knowledge)))


def _kind(thing: Thing) -> Kind:
    if isinstance(thing, Paper):
        return "paper"
    return "person" if isinstance(thing, Person) else "entity"


class _Finder:
    """Things by key, else by any exact name, else by any name but for case and layout."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._keys: dict[str, Thing] = {}
        self._names: dict[str, dict[str, Thing]] = defaultdict(dict)
        self._loose: dict[str, dict[str, Thing]] = defaultdict(dict)
        things: tuple[Thing, ...] = (*knowledge.papers, *knowledge.entities, *knowledge.people)
        for thing in things:
            self._keys[thing.key] = thing
            for name in _names(thing):
                self._names[name][thing.key] = thing
                self._loose[squeeze(name)][thing.key] = thing

    def find(self, name: str) -> dict[str, Thing]:
        if name in self._keys:
            return {name: self._keys[name]}
        return self._names.get(name) or self._loose.get(squeeze(name)) or {}


def _names(thing: Thing) -> Iterable[str]:
    if isinstance(thing, Paper):
        values = (thing.title, thing.arxiv_id, f"arXiv:{thing.arxiv_id}", thing.doi)
        return [value for value in values if value and value != "arXiv:None"]
    return (thing.name, *thing.aliases)


def _chain(a: str, b: str, thing: Thing, merges: Iterable[Merge]) -> tuple[Merge, ...]:
    """The shortest way from one name to the other over the merges of a node; all merges if there is none."""
    here = [merge for merge in merges if merge.key == thing.key]
    edges: dict[str, list[tuple[str, Merge]]] = defaultdict(list)
    for merge in here:
        kept, merged = merge.kept.removesuffix(ALONE), merge.merged.removesuffix(ALONE)
        edges[kept].append((merged, merge))
        edges[merged].append((kept, merge))
    if squeeze(a) == squeeze(b) or thing.key in (a, b):
        return tuple(here)
    queue: deque[tuple[str, tuple[Merge, ...]]] = deque([(a, ())])
    seen = {a}
    while queue:
        name, path = queue.popleft()
        if name == b:
            return path
        for other, merge in edges[name]:
            if other not in seen:
                seen.add(other)
                queue.append((other, (*path, merge)))
    return tuple(here)


def _checks(a: Thing, b: Thing, knowledge: Knowledge) -> Iterable[Check]:
    if isinstance(a, Paper) and isinstance(b, Paper):
        return _paper_checks(a, b)
    if isinstance(a, Person) and isinstance(b, Person):
        return _person_checks(a, b, knowledge)
    if isinstance(a, CanonicalEntity) and isinstance(b, CanonicalEntity):
        return _entity_checks(a, b, knowledge)
    return ()


def _equal(rule: str, a: str | None, b: str | None, same: Callable[[str], str] = str) -> Check:
    if not a or not b:
        return Check(rule, False, f"{'neither has' if not a and not b else 'only one has'} it")
    return Check(rule, same(a) == same(b), f"{a} / {b}")


def _paper_checks(a: Paper, b: Paper) -> Iterable[Check]:
    yield _equal("same arXiv id", a.arxiv_id, b.arxiv_id)
    yield _equal("same DOI", a.doi, b.doi)
    yield _equal("same title", a.title, b.title, squeeze)
    shared = sorted(_surnames(a) & _surnames(b))
    yield Check("shared authors", bool(shared), ", ".join(shared) or "none")
    years = [sorted({date.iso[:4] for date in paper.dates if date.iso[0] != "-"}) for paper in (a, b)]
    near = not all(years) or min(abs(int(x) - int(y)) for x in years[0] for y in years[1]) <= 2
    yield Check("fitting years", near, " / ".join(", ".join(year) or "unknown" for year in years))
    yield _abstract_check(a, b)


def _surnames(paper: Paper) -> set[str]:
    return {parse_name(authorship.written).surname for authorship in paper.authorships}


def _abstract_check(a: Paper, b: Paper) -> Check:
    share = Fingerprints([a.abstract, b.abstract]).similarity(0, 1)
    needed = f"{share:.0%} of letter sequences in common, {SAME_ABSTRACT:.0%} needed"
    return Check("near-identical abstracts", share >= SAME_ABSTRACT, needed)


def _person_checks(a: Person, b: Person, knowledge: Knowledge) -> Iterable[Check]:
    fitting = any(
        compatible(parse_name(x), parse_name(y)) for x in (a.name, *a.aliases) for y in (b.name, *b.aliases)
    )
    yield Check("names can be one", fitting, f"{a.name} / {b.name}")
    yield _equal("same ORCID", a.orcid, b.orcid)
    circles, places = _circle(a, knowledge.papers), _circle(b, knowledge.papers)
    names = {person.key: person.name for person in knowledge.people}
    shared = sorted(names[key] for key in (circles[0] & places[0]) - {a.key, b.key})
    detail = ", ".join(shared) or "none"
    yield Check("shared co-authors", bool(shared), f"{detail}; common names beside common names prove little")
    both = sorted(circles[1] & places[1])
    yield Check("same affiliation", bool(both), ", ".join(both) or "none shared")
    together = sorted(circles[2] & places[2])
    yield Check("never in one author list", not together, ", ".join(together) or "not together")


def _circle(person: Person, papers: Iterable[Paper]) -> tuple[set[str], set[str], set[str]]:
    """A person's co-authors (keys), affiliations and papers (keys)."""
    people: set[str] = set()
    places: set[str] = set()
    keys: set[str] = set()
    for paper in papers:
        mine = [authorship for authorship in paper.authorships if authorship.person == person.key]
        if mine:
            people |= {authorship.person for authorship in paper.authorships}
            places |= {squeeze(place) for authorship in mine for place in authorship.affiliations}
            keys.add(paper.key)
    return people, places, keys


def _entity_checks(a: CanonicalEntity, b: CanonicalEntity, knowledge: Knowledge) -> Iterable[Check]:
    ours, theirs = (a.name, *a.aliases), (b.name, *b.aliases)
    common = sorted({normal(x) for x in ours} & {normal(y) for y in theirs})
    yield Check("same name but for spelling", bool(common), f"{a.name} / {b.name}")
    pairs = [(x, y) for x in ours for y in theirs if expands(x, y) or expands(y, x)]
    yield Check("one spells out the other", bool(pairs), " / ".join(pairs[0]) if pairs else "no such forms")
    numbers = [sorted({n for name in names for n in versions(name)}) for names in (ours, theirs)]
    shown = " / ".join(", ".join(number) or "none" for number in numbers)
    yield Check("same numbers (size, version)", versions(a.name) == versions(b.name), shown)
    kin = contains(a.name, b.name) or contains(b.name, a.name)
    yield Check("neither is the other with words added", not kin, f"{a.name} / {b.name}")
    yield Check("same type", a.type == b.type, f"{a.type} / {b.type}")
    yield _introduction_check(a, b, knowledge)
    named: dict[str, set[str]] = defaultdict(set)
    for mention in knowledge.mentions:
        named[mention.paper].add(mention.entity)
    yield _company_check(a, b, named, len(knowledge.papers))
    apart = sorted(paper for paper, keys in named.items() if {a.key, b.key} <= keys)
    yield Check("no paper names both as two things", not apart, ", ".join(apart[:3]) or "none does")


def _introduction_check(a: CanonicalEntity, b: CanonicalEntity, knowledge: Knowledge) -> Check:
    origins = [
        sorted({m.paper for m in knowledge.mentions if m.entity == entity.key and m.introduces})
        for entity in (a, b)
    ]
    shown = " / ".join(", ".join(papers[:3]) or "no paper here" for papers in origins)
    return Check("not introduced by different papers", not all(origins), shown)


def _company_check(
    a: CanonicalEntity, b: CanonicalEntity, named: Mapping[str, Set[str]], papers: int
) -> Check:
    """Whether papers of both name another thing that few papers name, so that they are about the same."""
    counts = Counter(key for keys in named.values() for key in keys)
    ours, theirs = (
        {other for keys in named.values() if entity.key in keys for other in keys} for entity in (a, b)
    )
    most = COMMON * papers
    shared = sorted(key for key in ours & theirs - {a.key, b.key} if counts[key] <= most)
    return Check("papers of both name another uncommon thing", bool(shared), ", ".join(shared[:3]) or "none")
