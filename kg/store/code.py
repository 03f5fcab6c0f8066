"""A fingerprint of kg's own code, so that what an older version made is not taken for current."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
# In a checkout the ontology stands beside the package, in an installed copy inside it.
_ONTOLOGY = _PACKAGE.parent / "ontology"
_SUFFIXES = {".py", ".ttl", ".toml", ".json", ".js", ".css", ".html"}


@cache
def code_fingerprint(*parts: str) -> str:
    """SHA-256 over some parts of the package (`"sources"`, `"records.py"`); without parts, over all of kg."""
    roots = [_PACKAGE / part for part in parts] if parts else [_PACKAGE, _ONTOLOGY]
    running = hashlib.sha256()
    for root in roots:
        for path in sorted(_files(root)):
            running.update(path.relative_to(_PACKAGE.parent).as_posix().encode())
            running.update(hashlib.sha256(path.read_bytes()).digest())
    return running.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    else:
        yield from (path for path in root.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
