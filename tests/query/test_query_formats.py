from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, parse_query_results
from rdflib.query import Result

from kg.graph import Graph
from kg.query import FORMATS, Table, formats, run
from tests.graph.made import HOSTILE

IRI = NamedNode("https://w3id.org/kg/id/model/heron")
HARD = Table(
    ("a", "b"),
    (
        (Literal('x,"y"\r\n\tz'), IRI),
        (Literal(1.5), None),
        (Literal("鷺", language="ja"), Literal(HOSTILE.replace("\x00", "").replace("\x07", ""))),
    ),
)


def test_csv_reads_back() -> None:
    rows = list(csv.reader(io.StringIO(formats.csv(HARD), newline="")))
    assert rows[0] == ["a", "b"]
    assert rows[1] == ['x,"y"\r\n\tz', IRI.value]
    assert rows[2] == ["1.5", ""]


@pytest.mark.parametrize(
    ("name", "kind"), [("tsv", QueryResultsFormat.TSV), ("json", QueryResultsFormat.JSON)]
)
def test_typed_formats_read_back_whole(name: str, kind: QueryResultsFormat) -> None:
    again = parse_query_results(FORMATS[name](HARD).encode(), format=kind)
    assert tuple(tuple(row) for row in again) == HARD.rows


def test_json_is_read_by_rdflib() -> None:
    result = Result.parse(io.BytesIO(formats.json(HARD).encode()), format="json")
    assert len(list(result)) == 3


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_yes_or_no(graph: Graph, name: str) -> None:
    assert "true" in FORMATS[name](run(graph, "ASK {}"))


def test_table_has_one_line_a_row_and_no_control_characters(graph: Graph) -> None:
    result = run(graph, "SELECT ?m ?l { ?m a kg:Method ; rdfs:label ?l }")
    lines = formats.table(result).split("\n")
    assert len(lines) == len(result.rows) + 3
    assert lines[2].startswith("method:hostile%00%ED%A0%80/%2E%2E  </script>")
    assert all(character.isprintable() for line in lines for character in line)


def test_table_columns_line_up_with_wide_characters() -> None:
    text = formats.table(Table(("a", "b"), ((Literal("鷺"), Literal("1")), (Literal("xyz"), Literal("2")))))
    assert text == "a    b\n---  -\n鷺   1\nxyz  2\n"


def test_an_empty_answer_still_has_a_head() -> None:
    nothing = Table(("a", "b"), ())
    assert formats.table(nothing) == "a  b\n-  -\n"
    assert formats.csv(nothing) == "a,b\r\n"
    assert json.loads(formats.json(nothing)) == {"head": {"vars": ["a", "b"]}, "results": {"bindings": []}}


def test_a_constructed_graph_is_turtle(graph: Graph) -> None:
    made = run(graph, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a kg:Model ; rdfs:label ?l }")
    assert 'model:heron rdfs:label "Heron" .' in formats.turtle(made)
