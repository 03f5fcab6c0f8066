"""SPARQL over a graph: safe execution, a library of named queries, and formats of answers."""

from kg.query.answer import run_named
from kg.query.execute import run
from kg.query.formats import FORMATS
from kg.query.named import NamedQuery, Parameter, find, library, named
from kg.query.table import Table, Term
from kg.query.terms import unknown_terms

__all__ = [
    "FORMATS",
    "NamedQuery",
    "Parameter",
    "Table",
    "Term",
    "find",
    "library",
    "named",
    "run",
    "run_named",
    "unknown_terms",
]
