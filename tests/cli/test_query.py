"""`kg query`, `kg show` and `kg stats` over a hand-made graph."""

import csv
import io
import json
import os
import pty

import pytest

from tests.cli.conftest import rows

MODELS = "SELECT ?name { ?m a kg:Model ; rdfs:label ?name } ORDER BY ?name"


def test_a_pipe_gets_plain_tab_separated_text(made_kg):
    found = [row["name"] for row in rows(made_kg("query", MODELS))]
    assert {"Heron", "Heron-2", "Egret-7B"} <= set(found)


def test_a_terminal_gets_a_table(made_kg):
    terminal, inner = pty.openpty()
    process = made_kg.start("query", MODELS, stdout=inner)
    os.close(inner)
    shown = b""
    try:
        while chunk := os.read(terminal, 4096):
            shown += chunk
    except OSError:
        pass
    os.close(terminal)
    assert process.wait(timeout=60) == 0
    lines = shown.decode().splitlines()
    assert any(set(line.strip()) == {"─"} for line in lines)
    assert any(line.strip() == "Heron" for line in lines)


def test_csv_and_json_are_the_formats_of_sparql(made_kg):
    expected = [row["name"] for row in rows(made_kg("query", MODELS))]
    in_csv = csv.DictReader(io.StringIO(made_kg("query", MODELS, "-f", "csv").stdout))
    assert [row["name"] for row in in_csv] == expected
    answer = json.loads(made_kg("query", MODELS, "-f", "json").stdout)
    assert answer["head"]["vars"] == ["name"]
    assert [binding["name"]["value"] for binding in answer["results"]["bindings"]] == expected


def test_a_query_comes_from_a_file_or_stdin(made_kg):
    (made_kg.folder / "q.rq").write_text(f"\ufeff# models\n{MODELS}\n", encoding="utf-8")
    expected = made_kg("query", MODELS).stdout
    assert made_kg("query", "--file", "q.rq").stdout == expected
    assert made_kg("query", "-", text=MODELS).stdout == expected
    assert made_kg("query", "--file", "-", text=MODELS).stdout == expected


def test_a_misspelt_term_of_the_ontology_is_pointed_out(made_kg):
    done = made_kg("query", "SELECT ?m { ?m a kg:Modle }")
    assert (done.returncode, done.stdout) == (0, "m\n")
    assert done.stderr == "note: the ontology has no kg:Modle; did you mean kg:Model?\n"
    assert made_kg("query", MODELS).stderr == ""


def test_an_empty_answer_says_what_else_could_be_asked(made_kg):
    done = made_kg("query", "-n", "leaderboard", "-p", "benchmark=BirdBench", "-p", "kind=delta")
    assert done.stderr == "no rows; kind may be absolute, delta, ratio\n"


def test_the_list_of_named_queries_has_formats_too(made_kg):
    listed = json.loads(made_kg("query", "--list", "-f", "json").stdout)
    assert {"name": "coauthors", "parameters": "person"}.items() <= listed[2].items()
    assert listed[0]["parameters"] == "[kind]"
    first, second = json.loads(made_kg("query", "--list", "-n", "leaderboard", "-f", "json").stdout)
    assert (first["parameter"], first["required"], first["default"]) == ("benchmark", True, None)
    assert (second["values"], second["default"]) == ("absolute|delta|ratio", "absolute")


def test_ask_prints_one_word(made_kg):
    assert made_kg("query", "ASK { ?m a kg:Model }").stdout == "true\n"
    assert made_kg("query", "ASK { ?m a kg:Nonsense }").stdout == "false\n"


def test_a_named_query_takes_parameters(made_kg):
    found = rows(made_kg("query", "--named", "leaderboard", "-p", "benchmark=BirdBench"))
    assert {(row["subject"], row["value"]) for row in found} >= {("Heron", "61.0%"), ("Heron", "59.5%")}
    assert all(row["value"] in row["sentence"] for row in found)


def test_the_list_names_every_query_of_the_library(made_kg):
    from kg.query import library

    found = rows(made_kg("query", "--list"))
    assert [row["name"] for row in found] == [query.name for query in library()]
    assert all(row["answers"] for row in found)


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        ([], 2, "give one query"),
        ([MODELS, "--named", "leaderboard"], 2, "give one query"),
        (["--file", "nowhere.rq"], 2, "nowhere.rq"),
        ([MODELS, "-p", "name=Heron"], 2, "--param goes with --named"),
        (["--named", "nonsense"], 2, "nonsense"),
        (["--named", "leaderboard"], 2, "benchmark"),
        (["--named", "leaderboard", "-p", "benchmark"], 2, "name=value"),
        (["--named", "leaderboard", "-p", "benchmark=Nonsense"], 1, "Nonsense"),
        (["SELECT nonsense"], 1, ""),
        (["SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], 1, "SERVICE"),
        (["SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"], 1, "FROM"),
        (["DELETE WHERE { ?s ?p ?o }"], 1, ""),
    ],
)
def test_a_wrong_query_is_one_message(made_kg, arguments, code, part):
    done = made_kg("query", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_a_runaway_query_is_stopped(made_kg):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = made_kg("query", endless, "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (1, "")
    assert "0.5" in done.stderr


def test_a_card_shows_sentences_and_sources(made_kg):
    done = made_kg("show", "Heron")
    assert done.returncode == 0
    assert done.stdout.startswith("Heron")
    assert "“We introduce Heron, built on Egret-7B.”" in done.stdout
    assert "listings/one.txt" in done.stdout


def test_a_card_as_json_holds_the_same(made_kg):
    found = json.loads(made_kg("show", "Heron", "-f", "json").stdout)
    assert (found["name"], found["type"]) == ("Heron", "Model")
    lines = [line for section in found["sections"] for line in section["lines"]]
    assert any(line["sentence"] for line in lines)


def test_an_unknown_name_is_one_line_with_near_names(made_kg):
    done = made_kg("show", "Heronn")
    assert done.returncode in (1, 2)
    (line,) = done.stderr.splitlines()
    assert "Heron" in line


def test_hostile_labels_do_not_reach_the_terminal(made_kg):
    shown = made_kg("show", "BirdBench").stdout + made_kg("stats").stdout
    shown += made_kg("query", "SELECT ?l { ?x rdfs:label ?l }", "-f", "table").stdout
    assert not {c for c in shown if not c.isprintable()} - {"\n"}


def test_stats_count_what_there_is(made_kg):
    done = made_kg("stats")
    assert done.returncode == 0
    assert done.stdout.split()[:2] == ["papers", "3"]
    assert dict(json.loads(made_kg("stats", "-f", "json").stdout)["counts"])["papers"] == 3
