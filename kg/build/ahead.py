"""The language model in a process of its own, which loads it while this one still merges listings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection

from kg.annotation import Annotation, Document
from kg.beside import forked
from kg.build.annotate import Annotator
from kg.store.codec import pack, unpack

Load = Callable[[], Annotator]


@contextmanager
def loaded_ahead(load: Load) -> Iterator[Load]:
    """Load a model beside the block; what the block is given loads nothing where that succeeds.

    Where processes cannot be forked, or the other one breaks off, the model is loaded here, when needed.
    """
    with forked(lambda there: _serve(load(), there)) as here:
        yield load if here is None else lambda: _Remote(here, load)


def _serve(annotator: Annotator, there: Connection) -> None:
    """Annotate what comes in, until the other process ends this one."""
    while True:
        documents = unpack(there.recv_bytes(), tuple[Document, ...])
        for annotation in annotator.annotate(documents):
            there.send_bytes(pack(annotation))


class _Remote:
    """A model in another process, and one here from when that breaks off."""

    def __init__(self, here: Connection, load: Load) -> None:
        self._here = here
        self._load = cache(load)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        """One annotation a document, in the same order."""
        waiting = list(documents)
        try:
            self._here.send_bytes(pack(waiting))
            while waiting:
                annotation = unpack(self._here.recv_bytes(), Annotation)
                del waiting[0]
                yield annotation
        except (EOFError, ConnectionError):
            yield from self._load().annotate(waiting)
