"""What functions gave before, so that a later build need not run them again on the same input.

Only for functions of their input alone: what a memo gives is what the function would give, so a build with
a full memo and one with an empty memo end in the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TypeVar

from kg.store.codec import pack, unpack

T = TypeVar("T")


class Memo:
    """Outcomes by a digest of their input: those `known` from before, and those asked for since."""

    def __init__(self, known: Mapping[bytes, bytes] | None = None) -> None:
        self._known = known or {}
        self.asked: dict[bytes, bytes] = {}
        """What the current build made use of, old and new."""

    def recall(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The outcome under `key`, made where it is not known."""
        found = self._known.get(key)
        if found is None:
            found = self.asked.get(key)
        self.asked[key] = found = make() if found is None else found
        return found

    def recall_value(self, key: bytes, kind: type[T], make: Callable[[], T]) -> T:
        """As `recall`, for an outcome that is a dataclass of type `kind`."""
        made: list[T] = []

        def packed() -> bytes:
            made.append(make())
            return pack(made[0])

        found = self.recall(key, packed)
        return made[0] if made else unpack(found, kind)

    @property
    def new(self) -> dict[bytes, bytes]:
        """What was made and not known before."""
        return {key: value for key, value in self.asked.items() if key not in self._known}

    @property
    def idle(self) -> frozenset[bytes]:
        """The keys of what was known and not asked for."""
        return frozenset(self._known.keys() - self.asked.keys())


def memo_key(function: str, content: bytes) -> bytes:
    """The key of what a function gives for `content`."""
    return hashlib.blake2b(content, digest_size=16, person=function.encode()).digest()
