"""How much a graph holds, and what is commonest in it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph import Graph, entity_types, relation_types
from kg.graph import vocabulary as v

_COMMONEST = 10


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by name, `relations` by type among them.

    `commonest` has for each kind of thing the ones that most papers name, with the number of papers; those
    of one paper only where no other is named by more.
    """

    counts: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, int], ...]
    commonest: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]

    def count(self, name: str) -> int:
        """One count by its name (`papers`, `models`, `uses` ...); 0 where there is none."""
        return dict((*self.relations, *self.counts)).get(name, 0)


def stats(graph: Graph) -> Stats:
    """Count papers, authors, entities by type, relations by type, results, statements and triples."""
    relations = _relations(graph)
    return Stats(_counts(graph, sum(dict(relations).values())), relations, _commonest(graph))


def plural(label: str) -> str:
    """The plural of a type's label: models, benchmarks, organizations."""
    return f"{label}s"


def _relations(graph: Graph) -> tuple[tuple[str, int], ...]:
    """How often each relation holds, however many papers state it."""
    return tuple(
        (kind.name, sum(1 for _ in graph.store.quads_for_pattern(None, NamedNode(kind.iri), None)))
        for kind in relation_types()
    )


def _counts(graph: Graph, relations: int) -> tuple[tuple[str, int], ...]:
    rows = graph.select("SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class")
    classes = {row["class"].value: int(row["n"].value) for row in rows}
    return (
        ("papers", classes.get(v.PAPER_CLASS.value, 0)),
        ("authors", _authors(graph)),
        *((plural(kind.label), classes.get(kind.iri, 0)) for kind in entity_types()),
        ("relations", relations),
        ("results", classes.get(v.RESULT_CLASS.value, 0)),
        ("statements", classes.get(v.STATEMENT_CLASS.value, 0)),
        ("triples", len(graph)),
    )


def _authors(graph: Graph) -> int:
    rows = graph.select(
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?p kg:author ?a . ?p a kg:Paper . ?a a kg:Person }"
    )
    return sum(int(row["n"].value) for row in rows)


def _commonest(graph: Graph) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    named = tuple((plural(kind.label), _most_named(graph, kind.iri)) for kind in entity_types())
    rows = graph.select(
        f"""SELECT ?label (COUNT(DISTINCT ?p) AS ?n) {{
        ?p a kg:Paper ; kg:author ?a . ?a rdfs:label ?label }}
        GROUP BY ?a ?label ORDER BY DESC(?n) ?label LIMIT {_COMMONEST}"""
    )
    authors = tuple((row["label"].value, int(row["n"].value)) for row in rows)
    return tuple((name, _telling(items)) for name, items in (("authors", authors), *named))


def _telling(items: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple(item for item in items if item[1] > 1) or items


def _most_named(graph: Graph, iri: str) -> tuple[tuple[str, int], ...]:
    rows = graph.select(
        f"""SELECT ?label (COUNT(DISTINCT ?p) AS ?n) {{
        ?x a <{iri}> ; rdfs:label ?label . ?p kg:mentions ?x }}
        GROUP BY ?x ?label ORDER BY DESC(?n) ?label LIMIT {_COMMONEST}"""
    )
    return tuple((row["label"].value, int(row["n"].value)) for row in rows)
