"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from kg.errors import ExportError, KGError


@contextmanager
def replacing(targets: Sequence[Path], *, error: type[KGError] = ExportError) -> Iterator[list[BinaryIO]]:
    """Opens a stream for each target; all of them replace their targets when the block ends without error.

    A pipe or device, such as /dev/stdout, cannot be replaced and is written to as the block goes on.

    Raises:
        KGError: A file cannot be made, written or renamed; `error` is its type.
    """
    drafts: dict[Path, Path] = {}
    try:
        with ExitStack() as stack:
            streams = [_draft(stack, target, drafts) for target in targets]
            yield streams
        for draft, target in drafts.items():
            draft.chmod(_mode(target))
            draft.replace(target)
    except OSError as cause:
        reason = cause.strerror or cause
        raise error(f"{targets[0]}: cannot write: {reason}; check the folder") from cause
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _draft(stack: ExitStack, target: Path, drafts: dict[Path, Path]) -> BinaryIO:
    """A temporary file beside `target`, where a rename stays within one file system."""
    if target.exists() and not target.is_file():
        return stack.enter_context(target.open("wb"))
    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    drafts[Path(name)] = target
    return stack.enter_context(os.fdopen(descriptor, "wb"))


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, or of an ordinary new file: temporary files are private."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
