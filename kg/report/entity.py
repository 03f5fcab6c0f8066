"""The card of a model, method, dataset, benchmark, task, metric or organization."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.graph import Graph, relation_types
from kg.graph.lookup import Match
from kg.report.card import Card, Namesake, Section
from kg.report.person import papers_of
from kg.report.statements import results, sections_of, stated_of, stated_on


def entity_card(graph: Graph, match: Match, others: tuple[Namesake, ...]) -> Card:
    """Gather what the graph has on one entity."""
    return Card(
        name=match.label,
        type=match.type,
        iri=match.iri,
        facts=tuple(_facts(graph, match.iri)),
        sections=tuple(_sections(graph, match.iri)),
        others=others,
    )


def _facts(graph: Graph, iri: str) -> Iterator[tuple[str, str]]:
    node = NamedNode(iri)
    for title, path in (
        ("also called", "skos:altLabel"),
        ("variant of", "kg:variant_of/rdfs:label"),
        ("has variants", "^kg:variant_of/rdfs:label"),
    ):
        rows = graph.select(f"SELECT DISTINCT ?text {{ {node} {path} ?text }} ORDER BY ?text")
        texts = [row["text"].value for row in rows]
        if texts:
            yield title, ", ".join(texts)


def _sections(graph: Graph, iri: str) -> Iterator[Section]:
    relations = [kind.name for kind in relation_types()]
    on = stated_on(graph, iri)
    yield from sections_of(on, inverse=True, names=["introduces"])
    yield from sections_of(stated_of(graph, iri), inverse=False, names=relations)
    for title, role in (("scores", "subject"), ("scores on it", "benchmark"), ("results in it", "metric")):
        lines = results(graph, iri, role)
        if lines:
            yield Section(title, lines)
    yield from sections_of(on, inverse=True, names=relations)
    wrote = papers_of(graph, iri)
    if wrote:
        yield Section("author of", wrote)
    introduced = {statement.other for statement in on if statement.predicate == "introduces"}
    mentions = [statement for statement in on if statement.other not in introduced]
    yield from sections_of(mentions, inverse=True, names=["mentions"])
