"""`kg train`: from records to a model of one's own."""

import json
import subprocess
import sys

import pytest

from kg.annotation import Document
from kg.errors import ExtractionError, SourceError, UsageError
from kg.extract import load, train, version
from tests.learn.conftest import RECORDS, ROOT

pytest.importorskip("torch")
pytest.importorskip("onnx")


class Counted:
    """Progress that counts."""

    def __init__(self):
        self.steps, self.done = [], 0

    def step(self, name, total):
        self.steps.append((name, total))

    def advance(self, count=1):
        self.done += count


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return file


def test_a_fitted_model_is_a_model(file, base, tmp_path):
    progress = Counted()
    train(file, tmp_path / "models/mine", base=base, epochs=2, progress=progress)
    assert progress.steps == [("training", 2)]
    assert progress.done == 2
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["mine"]
    extractor = load(tmp_path / "models/mine")
    assert extractor.version.startswith("small-fitted-0.1+")
    assert extractor.version != version(base)
    (annotation,) = extractor.annotate([Document("1", None, RECORDS[0]["abstract"])])
    assert annotation.extractor == extractor.version


def test_a_fitted_model_can_be_fitted_again_and_replaced(file, base, tmp_path):
    output = tmp_path / "mine"
    train(file, output, base=base, epochs=1)
    first = version(output)
    train(file, output, base=output, epochs=1)
    assert version(output).startswith("small-fitted-0.1+")
    assert version(output) != first


def test_the_seed_settles_the_outcome(file, base, tmp_path):
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        train(file, tmp_path / name, base=base, epochs=1, seed=seed)
    assert version(tmp_path / "one") == version(tmp_path / "same") != version(tmp_path / "other")


def test_training_learns(base, records):
    from kg.learn.batches import collate
    from kg.learn.finetune import Schedule, finetune, passes
    from kg.learn.losses import losses
    from kg.learn.restore import restore

    batch = collate(made(records, base))
    schedule = Schedule(epochs=24, encoder_rate=2e-3, head_rate=4e-3, averaging=0.8)
    before = restore(base / "kg_extractor").eval()
    after = finetune(restore(base / "kg_extractor"), passes([batch], schedule), schedule)
    assert losses(after, batch)["total"].item() < 0.7 * losses(before, batch)["total"].item()


def made(records, base):
    """The records as the network reads them."""
    from tokenizers import Tokenizer

    from kg.learn.examples import example

    tokenizer = Tokenizer.from_file(str(base / "kg_extractor/tokenizer.json"))
    return [example(record, tokenizer) for record in records]


class TestHeads:
    def fitted(self, base, examples, rate):
        from kg.learn.finetune import Schedule
        from kg.learn.heads import fit_heads
        from kg.learn.restore import restore

        network = restore(base / "kg_extractor")
        schedule = Schedule(epochs=12, batch=2, head_rate=rate, averaging=0.8)
        return network, *fit_heads(network, examples, schedule, lambda stream, steps: stream)

    def test_they_move_as_far_as_it_helps_with_what_is_held_back(self, base, records):
        _, _, moved = self.fitted(base, made(records, base), 4e-3)
        assert set(moved) == {"spans", "pairs"}
        for one in moved.values():
            assert one.share > 0
            assert one.after < one.before

    def test_they_stay_where_the_records_contradict_those_held_back(self, base, records):
        from dataclasses import replace

        examples = made(records, base)
        bare = [replace(e, nodes=e.nodes[:1], new=(), relations=(), roles=()) for e in examples]
        mixed = [examples[0] if i % 5 == 0 else one for i, one in enumerate(bare)]
        _, _, moved = self.fitted(base, mixed, 1e-1)
        assert moved["spans"].share < 1

    def test_the_encoder_stays(self, base, records):
        before, after, _ = self.fitted(base, made(records, base), 4e-3)
        kept = after.encoder.state_dict()
        assert all(weight.equal(kept[name]) for name, weight in before.encoder.state_dict().items())


class TestRefused:
    def test_no_file(self, base, tmp_path):
        with pytest.raises(UsageError, match="no such file"):
            train(tmp_path / "none.jsonl", tmp_path / "mine", base=base)

    def test_bad_records_are_named(self, file, base, tmp_path):
        bad = {**RECORDS[0], "id": "bad", "entities": [{"name": "Crow", "type": "Bird"}]}
        file.write_text(file.read_text() + json.dumps(bad) + "\n")
        with pytest.raises(SourceError, match="bad: unknown entity type 'Bird'") as caught:
            train(file, tmp_path / "mine", base=base)
        assert str(caught.value).startswith(f"{file}: ")
        assert str(caught.value).endswith("\n… and 5 more")
        assert not (tmp_path / "mine").exists()

    def test_too_few_records(self, file, base, tmp_path):
        file.write_text(json.dumps(RECORDS[0]) + "\n")
        with pytest.raises(SourceError, match="1 records are too few to learn from"):
            train(file, tmp_path / "mine", base=base)

    def test_a_base_that_is_no_model(self, file, tmp_path):
        with pytest.raises(ExtractionError, match="no model here"):
            train(file, tmp_path / "mine", base=tmp_path)

    def test_an_output_that_is_something_else(self, file, base, tmp_path):
        with pytest.raises(ExtractionError, match="exists and is no model"):
            train(file, tmp_path, base=base)
        with pytest.raises(ExtractionError, match="exists and is no model"):
            train(file, file, base=base)
        assert file.is_file()

    def test_no_torch(self, file, base, tmp_path, monkeypatch):
        monkeypatch.setattr("kg.extract.training.find_spec", lambda name: None)
        with pytest.raises(ExtractionError, match=r"torch and onnx.*pip install 'kg\[train\]'"):
            train(file, tmp_path / "mine", base=base)


def test_the_command(file, base, tmp_path):
    command = [sys.executable, "-m", "kg", "train", str(file), "-o", str(tmp_path / "mine")]
    command += ["--base", str(base), "--epochs", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    *heads, last = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in heads] == [
        "entities and values",
        "relations, results and what is new",
    ]
    assert last == (f"wrote {tmp_path / 'mine'}; use it with: kg build PATHS --model {tmp_path / 'mine'}")
    assert load(tmp_path / "mine").version.startswith("small-fitted")
