"""Values of options that have a form of their own."""

from __future__ import annotations

from collections.abc import Iterable

import typer


def pairs(items: Iterable[str], *, option: str) -> dict[str, str]:
    """`name=value` items as a mapping; a later one replaces an earlier one of the same name."""
    found = {}
    for item in items:
        name, equals, value = item.partition("=")
        if not (name and equals):
            raise typer.BadParameter(f"{item!r} is not name=value", param_hint=option)
        found[name.strip()] = value
    return found
