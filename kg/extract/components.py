"""The spaCy components of the extraction pipeline; importing this module registers them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab
from tokenizers import Tokenizer

from kg.errors import ExtractionError
from kg.extract.annotate import Annotator
from kg.extract.join import Part
from kg.extract.sessions import Sessions
from kg.extract.settings import Settings
from kg.extract.words import sentences, words

TOKENIZER, SETTINGS = "tokenizer.json", "settings.json"
_AHEAD = 4

if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)


class WordTokenizer:
    """Splits a text into runs of letters and digits, and single signs."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A `Doc` of the text; white space other than one blank becomes tokens of its own."""
        tokens, spaces, at = list[str](), list[bool](), 0
        for start, end in words(text):
            if start > at:
                self._space(text[at:start], tokens, spaces)
            tokens.append(text[start:end])
            spaces.append(False)
            at = end
        if at < len(text):
            self._space(text[at:], tokens, spaces)
        return Doc(self.vocab, words=tokens, spaces=spaces)

    @staticmethod
    def _space(gap: str, tokens: list[str], spaces: list[bool]) -> None:
        if tokens and gap[0] == " ":
            spaces[-1], gap = True, gap[1:]
        if gap:
            tokens.append(gap)
            spaces.append(False)

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Nothing needs keeping."""

    def from_disk(self, path: str | Path, **_: Any) -> WordTokenizer:
        """Nothing was kept."""
        return self


@registry.tokenizers("kg.WordTokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """The tokenizer's entry in a pipeline's config."""
    return lambda nlp: WordTokenizer(nlp.vocab)


class Extractor:
    """Runs the network over texts and sets `doc._.kg`, `doc.ents`, `doc.spans["kg"]` and sentences.

    `doc._.kg` is a `kg.extract.join.Part`. Texts are read one by one on all processors, so that what
    is found in a text does not depend on the texts around it.
    """

    def __init__(self, name: str, device: str) -> None:
        self.name, self.device = name, device
        self.annotator: Annotator | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text."""
        return self._set(doc, self._ready().annotate(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate many texts, in order, on all processors."""
        annotator = self._ready()
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        waiting: deque[tuple[Doc, Future[Part]]] = deque()
        with ThreadPoolExecutor(workers) as pool:
            for doc in stream:
                waiting.append((doc, pool.submit(annotator.annotate, doc.text)))
                if len(waiting) >= _AHEAD * workers:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Doc, Future[Part]]]) -> Doc:
        doc, future = waiting.popleft()
        return self._set(doc, future.result())

    def _ready(self) -> Annotator:
        if self.annotator is None:
            raise ExtractionError(f"the component {self.name} holds no model; load a pipeline from disk")
        return self.annotator

    @staticmethod
    def _set(doc: Doc, part: Part) -> Doc:
        spans = []
        for entity in part.entities:
            for mention in entity.mentions:
                span = doc.char_span(mention.span.start, mention.span.end, label=entity.type)
                if span is not None:
                    spans.append(span)
        doc.spans["kg"] = spans
        doc.ents = filter_spans(spans)
        _set_sentences(doc)
        doc._.kg = part
        return doc

    def load(self, folder: Path) -> Extractor:
        """Read the network, its vocabulary and its thresholds from a folder."""
        tokenizer = folder / TOKENIZER
        if not tokenizer.is_file():
            raise ExtractionError(f"{folder}: no {TOKENIZER}; this folder holds no kg model")
        sessions = Sessions.load(folder, device=self.device)
        self.annotator = Annotator(
            sessions, Tokenizer.from_file(str(tokenizer)), Settings.load(folder / SETTINGS)
        )
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write what `load` reads."""
        folder, annotator = Path(path), self._ready()
        folder.mkdir(parents=True, exist_ok=True)
        for name, graph in annotator.sessions.graphs.items():
            (folder / name).write_bytes(graph)
        annotator.tokenizer.save(str(folder / TOKENIZER), pretty=False)
        annotator.settings.save(folder / SETTINGS)

    def from_disk(self, path: str | Path, **_: Any) -> Extractor:
        """Read what `to_disk` wrote."""
        return self.load(Path(path))


def _set_sentences(doc: Doc) -> None:
    begins = {begin for begin, _ in sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in begins


@Language.factory("kg_extractor", default_config={"device": "cpu"}, assigns=["doc.ents", "doc._.kg"])
def make_extractor(nlp: Language, name: str, device: str) -> Extractor:
    """The extractor's entry in a pipeline's config."""
    return Extractor(name, device)
