"""`kg query`, `kg show`, `kg stats` and `kg check`: looking into a graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.files import STDIO
from kg.cli.formats import Text, TextFormat, write_json
from kg.cli.graphs import load_graph
from kg.cli.group import FAILED
from kg.cli.messages import say
from kg.cli.parsing import pairs
from kg.cli.tables import Cell, TableFormat, text_width, write_table
from kg.errors import QueryError, UsageError

if TYPE_CHECKING:
    from kg.graph import CheckReport
    from kg.query import NamedQuery, Table


class AnswerFormat(StrEnum):
    """How the answer to a query is written."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="SPARQL",
            help="The query; usual prefixes are known, - reads stdin. Left out: --file or --named gives it.",
            show_default=False,
        ),
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help="Read the query from a file, or - for stdin. Left out: SPARQL is the query.",
        ),
    ] = None,
    named: Annotated[
        str | None,
        typer.Option(
            "--named", "-n", metavar="NAME", help="Run a query of --list. Left out: SPARQL is the query."
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            "-p",
            metavar="NAME=VALUE",
            help="A value that a named query asks for; may be repeated. Left out: its defaults.",
        ),
    ] = None,
    listing: Annotated[
        bool,
        typer.Option(
            "--list",
            help="List the named queries, or with --named the parameters of one. Left out: a query is run.",
        ),
    ] = False,
    answer_format: Annotated[
        AnswerFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="table|csv|tsv|json",
            help="How to write the answer; csv, tsv and json are the SPARQL 1.1 formats. Left out: a "
            "table on a terminal, plain tab-separated text in a pipe.",
            show_default=False,
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0.1,
            help="Stop a query that runs longer. Left out: 30.",
            show_default=False,
        ),
    ] = 30.0,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Ask the graph a question in SPARQL.

    A query sees this graph and nothing else: what would read other files or servers is refused.
    """
    from kg.query import find, run, run_named, unknown_terms

    if listing:
        style = None if answer_format is None else TableFormat(answer_format)
        if named is None:
            write_table(("name", "parameters", "answers"), _named_queries(), style=style)
        else:
            columns = ("parameter", "required", "values", "default", "means")
            write_table(columns, _parameters(find(named)), style=style)
        return
    if sum(way is not None for way in (sparql, file, named)) != 1:
        raise UsageError("give one query: SPARQL, --file FILE or --named NAME (--list shows the names)")
    given = pairs(parameters or (), option="--param")
    if given and named is None:
        raise UsageError("--param goes with --named; write the value into the query")
    loaded = load_graph(graph)
    if named is not None:
        answer = run_named(loaded, named, given, timeout=timeout)
        _write_answer(answer, answer_format)
        if not answer.rows:
            _say_what_else(named)
    else:
        text = _query_text(sparql, file)
        _write_answer(run(loaded, text, timeout=timeout), answer_format)
        for sentence in unknown_terms(text):
            say(f"note: {sentence}")


def _write_answer(answer: Table, chosen: AnswerFormat | None) -> None:
    from kg.query import FORMATS

    if chosen in (None, AnswerFormat.table) and answer.form != "ask":
        style = None if chosen is None else TableFormat.table
        write_table(answer.columns, answer.texts(), style=style)
    else:
        sys.stdout.write(FORMATS[chosen or AnswerFormat.table](answer))


def _say_what_else(name: str) -> None:
    """After an empty answer, the parameters that may have kept rows out."""
    from kg.query import library

    for query in library():
        for parameter in query.parameters if query.name == name else ():
            if parameter.choices:
                say(f"no rows; {parameter.name} may be {', '.join(parameter.choices)}")


def _query_text(sparql: str | None, file: Path | None) -> str:
    if sparql == "-" or file == STDIO:
        return sys.stdin.read()
    if file is None:
        return sparql or ""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"{file}: no such file; name a file that holds a query") from None
    except UnicodeDecodeError:
        raise QueryError(f"{file}: not UTF-8 text; save the query as UTF-8") from None


def _named_queries() -> Iterator[Sequence[Cell]]:
    from kg.query import library

    for query in library():
        asks = (p.name if p.required else f"[{p.name}]" for p in query.parameters)
        yield query.name, " ".join(asks), query.description


def _parameters(query: NamedQuery) -> Iterator[Sequence[Cell]]:
    for parameter in query.parameters:
        default = None if parameter.is_thing else parameter.default.strip('"')
        yield parameter.name, parameter.required, "|".join(parameter.choices), default, parameter.description


def show(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A paper, person or entity: name, alias, arXiv id, DOI or key."),
    ],
    *,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="N", min=0, help="Lines a section; 0 is all. Left out: 10.", show_default=False
        ),
    ] = 10,
    form: Text = TextFormat.text,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Show all that the graph knows of one thing.

    What it is, who introduced it, what it builds on, what it is scored on and beats: each line with its
    sentence, source and confidence.
    """
    from kg.report import card, card_text

    found = card(load_graph(graph), name)
    if form is TextFormat.json:
        write_json(found)
    else:
        sys.stdout.write(card_text(found, width=text_width(), limit=limit))


def stats(*, form: Text = TextFormat.text, graph: options.Graph = options.DEFAULT_OUTPUT) -> None:
    """Count what the graph holds, and show what is commonest."""
    from kg.report import stats as count
    from kg.report import stats_text

    found = count(load_graph(graph))
    if form is TextFormat.json:
        write_json(found)
    else:
        sys.stdout.write(stats_text(found))


def check(*, graph: options.Graph = options.DEFAULT_OUTPUT, style: options.Style = None) -> None:
    """Check a graph against the ontology.

    Validates with SHACL, and looks up every sentence in its paper. Lists violations and warnings; the exit
    code is 1 when there is a violation.
    """
    from kg.graph import check as check_graph

    found = check_graph(load_graph(graph))
    if found.violations or found.warnings:
        write_table(("level", "node", "problem", "found"), _findings(found), style=style)
    say(f"{found.triples:,} triples: {len(found.violations)} violations, {len(found.warnings)} warnings")
    if not found.conforms:
        raise typer.Exit(FAILED)


def _findings(found: CheckReport) -> Iterator[Sequence[Cell]]:
    for level, findings in (("violation", found.violations), ("warning", found.warnings)):
        for finding in findings:
            yield level, finding.node, finding.problem, finding.value
