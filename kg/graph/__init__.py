"""Knowledge as an RDF graph: triples, files, the networkx view, the ontology, and checks against it."""

from kg.graph.backing import Backing
from kg.graph.checks import check
from kg.graph.convert import triples
from kg.graph.graph import FORMATS, Graph
from kg.graph.ontology import EdgeType, NodeType, edge_types, entity_types, node_types, relation_types
from kg.graph.violation import CheckReport, Violation

__all__ = [
    "FORMATS",
    "Backing",
    "CheckReport",
    "EdgeType",
    "Graph",
    "NodeType",
    "Violation",
    "check",
    "edge_types",
    "entity_types",
    "node_types",
    "relation_types",
    "triples",
]
