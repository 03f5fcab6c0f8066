"""What people feed to a build by mistake or malice: one clear line each, and the good papers come through."""

import json
import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from kg.graph import Graph

GOOD = {
    "id": "2507.00001",
    "title": "Heron: A Model of Birds",
    "abstract": "We introduce Heron, a model based on BERT. Heron reaches 61.0% accuracy on BirdBench.",
    "authors": "Ada Lovelace, Alan Turing",
}
BROKEN = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.dat": bytes(random.Random(1).randrange(256) for _ in range(4096)),
    "zeros.txt": b"\x00" * 5000,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "broken.json": b'{"title": "A paper", "abstract": ',
    "broken.xml": b"<?xml version='1.0'?><feed><entry><title>Cut",
    "broken.gz": b"\x1f\x8b\x08\x00 not really gzip",
    "broken.pdf": b"%PDF-1.7\n nothing more",
    "shopping.txt": b"milk\nbread\neggs\n",
    "program.py": b"import os\n\n\ndef main():\n    return os.getcwd()\n",
}


def write_good(folder, name="good.jsonl", **fields):
    (folder / name).write_text(json.dumps(GOOD | fields) + "\n", encoding="utf-8")


def titles(folder):
    found = Graph.load(folder / "output/graph.ttl").store.query(
        "SELECT ?t WHERE { ?p <http://purl.org/dc/terms/title> ?t }"
    )
    return {row["t"].value for row in found}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_file_alone_fails_with_one_line_and_builds_nothing(kg, name):
    (kg.folder / name).write_bytes(BROKEN[name])
    done = kg("build", name)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert name in line
    assert ";" in line, "the line says what to do"
    assert not (kg.folder / "output/graph.ttl").exists()


def test_good_papers_come_through_beside_every_bad_file(kg):
    folder = kg.folder / "papers"
    folder.mkdir()
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    write_good(folder)
    done = kg("build", "papers")
    assert done.returncode == 1
    assert GOOD["title"] in titles(kg.folder)
    warnings = [line for line in done.stderr.splitlines() if line.startswith("warning: ")]
    for name in BROKEN:
        assert sum(f"papers/{name}" in line for line in warnings) == 1, (name, warnings)


def test_a_missing_path_is_wrong_usage(kg):
    done = kg("build", "nowhere.txt")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: nowhere.txt: no such file")
    assert not (kg.folder / "output/graph.ttl").exists()


def test_a_folder_without_anything_to_read_fails(kg):
    (kg.folder / "empty").mkdir()
    done = kg("build", "empty")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "empty" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_fails(kg):
    write_good(kg.folder)
    (kg.folder / "good.jsonl").chmod(0)
    done = kg("build", "good.jsonl")
    assert done.returncode == 1
    assert "good.jsonl" in done.stderr


def test_a_listing_cut_off_in_a_record_keeps_the_records_before(kg, seeds):
    whole = max(seeds.glob("*.txt"), key=lambda path: path.stat().st_size).read_bytes()
    (kg.folder / "cut.txt").write_bytes(whole[: len(whole) // 2])
    done = kg("build", "cut.txt")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "papers" in done.stdout


def test_lines_cut_off_in_the_middle_keep_the_lines_before(kg):
    lines = [
        json.dumps(GOOD | {"id": f"2507.0000{n}", "title": f"Paper number {n} of birds"}) for n in (1, 2, 3)
    ]
    (kg.folder / "cut.jsonl").write_text("\n".join(lines)[:-40], encoding="utf-8")
    done = kg("build", "cut.jsonl")
    assert done.returncode == 1
    assert titles(kg.folder) == {"Paper number 1 of birds", "Paper number 2 of birds"}
    assert "cut.jsonl:3" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(kg, encoding):
    title = "Über die Vögel: Heron"
    text = f"@article{{a, title={{{title}}}, author={{Müller, Jörg}}, year={{2025}}}}\n"
    (kg.folder / "papers.bib").write_bytes(text.encode(encoding))
    done = kg("build", "papers.bib")
    assert done.returncode == 0, done.stderr
    assert titles(kg.folder) == {title}


def test_control_characters_do_no_harm(kg):
    write_good(
        kg.folder,
        abstract="We introduce Heron\x00\x07\x1b[2J\u202e\ufeff, based on BERT.\ud83d".encode(
            "utf-8", "replace"
        ).decode(),
    )
    done = kg("build", "good.jsonl")
    assert done.returncode == 0, done.stderr
    assert kg("check").returncode == 0


def test_hostile_labels_stay_text(kg):
    attack = "</script><img src=x onerror=alert(1)>"
    write_good(kg.folder, title=f"Heron {attack} {{{{7*7}}}}", authors=f"Ada {attack} Lovelace")
    done = kg("build", "good.jsonl")
    assert done.returncode == 0, done.stderr
    assert "<img" not in (kg.folder / "output/graph.html").read_text(encoding="utf-8")
    assert any(attack in title for title in titles(kg.folder))


def test_a_huge_line_is_no_trouble(kg):
    write_good(kg.folder, abstract="We introduce Heron, based on BERT. " + "Heron sings well. " * 2_000)
    done = kg("build", "good.jsonl")
    assert done.returncode == 0, done.stderr
    assert titles(kg.folder) == {GOOD["title"]}


def test_a_malformed_option_is_wrong_usage(kg):
    write_good(kg.folder)
    assert kg("build", "good.jsonl", "--map", "title").returncode == 2
    assert kg("build", "good.jsonl", "--map", "nonsense=Name").returncode == 2
    assert kg("build", "good.jsonl", "--min-confidence", "2").returncode == 2
    done = kg("build", "good.jsonl", "--curation", "nowhere.toml")
    assert done.returncode in (1, 2)
    assert "nowhere.toml" in done.stderr


def test_an_output_that_cannot_be_written_is_one_line(kg):
    write_good(kg.folder)
    (kg.folder / "output").write_text("a file, not a folder", encoding="utf-8")
    done = kg("build", "good.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "output" in line


def test_an_interrupted_build_leaves_the_graph_before_whole(kg, seeds):
    write_good(kg.folder)
    assert kg("build", "good.jsonl").returncode == 0
    before = (kg.folder / "output/graph.ttl").read_bytes()
    shutil.copytree(seeds, kg.folder / "seeds")
    process = kg.start("build", "seeds", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert "Traceback" not in messages
    if process.returncode == 130:  # it may have been too quick to be interrupted
        assert (kg.folder / "output/graph.ttl").read_bytes() == before
        assert {path.name for path in (kg.folder / "output").glob(".graph*")} == set()
    assert kg("check").returncode == 0
    assert kg("build", "seeds").returncode == 0
