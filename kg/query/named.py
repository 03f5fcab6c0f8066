"""Queries kept under a name, each a valid `.rq` file with its parameters declared at the head.

A parameter is a line `# @param name: meaning` and, in the query, one `VALUES ?name { ... }` that holds its
default: a string, a whole number, or `UNDEF` for a thing of the graph (a paper, person or entity), which
must be given unless the line says `(optional)`. `[one|other]` after the name lists all values there are.
Filling in a parameter replaces that `VALUES` alone, by literals and IRIs alone, so that no value can become
query text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.graph.iris import as_iri

_DIRECTORY = Path(__file__).parent / "library"
_PARAMETER = re.compile(r"^# @param (\w+)( \(optional\))?(?: \[([\w|]+)\])?: (.+)$", re.MULTILINE)
_SLOT = re.compile(r"VALUES \?(\w+) \{ ([^}]*) \}")

Value = str | Sequence[NamedNode]
"""A parameter's value: a name or other text, or the things of the graph that a name means."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `default` is in SPARQL syntax, UNDEF for a thing of the graph.

    `choices` are all the values that it may have, in any case; where empty, it may have any.
    """

    name: str
    description: str
    default: str
    required: bool
    choices: tuple[str, ...] = ()

    @property
    def is_thing(self) -> bool:
        """Whether values name a thing of the graph."""
        return self.default == "UNDEF"

    @property
    def is_number(self) -> bool:
        """Whether values are whole numbers."""
        return self.default.isdigit()


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library; `sparql` is the file as it stands, with the defaults."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def library() -> tuple[NamedQuery, ...]:
    """Every named query, by name."""
    return tuple(_load(name) for name in sorted(file.stem for file in _DIRECTORY.glob("*.rq")))


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


def named(name: str, params: Mapping[str, Value] | None = None) -> str:
    """The SPARQL of a named query with its parameters filled in, to run here or elsewhere.

    A thing given by name is looked up, in any case, by the query itself; `run_named` does so beforehand,
    which is faster and tells when there is none.

    Raises:
        UsageError: there is no such query or parameter, one is missing, or a value is not among those
            that it may have.
    """
    query = find(name)
    given = dict(params or {})
    known = {parameter.name: parameter for parameter in query.parameters}
    for unknown in sorted(given.keys() - known.keys()):
        raise UsageError(f"query {name!r} has no parameter {unknown!r}; it has {', '.join(known) or 'none'}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            need = f"query {name!r} needs {parameter.name} ({parameter.description})"
            raise UsageError(f"{need}; give -p {parameter.name}=VALUE")
    blocks = {key: _block(known[key], value) for key, value in given.items()}
    # All slots are filled in one pass, so that none is looked for inside another's value.
    return _SLOT.sub(lambda slot: blocks.get(slot[1], slot[0]), query.sparql)


@cache
def _load(name: str) -> NamedQuery:
    sparql = (_DIRECTORY / f"{name}.rq").read_text(encoding="utf-8")
    defaults = {slot[1]: slot[2] for slot in _SLOT.finditer(sparql)}
    parameters = tuple(
        Parameter(
            key,
            description,
            defaults[key],
            required=defaults[key] == "UNDEF" and not optional,
            choices=tuple(choices.split("|")) if choices else (),
        )
        for key, optional, choices, description in _PARAMETER.findall(sparql)
    )
    return NamedQuery(name, sparql.partition("\n")[0].removeprefix("# "), parameters, sparql)


def _block(parameter: Parameter, value: Value) -> str:
    """The pattern that binds a parameter's variable to its value."""
    variable = f"?{parameter.name}"
    if not isinstance(value, str):
        return f"VALUES {variable} {{ {' '.join(str(node) for node in value)} }}"
    if parameter.is_number and not re.fullmatch(r"[0-9]{1,9}", value):
        raise UsageError(f"{parameter.name} must be a whole number, not {value!r}")
    if parameter.is_number:
        return f"VALUES {variable} {{ {value} }}"
    if parameter.choices:
        value = _chosen(parameter, value)
    literal = Literal(value.encode(errors="replace").decode())
    if not parameter.is_thing:
        return f"VALUES {variable} {{ {literal} }}"
    iri = as_iri(value)
    return f"VALUES {variable} {{ {iri} }}" if iri is not None else _lookup(variable, literal)


def _chosen(parameter: Parameter, value: str) -> str:
    """The value as the query spells it."""
    spelt = {choice.casefold(): choice for choice in parameter.choices}
    if value and value.casefold() not in spelt:
        raise UsageError(f"{parameter.name} must be one of {', '.join(parameter.choices)}, not {value!r}")
    return spelt.get(value.casefold(), value)


def _lookup(variable: str, name: Literal) -> str:
    called = f"{variable} rdfs:label|skos:altLabel ?called FILTER(LCASE(?called) = LCASE({name}))"
    return f"{{ SELECT DISTINCT {variable} WHERE {{ {called} }} }}"
