"""The spaCy components of the extraction pipeline; importing this module registers them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab
from tokenizers import Tokenizer

from kg.errors import ExtractionError, KGError
from kg.extract.annotate import Annotator
from kg.extract.join import Part
from kg.extract.roles import RoleWeights
from kg.extract.sessions import PARAMETERS, READER, RELATER, Sessions
from kg.extract.settings import Settings
from kg.extract.words import sentences, words

TOKENIZER, SETTINGS, ROLES = "tokenizer.json", "settings.json", "roles.json"
_AHEAD = 4

if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)


class WordTokenizer:
    """Splits a text into runs of letters and digits, and single signs, and marks its sentences."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A `Doc` of the text; white space other than one blank becomes tokens of its own."""
        begins = {begin for begin, _ in sentences(text)}
        tokens, spaces, starts = list[str](), list[bool](), list[bool | int | None]()
        at = 0
        for start, end in (*words(text), (len(text), len(text))):
            gap = text[at:start]
            if gap.startswith(" ") and tokens:
                spaces[-1], gap = True, gap[1:]
            for token, begin in ((gap, start - len(gap)), (text[start:end], start)):
                if token:
                    tokens.append(token)
                    spaces.append(False)
                    starts.append(begin in begins or not starts)
            at = end
        return Doc(self.vocab, words=tokens, spaces=spaces, sent_starts=starts)

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
    """Runs the network over texts and sets `doc._.kg`, `doc.ents` and `doc.spans["kg"]`.

    `doc._.kg` is a `kg.extract.join.Part`. Texts are read one by one on all processors, so that what
    is found in a text does not depend on the texts around it.
    """

    def __init__(self, name: str, device: str) -> None:
        self.name, self.device = name, device
        self.annotator: Annotator | None = None
        self.parameters: bytes | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text."""
        return self._set(doc, self._ready().annotate(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate many texts, in order, on all processors."""
        annotator = self._ready()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        workers = cores + 1  # one more than cores, as each waits for the interpreter now and then
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
        doc._.kg = part
        return doc

    def load(self, folder: Path) -> Extractor:
        """Read the network, its vocabulary and its thresholds from a folder."""
        for name in (TOKENIZER, SETTINGS, ROLES):
            if not (folder / name).is_file():
                raise ExtractionError(f"{folder}: no {name}; this folder holds no kg model")
        with _reading(folder, READER, RELATER):
            sessions = Sessions.load(folder, device=self.device)
        with _reading(folder, TOKENIZER):
            vocabulary = Tokenizer.from_file(str(folder / TOKENIZER))
        with _reading(folder, SETTINGS, ROLES):
            settings, roles = Settings.load(folder / SETTINGS), RoleWeights.load(folder / ROLES)
        self.annotator = Annotator(sessions, vocabulary, settings, roles)
        self.parameters = (folder / PARAMETERS).read_bytes() if (folder / PARAMETERS).is_file() else None
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write what `load` reads."""
        folder, annotator = Path(path), self._ready()
        folder.mkdir(parents=True, exist_ok=True)
        for name, graph in annotator.sessions.graphs.items():
            (folder / name).write_bytes(graph)
        annotator.tokenizer.save(str(folder / TOKENIZER), pretty=False)
        annotator.settings.save(folder / SETTINGS)
        annotator.roles.save(folder / ROLES)
        if self.parameters is not None:
            (folder / PARAMETERS).write_bytes(self.parameters)

    def from_disk(self, path: str | Path, **_: Any) -> Extractor:
        """Read what `to_disk` wrote."""
        return self.load(Path(path))


@contextmanager
def _reading(folder: Path, *names: str) -> Iterator[None]:
    """Every reader of a damaged file fails in a way of its own; the message names the file."""
    try:
        yield
    except KGError:
        raise
    except Exception as error:
        raise ExtractionError(
            f"{folder}: {' or '.join(names)} is damaged ({error}); copy or train the model again"
        ) from error


@Language.factory("kg_extractor", default_config={"device": "cpu"}, assigns=["doc.ents", "doc._.kg"])
def make_extractor(nlp: Language, name: str, device: str) -> Extractor:
    """The extractor's entry in a pipeline's config."""
    return Extractor(name, device)
