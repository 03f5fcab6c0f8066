"""From the networkx view of a graph to the dots and lines of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.ranking import rank
from kg.view.facts import facts
from kg.view.model import RESULT, Claim, Dot, FactValue, Line, Quote, View

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Backing

Attributes = dict[str, Any]
Ends = tuple[str, str]


def contents(network: nx.MultiDiGraph[str], *, order: Sequence[str]) -> View:
    """Everything in `network`, where a result is a line from its subject to its benchmark or else its metric.

    `order` ranks relations, the most telling first.
    """
    claims: defaultdict[Ends, list[Claim]] = defaultdict(list)
    for ends, claim in (*_stated(network), *_scores(network)):
        claims[ends].append(claim)
    dots = tuple(
        _dot(network, iri, tuple(claims.pop((iri, iri), ())))
        for iri in sorted(network)
        if not _is_result(network.nodes[iri])
    )
    places = {relation: place for place, relation in enumerate(order)}
    lines = tuple(
        Line(source, target, tuple(sorted(claims[source, target], key=lambda claim: _place(claim, places))))
        for source, target in sorted(claims)
    )
    return View(dots=dots, lines=lines, total=len(dots))


def _is_result(attributes: Attributes) -> bool:
    return bool(attributes["type"] == "Result")


def _place(claim: Claim, places: dict[str, int]) -> tuple[int, str, str]:
    return places.get(claim.relation, len(places)), claim.relation, claim.value or ""


def _dot(network: nx.MultiDiGraph[str], iri: str, claims: tuple[Claim, ...]) -> Dot:
    attributes = network.nodes[iri]
    return Dot(
        iri=iri,
        label=attributes["label"],
        type=attributes["type"],
        aliases=tuple(attributes.get("aliases", ())),
        abstract=attributes.get("abstract"),
        facts=facts(attributes, authors=_authors(network, iri)),
        claims=claims,
    )


def _authors(network: nx.MultiDiGraph[str], paper: str) -> tuple[FactValue, ...]:
    """The authors of a paper in the order of its list."""
    listed = sorted(
        (attributes.get("position", 0), person)
        for _, person, relation, attributes in network.out_edges(paper, keys=True, data=True)
        if relation == "author"
    )
    return tuple(FactValue(network.nodes[person]["label"], node=person) for _, person in listed)


def _stated(network: nx.MultiDiGraph[str]) -> Iterator[tuple[Ends, Claim]]:
    for source, target, relation in sorted(network.edges(keys=True)):
        attributes = network.edges[source, target, relation]
        if not _is_result(network.nodes[source]):
            yield (source, target), Claim(relation, None, _quotes(network, attributes))


def _scores(network: nx.MultiDiGraph[str]) -> Iterator[tuple[Ends, Claim]]:
    """Each result as a claim between its subject and its benchmark, its metric, or the subject itself."""
    for node in sorted(network):
        if not _is_result(network.nodes[node]):
            continue
        about = {key: target for _, target, key in network.out_edges(node, keys=True)}
        subject = about.get("subject")
        if subject is not None:
            target = about.get("benchmark") or about.get("metric") or subject
            named = about.get("metric")
            metric = network.nodes[named]["label"] if named and named != target else None
            attributes = network.nodes[node]
            value, quotes = _value(attributes, metric), _quotes(network, attributes)
            yield (subject, target), Claim(RESULT, value, quotes, rank(attributes, metric))


def _value(attributes: Attributes, metric: str | None) -> str:
    """The number as reported, with what it measures and, unless a plain score, what kind it is."""
    value, kind = attributes["value"], attributes.get("kind")
    measured = metric or attributes.get("metric_text") or ""
    parts = (
        value,
        measured if measured.lower() not in value.lower() else "",
        f"({kind})" if kind not in {None, "absolute"} else "",
    )
    return " ".join(part for part in parts if part)


def _quotes(network: nx.MultiDiGraph[str], attributes: Attributes) -> tuple[Quote, ...]:
    backings: tuple[Backing, ...] = attributes.get("evidence", ())
    source = attributes.get("source")
    if not backings and source:
        return (Quote("", "", "", source, None, None),)
    return tuple(_quote(network, backing) for backing in backings)


def _quote(network: nx.MultiDiGraph[str], backing: Backing) -> Quote:
    paper = backing.paper
    label = network.nodes[paper]["label"] if paper in network else paper
    return Quote(backing.sentence, paper, label, backing.source, backing.confidence, backing.method)
