"""Checks that SHACL cannot make, or only slowly; each yields what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph import vocabulary as v
from kg.graph.graph import Graph
from kg.graph.iris import ONTOLOGY, shorten
from kg.graph.ontology import edge_types, entity_types, relation_types
from kg.graph.violation import Violation, brief

_Edge = tuple[str, str, str]


def unstated_relations(graph: Graph) -> Iterator[Violation]:
    """Relations, mentions and introductions that no statement backs with a sentence."""
    stated = set(_statements(graph))
    for name in ("mentions", "introduces", *(kind.name for kind in relation_types())):
        for edge in _edges(graph, v.kg(name)):
            if edge not in stated:
                yield Violation(_words(edge), "has no statement that shows its sentence")


def lone_statements(graph: Graph) -> Iterator[Violation]:
    """Statements whose plain triple is not in the graph."""
    plain: dict[str, set[_Edge]] = {}
    for edge in _statements(graph):
        predicate = edge[1]
        if predicate not in plain:
            plain[predicate] = set(_edges(graph, NamedNode(predicate)))
        if edge not in plain[predicate]:
            yield Violation(_words(edge), "is stated but not in the graph as a plain triple")


def misplaced_evidence(graph: Graph) -> Iterator[Violation]:
    """Evidence whose sentence is not what stands at its place in the paper."""
    papers = {"title": _values(graph, v.TITLE), "abstract": _values(graph, v.ABSTRACT)}
    place = {name: _values(graph, name) for name in (v.PAPER, v.FIELD, v.START, v.END)}
    for node, sentence in _values(graph, v.SENTENCE).items():
        paper, field, start, end = (place[name].get(node, "") for name in place)
        if field not in papers or not (start.isdecimal() and end.isdecimal()):
            continue  # comments are several texts; what is no number SHACL reports
        if papers[field].get(paper, "")[int(start) : int(end)] != sentence:
            problem = f"is not at {start}-{end} of the {field} of {shorten(paper)}"
            yield Violation(shorten(node), problem, brief(sentence))


def unusual_types(graph: Graph) -> Iterator[Violation]:
    """Things at either end of an edge that are not of a type that the ontology names there."""
    types: dict[str, set[str]] = {}
    for node, _, kind in _edges(graph, v.TYPE):
        types.setdefault(node, set()).add(kind.removeprefix(ONTOLOGY))
    for edge_type in edge_types():
        ends = (("subject", 0, edge_type.domain), ("object", 2, edge_type.range))
        for edge in _edges(graph, NamedNode(edge_type.iri)):
            for role, place, names in ends:
                if types.get(edge[place], set()).isdisjoint(_leaves(names)):
                    problem = f"is the {role} of {edge_type.name!r} but not one of {', '.join(names)}"
                    yield Violation(shorten(edge[place]), problem, _words(edge))


def _leaves(names: tuple[str, ...]) -> set[str]:
    entities = {kind.name for kind in entity_types()} if "Entity" in names else set()
    return entities.union(names)


def _statements(graph: Graph) -> Iterator[_Edge]:
    parts = [_values(graph, name) for name in (v.SUBJECT, v.PREDICATE, v.OBJECT)]
    return ((subject, parts[1].get(node, ""), parts[2].get(node, "")) for node, subject in parts[0].items())


def _edges(graph: Graph, predicate: NamedNode) -> Iterator[_Edge]:
    for quad in graph.store.quads_for_pattern(None, predicate, None):
        if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
            yield quad.subject.value, predicate.value, quad.object.value


def _values(graph: Graph, predicate: NamedNode) -> dict[str, str]:
    return {subject: value for subject, _, value in _edges(graph, predicate)}


def _words(edge: _Edge) -> str:
    return " ".join(map(shorten, edge))
