"""Write docs/cli.md from the help of the commands; with --check, fail where it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from kg.cli.app import app

TARGET = Path(__file__).with_name("cli.md")
_TOP = """\
# Command line

<!-- Written by docs/make_cli_reference.py from the help of the commands; do not edit. -->

Data goes to stdout and messages to stderr; `-` stands for stdin or stdout.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | failed, or something to mend: a file that cannot be read, violations, differences |
| 2 | wrong usage: an unknown option, a missing path |
| 130 | interrupted; files are as they were before |

`kg --install-completion` sets up completion in the shell. `kg --debug COMMAND` shows where an error arose.
"""


def reference() -> str:
    """The whole reference as Markdown."""
    commands = dict(leaves(typer.main.get_command(app)))
    index = [
        f"| [`kg {name}`](#kg-{name.replace(' ', '-')}) | {_first_line(command)} |"
        for name, command in commands.items()
    ]
    sections = ["\n".join(_section(name, command)) for name, command in commands.items()]
    return "\n".join([_TOP, "| command | does |", "|---|---|", *index, "", "\n\n".join(sections)]) + "\n"


def leaves(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its full name, such as `curate merge`."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


def _section(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    flags = [p for p in command.params if p.param_type_name == "option"]
    yield f"## kg {name}"
    yield ""
    yield "```"
    yield " ".join(["kg", name, *(["[OPTIONS]"] if flags else []), *map(_usage, arguments)])
    yield "```"
    yield ""
    yield _paragraphs(command.help)
    if arguments or flags:
        yield ""
        yield "| argument or option | meaning |"
        yield "|---|---|"
    for parameter in arguments:
        yield f"| `{_cell(parameter.metavar)}` | {_cell(parameter.help)} |"
    for parameter in flags:
        yield f"| {_spelled(parameter)} | {_cell(parameter.help)} |"


def _usage(argument: Any) -> str:
    name = argument.metavar + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _spelled(option: Any) -> str:
    """The names of an option, the short one first, with what stands for its value."""
    *short, long = sorted(option.opts, key=len)
    value = "" if option.is_flag else f" {option.metavar}"
    return ", ".join(f"`{_cell(name)}`" for name in (*short, long + value))


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _first_line(command: Any) -> str:
    return _cell(command.help.split("\n")[0])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the file, or compare it."""
    text = reference()
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
    elif not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"{TARGET} is out of date; run: make docs")


if __name__ == "__main__":
    main()
