"""`kg curate`: decisions that people make, kept in a file that every build replays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from kg.annotation import EntityType, RelationType
from kg.cli import options
from kg.cli.graphs import key_of, load_graph
from kg.cli.messages import say

if TYPE_CHECKING:
    from kg.resolve.curation import Entry

_THING = "A paper, person or entity: its key (method/grpo), or its name if only one thing has it."
_PAPER = "The paper that says so. Left out: whichever paper says so."

Thing = Annotated[str, typer.Argument(metavar="THING", help=_THING)]
Note = Annotated[
    str,
    typer.Option(
        "--note",
        metavar="TEXT",
        help="Why, for whoever reads the file. Left out: nothing.",
        show_default=False,
    ),
]
Subject = Annotated[str, typer.Argument(metavar="SUBJECT", help=_THING)]
Relation = Annotated[str, typer.Argument(metavar="RELATION", help="A relation of `kg types`, such as uses.")]
Object = Annotated[str, typer.Argument(metavar="OBJECT", help=_THING)]
InPaper = Annotated[str | None, typer.Option("--paper", metavar="PAPER", help=_PAPER, show_default=False)]

curate = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@curate.callback()
def group() -> None:
    """Decide what the rules got wrong.

    Each decision is added to curation.toml, which belongs in git; the next `kg build` replays it, and says so
    when a decision meets nothing any more.
    """


@curate.command()
def merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help=_THING)],
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="What is the same thing.")],
    *,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Make one thing of several."""
    from kg.resolve import MergeEntry

    key = _Keys(graph)
    _decide(file, MergeEntry(key(keep), tuple(key(other) for other in others), note))


@curate.command()
def split(
    thing: Thing,
    *,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="NAME",
            help="A name, as written, that is set apart; may be repeated. Left out: names do not decide.",
            show_default=False,
        ),
    ] = None,
    papers: Annotated[
        list[str] | None,
        typer.Option(
            "--paper",
            metavar="PAPER",
            help="A paper whose mentions are set apart; may be repeated. Left out: papers do not decide.",
            show_default=False,
        ),
    ] = None,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Make two things of one.

    What some names or some papers mean is taken out into a thing of its own; give at least one of them.
    """
    from kg.resolve import SplitEntry

    if not (names or papers):
        raise typer.BadParameter("say what is to be set apart", param_hint="--name or --paper")
    key = _Keys(graph)
    _decide(
        file, SplitEntry(key(thing), tuple(names or ()), tuple(key(paper) for paper in papers or ()), note)
    )


@curate.command()
def rename(
    thing: Thing,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    *,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Call a person or entity by another name."""
    from kg.resolve import RenameEntry

    _decide(file, RenameEntry(_Keys(graph)(thing), name, note))


@curate.command()
def retype(
    thing: Thing,
    type_name: Annotated[str, typer.Argument(metavar="TYPE", help="A type of `kg types`, such as Method.")],
    *,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Make an entity one of another type."""
    from kg.resolve import RetypeEntry

    _decide(file, RetypeEntry(_Keys(graph)(thing), _known(type_name, get_args(EntityType), "TYPE"), note))


@curate.command()
def reject(
    subject: Subject,
    relation: Relation,
    object_: Object,
    *,
    paper: InPaper = None,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Drop a statement that is wrong."""
    from kg.resolve import RejectEntry

    key = _Keys(graph)
    where = None if paper is None else key(paper)
    predicate = _known(relation, get_args(RelationType), "RELATION")
    _decide(file, RejectEntry(key(subject), predicate, key(object_), where, note))


@curate.command()
def accept(
    subject: Subject,
    relation: Relation,
    object_: Object,
    *,
    paper: InPaper = None,
    note: Note = "",
    file: options.CurationFile = options.DEFAULT_CURATION,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Confirm a statement.

    It is certain from then on, and no longer comes up for review.
    """
    from kg.resolve import AcceptEntry

    key = _Keys(graph)
    where = None if paper is None else key(paper)
    predicate = _known(relation, get_args(RelationType), "RELATION")
    _decide(file, AcceptEntry(key(subject), predicate, key(object_), where, note))


class _Keys:
    """Finds the key of what a person names, in the graph that is curated."""

    def __init__(self, graph: Path) -> None:
        self._graph = load_graph(graph)

    def __call__(self, name: str) -> str:
        return key_of(self._graph, name)


def _known(name: str, names: tuple[str, ...], argument: str) -> Any:
    """The name, if it is one of those that an argument takes."""
    if name not in names:
        raise typer.BadParameter(f"unknown: {name!r}; use one of {', '.join(names)}", param_hint=argument)
    return name


def _decide(file: Path, entry: Entry) -> None:
    from kg.resolve import append_curation

    append_curation(file, [entry])
    say(f"added to {file}; the next `kg build` replays it")
