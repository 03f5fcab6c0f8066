"""Checks of a graph against the ontology's SHACL shapes, and of every sentence against its paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.graph.graph import Graph
from kg.graph.iris import PREFIXES, shorten
from kg.graph.ontology import directory, edge_types, entity_types, relation_types

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_SHOWN = 80


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: `node` (shortened IRI) `problem`; `value` is the offending one, if any."""

    node: str
    problem: str
    value: str | None = None

    def __str__(self) -> str:
        return f"{self.node} {self.problem}" + (f" (found {self.value})" if self.value else "")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: violations break the ontology, warnings are only unusual."""

    triples: int
    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not self.violations


def check(graph: Graph) -> CheckReport:
    """Check a graph with SHACL, and that each relation has a statement and each sentence is in its paper."""
    found = list(_shacl(graph))
    violations = {violation for violation, severe in found if severe}
    violations.update(_unstated(graph), _misplaced(graph))
    warnings = {violation for violation, severe in found if not severe}
    return CheckReport(len(graph), tuple(sorted(violations, key=str)), tuple(sorted(warnings, key=str)))


def _shacl(graph: Graph) -> Iterator[tuple[Violation, bool]]:
    """Violations by SHACL, each with whether it is severe."""
    import rdflib
    from pyshacl import validate

    results = validate(_in_memory(graph), shacl_graph=_shapes(), allow_warnings=True)[1]
    sh = rdflib.Namespace(_SH)
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        value = results.value(result, sh.value)
        violation = Violation(
            node=shorten(str(results.value(result, sh.focusNode))),
            problem=str(results.value(result, sh.resultMessage)),
            value=None if value is None else _brief(str(value)),
        )
        yield violation, results.value(result, sh.resultSeverity) == sh.Violation


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


def _shapes() -> rdflib.Graph:
    """The shapes of the ontology, and those that its domains and ranges imply."""
    import rdflib

    shapes = rdflib.Graph().parse(directory() / "shapes.ttl")
    return shapes.parse(data="\n".join(_domain_and_range_shapes()), format="turtle")


def _domain_and_range_shapes() -> Iterator[str]:
    yield f"@prefix sh: <{_SH}> . @prefix kg: <{PREFIXES['kg']}> ."
    classes = {"Entity": tuple(kind.name for kind in entity_types())}
    for kind in edge_types():
        for role, target, names in (
            ("subject", "sh:targetSubjectsOf", kind.domain),
            ("object", "sh:targetObjectsOf", kind.range),
        ):
            allowed = [leaf for name in names for leaf in classes.get(name, (name,))]
            options = " ".join(f"[ sh:class kg:{name} ]" for name in allowed)
            message = f"is the {role} of {kind.name!r} but not one of {', '.join(allowed)}"
            yield (
                f"kg:{kind.name}-{role} a sh:NodeShape ; {target} kg:{kind.name} ; sh:or ( {options} ) ;"
                f' sh:severity sh:Warning ; sh:message "{message}" .'
            )


def _unstated(graph: Graph) -> Iterator[Violation]:
    """Relations without a statement, and statements without their relation."""
    stated = " ".join(f"kg:{name}" for name in ("mentions", "introduces", *_relation_names()))
    statement = "?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    bare = f"VALUES ?p {{ {stated} }} ?s ?p ?o FILTER NOT EXISTS {{ {statement} }}"
    lone = f"{statement} FILTER NOT EXISTS {{ ?s ?p ?o }}"
    for pattern, problem in ((bare, "has no statement that shows its sentence"), (lone, "is stated only")):
        for row in graph.select(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"):
            yield Violation(" ".join(shorten(row[name].value) for name in "spo"), problem)


def _misplaced(graph: Graph) -> Iterator[Violation]:
    """Evidence whose sentence is not what stands at its place in the paper."""
    pattern = """
        ?e kg:paper ?paper ; kg:field ?field ; kg:sentence ?sentence ; kg:start ?start ; kg:end ?end .
        VALUES (?field ?property) { ("title" dcterms:title) ("abstract" dcterms:abstract) }
        OPTIONAL { ?paper ?property ?text }"""
    for row in graph.select(f"SELECT * WHERE {{ {pattern} }}"):
        text = row["text"].value if row["text"] is not None else ""
        start, end = int(row["start"].value), int(row["end"].value)
        if text[start:end] != row["sentence"].value:
            problem = f"is not at {start}-{end} of the {row['field'].value} of {shorten(row['paper'].value)}"
            yield Violation(shorten(row["e"].value), problem, _brief(row["sentence"].value))


def _relation_names() -> tuple[str, ...]:
    return tuple(kind.name for kind in relation_types())


def _brief(value: str) -> str:
    return shorten(value) if len(value) <= _SHOWN else value[:_SHOWN] + " …"
