"""Annotations for documents: from the store where it has them, else from the language model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from kg.annotation import Annotation, Document
from kg.build.progress import Progress
from kg.errors import ExtractionError
from kg.store import Store
from kg.store.codec import fingerprint

# What a killed build loses at most: a few seconds of the language model's work.
BATCH = 128


class Annotator(Protocol):
    """The part of an extractor that a build needs."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        """One annotation a document, in the same order."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation for each document, in order; `anew` of them the language model made just now."""

    annotations: tuple[Annotation, ...]
    anew: int


def annotation_key(document: Document, extractor: str) -> str:
    """What an annotation depends on, and nothing else: the text and the version of the extractor."""
    return fingerprint((extractor, document.title, document.abstract, document.comments))


def annotate(
    documents: Sequence[Document],
    *,
    store: Store,
    extractor: str,
    load: Callable[[], Annotator],
    progress: Progress,
) -> Annotated:
    """Annotate documents, loading the model only if some text is new.

    The model's work is committed to the store batch by batch, so that a killed build goes on where
    it stopped.

    Raises:
        ExtractionError: the model cannot be loaded, or answers for other documents than it was given.
    """
    keys = [annotation_key(document, extractor) for document in documents]
    known = store.annotation_keys()
    # Papers with the same text share a key, and are annotated once.
    missing = {key: document for key, document in zip(keys, documents, strict=True) if key not in known}
    if missing:
        progress.step("annotating", len(missing))
        _extract(missing, store, load(), progress)
    pairs = zip(keys, documents, strict=True)
    return Annotated(
        tuple(store.annotation(key, document, extractor) for key, document in pairs), len(missing)
    )


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
        store.put_annotations(made)
