"""Plain dataclasses as JSON bytes and back, checked against their types on the way in."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
# Making a decoder costs a hundred times a decoding.
_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_UNPACKERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


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
    decoder = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = msgspec.json.Decoder(kind)
    value: T = decoder.decode(data)
    return value


def pack(value: object) -> bytes:
    """As `encode`, but in a quicker form (MessagePack), for digests of much data."""
    return msgspec.msgpack.encode(value)


def unpack(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `pack` made.

    Raises:
        msgspec.DecodeError: the bytes are not MessagePack, or not of that type.
    """
    unpacker = _UNPACKERS.get(kind)
    if unpacker is None:
        unpacker = _UNPACKERS[kind] = msgspec.msgpack.Decoder(kind)
    value: T = unpacker.decode(data)
    return value


def fingerprint(value: object) -> str:
    """SHA-256, in hex, of a value's JSON."""
    return hashlib.sha256(encode(value)).hexdigest()
