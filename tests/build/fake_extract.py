"""A stand-in for the language model: quick, deterministic, and slow on request; only tests use it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from kg.annotation import PAPER, Annotation, Document, Entity, Mention, Relation, Result, Span

_NAME = re.compile(r"\b(?:[A-Z][\w.-]*\d[\w.-]*\w|[A-Z][\w-]*\d\w*|[A-Z]{2,}[\w-]*)\b")
_SCORE = re.compile(r"\d+\.\d+%?")
VERSION = "fake-1"


class FakeExtractor:
    """Calls every capitalised word with a digit a model and every acronym a benchmark."""

    version = VERSION

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.seen: list[str] = []

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        for document in documents:
            time.sleep(self.seconds)
            self.seen.append(document.id)
            yield annotation_of(document)


def annotation_of(document: Document) -> Annotation:
    entities = tuple(_entities(document.text))
    names = [entity.name for entity in entities]
    relations = tuple(
        Relation(head, "uses", tail, _sentence(document.text, tail), 0.75)
        for head, tail in zip([PAPER, *names], names, strict=False)
    )
    benchmarks = [entity.name for entity in entities if entity.type == "Benchmark"]
    models = [entity.name for entity in entities if entity.type == "Model"]
    results = tuple(
        Result(models[0], benchmarks[0], None, match.group(), "absolute", Span(*match.span()), span, 0.6)
        for match in list(_SCORE.finditer(document.text))[:2]
        if models and benchmarks
        for span in [_sentence(document.text, match.group())]
    )
    return Annotation(document, entities, relations, results, VERSION)


def _entities(text: str) -> Iterator[Entity]:
    seen = set()
    for match in _NAME.finditer(text):
        name = match.group()
        if name not in seen and len(seen) < 12:
            seen.add(name)
            kind = "Model" if any(char.isdigit() for char in name) else "Benchmark"
            mention = Mention(Span(*match.span()), name, 0.9)
            new = text[: match.start()].endswith(" present ")
            yield Entity(name, kind, (), new, (mention,), 0.9, 0.8 if new else 0.0)


def _sentence(text: str, part: str) -> Span:
    at = text.index(part)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at)
    return Span(start, len(text) if end < 0 else end + 1)


def stand_in(extractor: FakeExtractor) -> ModuleType:
    """A module to stand for `kg.extract`, the parts of which are as they were."""
    import kg.extract

    module = ModuleType("kg.extract")
    module.__path__ = kg.extract.__path__
    module.version = lambda model=None: VERSION if model is None else f"{VERSION}-{model.name}"  # type: ignore[attr-defined]
    module.load = lambda model=None, *, device="cpu": extractor  # type: ignore[attr-defined]
    return module


if __name__ == "__main__":
    # python fake_extract.py OUTPUT SECONDS_A_PAPER PATH... builds as the command line would.
    from kg.build import build

    output, seconds, *paths = sys.argv[1:]
    sys.modules["kg.extract"] = stand_in(FakeExtractor(seconds=float(seconds)))
    build([Path(path) for path in paths], output=Path(output))
