"""The command line: each command parses, calls the library and prints."""

from __future__ import annotations


def main() -> None:
    """Run the command line and end the process with 0 (fine), 1 (failed) or 2 (usage)."""
    from kg.cli.app import app

    app(prog_name="kg")
