"""What the graph knows of one thing: facts, then sections of lines, each with its sentence and source."""

from __future__ import annotations

from dataclasses import dataclass

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
class Card:
    """All that the graph has on one paper, person or entity; `others` are other things of that name."""

    name: str
    type: str
    iri: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    others: tuple[Match, ...] = ()


def card(graph: Graph, name: str) -> Card:
    """Gather what the graph has on the paper, person or entity that a name means.

    Raises:
        QueryError: nothing is called so (with near names), or several things are (with their IRIs).
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


def _choose(graph: Graph, name: str) -> tuple[Match, tuple[Match, ...]]:
    """The match that bears the name itself, before those that have it as an alias; and the others."""
    found = lookup(graph, name)
    if not found:
        near = near_names(graph, name)
        hint = f"did you mean {', '.join(near)}?" if near else "see `kg stats` for what there is"
        raise QueryError(f"nothing in the graph is called {name!r}; {hint}")
    for nearer in (_labelled(found, name), _labelled(found, name.lower()), found):
        if len(nearer) == 1:
            return nearer[0], tuple(match for match in found if match not in nearer)
        if nearer:
            options = ", ".join(f"{shorten(match.iri)} ({match.type} {match.label})" for match in nearer)
            raise QueryError(f"{name!r} may mean several things; say which: {options}")
    raise AssertionError("unreachable: the last group is not empty")


def _labelled(found: tuple[Match, ...], name: str) -> tuple[Match, ...]:
    return tuple(match for match in found if name in (match.label, match.label.lower()))
