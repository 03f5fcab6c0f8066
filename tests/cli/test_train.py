"""`kg train` fits the model to a few records, and the result is used."""

import json
from importlib.util import find_spec

import pytest

CAN_TRAIN = all(find_spec(package) for package in ("torch", "onnx"))
needs_training = pytest.mark.skipif(not CAN_TRAIN, reason="PyTorch and onnx are not installed")
TEXT = "We introduce Heron, a model based on Qwen2.5-VL-7B. Heron reaches 95.3% on MATH500."
RECORD = {
    "id": "1",
    "title": "Heron",
    "abstract": TEXT,
    "entities": [
        {"name": "Heron", "type": "Model", "aliases": [], "new": True},
        {"name": "Qwen2.5-VL-7B", "type": "Model", "aliases": []},
        {"name": "MATH500", "type": "Benchmark", "aliases": []},
    ],
    "relations": [["Heron", "based_on", "Qwen2.5-VL-7B"], ["Heron", "evaluated_on", "MATH500"]],
    "results": [
        {"subject": "Heron", "benchmark": "MATH500", "metric": None, "value": "95.3%", "kind": "absolute"}
    ],
}


@needs_training
def test_a_trained_model_is_used(kg):
    lines = [json.dumps(RECORD | {"id": str(number)}) for number in range(8)]
    (kg.folder / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = kg("train", "records.jsonl", "-o", "model", "--epochs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "kg build PATHS --model model" in done.stderr
    found = kg("extract", "records.jsonl", "--model", "model", "--spans")
    assert found.returncode == 0, found.stderr
    versions = {json.loads(line)["extractor"] for line in found.stdout.splitlines()}
    shipped = json.loads(kg("extract", "records.jsonl", "--spans").stdout.splitlines()[0])["extractor"]
    assert len(versions) == 1
    assert shipped not in versions


@needs_training
def test_records_that_cannot_be_used_are_one_line(kg):
    assert kg("train", "nowhere.jsonl", "-o", "model").returncode == 2
    (kg.folder / "bad.jsonl").write_text("nonsense\n", encoding="utf-8")
    done = kg("train", "bad.jsonl", "-o", "model")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (kg.folder / "model").exists()


@pytest.mark.skipif(CAN_TRAIN, reason="PyTorch and onnx are installed")
def test_without_pytorch_the_message_says_what_to_install(kg):
    (kg.folder / "records.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    done = kg("train", "records.jsonl", "-o", "model")
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'kg[train]'" in done.stderr
