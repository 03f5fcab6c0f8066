"""Literals of the graph: text that every syntax can carry, numbers, and dates as partial as they are."""

from __future__ import annotations

import datetime
import math
import re
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ANY_URI = NamedNode(_XSD + "anyURI")
_YEAR, _MONTH, _DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"
_DATE_FORMS = (
    (re.compile(f"{_YEAR}-{_MONTH}-{_DAY}"), NamedNode(_XSD + "date")),
    (re.compile(f"{_YEAR}-{_MONTH}"), NamedNode(_XSD + "gYearMonth")),
    (re.compile(_YEAR), NamedNode(_XSD + "gYear")),
    (re.compile(f"--{_MONTH}-{_DAY}"), NamedNode(_XSD + "gMonthDay")),
    (re.compile(f"--{_MONTH}"), NamedNode(_XSD + "gMonth")),
)
# What XML 1.0 cannot hold at all; one character for one keeps the offsets of evidence right.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: str) -> Literal:
    """A string literal; characters that RDF syntaxes cannot carry become U+FFFD, one for one."""
    return Literal(_FORBIDDEN.sub("\ufffd", value))


def uri(value: str) -> Literal:
    """A URL as data (`xsd:anyURI`), never as a node, since sources may hold anything there."""
    return Literal(_FORBIDDEN.sub("\ufffd", value), datatype=_ANY_URI)


@lru_cache(maxsize=1 << 14)
def integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(value)


@lru_cache(maxsize=1 << 10)
def code(value: str) -> Literal:
    """A string literal of a small fixed set, such as the name of a field."""
    return Literal(value)


def number(value: float) -> Literal | None:
    """An `xsd:double`, or None for what is not a finite number."""
    return Literal(float(value)) if math.isfinite(value) else None


def confidence(value: float) -> Literal:
    """A confidence from 0 to 1, to three places, so that the last bits of a machine's floats do not show."""
    return _thousandths(round(float(value), 3))


@lru_cache(maxsize=1 << 10)
def _thousandths(value: float) -> Literal:
    return Literal(value)


def date(iso: str) -> Literal:
    """A date with the XSD type that says how much of it is known; anything else stays a string."""
    for form, datatype in _DATE_FORMS:
        found = form.fullmatch(iso)
        if found is not None and _exists(found.groupdict()):
            return Literal(iso, datatype=datatype)
    return text(iso)


def _exists(parts: dict[str, str]) -> bool:
    """Whether a date can be: in some leap year, where the year is not known."""
    try:
        datetime.date(
            int(parts.get("year", "2000")), int(parts.get("month", "1")), int(parts.get("day", "1"))
        )
    except ValueError:
        return False
    return True
