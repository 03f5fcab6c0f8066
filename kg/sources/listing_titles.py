"""Which text lines of a listing are titles and lone authors, told by what stands around them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_lone_name, names_and_places
from kg.sources.listing_text import LONG, unnumbered
from kg.sources.listing_wrap import SENTENCE_END

_COUNTED = re.compile(r"[\[(]?(\d{1,4})[\].)]\s+\S")
_PASSED = (Kind.BLANK, Kind.NOISE, Kind.DATES)
_SEVERAL = 3
"""Abstracts from which one title alone is a page's."""
_WORDS = 4
"""Words from which a line above a page is rather a title than the page's heading."""
_HEADING = 8
"""Words that the heading of a list has at most."""
_NEAR, _PAGE = 12, 60
"""Lines of an entry in which its authors have to stand, and lines with what the page has between them."""
_LONGEST = 300
"""Characters from which a line is no title."""


def titled(lines: list[Line]) -> list[Line]:
    """The short lines that stand right before authors, abstracts and in headers, labelled as titles."""
    out = list(lines)
    trails = ids_trail(out)
    _heading_of_list(out)
    _notes_like_names(out, trails)
    _numbered(out)
    _titles_like_names(out, trails)
    for place, line in enumerate(out):
        if line.kind is Kind.HEADER:
            _label(out, _following(out, place), "heading", 3 * LONG)
        elif line.kind is Kind.SOURCE:
            _label(out, _before(out, place, trails), "heading", _LONGEST)
        elif line.label in ("authors", "counted"):
            _label(out, _before(out, place, trails), "title", _LONGEST)
        elif line.kind is Kind.LABEL and line.label == "title":
            _lone_author(out, _following(out, place))
        elif line.label == "abstract":
            _above_abstract(out, place, trails)
    _lone_authors(out)
    _untitled_page(out)
    return out


def _untitled_page(out: list[Line]) -> None:
    """Take the label from the only title of a page where it heads the page, not its first abstract."""
    titles = [at for at, line in enumerate(out) if line.label in ("title", "heading")]
    abstracts = [at for at, line in enumerate(out) if line.label == "abstract"]
    if len(titles) != 1 or len(abstracts) < _SEVERAL or titles[0] > abstracts[0]:
        return
    line = out[titles[0]]
    named = any(one.label in ("authors", "counted") for one in out[titles[0] : abstracts[0]])
    if line.kind is Kind.TEXT and line.text.count(" ") < _WORDS and not named:
        out[titles[0]] = replace(line, kind=Kind.NOISE)


def _heading_of_list(out: list[Line]) -> None:
    """Pass over the first line of a page where all other texts have the mark of a list."""
    texts = [at for at, line in enumerate(out) if line.kind is Kind.TEXT]
    if len(texts) < _SEVERAL or out[texts[0]].text.count(" ") >= _HEADING:
        return
    first, *others = (out[at].text != unnumbered(out[at].text) for at in texts)
    if not first and all(others):
        out[texts[0]] = replace(out[texts[0]], kind=Kind.NOISE, label="")


def _notes_like_names(out: list[Line], trails: bool) -> None:
    """Label what stands alone between an abstract and its id as a note, whatever it reads like."""
    if not trails:
        return
    for place, line in enumerate(out):
        at, above = _following(out, place), _before(out, place, trails)
        if line.kind is not Kind.TEXT or line.label != "authors" or at is None or above is None:
            continue
        if out[at].kind is Kind.IDENT and not out[at].leads and out[above].label == "abstract":
            out[place] = replace(line, label="note")


def _numbered(out: list[Line]) -> None:
    """Label the lines of a numbered list as titles, where each number follows the one before."""
    found = [
        (place, int(match[1]))
        for place, line in enumerate(out)
        if line.kind is Kind.TEXT and line.label != "authors" and (match := _COUNTED.match(line.text))
    ]
    pairs = itertools.pairwise(found)
    if (
        not found
        or sum(later == number + 1 for (_, number), (_, later) in pairs) < 0.8 * (len(found) - 1)
        or len(found) < 2
    ):
        return
    for place, _ in found:
        if out[place].label == "abstract":
            out[place] = replace(out[place], text=unnumbered(out[place].text))
            continue
        _label(out, place, "title", _LONGEST)
        if out[place].label == "title":
            _lone_author(out, _following(out, place, Kind.IDENT))


def _titles_like_names(out: list[Line], trails: bool) -> None:
    """Label the first of two lists of names as a title ("Vision and Language") where no title is above."""
    for place, line in enumerate(out):
        if line.kind is not Kind.TEXT or line.label != "authors" or "," in line.text:
            continue
        at, above = _following(out, place), _before(out, place, trails)
        if at is None or (above is not None and _may_be_title(out[above]) and not _gap(out, above, place)):
            continue
        below = out[at]
        names = below.kind is Kind.TEXT and (
            below.label == "authors" or (below.label == "" and is_lone_name(below.text))
        )
        if names and not _gap(out, place, at):
            out[at] = replace(below, label="authors")
            out[place] = replace(line, label="title")
        elif (names or below.label in ("abstract", "authors", "counted")) and not (
            above is not None and _may_be_title(out[above])
        ):
            out[at] = replace(below, label="authors") if names else below
            out[place] = replace(line, label="title")


def _lone_authors(out: list[Line]) -> None:
    """Label a title and its only author, where other entries have titles with lists of authors."""
    if sum(line.kind is Kind.TEXT and line.label == "authors" for line in out) < 2:
        return
    for place, line in enumerate(out):
        if line.kind is not Kind.TEXT or line.label != "" or is_lone_name(line.text):
            continue
        before = out[place - 1].kind if place else Kind.BLANK
        at = _following(out, place)
        named = at is not None and at <= place + 3 and out[at].kind is Kind.TEXT and out[at].label == ""
        if (
            before not in (Kind.BLANK, Kind.NOISE, Kind.IDENT, Kind.DATES)
            or not named
            or at is None
            or not is_lone_name(out[at].text)
        ):
            continue
        if at + 1 == len(out) or out[at + 1].kind is not Kind.TEXT or out[at + 1].label != "authors":
            _label(out, place, "title", _LONGEST)
            out[at] = replace(out[at], label="authors")


def _above_abstract(out: list[Line], place: int, trails: bool) -> None:
    """Label the line above an abstract: its title, or its only author, where a title stands above that."""
    at = _before(out, place, trails)
    while at is not None and out[at].label == "note":
        at = _before(out, at, trails)
    if at is None or out[at].kind is not Kind.TEXT:
        return
    above = _before(out, at, trails)
    lone = out[at].label == "" and is_lone_name(names_and_places(out[at].text)[0])
    if (
        lone
        and above is not None
        and _may_be_title(out[above])
        and (not _gap(out, above, at) or _gap(out, at, place))
    ):
        _label(out, above, "title", _LONGEST)
        out[at] = replace(out[at], label="authors")
    elif not _after_authors(out, at):
        _label(out, at, "title", _LONGEST)


def _gap(out: list[Line], start: int, end: int) -> bool:
    """Whether an empty line stands between two lines."""
    return any(line.kind is Kind.BLANK for line in out[start:end])


def _lone_author(out: list[Line], at: int | None) -> None:
    """Label the line below a labelled title as the only author where it may be a name."""
    if at is not None and out[at].kind is Kind.TEXT and out[at].label == "" and is_lone_name(out[at].text):
        out[at] = replace(out[at], label="authors")


def _may_be_title(line: Line) -> bool:
    return line.label in ("title", "heading") or (line.kind is Kind.TEXT and line.label == "")


def _after_authors(out: list[Line], at: int) -> bool:
    """Whether the entry's authors, with nothing but short lines after them, stand above a line."""
    named = False
    held = [line for line in out[max(0, at - _PAGE) : at] if line.kind not in (Kind.BLANK, Kind.NOISE)]
    for line in reversed(held[-_NEAR:]):
        if line.label == "abstract":
            return False
        if line.label in ("authors", "counted"):
            named = True
        elif line.kind in (Kind.IDENT, Kind.HEADER, Kind.START) or line.label in ("title", "heading"):
            return named
    return named


def _label(out: list[Line], at: int | None, label: str, longest: int) -> None:
    """Label the text at `at` unless it is already known to be something else."""
    if at is None or out[at].kind is not Kind.TEXT or len(out[at].text) >= longest:
        return
    open_end = out[at].label == "abstract" and not SENTENCE_END.search(out[at].text)
    if label == "heading" or out[at].label == "" or open_end:
        out[at] = replace(out[at], label=label)


def _following(out: list[Line], place: int, *passed: Kind) -> int | None:
    """The line after `place`, past blanks, dates, counters and the kinds `passed`."""
    for at in range(place + 1, len(out)):
        if out[at].kind not in (*_PASSED, *passed) and not out[at].text.isdigit():
            return at
    return None


def _before(out: list[Line], place: int, trails: bool) -> int | None:
    """The line before `place`, past blanks, dates, counters, and ids that do not end the entry before."""
    for at in range(place - 1, -1, -1):
        line = out[at]
        if line.kind is Kind.IDENT and not trails and not line.leads:
            continue
        if line.kind in (*_PASSED, Kind.SOURCE) or line.text.isdigit() or line.label in ("ignored", "venue"):
            continue
        return at
    return None


def ids_trail(lines: Sequence[Line]) -> bool:
    """Whether ids end their entries: an abstract comes before the first, or nothing after the last."""
    places = [at for at, line in enumerate(lines) if line.kind is Kind.IDENT]
    if not places or sum(lines[at].leads for at in places) * 2 >= len(places):
        return False
    if any(line.label == "abstract" for line in lines[: places[0]]):
        return True
    return not any(line.kind in (Kind.TEXT, Kind.LABEL) for line in lines[places[-1] + 1 :])
