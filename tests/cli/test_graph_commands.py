"""Commands over a graph that is already built: check, export, diff, conflicts, types, formats."""

import csv
import io
import json
import os
import subprocess
from dataclasses import replace

import pytest

from kg.export import FORMATS
from kg.graph import Graph
from tests.cli.conftest import rows
from tests.graph.made import knowledge

GRAPH_COMMANDS = (
    ["query", "ASK {}"],
    ["show", "OVR"],
    ["stats"],
    ["check"],
    ["conflicts"],
    ["export", "-o", "x.nt"],
    ["curate", "rename", "OVR", "Other"],
)


@pytest.mark.parametrize("command", GRAPH_COMMANDS, ids=lambda command: command[0])
def test_without_a_graph_the_message_says_how_to_make_one(kg, command):
    done = kg(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == "error: output/graph.ttl: no graph here yet; make one with: kg build PATHS -o output\n"
    )
    done = kg(*command, "--graph", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: nowhere: ")


@pytest.mark.parametrize("command", GRAPH_COMMANDS, ids=lambda command: command[0])
def test_a_broken_graph_is_one_line_of_message(kg, command):
    (kg.folder / "broken.ttl").write_bytes(b"<a> <b> \xff\x00 .")
    done = kg(*command, "-g", "broken.ttl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: broken.ttl")
    assert len(done.stderr.splitlines()) == 1


def test_check_is_content_with_a_good_graph(made_kg):
    done = made_kg("check")
    assert done.returncode == 0, done.stdout
    assert "0 violations" in done.stderr


def test_check_finds_a_planted_violation(made_kg):
    graph = made_kg.folder / "output/graph.ttl"
    lost = "<https://example.org/lost> a <" + kg_iri("Result") + "> ."
    graph.write_text(graph.read_text(encoding="utf-8") + lost, encoding="utf-8")
    done = made_kg("check")
    assert done.returncode == 1
    found = rows(done)
    assert {row["level"] for row in found} >= {"violation"}
    assert any("lost" in row["node"] for row in found)


def kg_iri(name):
    from kg.graph.iris import ONTOLOGY

    return ONTOLOGY + name


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_export_writes_every_format_by_its_suffix(made_kg, form):
    target = f"out{form.suffixes[0]}"
    done = made_kg("export", "-o", target)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    written = [line.removeprefix("wrote ") for line in done.stderr.splitlines()]
    assert written
    assert all((made_kg.folder / name).stat().st_size for name in written)


def test_export_to_stdout_needs_a_format(made_kg):
    assert made_kg("export", "-o", "-").returncode == 2
    done = made_kg("export", "-o", "-", "--format", "ntriples")
    assert done.stdout.count(" .\n") == len(Graph.load(made_kg.folder / "output/graph.ttl"))


def test_export_to_a_device_leaves_the_device_in_place(made_kg):
    done = made_kg("export", "-o", "/dev/stdout", "--format", "ntriples")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" .\n") == len(Graph.load(made_kg.folder / "output/graph.ttl"))
    pipe = made_kg.folder / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True)
    assert made_kg("export", "-o", "pipe", "--format", "ntriples").returncode == 0
    assert reader.communicate(timeout=60)[0] == done.stdout
    assert pipe.is_fifo()


def test_export_refuses_an_unknown_suffix_and_leaves_nothing(made_kg):
    done = made_kg("export", "-o", "graph.xyz")
    assert done.returncode in (1, 2)
    assert done.stderr.startswith("error: ")
    assert not (made_kg.folder / "graph.xyz").exists()


def test_diff_of_equal_graphs_is_empty_and_exits_with_0(made_kg):
    done = made_kg("diff", "output", "output/graph.ttl")
    assert (done.returncode, done.stdout) == (0, "what\tkind\tlabel\tbefore\tafter\n")


def test_diff_lists_what_is_gone_and_exits_with_1(made_kg):
    less = knowledge()
    less = replace(less, scores=less.scores[1:])
    Graph.from_knowledge(less).write(made_kg.folder / "less.ttl")
    done = made_kg("diff", "output", "less.ttl")
    assert done.returncode == 1
    assert {row["kind"] for row in rows(done) if row["what"] == "gone"} >= {"score"}


def test_conflicts_show_both_values_with_their_sentences(made_kg):
    found = [row for row in rows(made_kg("conflicts")) if row["subject"] == "Heron"]
    assert {row["value"] for row in found} == {"61.0%", "59.5%"}
    assert all(row["value"] in row["sentence"] for row in found)


def test_types_are_those_of_the_ontology(kg):
    found = rows(kg("types"))
    names = {row["type"] for row in found}
    assert {"Model", "Method", "Dataset", "Benchmark", "Task", "Metric", "Organization"} <= names
    assert {"based_on", "outperforms"} <= names
    assert all(row["definition"] for row in found)


@pytest.mark.parametrize("style", ["table", "tsv", "csv", "json"])
def test_every_style_holds_the_same_rows(kg, style):
    done = kg("types", "-f", style)
    assert done.returncode == 0
    if style == "json":
        found = [row["type"] for row in json.loads(done.stdout)]
    elif style == "csv":
        found = [row["type"] for row in csv.DictReader(io.StringIO(done.stdout))]
    else:
        found = done.stdout
    assert all(name in found for name in ("Model", "based_on", "compared_with"))


def test_formats_lists_what_is_read_and_written(kg):
    found = rows(kg("formats"))
    assert {row["direction"] for row in found} == {"read", "write"}
    assert {".ttl", ".graphml"} <= {suffix for row in found for suffix in row["suffixes"].split()}
