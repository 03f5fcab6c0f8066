"""`kg extract` and `kg eval` on texts of every kind."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "../shared/gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold records are not beside the checkout")
TEXT = (
    "We introduce Heron, a vision-language model based on Qwen2.5-VL-7B and trained with GRPO. "
    "Heron reaches 95.3% on MATH500 and outperforms GPT-4o."
)


def lines_of(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def write_texts(folder, records, name="texts.jsonl"):
    content = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (folder / name).write_text(content, encoding="utf-8")


def test_one_record_a_text_in_order_with_the_ids_as_given(kg):
    ids = ["b", 7, 704.056, "b", "2507.05255v2"]
    write_texts(
        kg.folder, [{"id": given, "title": f"Paper {n}", "abstract": TEXT} for n, given in enumerate(ids)]
    )
    assert [record["id"] for record in lines_of(kg("extract", "texts.jsonl"))] == ids


def test_a_text_without_abstract_gives_a_record_too(kg):
    write_texts(
        kg.folder,
        [
            {"id": 1, "title": "Heron", "abstract": None},
            {"id": 2, "title": None, "abstract": ""},
            {"id": 3, "title": "", "abstract": TEXT},
            {"id": 4, "abstract": " \n "},
        ],
    )
    records = lines_of(kg("extract", "texts.jsonl", "--format", "jsonl"))
    assert [record["id"] for record in records] == [1, 2, 3, 4]
    assert records[1] == {"id": 2, "entities": [], "relations": [], "results": []}


def test_the_plain_form_has_no_more_keys_than_the_guidelines(kg):
    write_texts(kg.folder, [{"id": "1", "title": "", "abstract": TEXT}])
    (record,) = lines_of(kg("extract", "texts.jsonl"))
    assert set(record) == {"id", "entities", "relations", "results"}
    assert record["entities"]
    for entity in record["entities"]:
        assert {"name", "type", "aliases"} <= set(entity) <= {"name", "type", "aliases", "new"}
        assert all(form in TEXT for form in (entity["name"], *entity["aliases"]))
    assert all(len(relation) == 3 for relation in record["relations"])
    for result in record["results"]:
        assert set(result) == {"subject", "benchmark", "metric", "value", "kind"}


def test_spans_point_into_the_text(kg):
    title = "Heron 🐦 sings"
    write_texts(kg.folder, [{"id": "1", "title": title, "abstract": TEXT}])
    (record,) = lines_of(kg("extract", "texts.jsonl", "--spans"))
    whole = f"{title}\n{TEXT}"
    mentions = [mention for entity in record["entities"] for mention in entity["mentions"]]
    assert mentions
    for place in (*mentions, *(item["evidence"] for item in record["relations"] + record["results"])):
        assert whole[place["start"] : place["end"]] == place["text"]
    for item in record["entities"] + record["relations"] + record["results"]:
        assert 0 <= item["confidence"] <= 1


def test_a_threshold_keeps_only_what_is_surer(kg):
    write_texts(kg.folder, [{"id": "1", "abstract": TEXT}])
    (everything,) = lines_of(kg("extract", "texts.jsonl", "--spans"))
    limit = max(entity["confidence"] for entity in everything["entities"])
    (some,) = lines_of(kg("extract", "texts.jsonl", "--spans", "--min-confidence", limit - 0.001))
    assert all(entity["confidence"] >= limit - 0.001 for entity in some["entities"])
    (none,) = lines_of(kg("extract", "texts.jsonl", "--min-confidence", "1"))
    assert all(entity["name"] for entity in none["entities"])
    assert len(none["relations"]) <= len(everything["relations"])


def test_listings_are_read_too_and_repeats_stay(kg, seeds):
    records = lines_of(kg("extract", *sorted(seeds.glob("*.txt"))))
    assert len(records) == 50
    assert "2507.05255" in {record["id"] for record in records}


def test_stdin_is_read(kg):
    done = kg("extract", "-", text=json.dumps({"id": "1", "abstract": TEXT}) + "\n")
    assert [record["id"] for record in lines_of(done)] == ["1"]


def test_a_listing_on_stdin_is_read(kg, seeds):
    listing = min(seeds.glob("*.txt"))
    from_file = lines_of(kg("extract", listing))
    from_stdin = lines_of(kg("extract", "-", text=listing.read_text(encoding="utf-8")))
    assert [len(r["entities"]) for r in from_stdin] == [len(r["entities"]) for r in from_file]


def test_packed_texts_are_read(kg):
    line = json.dumps({"id": "1", "abstract": TEXT}).encode()
    (kg.folder / "texts.jsonl.gz").write_bytes(gzip.compress(line))
    assert [record["id"] for record in lines_of(kg("extract", "texts.jsonl.gz"))] == ["1"]


def test_bad_lines_are_named_and_the_rest_comes_through(kg):
    good = json.dumps({"id": "1", "abstract": TEXT})
    lines = [
        good,
        "nonsense",
        json.dumps({"abstract": TEXT}),
        good[:-20],
        json.dumps({"id": "2", "abstract": 7}),
        good,
    ]
    (kg.folder / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = kg("extract", "texts.jsonl")
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "1"]
    places = [line.split()[1] for line in done.stderr.splitlines()]
    assert places == [f"texts.jsonl:{number}:" for number in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("missing.jsonl", None, 2), ("empty.jsonl", b"", 1), ("noise.bin", b"\x00\xff" * 500, 1)],
)
def test_what_cannot_be_read_is_one_line(kg, name, content, code):
    if content is not None:
        (kg.folder / name).write_bytes(content)
    done = kg("extract", name)
    assert (done.returncode, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert name in line


def test_output_to_a_file_is_whole_or_absent(kg):
    write_texts(kg.folder, [{"id": "1", "abstract": TEXT}])
    done = kg("extract", "texts.jsonl", "-o", "records.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((kg.folder / "records.jsonl").read_text(encoding="utf-8"))["id"] == "1"
    assert kg("extract", "missing.jsonl", "-o", "other.jsonl").returncode == 2
    assert {path.name for path in kg.folder.iterdir()} == {"texts.jsonl", "records.jsonl"}
    for wrong in ("nowhere/records.jsonl", "."):
        done = kg("extract", "texts.jsonl", "-o", wrong)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1


def test_a_model_that_is_not_there_is_one_line(kg):
    write_texts(kg.folder, [{"id": "1", "abstract": TEXT}])
    done = kg("extract", "texts.jsonl", "--model", "nowhere")
    assert done.returncode in (1, 2)
    (line,) = done.stderr.splitlines()
    assert "nowhere" in line


@needs_gold
def test_records_pass_the_validator(kg):
    gold = (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    texts = [{key: json.loads(line)[key] for key in ("id", "title", "abstract")} for line in gold]
    write_texts(kg.folder, texts)
    assert kg("extract", "texts.jsonl", "-o", "records.jsonl").returncode == 0
    command = [sys.executable, GOLD / "validate.py", "texts.jsonl", "records.jsonl"]
    checked = subprocess.run(command, cwd=kg.folder, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@needs_gold
def test_eval_runs_the_extractor_and_agrees_with_the_reference(kg):
    lines = (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:40]
    (kg.folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert kg("extract", "gold.jsonl", "-o", "records.jsonl").returncode == 0
    reference = subprocess.run(
        [sys.executable, GOLD / "score.py", "gold.jsonl", "records.jsonl", "--json"],
        cwd=kg.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = json.loads(reference.stdout)
    for arguments in ([], ["--predicted", "records.jsonl"]):
        done = kg("eval", "gold.jsonl", *arguments, "-f", "json")
        assert done.returncode == 0, done.stderr
        found = {
            row["what"]: (row["precision"], row["recall"], row["f1"], row["gold"])
            for row in json.loads(done.stdout)
        }
        assert found == {name: (row["p"], row["r"], row["f1"], row["gold"]) for name, row in expected.items()}


def test_eval_shows_calibration(kg):
    entities = [{"name": "Heron", "type": "Model", "aliases": [], "new": True}]
    write_texts(kg.folder, [{"id": "1", "abstract": TEXT, "entities": entities}])
    done = kg("eval", "texts.jsonl", "--calibration", "-f", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["what"] for row in rows} == {"entities", "relations", "results"}
    assert all(0 <= row["error"] <= 1 for row in rows)


def test_eval_needs_texts_to_read(kg):
    (kg.folder / "gold.jsonl").write_text('{"id": "1", "entities": []}\n', encoding="utf-8")
    done = kg("eval", "gold.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no title or abstract" in done.stderr and "--predicted" in done.stderr


def test_eval_refuses_a_file_with_a_bad_line(kg):
    (kg.folder / "gold.jsonl").write_text('{"id": "1"}\nnonsense\n', encoding="utf-8")
    done = kg("eval", "gold.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: gold.jsonl:2: not JSON")
