"""Python objects as files hold them printed: `[Author('Ann Lee')]`, `datetime.datetime(2025, 7, 1)`."""

from __future__ import annotations

import ast
import re

_CALL = re.compile(r"[A-Za-z_]\w*\((?:['\"]|\w+=|\d{4}, )")
"""What no prose and no formula holds: SO(3) is none."""
_NOTHING = frozenset(("nan", "NaT", "NA", "null"))


def read(text: str) -> object | None:
    """`text` as plain values, or None where it holds no call; an object is what it was made from.

    >>> read("[arxiv.Result.Author('Ann Lee'), datetime.datetime(2025, 7, 1, tzinfo=datetime.timezone.utc)]")
    ['Ann Lee', [2025, 7, 1]]
    >>> read("Author(name='Ann Lee')")
    {'name': 'Ann Lee'}
    """
    if not _CALL.search(text):
        return None
    try:
        value: object = ast.literal_eval(_Calls().visit(ast.parse(text.strip(), mode="eval")))
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value


class _Calls(ast.NodeTransformer):
    """Puts what a call is given in its place: one value, a list of values, or an object of named ones."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        given = [self.visit(one) for one in node.args]
        if len(given) == 1:
            return given[0]  # type: ignore[no-any-return]
        if given:
            return ast.List(given, ast.Load())
        named = [one for one in node.keywords if one.arg]
        return ast.Dict([ast.Constant(one.arg) for one in named], [self.visit(one.value) for one in named])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(None) if node.id in _NOTHING else node
