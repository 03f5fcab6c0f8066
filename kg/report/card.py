"""What the graph knows of one thing: facts, then sections of lines, each with its sentence and source."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph import Graph
from kg.graph.iris import shorten
from kg.graph.lookup import Match, lookup, near_names


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said, and what backs it; `support` counts the papers that say it.

    `sentence` is None where a listing says it, and not a text; `source` is `file:line-line`.
    """

    text: str
    sentence: str | None = None
    source: str | None = None
    paper: str | None = None
    confidence: float | None = None
    support: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one kind, most certain or best first."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another thing of the same name, how many papers it wrote or is named in, and the first of these."""

    label: str
    type: str
    iri: str
    papers: int
    example: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """All that the graph has on one paper, person or entity; `others` are other things of that name."""

    name: str
    type: str
    iri: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    others: tuple[Namesake, ...] = ()


def card(graph: Graph, name: str) -> Card:
    """Gather what the graph has on the paper, person or entity that a name means.

    Raises:
        QueryError: nothing is called so (with near names), or several things are that stand in equally
            many papers (with their IRIs).
    """
    from kg.report.entity import entity_card
    from kg.report.paper import paper_card
    from kg.report.person import person_card

    match, others = _choose(graph, name)
    if match.type == "Paper":
        return paper_card(graph, match, others)
    if match.type == "Person":
        return person_card(graph, match, others)
    return entity_card(graph, match, others)


def _choose(graph: Graph, name: str) -> tuple[Match, tuple[Namesake, ...]]:
    """The match that bears the name itself, before those that have it as an alias; and the others.

    Of several, the one in most papers is meant: `others` say so.
    """
    found = lookup(graph, name)
    if not found:
        near = near_names(graph, name)
        hint = f"did you mean {', '.join(near)}?" if near else "see `kg stats` for what there is"
        raise QueryError(f"nothing in the graph is called {name!r}; {hint}")
    nearer = _labelled(found, name) or _labelled(found, name.lower()) or found
    if len(found) == 1:
        return nearer[0], ()
    known = [_namesake(graph, match) for match in (*nearer, *(m for m in found if m not in nearer))]
    first = max(known[: len(nearer)], key=lambda one: one.papers)
    if [one.papers for one in known[: len(nearer)]].count(first.papers) > 1:
        options = "\n".join(f"  {described(one)}" for one in known)
        raise QueryError(f"{name!r} may mean several things; say which by its key:\n{options}")
    others = sorted((one for one in known if one is not first), key=lambda one: (-one.papers, one.iri))
    return Match(first.label, first.type, first.iri), tuple(others)


def described(one: Namesake) -> str:
    """A thing of several of one name: `model:heron (Model Heron, 2 papers: A bird model …)`."""
    papers = "1 paper" if one.papers == 1 else f"{one.papers} papers"
    example = f": {one.example}" if one.example else ""
    more = ", …" if one.papers > 1 else ""
    return f"{shorten(one.iri)} ({one.type} {one.label}, {papers}{example}{more})"


def _namesake(graph: Graph, match: Match) -> Namesake:
    node = NamedNode(match.iri)
    rows = graph.select(
        f"""SELECT ?title {{ {{ SELECT DISTINCT ?p {{ ?p kg:author|kg:mentions {node} . ?p a kg:Paper }} }}
        ?p rdfs:label ?title }}"""
    )
    titles = sorted(row["title"].value for row in rows)
    return Namesake(match.label, match.type, match.iri, len(titles), titles[0] if titles else None)


def _labelled(found: tuple[Match, ...], name: str) -> tuple[Match, ...]:
    return tuple(match for match in found if name in (match.label, match.label.lower()))
