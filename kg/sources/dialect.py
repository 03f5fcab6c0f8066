"""What a service's JSON objects look like: how they are known, and how one becomes a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.records import Origin, PaperRecord
from kg.sources.values import Json

Object = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One service's JSON: `marks` is searched in the head of a file, `matches` looks at one object.

    An object without any of `keys` is of another service, so that most need no closer look.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    fields: str
    marks: re.Pattern[str]
    keys: frozenset[str]
    matches: Callable[[Object], bool]
    paper: Callable[[Object, Origin], PaperRecord]
