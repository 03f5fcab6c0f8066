"""The card of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.graph import Graph, relation_types
from kg.graph.iris import ONTOLOGY
from kg.graph.lookup import Match
from kg.report.card import Card, Line, Namesake, Section
from kg.report.statements import line_of, merged, results_in, sections_of, stated_of

_FIELDS = (
    ("arXiv", "kg:arxiv_id"),
    ("DOI", "kg:doi"),
    ("created", "dcterms:created"),
    ("updated", "dcterms:modified"),
    ("published", "dcterms:issued"),
    ("listed", "kg:listed"),
    ("venue", "kg:venue"),
    ("categories", "dcterms:subject"),
    ("affiliations", "kg:affiliation"),
    ("comments", "kg:comment"),
    ("links", "schema:url"),
    ("source", "kg:source"),
)


def paper_card(graph: Graph, match: Match, others: tuple[Namesake, ...]) -> Card:
    """Gather what the graph has on one paper."""
    return Card(
        name=match.label,
        type=match.type,
        iri=match.iri,
        facts=tuple(_facts(graph, NamedNode(match.iri))),
        sections=tuple(section for section in _sections(graph, match.iri) if section.lines),
        others=others,
    )


def _facts(graph: Graph, node: NamedNode) -> Iterator[tuple[str, str]]:
    authors = _authors(graph, node)
    if authors:
        yield "authors", authors
    for title, path in _FIELDS:
        rows = graph.select(f"SELECT DISTINCT ?text {{ {node} {path} ?text }} ORDER BY ?text")
        texts = [row["text"].value for row in rows]
        if texts:
            yield title, "; ".join(texts)
    for title, name in (("code", "has_code"), ("withdrawn", "withdrawn")):
        if list(graph.select(f"SELECT ?yes {{ {node} kg:{name} ?yes FILTER(?yes) }}")):
            yield title, "yes"


def _authors(graph: Graph, node: NamedNode) -> str:
    rows = graph.select(
        f"""SELECT ?written {{ {node} kg:authorship ?place .
        ?place kg:position ?position ; kg:written ?written }} ORDER BY ?position ?written"""
    )
    names = [row["written"].value for row in rows]
    partial = list(graph.select(f"SELECT ?all {{ {node} kg:authors_complete ?all FILTER(!?all) }}"))
    return ", ".join((*names, "et al.") if names and partial else names)


def _sections(graph: Graph, iri: str) -> Iterator[Section]:
    own = stated_of(graph, iri)
    relations = [kind.name for kind in relation_types()]
    yield from sections_of(own, inverse=False, names=["introduces"])
    yield from sections_of(own, inverse=False, names=relations)
    yield Section("states", _stated_in(graph, iri))
    yield Section("reports", results_in(graph, iri))
    introduced = {statement.other for statement in own if statement.predicate == "introduces"}
    mentions = [statement for statement in own if statement.other not in introduced]
    yield from sections_of(mentions, inverse=False, names=["mentions"])
    yield Section("listings disagree", _conflicts(graph, NamedNode(iri)))


def _stated_in(graph: Graph, iri: str) -> tuple[Line, ...]:
    """Relations between entities that the paper's text states."""
    labels = {kind.name: kind.label for kind in relation_types()}
    rows = graph.select(
        f"""SELECT ?claim ?head ?predicate ?tail ?sentence ?source ?said_in ?confidence {{
        {NamedNode(iri)} rdfs:label ?said_in .
        ?evidence kg:paper {NamedNode(iri)} ; kg:sentence ?sentence ; kg:source ?source .
        ?claim kg:evidence ?evidence ; kg:confidence ?confidence ; rdf:predicate ?predicate ;
            rdf:subject ?subject ; rdf:object/rdfs:label ?tail .
        FILTER(?subject != {NamedNode(iri)}) ?subject rdfs:label ?head }}"""
    )
    found = []
    for row in rows:
        predicate = row["predicate"].value.removeprefix(ONTOLOGY)
        text = f"{row['head'].value} {labels.get(predicate, predicate)} {row['tail'].value}"
        found.append((row["claim"].value, line_of(text, row)))
    return merged(found)


def _conflicts(graph: Graph, node: NamedNode) -> tuple[Line, ...]:
    rows = graph.select(
        f"""SELECT DISTINCT ?field ?value ?source {{
        {node} kg:fact ?one, ?two .
        ?one kg:field ?field ; kg:value ?value ; prov:wasDerivedFrom/rdfs:label ?source .
        ?two kg:field ?field ; kg:value ?other . FILTER(?value != ?other)
        FILTER(?field IN ("title", "abstract", "venue", "doi", "arxiv_id")) }}
        ORDER BY ?field ?value ?source"""
    )
    return tuple(
        Line(f"{row['field'].value}: {row['value'].value}", source=row["source"].value) for row in rows
    )
