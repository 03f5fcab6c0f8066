"""Plain dataclasses as JSON bytes and back, checked against their types on the way in."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(value: object) -> bytes:
    """The JSON of a value made of dataclasses, tuples and plain types; equal values give equal bytes.

    Dictionaries keep their order, and count as equal only in the same order.
    """
    return msgspec.json.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `encode` made.

    Raises:
        msgspec.DecodeError: the bytes are not JSON, or not of that type.
    """
    value: T = _decoder(kind).decode(data)
    return value


def fingerprint(value: object) -> str:
    """SHA-256, in hex, of a value's JSON."""
    return hashlib.sha256(encode(value)).hexdigest()


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
