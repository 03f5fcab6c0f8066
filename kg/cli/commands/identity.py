"""`kg why` and `kg review`: how things became one node, and what a person should look at."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.formats import Text, TextFormat, write_json
from kg.cli.messages import say, visible
from kg.cli.tables import Cell, write_table
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.resolve import Explanation, ReviewItem
    from kg.resolve.curation import Entry

_NAME = "A paper, person or entity: name, title, arXiv id, DOI or key."


def why(
    one: Annotated[str, typer.Argument(metavar="A", help=_NAME)],
    other: Annotated[str, typer.Argument(metavar="B", help=_NAME)],
    *,
    form: Text = TextFormat.text,
    output: options.Output = options.DEFAULT_OUTPUT,
) -> None:
    """Explain why two names are one thing, or are not.

    Where they are one, shows the rules that joined them; where they are two, what each rule found.
    """
    from kg.build.contents import contents
    from kg.resolve import why as explain

    found = explain(one, other, contents(output).knowledge)
    if form is TextFormat.json:
        write_json(found)
    else:
        for line in _explained(found):
            sys.stdout.write(visible(line) + "\n")


def _explained(found: Explanation) -> Iterator[str]:
    yield f"{found.a} and {found.b} are {'one' if found.same else 'two different things'} ({found.kind})"
    for merge in found.merges:
        yield f"  {merge.merged} joined {merge.kept}: {merge.reason} ({merge.confidence:.2f})"
    if found.same and not found.merges:
        yield "  both are written the same"
    width = max((len(check.rule) for check in found.checks), default=0)
    for check in found.checks:
        yield f"  {'yes' if check.holds else 'no':<3}  {check.rule:<{width}}  {check.detail}"


def review(
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="ID",
            help="Confirm an item of the list; may be repeated. Left out: nothing is decided.",
            show_default=False,
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(
            "--reject",
            metavar="ID",
            help="Undo an item of the list; may be repeated. Left out: nothing is decided.",
            show_default=False,
        ),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Go through the items one by one. Left out: they are listed.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="How many. Left out: 50.", show_default=False)
    ] = 50,
    file: options.CurationFile = options.DEFAULT_CURATION,
    output: options.Output = options.DEFAULT_OUTPUT,
    style: options.Style = None,
) -> None:
    """List what a person should look at.

    The uncertain merges and statements with most effect on the graph come first. Decisions are added to
    curation.toml, and the next `kg build` replays them.
    """
    chosen = dict.fromkeys(accept or (), True) | dict.fromkeys(reject or (), False)
    if chosen:
        _decide(chosen, _items(output, file, limit=sys.maxsize), file)
    elif ask:
        _ask(_items(output, file, limit=limit), file)
    else:
        columns = ("id", "kind", "question", "confidence", "effect", "reason", "sentence")
        write_table(columns, _rows(_items(output, file, limit=limit)), style=style)


def _items(output: Path, file: Path, *, limit: int) -> Mapping[str, ReviewItem]:
    """The open items by id, most important first."""
    from kg.build.contents import contents
    from kg.resolve import load_curation
    from kg.resolve import review as find
    from kg.resolve.curation import EMPTY

    made = contents(output)
    curation = load_curation(file) if file.is_file() else EMPTY
    found = find(made.knowledge, clusters=made.clusters, curation=curation, limit=limit)
    return {_id(item): item for item in found}


def _id(item: ReviewItem) -> str:
    """A short name of an item that does not change when others are decided."""
    return hashlib.sha256(repr((item.accept, item.reject)).encode()).hexdigest()[:8]


def _rows(items: Mapping[str, ReviewItem]) -> Iterator[Sequence[Cell]]:
    for name, item in items.items():
        sentence = item.evidence[0].text if item.evidence else None
        numbers = round(item.confidence, 2), item.effect
        yield name, item.kind, item.question, *numbers, item.reason, sentence


def _decide(chosen: Mapping[str, bool], items: Mapping[str, ReviewItem], file: Path) -> None:
    unknown = [name for name in chosen if name not in items]
    if unknown:
        raise UsageError(f"no open item {', '.join(unknown)}; `kg review` lists them")
    _write(file, [items[name].accept if yes else items[name].reject for name, yes in chosen.items()])


def _ask(items: Mapping[str, ReviewItem], file: Path) -> None:
    """Put the questions one by one; each answer is written at once, so that none is lost."""
    for number, item in enumerate(items.values(), start=1):
        say(f"\n{number} of {len(items)}  {item.question}  ({item.confidence:.2f}; {item.reason})")
        for evidence in item.evidence[:3]:
            say(f"    “{evidence.text}”")
        answer = _answer("accept, reject, skip or quit? [a/r/s/q] ")
        if answer == "q":
            return
        if answer != "s":
            _write(file, [item.accept if answer == "a" else item.reject])


def _answer(prompt: str) -> str:
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return "q"
        if line.strip()[:1].lower() in {"a", "r", "s", "q"}:
            return line.strip()[0].lower()


def _write(file: Path, entries: Sequence[Entry]) -> None:
    from kg.resolve import append_curation

    append_curation(file, entries)
    say(f"added to {file}; the next `kg build` replays it")
