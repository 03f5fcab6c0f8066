"""The answer to a query as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple
Form = OneOf["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of RDF terms, None where a variable has no value.

    `form` is "select", "ask" (then `answer` is set and there are no rows) or "graph" (CONSTRUCT and
    DESCRIBE, with columns subject, predicate and object).
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: Form = "select"
    answer: bool | None = None

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as strings for people: literals by their text, IRIs shortened, nothing as ""."""
        from kg.graph.iris import shorten

        def text(term: Term | None) -> str:
            if isinstance(term, NamedNode):
                return shorten(term.value)
            if isinstance(term, Literal):
                return term.value
            return "" if term is None else str(term)

        return tuple(tuple(text(term) for term in row) for row in self.rows)
