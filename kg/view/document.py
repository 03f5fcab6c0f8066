"""The page as one HTML file that asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

_SCRIPTS = ("data", "visibility", "panel", "drawing", "labels", "search", "legend", "main")


def document(data: dict[str, Any], *, title: str, summary: str, notice: str | None) -> str:
    """The HTML of a page that carries `data`; `title`, `summary` and `notice` are plain text."""
    from jinja2 import Environment
    from markupsafe import Markup

    style, library, script = _asset("page.css"), _library(), _script()
    template = Environment(autoescape=True).from_string(_asset("page.html"))
    return template.render(
        title=title,
        summary=summary,
        notice=notice,
        empty=not data["nodes"],
        policy=_policy(style, library, script),
        style=Markup(style),  # noqa: S704 our own file
        library=Markup(library),  # noqa: S704 a file of pyvis
        script=Markup(script),  # noqa: S704 our own files
        data=Markup(script_json(data)),  # noqa: S704 escaped by script_json
    )


def script_json(data: object) -> str:
    r"""JSON that cannot end the script element it stands in, whatever its strings hold.

    >>> script_json({"label": "</script>"})
    '{"label":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _policy(style: str, *scripts: str) -> str:
    """A Content-Security-Policy under which only these very scripts run and nothing is fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _library() -> str:
    """The vis-network that pyvis ships, without the pointer to its source map, which browsers would fetch."""
    source = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return source.read_text(encoding="utf-8").replace("\r\n", "\n").partition("//# sourceMappingURL=")[0]


@cache
def _script() -> str:
    parts = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}\n}})();\n'
