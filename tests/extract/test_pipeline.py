"""The shipped model on whole texts: what it says holds together, whatever the text."""

import json
import re
import shutil
import time

import pytest

from kg.annotation import PAPER, Document
from kg.errors import ExtractionError
from kg.extract import load, version
from kg.extract.pipeline import COMPONENT, MODEL
from kg.extract.words import sentences
from tests.extract.papers import HERON, PAPERS, WREN

LONG = Document("long", "A long paper", " ".join([HERON.abstract, WREN.abstract] * 12))

ODD = {
    "empty": "",
    "blank": " \n\t\u00a0",
    "one sign": ".",
    "one line of 10,000 letters": "x" * 10_000,
    "one line of words": "We train Heron on data and " * 380,
    "Chinese": "我们提出了一种名为 Heron 的视觉语言模型，在 MMMU 上达到 83.1%。" * 5,
    "German": "Wir stellen Heron vor, ein Sprachmodell. Es erreicht 71,5 % auf HumanEval.",
    "Arabic": "نقدم Heron وهو نموذج لغوي كبير يعتمد على LLaMA.",
    "LaTeX": r"We prove $\mathcal{O}(n^{2})$ bounds; \textbf{Heron} gets $83.1\%\pm0.2$ on \textsc{mmmu} {",
    "code": "def f(x):\n    return {k: v for k, v in x.items() if v > 0.5}  # TODO <b>&amp;</b>",
    "emoji": "🚀 Heron 🐦‍⬛ beats GPT-4o 👍🏽 by 3.2% 🎉" * 5,
    "control characters": "We\x00 propose\x07 Heron\x1b[31m\u200b\ufeff, a\u2028model\r\nof 7B\x85.",
    "lone surrogate": "We propose Heron\ud800 for tests.",
    "right to left mark": "\u202eWe propose Heron\u202c.",
    "combining": "We propose He\u0301ron" + "\u0301" * 300,
    "markup": "<script>alert(1)</script> <img src=x onerror=y> We propose Heron.",
    "numbers": "1 2 3 4.5 6% 7x " * 60,
}


def annotate(extractor, *documents):
    return list(extractor.annotate(documents))


def check(annotation):
    """Everything that holds of every annotation."""
    text = annotation.document.text
    names = [entity.name for entity in annotation.entities]
    surfaces = [s for entity in annotation.entities for s in (entity.name, *entity.aliases)]
    assert len(surfaces) == len(set(surfaces))
    bounds = set(sentences(text))
    for entity in annotation.entities:
        assert entity.mentions
        assert {mention.text for mention in entity.mentions} == {entity.name, *entity.aliases}
        for mention in entity.mentions:
            assert text[mention.span.start : mention.span.end] == mention.text
            assert 0 <= mention.confidence <= 1
        assert 0 <= entity.confidence <= 1
        assert 0 <= entity.new_confidence <= 1
    for relation in annotation.relations:
        assert relation.head in (PAPER, *names)
        assert relation.tail in names
        assert relation.head != relation.tail
    triples = [(r.head, r.type, r.tail) for r in annotation.relations]
    assert len(triples) == len(set(triples))
    for result in annotation.results:
        assert result.subject in (PAPER, *names)
        assert result.benchmark is None or result.benchmark in names
        assert result.metric is None or result.metric in names or result.metric in text
        assert text[result.span.start : result.span.end] == result.value
        assert result.evidence.start <= result.span.start < result.span.end <= result.evidence.end
    for statement in (*annotation.relations, *annotation.results):
        assert 0 <= statement.confidence <= 1
        span = statement.evidence
        assert len(text) > 3000 or (span.start, span.end) in bounds
        assert text[span.start : span.end].strip()


@pytest.mark.parametrize("document", [*PAPERS, LONG], ids=lambda document: document.id)
def test_annotations_hold_together(extractor, document):
    (annotation,) = annotate(extractor, document)
    assert annotation.document is document
    assert annotation.extractor == extractor.version
    assert annotation.entities
    assert annotation.relations
    check(annotation)


def test_an_abstract_is_understood(extractor):
    (annotation,) = annotate(extractor, HERON)
    types = {surface: e.type for e in annotation.entities for surface in (e.name, *e.aliases)}
    assert types["Heron"] == types["GPT-4o"] == types["Qwen2.5-VL-7B"] == "Model"
    assert types["GRPO"] == types["Group Relative Policy Optimization"] == "Method"
    assert {e.name for e in annotation.entities if e.new} == {"Heron", "HeronSet-10K"}
    said = {(r.head, r.type, r.tail) for r in annotation.relations}
    assert {("Heron", "based_on", "Qwen2.5-VL-7B"), ("Heron", "outperforms", "GPT-4o")} <= said
    by_value = {result.value: result for result in annotation.results}
    assert (by_value["83.1%"].subject, by_value["83.1%"].benchmark) == ("Heron", "MMMU-Bird")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_do_not_crash(extractor, text):
    (annotation,) = annotate(extractor, Document("odd", None, text))
    check(annotation)


def test_a_text_does_not_depend_on_its_company(extractor):
    alone = [annotate(extractor, document)[0] for document in PAPERS]
    assert annotate(extractor, *PAPERS) == alone
    assert annotate(extractor, *PAPERS[::-1]) == alone[::-1]
    assert annotate(extractor, LONG, *PAPERS, LONG)[1:-1] == alone


def test_time_grows_with_the_text_only(extractor):
    def seconds(count):
        document = Document("long", None, " ".join([HERON.abstract] * count))
        begin = time.process_time()
        annotate(extractor, document)
        return time.process_time() - begin

    seconds(2)
    assert seconds(24) < 4 * 12 * max(seconds(2), 0.02)


def test_docs_carry_spans_and_sentences(extractor):
    doc = extractor.nlp(HERON.text)
    assert {(span.text, span.label_) for span in doc.spans["kg"]} >= {("Heron", "Model"), ("GRPO", "Method")}
    assert "Heron" in {span.text for span in doc.ents}
    assert doc.text == HERON.text
    starts = [sentence.start_char for sentence in doc.sents]
    assert starts == [start for start, _ in sentences(HERON.text)]


@pytest.mark.parametrize("text", [" a", "a  b", "a\n\nb ", "\tx", "a ", "é漢😀 b", "x" * 200, "", " "])
def test_spacy_tokens_keep_the_text(extractor, text):
    assert extractor.nlp.make_doc(text).text == text


def test_a_pipeline_survives_the_disk(extractor, tmp_path):
    extractor.nlp.to_disk(tmp_path / "copy")
    copy = load(tmp_path / "copy")
    assert copy.version.partition("+")[0] == extractor.version.partition("+")[0]
    assert version(tmp_path / "copy") == copy.version
    kept = {path.name for path in (MODEL / COMPONENT).iterdir()}
    assert {path.name for path in (tmp_path / "copy" / COMPONENT).iterdir()} == kept
    (first,), (second,) = annotate(extractor, HERON), annotate(copy, HERON)
    assert (first.entities, first.relations, first.results) == (
        second.entities,
        second.relations,
        second.results,
    )


PARTS = ("reader.onnx", "relater.onnx", "roles.json", "settings.json", "tokenizer.json")


class TestBadModels:
    @pytest.fixture
    def broken(self, tmp_path):
        return shutil.copytree(MODEL, tmp_path / "model")

    def refused(self, folder, message, **options):
        with pytest.raises(ExtractionError) as caught:
            load(folder, **options)
        assert folder is None or str(folder) in str(caught.value)
        assert re.search(message, str(caught.value))

    def test_no_folder(self, tmp_path):
        self.refused(tmp_path / "none", "no model here.*kg train")

    def test_an_empty_folder(self, tmp_path):
        self.refused(tmp_path, "no model here")

    def test_a_file(self, tmp_path):
        (tmp_path / "file").write_text("no model")
        self.refused(tmp_path / "file", "no model here")

    def test_another_pipeline(self, tmp_path):
        import spacy

        spacy.blank("en").to_disk(tmp_path / "blank")
        self.refused(tmp_path / "blank", f"no {COMPONENT}")

    def test_meta_that_is_no_json(self, broken):
        (broken / "meta.json").write_text("{")
        self.refused(broken, "meta.json")

    def test_a_missing_config(self, broken):
        (broken / "config.cfg").unlink()
        self.refused(broken, "config.cfg")

    @pytest.mark.parametrize("name", PARTS)
    def test_a_missing_part(self, broken, name):
        (broken / COMPONENT / name).unlink()
        self.refused(broken, re.escape(name))

    @pytest.mark.parametrize("name", PARTS)
    def test_a_part_cut_off(self, broken, name):
        file = broken / COMPONENT / name
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        self.refused(broken, re.escape(name))

    def test_settings_of_another_version(self, broken):
        (broken / COMPONENT / "settings.json").write_text(json.dumps({"unknown": 1}))
        self.refused(broken, "settings.json")

    def test_cuda_that_is_not_there(self):
        import onnxruntime

        if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
            pytest.skip("onnxruntime-gpu is installed")
        self.refused(None, "cuda needs onnxruntime-gpu.*--device cpu", device="cuda")

    def test_cuda_that_does_not_start(self, monkeypatch):
        import onnxruntime

        real = onnxruntime.InferenceSession

        def fallen_back(graph, options, providers):
            """What onnxruntime-gpu gives where there is no GPU."""
            return real(graph, options, providers=["CPUExecutionProvider"])

        providers = ["CUDAExecutionProvider", "CPUExecutionProvider"]
        monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: providers)
        monkeypatch.setattr(onnxruntime, "InferenceSession", fallen_back)
        self.refused(None, "cuda did not start.*--device cpu", device="cuda")

    def test_an_unknown_device(self):
        self.refused(None, "unknown device 'tpu'; use cpu or cuda", device="tpu")
