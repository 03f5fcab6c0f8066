"""What note tools add to Markdown: links between notes, and properties at the head of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.sources.values import Json

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_NOTE_LINK = re.compile(r"\[\[(?P<page>[^\W\d_][^\[\]|\\$=]*)(?:\|(?P<shown>[^\[\]]+))?\]\](?!\()")
_MACRO = re.compile(r"\{\{[a-z]+(?:-[a-z]+)* [^{}\\]+\}\}")
_PROPERTY = re.compile(r"(?P<key>[A-Za-z][\w-]*):: (?P<value>.*)")
_PROPERTIES = re.compile(r"(?:[A-Za-z][\w-]*:: .*\n)+")
"""The properties of a page as Logseq writes them: "authors:: [[Ann Lee]], [[Bob Ray]]"."""


def without_note_links(text: str) -> str:
    """`text` with the links to other notes reduced to what they show, and without a tool's macros.

    >>> without_note_links("[[Ann Lee]], [[Bob Ray|Bob]], [[pdf]](https://example.org)")
    'Ann Lee, Bob, [[pdf]](https://example.org)'
    """
    return _MACRO.sub("", _NOTE_LINK.sub(lambda match: match["shown"] or match["page"], text))


def has_front_matter(text: str) -> bool:
    """Whether a page begins with front matter, which may be cut off, or with properties."""
    begun = re.match(r"---[ \t]*\n\w[\w-]*\s*:", text)
    return bool(_FRONT.match(text) or begun or _PROPERTIES.match(text))


def front_matter(text: str) -> tuple[Mapping[str, Json], int] | None:
    """The front matter or the properties of a page, and where they end."""
    match = _FRONT.match(text)
    if not match:
        return _properties(text)
    import yaml

    try:
        value = yaml.load(match["yaml"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, match.end()
    return (value if isinstance(value, dict) else {}), match.end()


def _properties(text: str) -> tuple[Mapping[str, Json], int] | None:
    match = _PROPERTIES.match(text)
    if not match:
        return None
    found: dict[str, Json] = {one["key"]: one["value"].strip() for one in _PROPERTY.finditer(match.group())}
    if isinstance(title := found.get("title"), str):
        found["title"] = title.removeprefix("@")  # which marks what was cited
    return found, match.end()
