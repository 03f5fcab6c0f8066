"""XML read as a stream of elements, without entities, network or unbounded depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, TypeAlias

from kg.records import Origin, Problem
from kg.sources.source import Source

Element: TypeAlias = Any
"""An lxml element; lxml itself is imported only when XML comes."""

XLINK = "{http://www.w3.org/1999/xlink}"
_TAIL = 1 << 18
_NEXT = re.compile(rb"</[^<>]*>\s*(?=<\?xml\s)")
"""Where a document ends and another begins."""
_DECLARED = len("<?xml ")
_NEAR = 200
"""Bytes before a declaration in which the end of the document before is looked for."""


def elements(source: Source, *tags: str) -> Iterator[Element | Problem]:
    """Each element with one of the local names `tags`, whole, freed once the next is asked for.

    What is malformed is passed over; a problem at the end says where the document breaks. A file may hold
    several documents, one after the other.
    """
    stream = _Documents(source.stream())
    while stream.open():
        for one in _elements(source.file, stream, tags):
            yield _moved(one, stream.line) if stream.line else one


def _moved(one: Element | Problem, lines: int) -> Element | Problem:
    """An element of a document that begins after as many lines, as it stands in the whole file."""
    if isinstance(one, Problem):
        return replace(one, line=one.line + lines if one.line else one.line)
    for part in one.iter():
        part.sourceline = (part.sourceline or 1) + lines
    return one


def _elements(file: str, stream: _Documents, tags: tuple[str, ...]) -> Iterator[Element | Problem]:
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    last: Element | None = None
    try:
        for _, element in events:
            if last is not None:
                yield last
                _release(last, tags)
            last = element
        error = None
    except etree.XMLSyntaxError as caught:
        error = caught
    problem = _problem(file, error, events.error_log)
    if last is not None and (problem is None or stream.closes(local(last))):
        yield last
    if problem is not None:
        yield problem


def _problem(file: str, error: Any, log: Any) -> Problem | None:
    """What is wrong with a document, if anything that matters; unknown prefixes do not."""
    fatal = [entry for entry in log if entry.level == 3 and "amespace" not in entry.message]
    if error is None and not fatal:
        return None
    message, line = (
        (str(error).split(", line")[0], error.lineno) if error else (fatal[0].message, fatal[0].line)
    )
    if "Document is empty" in message:
        return None
    reason = " ".join(message.split())[:120]
    return Problem(file, line, f"XML that is malformed here ({reason})", "what could be read was read")


def _release(element: Element, tags: tuple[str, ...]) -> None:
    if not any(local(above) in tags for above in element.iterancestors()):
        _free(element)


def _free(element: Element) -> None:
    parent = element.getparent()
    element.clear(keep_tail=False)
    if parent is not None and parent.getparent() is not None:
        while element.getprevious() is not None:
            del parent[0]


class _Documents:
    """A stream of one or more documents, which are read one by one and begin with their declarations.

    `line` says how many lines stand before the one that is read; its end is remembered.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._opened = False
        self._started = False
        self._ended = False
        self._held = b""
        self._tail = b""
        self._lines = 0
        self.line = 0

    def open(self) -> bool:
        """Go on to the next document, if there is one."""
        if self._opened:
            while self.read(_TAIL):
                pass  # what a document that breaks has left
            if not self._ended:
                return False
        self._opened, self._ended, self._tail, self.line = True, False, b"", self._lines
        return True

    def closes(self, name: str) -> bool:
        """Whether the last element called `name` in the stream has its end tag."""
        tag = rb"(?:\w+:)?" + name.encode()
        ends = [match.end() for match in re.finditer(rb"</" + tag + rb"\s*>", self._tail)]
        starts = [match.start() for match in re.finditer(rb"<" + tag + rb"[\s>]", self._tail)]
        return bool(ends) and (not starts or ends[-1] > starts[-1])

    def read(self, size: int = -1) -> bytes:
        if self._ended:
            return b""
        data = self._upto_next(self._stream.read(size))
        self._lines += data.count(b"\n")
        self._tail = (self._tail + data)[-_TAIL:]
        if not self._started:
            self._started = True
            trimmed = data.lstrip(b" \t\r\n")
            if trimmed.startswith(b"\xef\xbb\xbf"):
                trimmed = trimmed[3:].lstrip(b" \t\r\n")
            return trimmed or data
        return data

    def _upto_next(self, chunk: bytes) -> bytes:
        """What is left of the document; what may begin a declaration waits until it is whole."""
        data = self._held + chunk
        last = data.rfind(b"<")
        cut = last if chunk and last > max(0, len(data) - _DECLARED) else len(data)
        before = self._tail[-_NEAR:]
        following = _NEXT.search(before + data[:cut])
        if following:
            cut, self._ended = following.end() - len(before), True
        self._held = data[cut:]
        return data[:cut]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> list[Element]:
    """The children of `element` (none of None) with one of the local names, all where none is given."""
    if element is None:
        return []
    return [child for child in element if isinstance(child.tag, str) and (not names or local(child) in names)]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along the local names of `path`."""
    for name in path:
        if element is None:
            return None
        element = next(iter(children(element, name)), None)
    return element


def find_all(element: Element, *names: str) -> list[Element]:
    """Every descendant with one of the local names, in document order."""
    return [one for one in element.iter() if isinstance(one.tag, str) and local(one) in names]


def text_of(element: Element | None, *path: str) -> str | None:
    """All the text in the descendant along `path`, or None."""
    found = child(element, *path)
    if found is None:
        return None
    text = "".join(str(part) for part in found.itertext())
    return text if text.strip() else None


def texts_of(element: Element | None, name: str) -> list[str]:
    """The texts of all children called `name`."""
    return [
        text for one in (children(element, name) if element is not None else []) if (text := text_of(one))
    ]


def span(element: Element, file: str) -> Origin:
    """Where an element stands in its file."""
    start = int(element.sourceline or 1)
    last = max(
        (int(one.sourceline or start) for one in element.iter() if isinstance(one.tag, str)), default=start
    )
    return Origin(file, start, max(start, last))
