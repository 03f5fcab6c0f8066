"""Knowledge as an RDF graph: triples, files, the networkx view, the ontology, and checks against it."""

from kg.graph.backing import Backing
from kg.graph.graph import FORMATS, Graph
from kg.graph.triples import triples

__all__ = ["FORMATS", "Backing", "Graph", "triples"]
