from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import GraphError
from kg.graph import FORMATS, Graph, triples
from kg.graph.iris import DATA, ONTOLOGY
from kg.knowledge import Knowledge
from tests.graph import made

ROOT = Path(__file__).parents[2]


def shuffled(knowledge: Knowledge, seed: int) -> Knowledge:
    def mix(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.Random(seed).sample(items, len(items)))

    fields = ("papers", "people", "entities", "mentions", "statements", "scores", "merges")
    return replace(knowledge, **{name: mix(getattr(knowledge, name)) for name in fields})


def test_there_are_no_blank_nodes(knowledge: Knowledge) -> None:
    found = list(triples(knowledge))
    assert len(found) > 200
    terms = itertools.chain.from_iterable((t.subject, t.object) for t in found)
    assert not [term for term in terms if type(term).__name__ == "BlankNode"]


def test_turtle_does_not_depend_on_order(knowledge: Knowledge, graph: Graph) -> None:
    for seed in range(5):
        assert Graph.from_knowledge(shuffled(knowledge, seed)).turtle() == graph.turtle()


def test_turtle_does_not_depend_on_the_process(graph: Graph) -> None:
    program = (
        "import sys; from tests.graph.made import knowledge; from kg.graph import Graph;"
        "sys.stdout.buffer.write(Graph.from_knowledge(knowledge()).turtle())"
    )
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, env=environment, check=True
        )
        assert run.stdout == graph.turtle()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_syntax_reads_back_the_same(graph: Graph, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graph{suffix}"
    graph.write(file)
    again = Graph.load(file)
    assert len(again) == len(graph)
    assert again.turtle() == graph.turtle()
    by_rdflib = rdflib.Graph().parse(file, format={".jsonld": "json-ld"}.get(suffix))
    assert isomorphic(by_rdflib, rdflib.Graph().parse(data=graph.turtle()))


def test_rdflib_sees_the_same_graph(graph: Graph) -> None:
    view = graph.rdflib()
    assert len(view) == len(graph)
    label = view.value(rdflib.URIRef(DATA + "model/heron"), rdflib.RDFS.label)
    assert str(label) == "Heron"


def test_every_relation_has_a_statement_with_its_sentence(graph: Graph, knowledge: Knowledge) -> None:
    query = """SELECT ?s ?p ?o ?sentence WHERE {
        ?st rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:evidence/kg:sentence ?sentence .
        ?s ?p ?o }"""
    found = {(row["s"], row["p"].value, row["o"], row["sentence"].value) for row in list(graph.select(query))}
    assert len(found) == len(knowledge.statements) + len(knowledge.mentions) + 4
    plain = [t for t in graph.triples() if t.predicate.value == ONTOLOGY + "uses"]
    assert len(plain) == 3
    assert all((t.subject, t.predicate.value, t.object) in {row[:3] for row in found} for t in plain)


def test_a_statement_made_twice_is_one_node_with_both_sentences(graph: Graph) -> None:
    rows = graph.select(
        """SELECT ?st ?c (COUNT(?e) AS ?n) WHERE {
        ?st rdf:subject <https://w3id.org/kg/id/model/heron-2> ; rdf:predicate kg:outperforms ;
            kg:confidence ?c ; kg:evidence ?e } GROUP BY ?st ?c""",
    )
    assert [(row["c"].value, row["n"].value) for row in rows] == [("0.9", "2")]


def test_offsets_point_at_the_sentence(graph: Graph) -> None:
    rows = graph.select(
        """SELECT ?text ?start ?end ?sentence WHERE {
        ?e kg:sentence ?sentence ; kg:start ?start ; kg:end ?end ; kg:paper/dcterms:abstract ?text }""",
    )
    rows = list(rows)
    assert rows
    for row in rows:
        assert row["text"].value[int(row["start"].value) : int(row["end"].value)] == row["sentence"].value


def test_reported_values_keep_their_text(graph: Graph) -> None:
    rows = graph.select("SELECT ?v ?n WHERE { ?r a kg:Result ; kg:value ?v OPTIONAL { ?r kg:number ?n } }")
    found = {row["v"].value: row["n"] and float(row["n"].value) for row in rows}
    assert found == {"61.0%": 61.0, "59.5%": 59.5, "70.25%": 70.25, "2x faster": None}


def test_dates_stay_as_partial_as_they_are(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?d WHERE { ?p a kg:Paper ; dcterms:created|dcterms:modified|dcterms:issued|kg:listed ?d }",
    )
    found = {(row["d"].value, row["d"].datatype.value.rpartition("#")[2]) for row in rows}
    assert found == {
        ("2025-01-02", "date"),
        ("2025-02", "gYearMonth"),
        ("--01-14", "gMonthDay"),
        ("2024", "gYear"),
        ("soon", "string"),
    }


def test_conflicting_facts_are_kept_with_their_listing(graph: Graph) -> None:
    rows = graph.select(
        """SELECT ?value ?place WHERE {
        ?p kg:fact ?f . ?f kg:field "title" ; kg:value ?value ; prov:wasDerivedFrom/rdfs:label ?place }""",
    )
    assert {(row["value"].value, row["place"].value) for row in rows} == {
        ("Heron: a bird model", "listings/one.txt:1-9"),
        ("Heron – a bird model", "listings/zwei ü.txt:12-20"),
    }


def test_evidence_names_the_listing_that_holds_it(graph: Graph) -> None:
    rows = graph.select(
        """SELECT DISTINCT ?place WHERE {
        ?e a kg:Evidence ; kg:paper <https://w3id.org/kg/id/paper/arxiv-2501.00001> ;
            prov:wasDerivedFrom/rdfs:label ?place }""",
    )
    assert [row["place"].value for row in rows] == ["listings/zwei ü.txt:12-20"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.ttl", None, "missing.ttl: cannot be read"),
        ("bad.ttl", b"@prefix a: <http://a/> .\na:b a:c ;;; . . x", "bad.ttl:2: not valid Turtle"),
        ("binary.ttl", b"\x00\xff\xfe\x00", "binary.ttl"),
        ("list.csv", b"", "unknown graph format '.csv'"),
        ("bad.jsonld", b"{", "bad.jsonld"),
        ("remote.jsonld", b'{"@context": "http://127.0.0.1:9/c", "name": "x"}', "not valid JSON-LD"),
        ("named.jsonld", b'{"@id": "http://g", "@graph": [{"@id": "http://a", "http://p": 1}]}', "named"),
        ("relative.ttl", b"<a> <b> <c> .", "not valid Turtle"),
    ],
)
def test_unreadable_graphs_say_why(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(GraphError, match=message.replace(".", r"\.")):
        Graph.load(file)


def test_a_failed_write_leaves_the_old_file(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(b"old")

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(GraphError, match="No space left"):
        graph.write(file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    nothing = Knowledge((), (), (), (), (), (), (), "none")
    Graph.from_knowledge(nothing).write(tmp_path / "empty.ttl")
    assert len(Graph.load(tmp_path / "empty.ttl")) == 0
    assert made.knowledge() == made.knowledge()
