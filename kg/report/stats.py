"""How much a graph holds, and what is commonest in it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph import Graph, entity_types, relation_types
from kg.graph import vocabulary as v

_COMMONEST = 10


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by name, and for each kind of thing the commonest with the number of papers that name them."""

    counts: tuple[tuple[str, int], ...]
    commonest: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    def count(self, name: str) -> int:
        """One count by its name; 0 where there is none."""
        return dict(self.counts).get(name, 0)


def stats(graph: Graph) -> Stats:
    """Count papers, authors, entities by type, relations by type, results, statements and triples."""
    return Stats(counts=_counts(graph), commonest=_commonest(graph))


def plural(label: str) -> str:
    """The plural of a type's label: models, benchmarks, organizations."""
    return f"{label}s"


def _counts(graph: Graph) -> tuple[tuple[str, int], ...]:
    classes = _numbers(graph, "SELECT ?key (COUNT(?x) AS ?n) { ?x a ?key } GROUP BY ?key")
    predicates = _numbers(
        graph,
        """SELECT ?key (COUNT(*) AS ?n) {
        { SELECT DISTINCT ?s ?key ?o { ?st rdf:subject ?s ; rdf:predicate ?key ; rdf:object ?o } } }
        GROUP BY ?key""",
    )
    relations = [(kind.label, predicates.get(kind.iri, 0)) for kind in relation_types()]
    return (
        ("papers", classes.get(v.PAPER_CLASS.value, 0)),
        ("authors", _authors(graph)),
        *((plural(kind.label), classes.get(kind.iri, 0)) for kind in entity_types()),
        ("relations", sum(number for _, number in relations)),
        *((f"  {label}", number) for label, number in relations),
        ("results", classes.get(v.RESULT_CLASS.value, 0)),
        ("statements", classes.get(v.STATEMENT_CLASS.value, 0)),
        ("triples", len(graph)),
    )


def _authors(graph: Graph) -> int:
    rows = graph.select(
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?p kg:author ?a . ?p a kg:Paper . ?a a kg:Person }"
    )
    return sum(int(row["n"].value) for row in rows)


def _numbers(graph: Graph, sparql: str) -> dict[str, int]:
    return {row["key"].value: int(row["n"].value) for row in graph.select(sparql)}


def _commonest(graph: Graph) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    named = tuple((plural(kind.label), _most_named(graph, kind.iri)) for kind in entity_types())
    rows = graph.select(
        f"""SELECT ?label (COUNT(DISTINCT ?p) AS ?n) {{
        ?p a kg:Paper ; kg:author ?a . ?a rdfs:label ?label }}
        GROUP BY ?a ?label ORDER BY DESC(?n) ?label LIMIT {_COMMONEST}"""
    )
    authors = tuple((row["label"].value, int(row["n"].value)) for row in rows)
    return (("authors", authors), *named)


def _most_named(graph: Graph, iri: str) -> tuple[tuple[str, int], ...]:
    rows = graph.select(
        f"""SELECT ?label (COUNT(DISTINCT ?p) AS ?n) {{
        ?x a <{iri}> ; rdfs:label ?label . ?p kg:mentions ?x }}
        GROUP BY ?x ?label ORDER BY DESC(?n) ?label LIMIT {_COMMONEST}"""
    )
    return tuple((row["label"].value, int(row["n"].value)) for row in rows)
