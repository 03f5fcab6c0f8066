"""The types of nodes and edges, as `ontology/kg.ttl` declares them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.errors import GraphError
from kg.graph import vocabulary as v
from kg.graph.iris import ONTOLOGY, PREFIXES

_COLOUR = v.kg("colour")
_INVERSE = v.kg("inverse_label")
_DEFINITION = NamedNode(PREFIXES["skos"] + "definition")
_EXAMPLE = NamedNode(PREFIXES["skos"] + "example")
_SUBCLASS = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_SUBPROPERTY = NamedNode(PREFIXES["rdfs"] + "subPropertyOf")
_CLOSE_MATCH = NamedNode(PREFIXES["skos"] + "closeMatch")
_DOMAIN = NamedNode(PREFIXES["schema"] + "domainIncludes")
_RANGE = NamedNode(PREFIXES["schema"] + "rangeIncludes")
_OWL_CLASS = NamedNode(PREFIXES["owl"] + "Class")


@dataclass(frozen=True, slots=True)
class NodeType:
    """A type of node; `colour` is `#rrggbb`, `aligned` the IRIs of terms of other vocabularies."""

    name: str
    iri: str
    label: str
    definition: str
    colour: str
    aligned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A type of edge, read from its subject (`label`) or from its object (`inverse`).

    `domain` and `range` name the types of node that it may join; `Entity` stands for any entity.
    """

    name: str
    iri: str
    label: str
    inverse: str
    definition: str
    colour: str
    aligned: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    example: str | None


def directory() -> Path:
    """Where the ontology's files are: in the repository, or inside an installed package.

    Raises:
        GraphError: they are in neither place.
    """
    package = Path(__file__).parents[1]
    for place in (package / "_ontology", package.parent / "ontology"):
        if (place / "kg.ttl").is_file():
            return place
    raise GraphError(f"{package}: the ontology is missing from this installation; install kg again")


@cache
def entity_types() -> tuple[NodeType, ...]:
    """The types of entity that texts name, in the order of the ontology."""
    return tuple(kind for kind in node_types() if _has(kind.iri, _SUBCLASS, v.kg("Entity")))


@cache
def relation_types() -> tuple[EdgeType, ...]:
    """The relations that texts state between entities, in the order of the ontology."""
    return tuple(kind for kind in edge_types() if _has(kind.iri, _SUBPROPERTY, v.kg("relation")))


@cache
def node_types() -> tuple[NodeType, ...]:
    """Every type of node of the networkx view: papers, people, entities and results."""
    return tuple(_node_type(term) for term in _coloured() if _has(term.value, v.TYPE, _OWL_CLASS))


@cache
def edge_types() -> tuple[EdgeType, ...]:
    """Every type of edge of the networkx view: relations, mentions, authors, families, parts of results."""
    return tuple(_edge_type(term) for term in _coloured() if not _has(term.value, v.TYPE, _OWL_CLASS))


@cache
def declared_names() -> frozenset[str]:
    """The local names of all terms of the project's own ontology: `Model`, `based_on`, `sentence` ..."""
    return frozenset(
        triple.subject.value.removeprefix(ONTOLOGY)
        for triple in _declared()
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(ONTOLOGY)
    )


@cache
def _declared() -> tuple[Triple, ...]:
    quads = parse(path=directory() / "kg.ttl", format=RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads)


def _coloured() -> tuple[NamedNode, ...]:
    terms = (t.subject for t in _declared() if t.predicate == _COLOUR)
    return tuple(term for term in terms if isinstance(term, NamedNode))


def _has(iri: str, predicate: NamedNode, value: NamedNode) -> bool:
    return value.value in _objects(NamedNode(iri), predicate)


def _objects(subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
    found = (t.object for t in _declared() if t.subject == subject and t.predicate == predicate)
    return tuple(term.value for term in found if not isinstance(term, Triple))


def _one(subject: NamedNode, predicate: NamedNode) -> str:
    return _objects(subject, predicate)[0]


def _aligned(subject: NamedNode, *predicates: NamedNode) -> tuple[str, ...]:
    found = (iri for predicate in predicates for iri in _objects(subject, predicate))
    return tuple(iri for iri in found if not iri.startswith(ONTOLOGY))


def _names(iris: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(iri.removeprefix(ONTOLOGY) for iri in iris)


def _node_type(term: NamedNode) -> NodeType:
    return NodeType(
        name=term.value.removeprefix(ONTOLOGY),
        iri=term.value,
        label=_one(term, v.LABEL),
        definition=_one(term, _DEFINITION),
        colour=_one(term, _COLOUR),
        aligned=_aligned(term, _SUBCLASS, _CLOSE_MATCH),
    )


def _edge_type(term: NamedNode) -> EdgeType:
    examples = _objects(term, _EXAMPLE)
    return EdgeType(
        name=term.value.removeprefix(ONTOLOGY),
        iri=term.value,
        label=_one(term, v.LABEL),
        inverse=_one(term, _INVERSE),
        definition=_one(term, _DEFINITION),
        colour=_one(term, _COLOUR),
        aligned=_aligned(term, _SUBPROPERTY, _CLOSE_MATCH),
        domain=_names(_objects(term, _DOMAIN)),
        range=_names(_objects(term, _RANGE)),
        example=examples[0] if examples else None,
    )
