"""What can be read of JSON that breaks off or is malformed: the objects in it that are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from kg.sources.dialect import Object
from kg.sources.values import Json

_MAX_FAILURES = 500
"""Openings that lead nowhere, after which a broken document is given up."""
_DECODER = json.JSONDecoder(strict=False)
_START = re.compile(r"[\[{]")
_STRING = r'"(?:[^"\\]|\\.)*"'
_KEY = re.compile(rf"[\s,]*(?P<name>{_STRING})\s*:\s*", re.S)
_TOKEN = re.compile(rf"{_STRING}|[\[\]{{}}]", re.S)

IsEntry = Callable[[Object, str], bool]
"""Tells from the members before the break, and the name of the one that breaks, whether a paper breaks."""


def salvage(text: str, is_entry: IsEntry) -> tuple[list[Json], list[int]]:
    """The whole objects of a text that is not one JSON document, and the places where it breaks.

    An entry that breaks is left out with all that is in it: its references would pass for entries.
    """
    found: list[Json] = []
    breaks: dict[int, None] = {}
    place, failed = 0, 0
    while failed < _MAX_FAILURES and (match := _START.search(text, place)):
        start = match.start()
        try:
            value, place = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            failed += 1
            lost = is_entry(*_members(text, start))
            if lost or not breaks:
                breaks[getattr(error, "pos", start)] = None
            place = _after(text, start) if lost else start + 1
            continue
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            found.append(value)
    return found, list(breaks)


def _members(text: str, start: int) -> tuple[dict[str, Json], str]:
    """The whole members of the object that opens at `start`, and the name of the one that breaks."""
    members: dict[str, Json] = {}
    name, place = "", start + 1
    while text[start] == "{" and (key := _KEY.match(text, place)):
        name = key["name"][1:-1]
        try:
            members[name], place = _DECODER.raw_decode(text, key.end())
        except (ValueError, RecursionError):
            break
    return members, name


def _after(text: str, start: int) -> int:
    """Where to go on after the entry that opens at `start`.

    An entry that begins a line ends before a line that opens another, indented no deeper; else brackets tell.
    """
    indent = re.search(r"(?:^|\n)([ \t]*)(?:\}\s*,\s*)?$", text[max(0, start - 200) : start])
    if indent:
        following = re.compile(rf"\n[ \t]{{0,{len(indent[1])}}}(?:\}}\s*,\s*)?(?=[\[{{])")
        opened = following.search(text, start)
        return opened.end() if opened else len(text)
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += (token.group() in "[{") - (token.group() in "]}")
        if depth == 0:
            return token.end()
    return len(text)
