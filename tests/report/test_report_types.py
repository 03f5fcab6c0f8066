from __future__ import annotations

from pathlib import Path

from kg.graph import edge_types, node_types
from kg.query import library
from kg.report import types_markdown, types_text

DOCS = Path(__file__).parents[2] / "docs"


def test_text_has_every_type_once() -> None:
    heads = [line.split()[0] for line in types_text().splitlines() if line and not line.startswith(" ")]
    assert heads == [kind.name for kind in (*node_types(), *edge_types())]


def test_the_documented_types_are_those_of_the_ontology() -> None:
    assert types_markdown() in (DOCS / "ontology.md").read_text(encoding="utf-8")


def test_every_named_query_is_documented() -> None:
    text = (DOCS / "queries.md").read_text(encoding="utf-8")
    for query in library():
        assert f"| `{query.name}` | {query.description} |" in text
        assert all(f"`{parameter.name}`: {parameter.description}" in text for parameter in query.parameters)
