"""Messages for people, on stderr, one line each."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.records import Problem

_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def say(message: str) -> None:
    """Write one line to stderr."""
    sys.stderr.write(visible(message) + "\n")


def report(problem: Problem) -> None:
    """Write what could not be read, where, and what to do."""
    say(f"warning: {problem}")


def fail(error: BaseException) -> None:
    """Write why the command cannot go on; a message of several lines stays on several lines."""
    for line in (_described(error) or type(error).__name__).splitlines():
        say(f"error: {line}")


def _described(error: BaseException) -> str:
    """An error in words; those of the system name the file first, as all messages do."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{os.fsdecode(error.filename)}: {error.strerror}" if error.filename else error.strerror


def visible(text: str) -> str:
    r"""The text on one line, with characters that steer a terminal written as escapes.

    >>> visible("a\x1b[2Jb\nc")
    'a\\x1b[2Jb\\nc'
    """
    if text.isprintable():
        return text
    return "".join(_escaped(char) if unicodedata.category(char) in _CONTROLS else char for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
