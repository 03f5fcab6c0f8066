"""The annotations of papers, and what identity takes from each: made from them, or remembered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from kg.annotation import Annotation, Document
from kg.resolve.claims import Claims, claims
from kg.resolve.sightings import Sightings, sight
from kg.store.memo import Memo, memo_key

T = TypeVar("T", Sightings, Claims)


class Readings:
    """Annotations by paper key; a paper may have none."""

    def __init__(self, annotations: Mapping[str, Annotation]) -> None:
        self._annotations = annotations

    def annotation(self, paper: str) -> Annotation | None:
        """The annotation of a paper."""
        return self._annotations.get(paper)

    def document(self, paper: str) -> Document | None:
        """The text of a paper that has an annotation."""
        found = self._annotations.get(paper)
        return None if found is None else found.document

    def digest(self, paper: str) -> object:
        """What tells the annotation of a paper from every other."""
        return self._annotations.get(paper)

    def sightings(self, paper: str) -> Sightings | None:
        """The entities of a paper, as identity looks at them."""
        return self._made(paper, "sightings", Sightings, sight)

    def claims(self, paper: str) -> Claims | None:
        """What a paper claims of its entities."""
        return self._made(paper, "claims", Claims, claims)

    def _made(self, paper: str, name: str, kind: type[T], make: Callable[[Annotation], T]) -> T | None:
        found = self._annotations.get(paper)
        return None if found is None else make(found)


class Digested(Protocol):
    """Annotations that have a digest each, which is known without reading them."""

    def __getitem__(self, paper: str, /) -> Annotation: ...

    def get(self, paper: str, /) -> Annotation | None: ...

    def document(self, paper: str) -> Document:
        """The text of a paper."""

    def digest(self, paper: str) -> str:
        """A digest of the annotation of a paper."""


class RememberedReadings(Readings):
    """Readings that are looked up by digest, so that only what is new is made from an annotation."""

    def __init__(self, annotations: Digested, memo: Memo) -> None:
        self._digested = annotations
        self._memo = memo

    def annotation(self, paper: str) -> Annotation | None:
        """The annotation of a paper."""
        return self._digested.get(paper)

    def document(self, paper: str) -> Document | None:
        """The text of a paper."""
        return self._digested.document(paper)

    def digest(self, paper: str) -> object:
        """What tells the annotation of a paper from every other."""
        return self._digested.digest(paper)

    def _made(self, paper: str, name: str, kind: type[T], make: Callable[[Annotation], T]) -> T | None:
        # Columns of numbers are kept as the machine has them.
        key = memo_key(name, f"{sys.byteorder} {self._digested.digest(paper)}".encode())
        return self._memo.recall_value(key, kind, lambda: make(self._digested[paper]))
