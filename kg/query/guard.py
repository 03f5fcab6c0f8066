"""Refuse queries that reach outside the graph, by reading them as SPARQL reads them: token by token.

Oxigraph runs `SERVICE` over HTTP. Its grammar needs no space around keywords (`1SERVICEex:a{}` is one), so
a keyword is looked for in every token that is not a string, comment, IRI, variable or local name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError

MAX_LENGTH = 100_000
"""The longest query that is read, in characters."""

_TOKEN = re.compile(
    r'''
      (?P<comment> \#[^\r\n]* )
    | (?P<string>
          """ (?: "{0,2} (?: [^"\\] | \\. ) )* """
        | \'\'\' (?: '{0,2} (?: [^'\\] | \\. ) )* \'\'\'
        | " (?: [^"\\\r\n] | \\. )* "
        | ' (?: [^'\\\r\n] | \\. )* '
      )
    | (?P<quote> ["'] )
    | (?P<iri> <[^<>"{}|^`\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+ (?: -[A-Za-z0-9]+ )* )
    | (?P<prefix> [\w.-]*) : (?: [\w.:%-] | \\. )*
    | (?P<word> [\w.-]+ )
    | \\.
    | .
    ''',
    re.VERBOSE | re.DOTALL,
)
_UPDATES = {"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"}


def refuse_unsafe(sparql: str) -> None:
    """Check that a query only reads this graph.

    Raises:
        QueryError: the query names another dataset (SERVICE, FROM), is an update, or is too long.
    """
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the query is {len(sparql)} characters long; shorten it to {MAX_LENGTH} at most")
    for token in tokens(sparql):
        problem = _problem(token)
        if problem is not None:
            raise QueryError(f"{_place(sparql, token.start())}: {problem}")


def is_ordered(sparql: str) -> bool:
    """Whether a query asks for an order of its own."""
    return any(token["word"] and "order" in token["word"].lower() for token in tokens(sparql))


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """A query as SPARQL reads it, token by token; a prefixed name has its prefix as group `prefix`."""
    return _TOKEN.finditer(sparql)


def _problem(token: re.Match[str]) -> str | None:
    if token["quote"]:
        return "this quotation mark is never closed; close it"
    keyword = (token["word"] or token["prefix"] or "").lower()
    if "service" in keyword or _hides_service(token["iri"]):
        return "SERVICE would send requests to other servers; query this graph only"
    if "from" in keyword:
        return "FROM would read another dataset; leave it out, this graph is the default"
    if keyword in _UPDATES:
        return f"{keyword.upper()} would change the graph; change its sources and build again"
    return None


def _hides_service(iri: str | None) -> bool:
    """Whether an IRI could be a comparison instead: `1<ex:a)SERVICEex:b#>` with a comment from "#" on."""
    return iri is not None and "#" in iri and "service" in iri.partition("#")[0].lower()


def _place(sparql: str, start: int) -> str:
    before = sparql[:start]
    return f"line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"
