"""What differs between two graphs: papers, people, entities, claims and scores added, changed and gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.build.outputs import GRAPH_NAME
from kg.update.rows import Row, rows

if TYPE_CHECKING:
    from kg.graph import Graph

Kind = Literal["paper", "person", "entity", "claim", "score", "mention"]
What = Literal["added", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `label` is what to call the thing; `before` and `after` say what it was and is."""

    kind: Kind
    what: What
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """All differences, by kind, then by what happened, then by label."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether the graphs differ."""
        return bool(self.changes)

    def of(self, kind: Kind, what: What) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if (change.kind, change.what) == (kind, what))


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing of a graph: its label, and the details that may change while it stays the same thing."""

    label: str
    details: frozenset[str]


_Things = Mapping[tuple[Kind, Row], _Thing]

_PAPERS = """
SELECT ?paper ?label ?name ?value WHERE {
    ?paper a kg:Paper ; rdfs:label ?label .
    { ?paper ?name ?value FILTER (isLiteral(?value) && ?name != kg:source) }
    UNION { ?paper dcterms:creator/rdfs:label ?value BIND (dcterms:creator AS ?name) }
    UNION { ?paper prov:wasDerivedFrom/kg:file ?value BIND (kg:file AS ?name) }
}
"""
_NAMED = """
SELECT ?thing ?label ?name ?value WHERE {
    ?thing a ?type ; rdfs:label ?label ; ?name ?value .
    FILTER (isLiteral(?value) || ?name IN (rdf:type, kg:variant_of))
    VALUES ?type {
        kg:Person kg:Organization kg:Model kg:Method kg:Dataset kg:Benchmark kg:Task kg:Metric
    }
}
"""
_CLAIMS = """
SELECT ?paper ?subject ?predicate ?object ?from ?to ?title ?confidence ?review ?sentence WHERE {
    ?claim a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
        kg:confidence ?confidence ; kg:review ?review ; kg:evidence ?evidence .
    ?evidence kg:paper ?paper ; kg:sentence ?sentence .
    ?subject rdfs:label ?from . ?object rdfs:label ?to . ?paper rdfs:label ?title .
}
"""
_SCORES = """
SELECT ?paper ?subject ?benchmark ?metric ?metric_text ?kind ?of ?on ?by ?title ?value ?confidence ?sentence
WHERE {
    ?score a kg:Result ; kg:subject ?subject ; kg:kind ?kind ; kg:value ?value ;
        kg:confidence ?confidence ; kg:evidence ?evidence .
    ?evidence kg:paper ?paper ; kg:sentence ?sentence .
    ?subject rdfs:label ?of . ?paper rdfs:label ?title .
    OPTIONAL { ?score kg:benchmark ?benchmark . ?benchmark rdfs:label ?on }
    OPTIONAL { ?score kg:metric ?metric . ?metric rdfs:label ?by }
    OPTIONAL { ?score kg:metric_text ?metric_text }
}
"""


def diff(old: Path, new: Path) -> GraphDiff:
    """Compare two graphs, each a graph file or the output folder of a build.

    Things are told apart by key, claims by who states what of what, scores by what was measured on
    what. The places in the files that papers were read from are not compared.

    Raises:
        GraphError: one of them is missing or cannot be read.
    """
    old, new = (path / GRAPH_NAME if path.is_dir() else path for path in (old, new))
    if old.is_file() and new.is_file() and cmp(old, new, shallow=False):
        return GraphDiff(())
    before, after = map(_things, _graphs(old, new))
    changes = [
        _change(key[0], before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if _details(before.get(key)) != _details(after.get(key))
    ]
    kinds, whats = get_args(Kind), get_args(What)
    return GraphDiff(
        tuple(
            sorted(
                changes, key=lambda c: (kinds.index(c.kind), whats.index(c.what), c.label, c.before, c.after)
            )
        )
    )


def _graphs(old: Path, new: Path) -> Iterable[Graph]:
    """The graphs of two files, or of what these do not have in common."""
    from kg.graph import Graph
    from kg.graph.unlike import unlike

    parts = unlike(old, new) if old.is_file() and new.is_file() else None
    if parts is not None:
        with suppress(SyntaxError):
            return tuple(map(Graph.parse, parts))
    # One graph at a time is in memory, and what is wrong with a file is told.
    return map(Graph.load, (old, new))


def _details(thing: _Thing | None) -> frozenset[str] | None:
    """What may change of a thing; its label may hold the names of others, which are things of their own."""
    return None if thing is None else thing.details


def _change(kind: Kind, old: _Thing | None, new: _Thing | None) -> Change:
    if old is None and new is not None:
        return Change(kind, "added", new.label, "", _text(_short(new.details)))
    if new is None and old is not None:
        return Change(kind, "gone", old.label, _text(_short(old.details)), "")
    if old is None or new is None:
        raise AssertionError("a change has a side")
    return Change(
        kind, "changed", new.label, _text(old.details - new.details), _text(new.details - old.details)
    )


def _short(details: frozenset[str]) -> frozenset[str]:
    """All but the abstract, which says little of what came or went and takes most of the room."""
    return frozenset(detail for detail in details if not detail.startswith("abstract: "))


def _text(details: frozenset[str]) -> str:
    return "; ".join(sorted(details))


def _things(graph: Graph) -> _Things:
    labels: dict[tuple[Kind, Row], str] = {}
    details: defaultdict[tuple[Kind, Row], set[str]] = defaultdict(set)
    for kind, identity, label, found in _parts(graph):
        labels[kind, identity] = label
        details[kind, identity] |= found
    return {key: _Thing(label, frozenset(details[key])) for key, label in labels.items()}


def _parts(graph: Graph) -> Iterator[tuple[Kind, Row, str, set[str]]]:
    for paper, label, name, value in rows(graph, _PAPERS):
        yield "paper", (paper,), label, {f"{_local(name)}: {value}"}
    for thing, label, name, value in rows(graph, _NAMED):
        kind: Kind = "person" if thing.startswith("person:") else "entity"
        yield kind, (thing,), label, {f"{_local(name)}: {value}"}
    for *identity, source, target, title, confidence, review, sentence in rows(graph, _CLAIMS):
        name = _local(identity[2])
        said = {sentence, f"confidence {confidence}", review}
        label = f"{source} {name} {target}" + ("" if source == title else f" ({title})")
        yield ("mention" if name == "mentions" else "claim"), tuple(identity), label, said
    for *identity, subject, benchmark, metric, title, value, confidence, sentence in rows(graph, _SCORES):
        label = " ".join(
            filter(None, (subject, benchmark and f"on {benchmark}", metric or identity[4], f"({title})"))
        )
        yield "score", tuple(identity), label, {value, sentence, f"confidence {confidence}"}


def _local(name: str) -> str:
    """The last part of a shortened IRI: `kg:uses` is `uses`."""
    return name.rpartition(":")[2]
