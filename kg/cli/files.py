"""Writing data to a file or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

STDIO = Path("-")


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A stream to `path`, which appears only when all was written; `-` is stdout.

    Raises:
        ExportError: the file cannot be written.
    """
    from kg.files import replacing

    if path == STDIO:
        yield sys.stdout.buffer
        return
    with replacing([path]) as (stream,):
        yield stream
