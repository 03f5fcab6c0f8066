from __future__ import annotations

import re
from typing import get_args

from kg.annotation import EntityType, RelationType
from kg.graph import Graph, vocabulary
from kg.graph.iris import ONTOLOGY
from kg.graph.ontology import directory, edge_types, entity_types, node_types, relation_types


def test_types_are_those_of_the_annotation() -> None:
    assert tuple(kind.name for kind in entity_types()) == get_args(EntityType)
    assert {kind.name for kind in relation_types()} == set(get_args(RelationType))


def test_every_type_is_explained_and_has_its_own_colour() -> None:
    for kinds in (node_types(), relation_types()):
        assert len({kind.colour for kind in kinds}) == len(kinds)
    for kind in (*node_types(), *edge_types()):
        assert re.fullmatch("#[0-9a-f]{6}", kind.colour)
        assert kind.label and kind.definition.endswith(".")


def test_domains_and_ranges_name_types() -> None:
    known = {kind.name for kind in node_types()} | {"Entity", "Authorship"}
    for kind in edge_types():
        assert kind.domain and kind.range
        assert {*kind.domain, *kind.range} <= known


def test_the_view_has_only_types_of_the_ontology(graph: Graph) -> None:
    view = graph.network()
    assert {kind for _, kind in view.nodes(data="type")} <= {kind.name for kind in node_types()}
    assert {kind for *_, kind in view.edges(data="type")} <= {kind.name for kind in edge_types()}


def test_every_term_in_use_is_declared(graph: Graph) -> None:
    declared = {triple.subject.value for triple in Graph.load(directory() / "kg.ttl").triples()}
    used = {term.value for triple in graph.triples() for term in (triple.predicate, triple.object)}
    ours = {value for value in used if value.startswith(ONTOLOGY)}
    assert len(ours) > 50
    assert ours <= declared
    terms = (value for value in vars(vocabulary).values() if isinstance(value, vocabulary.NamedNode))
    assert {term.value for term in terms if term.value.startswith(ONTOLOGY)} <= declared
