"""One writer at a time in an output folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

LOCK_NAME = ".kg.lock"


@contextmanager
def hold(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder, which is made where it is missing.

    The lock belongs to the running process: the system frees it when that process ends, however it
    ends, so a lock file left by a killed build holds nobody up.

    Raises:
        StoreError: another process is writing to the folder, or it cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output / LOCK_NAME)
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(
            f"{output} is being written by another kg command; wait until it ends, then run this again"
        ) from None
    except OSError as error:
        raise StoreError(
            f"cannot write to {output}: {error.strerror}; mend its permissions or choose another folder"
        ) from error
    try:
        yield
    finally:
        lock.release()
