"""Statements and results around one node, as lines of a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolution

from kg.graph import Graph, edge_types
from kg.graph.iris import ONTOLOGY
from kg.report.card import Line, Section

_EVIDENCE = """?claim kg:confidence ?confidence ; kg:evidence ?evidence .
    ?evidence kg:sentence ?sentence ; kg:source ?source ; kg:paper ?paper . ?paper rdfs:label ?said_in ."""


_Rank = tuple[str, str, str, bool, str, float]


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement with one sentence, seen from a node: what it says of which `other` node (an IRI)."""

    predicate: str
    other: str
    line: Line


def stated_of(graph: Graph, iri: str) -> list[Stated]:
    """Statements whose subject is the node."""
    return _statements(graph, f"?claim rdf:subject {NamedNode(iri)} ; rdf:object ?other .")


def stated_on(graph: Graph, iri: str) -> list[Stated]:
    """Statements whose object is the node."""
    return _statements(graph, f"?claim rdf:object {NamedNode(iri)} ; rdf:subject ?other .")


def sections_of(statements: Iterable[Stated], *, inverse: bool, names: Iterable[str]) -> Iterator[Section]:
    """One section for each predicate in `names` that occurs, in that order."""
    labels = {kind.name: kind.inverse if inverse else kind.label for kind in edge_types()}
    found = list(statements)
    for name in names:
        lines = [(stated.other, stated.line) for stated in found if stated.predicate == name]
        if lines:
            yield Section(labels[name], merged(lines))


def results(graph: Graph, iri: str, role: str) -> tuple[Line, ...]:
    """Results whose `role` (subject, benchmark or metric) is the node, best first by metric and unit."""
    return _results(graph, f"?claim kg:{role} {NamedNode(iri)} .", hide=role)


def results_in(graph: Graph, paper: str) -> tuple[Line, ...]:
    """Results that a paper reports."""
    return _results(graph, f"?evidence kg:paper {NamedNode(paper)} .", hide=None)


def merged(lines: Iterable[tuple[str, Line]]) -> tuple[Line, ...]:
    """Lines of one key as one line with the surest sentence; best supported and surest first."""
    groups: dict[str, list[Line]] = {}
    for key, line in lines:
        groups.setdefault(key, []).append(line)
    found = [_surest(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda line: (-line.support, -(line.confidence or 0), line.text)))


def _surest(lines: list[Line]) -> Line:
    best = min(lines, key=lambda line: (-(line.confidence or 0), line.source or "", line.sentence or ""))
    papers = {line.paper for line in lines}
    return Line(best.text, best.sentence, best.source, best.paper, best.confidence, len(papers))


def _statements(graph: Graph, pattern: str) -> list[Stated]:
    rows = graph.select(
        f"""SELECT ?predicate ?other ?label ?sentence ?source ?said_in ?confidence {{
        {pattern} ?claim rdf:predicate ?predicate . ?other rdfs:label ?label . {_EVIDENCE} }}"""
    )
    return [_stated(row) for row in rows]


def _stated(row: QuerySolution) -> Stated:
    predicate = row["predicate"].value.removeprefix(ONTOLOGY)
    return Stated(predicate, row["other"].value, line_of(row["label"].value, row))


def _results(graph: Graph, pattern: str, *, hide: str | None) -> tuple[Line, ...]:
    # Labels of what is optional are fetched one by one: the query planner would join all labels there are.
    rows = graph.select(
        f"""SELECT DISTINCT ?claim ?subject ?benchmark ?metric ?worded ?value ?number ?unit
            ?kind ?better ?sentence ?source ?said_in ?confidence {{
        {pattern} ?claim a kg:Result ; kg:subject/rdfs:label ?subject ; kg:value ?value ; kg:kind ?kind .
        {_EVIDENCE}
        OPTIONAL {{ ?claim kg:benchmark ?benchmark }} OPTIONAL {{ ?claim kg:metric ?metric }}
        OPTIONAL {{ ?claim kg:metric_text ?worded }} OPTIONAL {{ ?claim kg:number ?number }}
        OPTIONAL {{ ?claim kg:unit ?unit }} OPTIONAL {{ ?claim kg:better ?better }} }}"""
    )
    found = [_ranked(graph, row, hide) for row in rows]
    found.sort(key=lambda pair: (pair[0], pair[1].text, pair[1].source or "", pair[1].sentence or ""))
    return tuple(dict.fromkeys(line for _, line in found))


def _ranked(graph: Graph, row: QuerySolution, hide: str | None) -> tuple[_Rank, Line]:
    """A result as a line, and its rank: by benchmark, metric and kind, then as `_place` says."""
    benchmark = graph.label(row["benchmark"]) or ""
    worded = row["worded"].value if row["worded"] is not None else ""
    metric = graph.label(row["metric"]) or worded
    kind = row["kind"].value
    shown = {"subject": row["subject"].value, "benchmark": benchmark, "metric": metric}
    if hide is not None:
        shown[hide] = ""
    rank = (benchmark, metric, kind, *_place(row))
    return rank, line_of(_score(row["value"].value, kind, **shown), row)


def _place(row: QuerySolution) -> tuple[bool, str, float]:
    """Numbers of one unit together, best first (highest, where it is not known what is better)."""
    number, unit, better = row["number"], row["unit"], row["better"]
    if number is None:
        return (True, "", 0.0)
    sign = 1 if better is not None and better.value == "lower" else -1
    return (False, unit.value if unit is not None else "", sign * float(number.value))


def _score(value: str, kind: str, *, subject: str, benchmark: str, metric: str) -> str:
    """A result in words: `OVR: 95.3% on MATH500 (accuracy)`; what is empty is left out."""
    head = f"{subject}: {value}" if subject else value
    place = f" on {benchmark}" if benchmark else ""
    details = ", ".join(part for part in (metric, kind if kind != "absolute" else "") if part)
    return head + place + (f" ({details})" if details else "")


def line_of(text: str, row: QuerySolution) -> Line:
    """A line whose evidence is in the row's sentence, source, said_in and confidence."""
    return Line(
        text=text,
        sentence=row["sentence"].value,
        source=row["source"].value,
        paper=row["said_in"].value,
        confidence=float(row["confidence"].value),
    )
