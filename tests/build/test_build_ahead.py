"""A language model in another process says what it would in this one, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator

import pytest

from kg.annotation import Annotation, Document, Entity, Mention, Span
from kg.build.ahead import MOST_BEGUN, loaded_ahead
from kg.errors import ExtractionError

DOCUMENTS = [Document(str(n), title=f"Paper {n} on GRPO ☃") for n in range(300)]


class Model:
    """Finds one entity in each text, and may be killed on its way."""

    def __init__(self, dies_at: str | None = None) -> None:
        self.dies_at = dies_at

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        for document in documents:
            if document.id == self.dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
            yield annotated(document, process=os.getpid())


class Counting:
    """Gives each annotation the number of those before it."""

    def __init__(self) -> None:
        self.made = 0

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        for document in documents:
            yield annotated(document, process=self.made)
            self.made += 1


def annotated(document: Document, process: int = 0) -> Annotation:
    start = document.text.index("GRPO")
    mention = Mention(Span(start, start + 4), "GRPO", 0.1 + 0.2)
    entity = Entity("GRPO", "Method", (), False, (mention,), 0.1 + 0.2)
    return Annotation(document, (entity,), (), (), str(process))


def found(annotations: Iterable[Annotation]) -> list[Annotation]:
    return [Annotation(a.document, a.entities, a.relations, a.results, "0") for a in annotations]


def test_the_other_process_annotates_batch_after_batch() -> None:
    with loaded_ahead(Model) as load:
        model = load()
        first, second = list(model.annotate(DOCUMENTS[:200])), list(model.annotate(iter(DOCUMENTS[200:])))
    assert found(first + second) == [annotated(document) for document in DOCUMENTS]
    assert str(os.getpid()) not in {annotation.extractor for annotation in first + second}


def test_what_is_begun_is_annotated_once_whether_or_not_it_is_asked_for() -> None:
    with loaded_ahead(Counting) as load:
        load.begin(DOCUMENTS[3:])
        model = load()
        first, second = list(model.annotate(DOCUMENTS[:10])), list(model.annotate(DOCUMENTS[5:100]))
    assert found(first + second) == [annotated(d) for d in DOCUMENTS[:10] + DOCUMENTS[5:100]]
    order = [int(annotation.extractor) for annotation in first[3:] + second[5:MOST_BEGUN]]
    assert order == sorted(order)
    assert order[0] == 0
    assert int(first[0].extractor) == MOST_BEGUN


def test_what_was_begun_by_a_killed_process_is_done_here() -> None:
    here = os.getpid()
    with loaded_ahead(lambda: Model() if os.getpid() == here else Model(dies_at="7")) as load:
        load.begin(DOCUMENTS[:20])
        annotations = list(load().annotate(DOCUMENTS))
    assert found(annotations) == [annotated(document) for document in DOCUMENTS]


def test_what_is_left_of_a_killed_process_is_done_here() -> None:
    here, loads = os.getpid(), list[int]()

    def load() -> Model:
        loads.append(os.getpid())
        return Model() if os.getpid() == here else Model(dies_at="7")

    with loaded_ahead(load) as loaded:
        model = loaded()
        annotations = [*model.annotate(DOCUMENTS[:100]), *model.annotate(DOCUMENTS[100:])]
    assert loads == [here]
    assert found(annotations) == [annotated(document) for document in DOCUMENTS]
    assert [a.extractor == str(here) for a in annotations] == [n >= 7 for n in range(len(DOCUMENTS))]


def test_a_model_that_cannot_be_loaded_says_so_here() -> None:
    def load() -> Model:
        raise ExtractionError("no such model")

    with loaded_ahead(load) as loaded, pytest.raises(ExtractionError, match="no such model"):
        list(loaded().annotate(DOCUMENTS))
