"""How every command ends: one line for an error, the right exit code, no broken-pipe noise."""

from __future__ import annotations

import os
import sys
import traceback
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperGroup

from kg.cli.messages import fail
from kg.errors import KGError, UsageError

FAILED = 1
USAGE = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
PIPE_CLOSED = 141  # 128 + SIGPIPE, as `cat` and `grep` end when their reader is gone


class Commands(TyperGroup):
    """The group of all commands, which turns what the library raises into messages and exit codes."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of this name; an unknown one gives near ones."""
        near = get_close_matches(args[0], self.list_commands(ctx), n=2) if args else []
        if near and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"No such command '{args[0]}'. Did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        _write_utf8()
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
            raise typer.Exit(PIPE_CLOSED) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (KGError, OSError) as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            fail(error)
            raise typer.Exit(USAGE if isinstance(error, UsageError) else FAILED) from None
        return outcome


def _write_utf8() -> None:
    """Data is UTF-8 whatever the locale says, and a file name that is not is shown as escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _discard_output() -> None:
    """Let the interpreter's own flush at exit go nowhere instead of failing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
