"""The annotations that are kept without texts get them from the corpus."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from kg.extraction_records import read_file
from training.texts import main

RECORDS = Path(__file__).parents[2] / "training" / "records"


def write_corpus(file: Path, titles: list[str], *, ids: bool = True) -> None:
    papers = [
        {"id": f"p{n}" if ids else None, "title": title, "abstract": f"We present {title}."}
        for n, title in enumerate(titles)
    ]
    with lzma.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(paper) + "\n" for paper in papers)


def test_texts_come_back(tmp_path):
    write_corpus(tmp_path / "c.xz", ["Other", "HERON: a bird", "Heron, a bird"])
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"title": "Heron: A Bird", "entities": [], "relations": [], "results": []}) + "\n"
    )
    main([str(tmp_path / "a.jsonl"), "--corpus", str(tmp_path / "c.xz"), "--out", str(tmp_path / "out")])
    (record,) = read_file(tmp_path / "out" / "a.jsonl")
    assert (record.id, record.document.abstract) == ("p1", "We present HERON: a bird.")


def test_a_paper_without_id_gets_its_title_for_one(tmp_path):
    write_corpus(tmp_path / "c.xz", ["HERON: a bird"], ids=False)
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": None, "title": "Heron: A Bird"}) + "\n")
    main([str(tmp_path / "a.jsonl"), "--corpus", str(tmp_path / "c.xz"), "--out", str(tmp_path / "out")])
    (record,) = read_file(tmp_path / "out" / "a.jsonl")
    assert isinstance(record.id, str) and "heron" in record.id


def test_a_paper_that_the_corpus_lacks_is_an_error(tmp_path):
    write_corpus(tmp_path / "c.xz", ["Other"])
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "Heron"}) + "\n")
    with pytest.raises(KeyError):
        main([str(tmp_path / "a.jsonl"), "--corpus", str(tmp_path / "c.xz"), "--out", str(tmp_path / "out")])


@pytest.mark.parametrize("file", sorted(RECORDS.glob("*.jsonl")), ids=lambda file: file.name)
def test_annotations_name_what_they_relate(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert "abstract" not in record
        names = {entity["name"] for entity in record["entities"]} | {"@paper"}
        assert {end for head, _, tail in record["relations"] for end in (head, tail)} <= names
        assert {result["subject"] for result in record["results"]} <= names
