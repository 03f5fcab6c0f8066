"""Checks of a graph: the ontology's SHACL shapes, and what SHACL cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph.consistency import lone_statements, misplaced_evidence, unstated_relations, unusual_types
from kg.graph.graph import Graph
from kg.graph.iris import PREFIXES, shorten
from kg.graph.ontology import directory
from kg.graph.violation import CheckReport, Violation, brief

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"


def check(graph: Graph) -> CheckReport:
    """Check that a graph has the ontology's shapes, and that every relation and sentence is backed.

    Types outside the domain or range that the ontology gives a relation are warnings: texts do say such
    things. Takes some 50 µs a triple, most of it in rdflib and pySHACL.
    """
    violations = {
        *_shacl(graph),
        *unstated_relations(graph),
        *lone_statements(graph),
        *misplaced_evidence(graph),
    }
    warnings = set(unusual_types(graph))
    return CheckReport(len(graph), tuple(sorted(violations, key=str)), tuple(sorted(warnings, key=str)))


def _shacl(graph: Graph) -> Iterator[Violation]:
    import rdflib
    from pyshacl import validate

    results = validate(_in_memory(graph), shacl_graph=_shapes())[1]
    sh = rdflib.Namespace(_SH)
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        value = results.value(result, sh.value)
        yield Violation(
            node=shorten(str(results.value(result, sh.focusNode))),
            problem=str(results.value(result, sh.resultMessage)),
            value=None if value is None else brief(str(value)),
        )


def _shapes() -> rdflib.Graph:
    """The ontology's shapes, with each property shape aimed at its targets by itself.

    This means the same, but pySHACL then checks all nodes at once instead of setting up anew for each one.
    """
    import rdflib

    sh = rdflib.Namespace(_SH)
    shapes = rdflib.Graph().parse(directory() / "shapes.ttl")
    for shape, prop in list(shapes.subject_objects(sh.property)):
        shapes.remove((shape, sh.property, prop))
        shapes.add((prop, rdflib.RDF.type, sh.PropertyShape))
        for target in shapes.objects(shape, sh.targetClass):
            shapes.add((prop, sh.targetClass, target))
    return shapes


def _in_memory(graph: Graph) -> rdflib.Graph:
    """A copy in rdflib's own store, over which pySHACL is faster than over Oxigraph."""
    import rdflib

    copy = rdflib.Graph()
    for triple in graph.triples():
        copy.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return copy


def _term(term: object) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        plain = term.datatype.value == PREFIXES["xsd"] + "string"
        datatype = None if plain or term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.BNode(str(term).removeprefix("_:"))
