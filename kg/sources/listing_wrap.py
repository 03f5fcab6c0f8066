"""Lines of a listing that were broken to fit a width, put together again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_author_line
from kg.sources.listing_notes import is_note
from kg.sources.listing_prose import opens, united

SENTENCE_END = re.compile(r"[.!?。！？…\"”’)\]$]\s*$")
_WIDEST = 130
"""Characters beyond which a line was not wrapped by hand or by a mail program."""
_ITEM = re.compile(r"\s*(?:[-•*·]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s")
_LATEST = 20
"""Lines of a text that tell whether it ends in a list of names."""
_SEVERAL = 3
_TITLE_LINES = 3
_SHORT = 40
"""Characters below which a line was not broken off."""


def joined(lines: Sequence[Line], widths: Sequence[int]) -> list[Line]:
    """Lines that were broken to fit a width, put together again."""
    width = _width(lines, widths)
    out: list[Line] = []
    runs = list(_runs(lines))
    for place, run in enumerate(runs):
        if all(map(_ITEM.match, (line.text for line in run))) or len(run) == 1:
            out += run
        elif _heading(run, runs[place + 1 : place + 3], widths):
            out.append(replace(run[0], text=_one(run), last=run[-1].number))
        else:
            out += _unwrapped(run, widths, width)
    return out


def _one(run: Sequence[Line]) -> str:
    return united(line.text.strip() for line in run)


def _heading(run: Sequence[Line], after: Sequence[list[Line]], widths: Sequence[int]) -> bool:
    """Whether all of a run is one list of names, or a title that an empty line parts from such a list."""
    if any(line.kind is not Kind.TEXT or widths[line.number] > _WIDEST for line in run):
        return False
    listed = ("," in line.text and is_author_line(line.text.strip()) for line in run[:-1])
    if is_author_line(_one(run)) and widths[run[0].number] >= _SHORT and all(listed):
        return True
    if len(run) > _TITLE_LINES or widths[run[0].number] < _SHORT or len(after) < 2:
        return False
    named = (
        after[0][0].kind is Kind.BLANK and after[1][0].kind is Kind.TEXT and is_author_line(_one(after[1]))
    )
    return named and not any(
        is_author_line(line.text.strip()) or SENTENCE_END.search(line.text) for line in run
    )


def _width(lines: Sequence[Line], widths: Sequence[int]) -> int:
    """The width to which a whole file is wrapped, or 0: most of its text lines come close to the longest."""
    held = sorted(widths[line.number] for line in lines if line.kind is Kind.TEXT)
    widest = held[-1 - len(held) // 30] if held else 0  # a long link may stick out
    full = sum(widest - 12 <= one for one in held)
    return widest if widest <= _WIDEST and full >= 4 and full >= 0.45 * len(held) else 0


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Text lines that follow one another, with the labelled line before them; any other line alone."""
    run: list[Line] = []
    for line in lines:
        follows = run and line.kind is Kind.TEXT and line.number == run[-1].number + 1
        if not follows and run:
            yield run
            run = []
        if line.kind is Kind.TEXT or (line.kind is Kind.LABEL and line.text):
            run.append(line)
        else:
            yield [line]
    if run:
        yield run


def _unwrapped(run: list[Line], widths: Sequence[int], width: int) -> Iterator[Line]:
    """The lines of a run, joined where the break was forced by the file's or by their own width."""
    groups = list(_groups(run, widths))
    group_of = {line.number: place for place, group in enumerate(groups) for line in group}
    parts = [run[0]]
    for before, line in itertools.pairwise(run):
        word = len(line.text.split(maxsplit=1)[0])
        forced = width and widths[before.number] + 1 + word > width and not _lists(before, line, parts)
        indented = line.text[:1].isspace() and parts[0].kind is Kind.LABEL and widths[before.number] > _SHORT
        indented = indented and not (parts[0].label == "title" and is_author_line(line.text.strip()))
        group = group_of[line.number]
        same = group == group_of[before.number] and len(groups[group]) >= _SEVERAL
        ended = widths[before.number] < _SHORT or SENTENCE_END.search(before.text) is not None
        broken = not opens(line.text) and " " in before.text.strip() and not ended
        noted = SENTENCE_END.search(before.text) is not None and is_note(line.text.strip())
        if (forced or indented or same or broken) and not noted:
            parts.append(line)
        else:
            yield _together(parts)
            parts = [line]
    yield _together(parts)


def _together(parts: Sequence[Line]) -> Line:
    """Lines as one, of the kind of the first."""
    first, *others = parts
    text = united([first.text, *(line.text.strip() for line in others)])
    return replace(first, text=text, last=parts[-1].number) if others else first


def _lists(before: Line, line: Line, parts: Sequence[Line]) -> bool:
    """Whether a list of authors, which the last of `parts` tell, begins or ends between two lines."""
    latest = " ".join(part.text.strip() for part in parts[-_LATEST:])
    if is_author_line(line.text.strip()) and not latest.endswith(","):
        return not is_author_line(latest) and parts[0].label != "authors"
    return is_author_line(latest) and not before.text.rstrip().endswith((",", " and")) and len(line.text) > 60


def _groups(run: list[Line], widths: Sequence[int]) -> Iterator[list[Line]]:
    """From the end of a run, the longest stretches in which every break was forced by their longest line."""
    end = len(run)
    while end:
        start, widest, least = end - 1, widths[run[end - 1].number], 1 << 30
        while start:
            before = run[start - 1]
            reach = widths[before.number] + 1 + len(run[start].text.split(maxsplit=1)[0])
            if min(least, reach) <= max(widest, widths[before.number]) or is_author_line(before.text.strip()):
                break
            least, widest, start = min(least, reach), max(widest, widths[before.number]), start - 1
            if widest > _WIDEST:
                break
        yield run[start:end]
        end = start
