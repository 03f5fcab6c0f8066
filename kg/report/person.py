"""The card of a person, and the papers that a person or team wrote."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, QuerySolution

from kg.graph import Graph
from kg.graph.lookup import Match
from kg.report.card import Card, Line, Namesake, Section


def person_card(graph: Graph, match: Match, others: tuple[Namesake, ...]) -> Card:
    """Gather what the graph has on one author."""
    sections = (
        Section("papers", papers_of(graph, match.iri)),
        Section("wrote with", _coauthors(graph, match.iri)),
        Section("introduced", _introduced(graph, match.iri)),
    )
    return Card(
        name=match.label,
        type=match.type,
        iri=match.iri,
        facts=tuple(_facts(graph, match.iri)),
        sections=tuple(section for section in sections if section.lines),
        others=others,
    )


def papers_of(graph: Graph, iri: str) -> tuple[Line, ...]:
    """The papers that a person or team wrote, earliest first, those without a full date last."""
    rows = graph.select(
        f"""SELECT ?paper ?position ?written ?name ?source (MIN(STR(?day)) AS ?date) {{
        ?p kg:authorship ?place ; rdfs:label ?paper ; kg:source ?source .
        ?place kg:author {NamedNode(iri)} ; kg:position ?position ; kg:written ?written .
        {NamedNode(iri)} rdfs:label ?name .
        OPTIONAL {{ ?p dcterms:created|dcterms:issued|dcterms:modified|kg:listed ?day }} }}
        GROUP BY ?p ?paper ?position ?written ?name ?source"""
    )
    found = sorted(((_date(row), _paper_line(row)) for row in rows), key=lambda pair: (pair[0], pair[1].text))
    return tuple(line for _, line in found)


def _date(row: QuerySolution) -> tuple[bool, str]:
    date = row["date"].value if row["date"] is not None else ""
    return (not date[:1].isdigit(), date)


def _paper_line(row: QuerySolution) -> Line:
    date = f"{row['date'].value}  " if row["date"] is not None else ""
    author = f"author {row['position'].value}"
    if row["written"].value != row["name"].value:
        author += f", as {row['written'].value}"
    return Line(f"{date}{row['paper'].value} ({author})", source=row["source"].value)


def _facts(graph: Graph, iri: str) -> Iterator[tuple[str, str]]:
    node = NamedNode(iri)
    for title, pattern in (
        ("also written", f"{node} skos:altLabel ?text"),
        ("ORCID", f"{node} kg:orcid ?text"),
        ("affiliations", f"?place a kg:Authorship ; kg:author {node} ; kg:affiliation ?text"),
    ):
        rows = graph.select(f"SELECT DISTINCT ?text {{ {pattern} }} ORDER BY ?text")
        texts = [row["text"].value for row in rows]
        if texts:
            yield title, "; ".join(texts)


def _coauthors(graph: Graph, iri: str) -> tuple[Line, ...]:
    node = NamedNode(iri)
    rows = graph.select(
        f"""SELECT ?name (COUNT(DISTINCT ?p) AS ?papers) (MIN(?source) AS ?one) {{
        ?p kg:author {node}, ?other ; kg:source ?source . FILTER(?other != {node})
        ?other rdfs:label ?name }} GROUP BY ?other ?name ORDER BY DESC(?papers) ?name"""
    )
    return tuple(
        Line(row["name"].value, source=row["one"].value, support=int(row["papers"].value)) for row in rows
    )


def _introduced(graph: Graph, iri: str) -> tuple[Line, ...]:
    rows = graph.select(
        f"""SELECT ?thing ?paper ?sentence ?source ?confidence {{
        ?p kg:author {NamedNode(iri)} ; rdfs:label ?paper .
        ?claim rdf:subject ?p ; rdf:predicate kg:introduces ; rdf:object/rdfs:label ?thing ;
            kg:confidence ?confidence ; kg:evidence ?evidence .
        ?evidence kg:sentence ?sentence ; kg:source ?source }} ORDER BY ?thing ?sentence"""
    )
    return tuple(
        Line(
            text=row["thing"].value,
            sentence=row["sentence"].value,
            source=row["source"].value,
            paper=row["paper"].value,
            confidence=float(row["confidence"].value),
        )
        for row in rows
    )
