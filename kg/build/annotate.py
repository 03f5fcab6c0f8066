"""Annotations for documents: from the store where it has them, else from the language model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

from kg.annotation import Annotation, Document
from kg.build.progress import Progress
from kg.confidence import confident
from kg.errors import ExtractionError
from kg.store import Store
from kg.store.code import code_fingerprint
from kg.store.codec import fingerprint

# What a killed build loses at most: a few seconds of the language model's work.
BATCH = 128
# Annotations are read twice; of so many papers (about 10 kB each) they are kept in memory in between.
KEPT = 50_000


class Annotator(Protocol):
    """The part of an extractor that a build needs."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        """One annotation a document, in the same order."""


class Annotations(Mapping[str, Annotation]):
    """The annotations of papers by their key, from the store; `complete` has the missing ones made.

    Parts that are less certain than `minimum` are left out.
    """

    def __init__(self, store: Store, documents: Iterable[Document], extractor: str, minimum: float) -> None:
        self._store = store
        self._documents = {document.id: document for document in documents}
        self._keys = {name: annotation_key(one, extractor) for name, one in self._documents.items()}
        self._extractor = extractor
        self._minimum = minimum
        self._read: dict[str, Annotation] = {}

    def complete(self, load: Callable[[], Annotator], progress: Progress) -> int:
        """Make the store hold an annotation for every paper; returns how many were made.

        The model is loaded only if some text is new, and its work is committed batch by batch, so that a
        killed build goes on where it stopped.

        Raises:
            ExtractionError: the model cannot be loaded, or answers for other documents than it was given.
        """
        missing = self.missing()
        if missing:
            progress.step("loading the language model", None)
            annotator = load()
            progress.step("annotating", len(missing))
            _extract(missing, self._store, annotator, progress)
        return len(missing)

    def missing(self) -> dict[str, Document]:
        """The texts that the store holds no annotation of, by key; papers with the same text share one."""
        known = self._store.annotation_keys()
        return {key: self._documents[name] for name, key in self._keys.items() if key not in known}

    def __getitem__(self, paper: str) -> Annotation:
        found = self._read.get(paper)
        if found is None:
            found = self._store.annotation(self._keys[paper], self._documents[paper], self._extractor)
            found = confident(found, self._minimum)
            if len(self) <= KEPT:
                self._read[paper] = found
        return found

    def document(self, paper: str) -> Document:
        """The text of a paper."""
        return self._documents[paper]

    def digest(self, paper: str) -> str:
        """What the annotation of a paper depends on."""
        return f"{self._keys[paper]} {self._minimum}"

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def annotation_key(document: Document, extractor: str) -> str:
    """What an annotation depends on, and nothing else: the text, the model, and the code that runs it."""
    code = code_fingerprint("extract", "annotation.py")
    return fingerprint((extractor, code, document.title, document.abstract, document.comments))


def _extract(missing: Mapping[str, Document], store: Store, annotator: Annotator, progress: Progress) -> None:
    items = iter(missing.items())
    while batch := tuple(islice(items, BATCH)):
        made = []
        for (key, document), annotation in zip(
            batch, annotator.annotate(document for _, document in batch), strict=True
        ):
            if annotation.document != document:
                raise ExtractionError(
                    f"the language model lost track of paper {document.id}; report this as a bug"
                )
            made.append((key, annotation))
            progress.advance()
        with store.transaction():
            store.put_annotations(made)
