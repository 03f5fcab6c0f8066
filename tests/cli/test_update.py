"""`kg build` again, `kg add`, `kg remove` and `kg diff`, as a user goes from one to the next."""

import json

from tests.cli.conftest import rows


def write_papers(folder, name, *numbers):
    lines = [
        json.dumps(
            {
                "id": f"2507.0000{number}",
                "title": f"Heron {number}: A Model of Birds",
                "abstract": f"We introduce Heron-{number}, a model based on BERT and trained with LoRA.",
                "authors": "Ada Lovelace, Alan Turing",
            }
        )
        for number in numbers
    ]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def graph_of(kg, output="output"):
    return (kg.folder / output / "graph.ttl").read_bytes()


def test_papers_come_and_go_without_a_trace(kg):
    write_papers(kg.folder, "one.jsonl", 1, 2)
    write_papers(kg.folder, "two.jsonl", 3)
    first = kg("build", "one.jsonl")
    assert first.returncode == 0, first.stderr
    assert "(2 papers annotated, 0 taken from the store)" in first.stdout
    assert first.stdout.splitlines()[1].split() == ["2", "papers"]
    before = graph_of(kg)

    again = kg("build")
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("Nothing changed")
    assert graph_of(kg) == before

    added = kg("add", "two.jsonl")
    assert added.returncode == 0, added.stderr
    assert "(1 paper annotated, 2 taken from the store)" in added.stdout
    assert kg("build", "one.jsonl", "two.jsonl", "-o", "fresh").returncode == 0
    assert graph_of(kg) == graph_of(kg, "fresh")

    removed = kg("remove", "2507.00003")
    assert removed.returncode == 0, removed.stderr
    assert graph_of(kg) == before
    gone = rows(kg("diff", "fresh", "output"))
    assert {row["what"] for row in gone} >= {"gone"}
    assert any("Heron 3" in row["label"] for row in gone)


def test_one_paper_is_no_papers(kg):
    write_papers(kg.folder, "one.jsonl", 1)
    assert kg("build", "one.jsonl").stdout.splitlines()[1].split() == ["1", "paper"]


def test_what_is_not_there_cannot_be_removed(kg):
    write_papers(kg.folder, "one.jsonl", 1)
    assert kg("build", "one.jsonl").returncode == 0
    before = graph_of(kg)
    done = kg("remove", "Heron 2: A Model of Birds")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Heron 2" in done.stderr
    assert graph_of(kg) == before


def test_without_a_build_there_is_nothing_to_change(kg):
    write_papers(kg.folder, "one.jsonl", 1)
    for command in (["build"], ["add", "one.jsonl"], ["remove", "2507.00001"]):
        done = kg(*command, "-o", f"{command[0]}-output")
        assert done.returncode in (1, 2)
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
