"""The whole training, from a corpus to a model that annotates, on a few made-up papers."""

import json
import lzma
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kg.annotation import Document
from kg.extract import load

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
torch.set_num_threads(1)  # more only wait for each other on matrices this small

ROOT = Path(__file__).parents[2]
NAMES = (
    "Heron",
    "Wren",
    "Ibis",
    "Kite",
    "Finch",
    "Osprey",
    "Plover",
    "Tern",
    "Avocet",
    "Bittern",
    "Curlew",
    "Dunlin",
)


def paper(number):
    """A made-up paper; each number gives another."""
    name, base = f"{NAMES[number % 12]}-{number}", NAMES[(number * 7 + 3) % 12]
    bench, value = f"{NAMES[(number * 5 + 1) % 12]}QA", f"{50 + number % 40}.{number % 10}%"
    return {
        "id": f"made-{number}",
        "title": f"{name}: Better Visual Reasoning",
        "abstract": f"We introduce {name}, a vision-language model based on {base} and trained with "
        f"reinforcement learning. On {bench}, {name} reaches {value} accuracy and outperforms {base}. "
        "Extensive experiments show that the model is both fast and accurate on many tasks.",
        "entities": [
            {"name": name, "type": "Model", "aliases": [], "new": True},
            {"name": base, "type": "Model", "aliases": []},
            {"name": bench, "type": "Benchmark", "aliases": []},
            {"name": "reinforcement learning", "type": "Method", "aliases": []},
            {"name": "accuracy", "type": "Metric", "aliases": []},
        ],
        "relations": [[name, "based_on", base], [name, "outperforms", base]],
        "results": [
            {"subject": name, "benchmark": bench, "metric": "accuracy", "value": value, "kind": "absolute"}
        ],
    }


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a training script in a folder that holds a corpus, training and development records."""
    with lzma.open(tmp_path / "corpus.jsonl.xz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(paper(number)) + "\n" for number in range(100, 180))
    for name, numbers in (("train", range(24)), ("dev", range(40, 44))):
        lines = (json.dumps(paper(number)) + "\n" for number in numbers)
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(module, command):
        import_module(f"training.{module}").main(command.split())
        return capsys.readouterr().out

    return run


def test_from_corpus_to_model(run, tmp_path):
    gold = "--records train.jsonl --dev dev.jsonl --tokenizer data/tokenizer.json --device cpu"
    corpus = "--corpus corpus.jsonl.xz --processes 1"
    said = run("tokenise", f"{corpus} --exclude dev.jsonl --out data --vocabulary 600")
    assert said.startswith("80 papers")
    config = ROOT / "training/configs/tiny.toml"
    run("pretrain", f"{config} --tokens data --out encoder --minutes 0.03 --device cpu")
    run("fit", f"{gold} --encoder encoder --out teacher.pt --minutes 0.08")
    label = f"{corpus} --dev dev.jsonl --tokenizer data/tokenizer.json --device cpu --minutes 0.05 --batch 8"
    said = run("label", f"{label} --teachers teacher.pt --out labels.pt --papers 40")
    assert said.startswith("40 texts read")
    run(
        "distil",
        f"{gold} --encoder encoder --layers 0 --labels labels.pt --out student.pt --minutes 0.05 --batch 8",
    )
    said = run("export", "student.pt --tokenizer data/tokenizer.json --out model --name tiny")
    assert said.startswith("wrote model: tiny-1.0.0+")
    extractor = load(tmp_path / "model")
    document = Document("1", None, paper(41)["abstract"])
    (annotation,) = extractor.annotate([document])
    assert annotation.extractor == extractor.version == said.split()[-1]
    assert all(mention.text in document.text for e in annotation.entities for mention in e.mentions)
    shipped = "model/kg_extractor"
    run("fit", f"{gold} --encoder {shipped} --renamed --out second.pt --minutes 0.04")
    teachers = f"--teachers {shipped} second.pt --papers 20 --numbers-share 0.5"
    for part in (0, 1):
        said = run("label", f"{label} {teachers} --part {part} --parts 2 --out labels{part}.pt")
        assert said.startswith("10 texts read")
    run(
        "distil",
        f"{gold} --encoder {shipped} --labels labels0.pt labels1.pt --out student.pt --renamed "
        "--minutes 0.04 --batch 8 --gold-share 0.5",
    )
    run("average", f"{shipped} student.pt --shares 1 2 --out mean.pt")
    parts = [import_module("training.fit").load_network(Path(p)) for p in (shipped, "student.pt", "mean.pt")]
    old, new, mean = (part.state_dict()["encoder.embedding.weight"] for part in parts)
    assert torch.allclose(mean, (old + 2 * new) / 3, atol=1e-3)


def test_two_processes_pretrain_as_one(tmp_path, run):
    corpus = "--corpus corpus.jsonl.xz --processes 1"
    run("tokenise", f"{corpus} --exclude dev.jsonl --out data --vocabulary 600")
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone"]
    command += ["-m", "training.pretrain", str(ROOT / "training/configs/tiny.toml")]
    command += ["--tokens", "data", "--out", "encoder", "--minutes", "0.02", "--device", "cpu"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.count("step 1 ") == 1
    assert (tmp_path / "encoder/encoder.pt").is_file()


def test_no_training_sees_what_is_measured_on(tmp_path):
    from training.corpus import excluded_titles, texts

    with lzma.open(tmp_path / "corpus.jsonl.xz", "wt", encoding="utf-8") as corpus:
        for made in (paper(1), paper(2), {**paper(2), "id": "again"}, {**paper(3), "abstract": "Short."}):
            corpus.write(json.dumps(made) + "\n")
    dev = tmp_path / "dev.jsonl"
    dev.write_text(
        json.dumps({**paper(1), "title": paper(1)["title"].upper() + "!"}) + "\n", encoding="utf-8"
    )
    found = list(texts([tmp_path / "corpus.jsonl.xz"], excluded_titles([dev])))
    assert found == [(paper(2)["title"], paper(2)["abstract"])]
