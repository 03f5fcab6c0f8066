"""Triples of papers, people and source files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import vocabulary as v
from kg.graph.iris import of_arxiv, of_content, of_doi, of_key, of_orcid, of_origin
from kg.graph.terms import date, integer, text, uri
from kg.knowledge import Authorship, Fact, Knowledge, Paper, Person
from kg.records import DateKind, Origin

_LABEL_LENGTH = 60
_DATES: dict[DateKind, NamedNode] = {
    "created": v.CREATED,
    "updated": v.UPDATED,
    "published": v.PUBLISHED,
    "listed": v.LISTED,
}


def label_of(paper: Paper) -> str:
    """What to call a paper: its title, else its arXiv id, else how its abstract begins."""
    if paper.title:
        return paper.title
    if paper.arxiv_id:
        return f"arXiv:{paper.arxiv_id}"
    start = " ".join((paper.abstract or "").split())
    if len(start) <= _LABEL_LENGTH:
        return start or paper.key
    return start[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"


def place(origin: Origin) -> str:
    """A place in a source as people write it: `listing.txt:12-20`."""
    lines = str(origin.line) if origin.end_line == origin.line else f"{origin.line}-{origin.end_line}"
    return f"{origin.file}:{lines}"


def paper_triples(paper: Paper) -> Iterator[Triple]:
    """Yield everything bibliographic that is known of one paper."""
    node = of_key(paper.key)
    yield Triple(node, v.TYPE, v.PAPER_CLASS)
    yield Triple(node, v.LABEL, text(label_of(paper)))
    yield from _plain_fields(node, paper)
    yield from _identifiers(node, paper)
    for partial in paper.dates:
        yield Triple(node, _DATES[partial.kind], date(partial.iso))
    yield from _flags(node, paper)
    for authorship in paper.authorships:
        yield from _authorship_triples(node, paper.key, authorship)
    for fact in paper.facts:
        yield from _fact_triples(node, paper.key, fact)
    yield from read_from(node, paper.origins)


def person_triples(person: Person) -> Iterator[Triple]:
    """Yield the names and ORCID of an author, or of a team in an author list."""
    node = of_key(person.key)
    yield Triple(node, v.TYPE, v.PERSON_CLASS if person.kind == "person" else v.ORGANIZATION_CLASS)
    yield Triple(node, v.LABEL, text(person.name))
    yield Triple(node, v.FOAF_NAME, text(person.name))
    for alias in person.aliases:
        yield Triple(node, v.ALT_LABEL, text(alias))
    if person.orcid:
        yield Triple(node, v.ORCID, text(person.orcid))
        yield Triple(node, v.SAME_AS, of_orcid(person.orcid))


def source_triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Yield a node for every place in a source file that the knowledge rests on."""
    for origin in _origins(knowledge):
        node = of_origin(origin)
        yield Triple(node, v.TYPE, v.SOURCE_CLASS)
        yield Triple(node, v.LABEL, text(place(origin)))
        yield Triple(node, v.FILE, text(origin.file))
        yield Triple(node, v.LINE, integer(origin.line))
        yield Triple(node, v.END_LINE, integer(origin.end_line))


def read_from(node: NamedNode, origins: Iterable[Origin]) -> Iterator[Triple]:
    """Yield where a paper or sentence was read: as links, and as one text for people."""
    places = sorted(set(origins), key=_by_place)
    yield from derived_from(node, places)
    if places:
        yield Triple(node, v.SOURCE, text("; ".join(place(origin) for origin in places)))


def derived_from(node: NamedNode, origins: Iterable[Origin]) -> Iterator[Triple]:
    """Yield the links from a node to the places it was read from."""
    for origin in origins:
        yield Triple(node, v.DERIVED_FROM, of_origin(origin))


def _plain_fields(node: NamedNode, paper: Paper) -> Iterator[Triple]:
    single = ((v.TITLE, paper.title), (v.ABSTRACT, paper.abstract), (v.VENUE, paper.venue))
    for predicate, value in single:
        if value:
            yield Triple(node, predicate, text(value))
    several = (
        (v.CATEGORY, paper.categories),
        (v.AFFILIATION, paper.affiliations),
        (v.COMMENT, paper.comments),
    )
    for predicate, values in several:
        for value in values:
            yield Triple(node, predicate, text(value))
    for url in paper.urls:
        yield Triple(node, v.URL, uri(url))


def _identifiers(node: NamedNode, paper: Paper) -> Iterator[Triple]:
    if paper.arxiv_id:
        yield Triple(node, v.ARXIV_ID, text(paper.arxiv_id))
        yield Triple(node, v.SAME_AS, of_arxiv(paper.arxiv_id))
    if paper.doi:
        yield Triple(node, v.DOI, text(paper.doi))
        yield Triple(node, v.SAME_AS, of_doi(paper.doi))


def _flags(node: NamedNode, paper: Paper) -> Iterator[Triple]:
    yield Triple(node, v.AUTHORS_COMPLETE, Literal(paper.authors_complete))
    if paper.has_code:
        yield Triple(node, v.HAS_CODE, Literal(True))
    if paper.withdrawn:
        yield Triple(node, v.WITHDRAWN, Literal(True))


def _authorship_triples(paper: NamedNode, key: str, authorship: Authorship) -> Iterator[Triple]:
    node = of_content("authorship", key, authorship.position, authorship.person)
    person = of_key(authorship.person)
    yield Triple(paper, v.AUTHOR, person)
    yield Triple(paper, v.CREATOR, person)
    yield Triple(paper, v.AUTHORSHIP, node)
    yield Triple(node, v.TYPE, v.AUTHORSHIP_CLASS)
    yield Triple(node, v.AUTHOR, person)
    yield Triple(node, v.POSITION, integer(authorship.position))
    yield Triple(node, v.WRITTEN, text(authorship.written))
    for affiliation in authorship.affiliations:
        yield Triple(node, v.AFFILIATION, text(affiliation))
    yield from derived_from(node, authorship.origins)


def _fact_triples(paper: NamedNode, key: str, fact: Fact) -> Iterator[Triple]:
    node = of_content("fact", key, fact.field, fact.value)
    yield Triple(paper, v.FACT, node)
    yield Triple(node, v.TYPE, v.FACT_CLASS)
    yield Triple(node, v.FIELD, text(fact.field))
    yield Triple(node, v.VALUE, text(fact.value))
    yield from derived_from(node, fact.origins)


def _origins(knowledge: Knowledge) -> list[Origin]:
    seen: set[Origin] = set()
    for paper in knowledge.papers:
        seen.update(paper.origins)
        for authorship in paper.authorships:
            seen.update(authorship.origins)
        for fact in paper.facts:
            seen.update(fact.origins)
    return sorted(seen, key=_by_place)


def _by_place(origin: Origin) -> tuple[str, int, int]:
    return (origin.file, origin.line, origin.end_line)
