"""Each format is read back by a reader of its own, from a graph whose labels are hostile."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import ExportError
from kg.export import FORMATS, find, write, write_stream
from kg.graph import Graph
from tests.graph.made import knowledge

RDF = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.from_knowledge(knowledge())


@pytest.fixture(scope="module")
def expected(graph: Graph) -> nx.MultiDiGraph:
    return graph.network()


def exported(graph: Graph, folder: Path, suffix: str) -> Path:
    (path,) = write(graph, folder / f"graph{suffix}")
    return path


def heron_outperforms(edges: list[dict]) -> dict:
    """The edge that two sentences state, of 0.9 and 0.4."""
    (edge,) = (e for e in edges if e["predicate"] == "outperforms" and e["source"].endswith("heron-2"))
    return edge


def check_edges(edges: list[dict], expected: nx.MultiDiGraph) -> None:
    """Edges agree with the graph, and stated ones carry sentence, confidence and place."""
    found = sorted((e["source"], e["target"], e["predicate"]) for e in edges)
    assert found == sorted(expected.edges(keys=True))
    for edge in edges:
        if edge["predicate"] not in {"author", "variant_of"}:
            assert edge["sentence"], edge
            assert 0 < float(edge["confidence"]) <= 1
            assert edge["paper"] in expected
            assert "listings/" in edge["origin"]
    edge = heron_outperforms(edges)
    assert float(edge["confidence"]) == pytest.approx(0.9)
    sentences = edge["sentence"] + str(edge["more_sentences"])
    assert "Heron-2 beats Heron." in sentences
    assert "Heron-2 reaches 70.25%." in sentences


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize("name", sorted(RDF))
def test_rdf_read_by_rdflib_is_the_same_graph(graph: Graph, tmp_path: Path, name: str) -> None:
    (known,) = (f for f in FORMATS if f.name == name)
    path = exported(graph, tmp_path, known.suffixes[0])
    read = rdflib.Graph().parse(path, format=RDF[name])
    original = rdflib.Graph().parse(data=graph.turtle(), format="turtle")
    assert len(read) == len(graph)
    assert isomorphic(read, original)


def test_graphml_read_by_networkx(graph: Graph, tmp_path: Path, expected: nx.MultiDiGraph) -> None:
    read = nx.read_graphml(exported(graph, tmp_path, ".graphml"), force_multigraph=True)
    assert sorted(read) == sorted(expected)
    check_edges([{**d, "source": s, "target": t} for s, t, d in read.edges(data=True)], expected)
    heron = next(node for node in read if node.endswith("/model/heron"))
    assert read.nodes[heron]["label"] == "Heron"
    assert read.nodes[heron]["aliases"] == "鷺"


def test_graphml_declares_each_attribute_once_and_edge_ids_are_unique(graph: Graph, tmp_path: Path) -> None:
    root = ElementTree.parse(exported(graph, tmp_path, ".graphml")).getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [(key.get("for"), key.get("attr.name")) for key in root.iter(f"{space}key")]
    ids = [edge.get("id") for edge in root.iter(f"{space}edge")]
    assert len(keys) == len(set(keys))
    assert len(ids) == len(set(ids)) > 0


def test_gexf_read_by_networkx(graph: Graph, tmp_path: Path, expected: nx.MultiDiGraph) -> None:
    path = exported(graph, tmp_path, ".gexf")
    read = nx.read_gexf(path)
    assert sorted(read) == sorted(expected)
    check_edges([{**d, "source": s, "target": t} for s, t, d in read.edges(data=True)], expected)
    assert "lastmodifieddate" not in path.read_text()


def test_gexf_edges_are_directed_and_nodes_coloured_by_the_ontology(graph: Graph, tmp_path: Path) -> None:
    root = ElementTree.parse(exported(graph, tmp_path, ".gexf")).getroot()
    space = "{http://www.gexf.net/1.2draft}"
    assert root.find(f"{space}graph").get("defaultedgetype") == "directed"
    assert {edge.get("type") for edge in root.iter(f"{space}edge")} == {None}
    assert all(
        node.find(f"{{{'http://www.gexf.net/1.2draft/viz'}}}color") is not None
        for node in root.iter(f"{space}node")
    )


def test_node_link_read_by_networkx(graph: Graph, tmp_path: Path, expected: nx.MultiDiGraph) -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(f"not JSON: {constant}")

    document = json.loads(exported(graph, tmp_path, ".json").read_bytes(), parse_constant=refuse)
    check_edges(document["edges"], expected)
    read = nx.node_link_graph(document, edges="edges")
    assert sorted(read.edges(keys=True)) == sorted(expected.edges(keys=True))
    lora = next(data for node, data in read.nodes(data=True) if node.endswith("/lora"))
    assert lora["aliases"] == ["Low-Rank Adaptation", "low-rank adaptation"]


def test_csv_read_by_csv(graph: Graph, tmp_path: Path, expected: nx.MultiDiGraph) -> None:
    nodes, edges = write(graph, tmp_path / "graph.csv")
    assert (nodes.name, edges.name) == ("graph.nodes.csv", "graph.edges.csv")
    with nodes.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["id"] for row in rows] == sorted(expected)
    with edges.open(newline="", encoding="utf-8") as stream:
        check_edges(list(csv.DictReader(stream)), expected)


def test_html_holds_every_node(graph: Graph, tmp_path: Path) -> None:
    text = exported(graph, tmp_path, ".html").read_text(encoding="utf-8")
    assert "<!doctype html>" in text
    assert "BirdBench" in text


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_output_does_not_depend_on_the_order_of_triples(graph: Graph, tmp_path: Path, known) -> None:
    from pyoxigraph import Quad, Store

    shuffled = Store()
    for triple in reversed(graph.sorted_triples()):
        shuffled.add(Quad(*triple))
    one = [path.read_bytes() for path in write(graph, tmp_path / f"one{known.suffixes[0]}")]
    two = [path.read_bytes() for path in write(Graph(shuffled), tmp_path / f"two{known.suffixes[0]}")]
    assert one == two


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_empty_graph(tmp_path: Path, known) -> None:
    from pyoxigraph import Store

    for path in write(Graph(Store()), tmp_path / f"empty{known.suffixes[0]}"):
        assert path.exists()


def test_suffix_is_case_blind_and_a_named_format_wins(graph: Graph, tmp_path: Path) -> None:
    assert find(Path("A.GraphML")).name == "graphml"
    (path,) = write(graph, tmp_path / "data.txt", format="nt")
    assert path.name == "data.txt"
    assert path.read_text().startswith("<https://")


@pytest.mark.parametrize("name", ["graph.xyz", "graph", ".ttl/graph"])
def test_unknown_suffix_lists_the_known_ones(graph: Graph, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"\.ttl .*\.graphml .*\.html"):
        write(graph, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_stream(graph: Graph) -> None:
    stream = io.BytesIO()
    write_stream(graph, stream, format="turtle")
    assert stream.getvalue() == graph.turtle()
    with pytest.raises(ExportError, match="2 files"):
        write_stream(graph, stream, format="csv")


def test_missing_folder_is_a_clear_error(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot write"):
        write(graph, tmp_path / "none" / "graph.ttl")


def test_new_files_have_ordinary_modes_and_old_ones_keep_theirs(graph: Graph, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    path = exported(graph, tmp_path, ".nt")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o600)
    assert exported(graph, tmp_path, ".nt").stat().st_mode & 0o777 == 0o600


def test_failure_leaves_the_old_files(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write(graph, tmp_path / "graph.csv")
    before = [path.read_bytes() for path in old]
    monkeypatch.setattr(Graph, "network", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(graph, tmp_path / "graph.csv")
    assert [path.read_bytes() for path in old] == before
    assert sorted(tmp_path.iterdir()) == sorted(old)
