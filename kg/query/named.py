"""Queries kept under a name, each a valid `.rq` file with its parameters declared at the head.

A parameter is a line `# @param name: meaning` and, in the query, one `VALUES ?name { default }`, where the
default is a string or a whole number, or `UNDEF` for a parameter that must be given. Filling in a
parameter replaces what stands in those braces by one literal, so that no value can become query text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pyoxigraph import Literal

from kg.errors import UsageError

_DIRECTORY = Path(__file__).parent / "library"
_SLOT = re.compile(r"VALUES \?(\w+) \{ ([^}]*) \}")
_PARAMETER = re.compile(r"^# @param (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; without a `default` (SPARQL syntax) it must be given."""

    name: str
    description: str
    default: str | None

    @property
    def numeric(self) -> bool:
        """Whether values must be whole numbers."""
        return self.default is not None and self.default.isdigit()


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library; `sparql` is the file as it stands, with the defaults."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def library() -> tuple[NamedQuery, ...]:
    """Every named query, by name."""
    return tuple(_load(file.stem) for file in sorted(_DIRECTORY.glob("*.rq")))


def named(name: str, params: Mapping[str, str] | None = None) -> str:
    """The SPARQL of a named query with its parameters filled in.

    Raises:
        UsageError: there is no such query or parameter, one is missing, or a number is not one.
    """
    query = find(name)
    given = dict(params or {})
    known = [parameter.name for parameter in query.parameters]
    for unknown in given.keys() - set(known):
        raise UsageError(f"query {name!r} has no parameter {unknown!r}; it has {', '.join(known) or 'none'}")
    return _filled(query, {p.name: _literal(p, _given(query, p, given)) for p in query.parameters})


def find(name: str) -> NamedQuery:
    """The named query of this name.

    Raises:
        UsageError: there is none; the message has near names.
    """
    names = [query.name for query in library()]
    if name in names:
        return _load(name)
    near = get_close_matches(name, names, n=3, cutoff=0.4) or names
    raise UsageError(f"there is no query {name!r}; try {', '.join(near)}")


@cache
def _load(name: str) -> NamedQuery:
    sparql = (_DIRECTORY / f"{name}.rq").read_text(encoding="utf-8")
    parameters = tuple(
        Parameter(parameter, description, _default(sparql, parameter))
        for parameter, description in _PARAMETER.findall(sparql)
    )
    return NamedQuery(name, sparql.partition("\n")[0].removeprefix("# "), parameters, sparql)


def _default(sparql: str, parameter: str) -> str | None:
    default = next((slot[2] for slot in _SLOT.finditer(sparql) if slot[1] == parameter), None)
    if default is None:
        raise ValueError(f"parameter {parameter!r} has no VALUES in its query")
    return None if default == "UNDEF" else default


def _given(query: NamedQuery, parameter: Parameter, given: Mapping[str, str]) -> str | None:
    value = given.get(parameter.name)
    if value is None and parameter.default is None:
        raise UsageError(
            f"query {query.name!r} needs {parameter.name} ({parameter.description});"
            f" give -p {parameter.name}=VALUE"
        )
    return value


def _literal(parameter: Parameter, value: str | None) -> str:
    if value is None:
        return parameter.default or ""
    if not parameter.numeric:
        return str(Literal(value.encode(errors="replace").decode()))
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise UsageError(f"{parameter.name} must be a whole number, not {value!r}")
    return value


def _filled(query: NamedQuery, literals: Mapping[str, str]) -> str:
    """All parameters are filled in one pass, so that none is looked for inside another's value."""

    def fill(slot: re.Match[str]) -> str:
        return f"VALUES ?{slot[1]} {{ {literals.get(slot[1], slot[2])} }}"

    return _SLOT.sub(fill, query.sparql)
