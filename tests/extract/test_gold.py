"""The shipped model on annotated and on unseen papers; skipped where these are not at hand."""

import itertools
import json
import lzma
import subprocess
import sys

import pytest

from kg.evaluate import score
from kg.extraction_records import from_annotation, parse
from tests.extract.conftest import CORPUS, ROOT


def kg_extract(texts, folder):
    """What `kg extract` writes for some texts, and the file of the texts."""
    given, written = folder / "texts.jsonl", folder / "records.jsonl"
    given.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "extract", str(given), "-o", str(written)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return given, written


def check(gold, given, written):
    """Run the guidelines' own check, which prints what it finds."""
    command = [sys.executable, str(gold / "validate.py"), str(given), str(written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert done.stdout.endswith(", 0 missing, 0 problems\n")


def test_records_of_annotated_papers_follow_the_guidelines(gold, dev, tmp_path):
    texts = [{name: paper[name] for name in ("id", "title", "abstract")} for paper in dev]
    check(gold, *kg_extract(texts, tmp_path))


def test_records_of_unseen_papers_follow_the_guidelines(gold, tmp_path):
    file = CORPUS / "papers-02.jsonl.xz"
    if not file.is_file():
        pytest.skip("no ../shared/corpus")
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in itertools.islice(lines, 50)]
    texts = [{name: paper.get(name) for name in ("id", "title", "abstract")} for paper in papers]
    check(gold, *kg_extract(texts, tmp_path))


def test_quality_does_not_fall_below_a_floor(extractor, dev):
    expected = [parse(json.dumps(paper).encode()) for paper in dev]
    found = [from_annotation(a) for a in extractor.annotate(record.document for record in expected)]
    scores = score(expected, found)
    floors = {"typed": 0.74, "new": 0.74, "relations": 0.52, "results": 0.55}
    reached = {name: round(getattr(scores, name).f1, 3) for name in floors}
    assert all(reached[name] >= floor for name, floor in floors.items()), reached
