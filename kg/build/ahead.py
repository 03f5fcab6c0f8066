"""The language model in a process of its own, which loads it while this one still merges listings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from multiprocessing.connection import Connection

from kg.annotation import Annotation, Document
from kg.beside import forked
from kg.build.annotate import Annotator
from kg.store.codec import pack, unpack

Load = Callable[[], Annotator]
MOST_BEGUN = 32
"""Documents that are sent before they are asked for: about what is annotated while listings are merged."""


@contextmanager
def loaded_ahead(load: Load) -> Iterator[Ahead]:
    """Load a model beside the block; what the block is given loads nothing where that succeeds.

    Where processes cannot be forked, or the other one breaks off, the model is loaded here, when needed.
    """
    with forked(lambda there: _serve(load(), there)) as here:
        yield Ahead(here, load)


def _serve(annotator: Annotator, there: Connection) -> None:
    """Annotate what comes in, until the other process ends this one."""
    while True:
        documents = unpack(there.recv_bytes(), tuple[Document, ...])
        for annotation in annotator.annotate(documents):
            there.send_bytes(pack(annotation))


class Ahead:
    """What loads a model, which may be in another process already and given documents beforehand."""

    def __init__(self, here: Connection | None, load: Load) -> None:
        self._load = load
        self._remote = None if here is None else _Remote(here, load)

    def __call__(self) -> Annotator:
        """The model."""
        return self._remote or self._load()

    def begin(self, documents: Iterable[Document]) -> None:
        """Have the first of some documents annotated, which will likely be asked for."""
        if self._remote is not None:
            self._remote.begin(list(islice(documents, MOST_BEGUN)))


class _Remote:
    """A model in another process, and one here from when that breaks off."""

    def __init__(self, here: Connection, load: Load) -> None:
        self._here = here
        self._load = cache(load)
        self._begun: deque[Document] = deque()
        self._made: dict[Document, Annotation] = {}

    def begin(self, documents: Sequence[Document]) -> None:
        """Send documents; that the other process has broken off is found out by `annotate`."""
        with suppress(ConnectionError):
            self._send(documents)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        """One annotation a document, in the same order."""
        waiting = deque(documents)
        begun = {*self._begun, *self._made}
        new = [document for document in waiting if document not in begun]
        try:
            if new:
                # The other process reads on only when what it has written was read.
                self._receive(len(self._begun))
                self._send(new)
            while waiting:
                while waiting[0] not in self._made:
                    self._receive(1)
                yield self._made.pop(waiting.popleft())
        except (EOFError, ConnectionError):
            yield from self._load().annotate(waiting)

    def _send(self, documents: Sequence[Document]) -> None:
        self._here.send_bytes(pack(documents))
        self._begun += documents

    def _receive(self, number: int) -> None:
        for _ in range(number):
            annotation = unpack(self._here.recv_bytes(), Annotation)
            self._made[self._begun.popleft()] = annotation
