"""The reference of the command line is up to date and complete."""

import importlib.util
from pathlib import Path

import typer

from kg.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"


def load_maker():
    spec = importlib.util.spec_from_file_location("make_cli_reference", DOCS / "make_cli_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_help_says():
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert written == load_maker().reference(), "docs/cli.md is out of date; run: make docs"


def test_every_command_and_option_stands_in_it():
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in load_maker().leaves(typer.main.get_command(app)):
        _, _, section = written.partition(f"\n## kg {name}\n")
        section = section.partition("\n## kg ")[0]
        for parameter in command.params:
            for option in getattr(parameter, "opts", []):
                if option.startswith("-"):
                    assert option in section, f"kg {name} {option}"
