"""Answers as text: a table for people, and the SPARQL 1.1 results formats CSV, TSV and JSON."""

from __future__ import annotations

import csv as csv_module
import io
import json as json_module
import unicodedata
from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.graph.iris import PREFIXES
from kg.query.table import Table, Term

_XSD = PREFIXES["xsd"]


def table(result: Table) -> str:
    """Columns for a terminal, separated by two spaces; IRIs are shortened, control characters escaped."""
    if result.form == "ask":
        return _boolean(result) + "\n"
    lines = [result.columns, *(tuple(map(_printable, row)) for row in result.texts())]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def csv(result: Table) -> str:
    """SPARQL 1.1 Query Results CSV: plain values, lines end in CR LF."""
    if result.form == "ask":
        return _boolean(result) + "\r\n"
    stream = io.StringIO()
    writer = csv_module.writer(stream)
    writer.writerow(result.columns)
    writer.writerows([_lexical(term) for term in row] for row in result.rows)
    return stream.getvalue()


def tsv(result: Table) -> str:
    """SPARQL 1.1 Query Results TSV: terms in N-Triples syntax, so that types are kept."""
    if result.form == "ask":
        return _boolean(result) + "\n"
    head = "\t".join(f"?{name}" for name in result.columns)
    rows = ("\t".join("" if term is None else str(term) for term in row) for row in result.rows)
    return "".join(f"{line}\n" for line in (head, *rows))


def json(result: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if result.form == "ask":
        return json_module.dumps({"head": {}, "boolean": result.answer}) + "\n"
    bindings = [
        {name: _binding(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json_module.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def turtle(result: Table) -> str:
    """The graph that CONSTRUCT or DESCRIBE made, as Turtle."""
    triples = (Triple(*row) for row in result.rows)  # type: ignore[arg-type]
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()


FORMATS: dict[str, Callable[[Table], str]] = {"table": table, "csv": csv, "tsv": tsv, "json": json}
"""Formats of an answer by name."""


def _boolean(result: Table) -> str:
    return "true" if result.answer else "false"


def _lexical(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _binding(term: Term) -> dict[str, object]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            return _literal(term)
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}


def _literal(term: Literal) -> dict[str, object]:
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        found["datatype"] = term.datatype.value
    return found


def _printable(text: str) -> str:
    """Text on one line, without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"
