"""SPARQL over a graph: safe execution, named queries, and formats of answers."""

from kg.query.execute import run
from kg.query.formats import FORMATS
from kg.query.table import Table, Term

__all__ = ["FORMATS", "Table", "Term", "run"]
