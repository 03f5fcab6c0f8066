"""Pasted listings: abstracts with ids, dates, headers and labelled fields, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.records import Problem
from kg.sources.format import Format, Head, Item
from kg.sources.listing_entry import LONG, PROSE, SENTENCE_END, Draft, is_author_line, make_record
from kg.sources.listing_lines import Kind, Line, classify
from kg.sources.record import is_paper
from kg.sources.source import Source

_PARAGRAPH = 130
"""Characters from which a line is no title and no line of a hard-wrapped text."""


def read(source: Source) -> Iterator[Item]:
    """Every entry of a pasted listing, and a problem where the listing is cut off."""
    lines = list(classify((number, text) for number, text in enumerate(source.text().split("\n"), 1)))
    drafts = list(_drafts(lines))
    with_id = sum(draft.ident is not None for draft in drafts)
    for place, draft in enumerate(drafts):
        last = place == len(drafts) - 1
        if place == 0 and not last and _preamble(draft):
            continue
        record = make_record(draft, source.file)
        if not is_paper(record):
            yield Problem(
                source.file, draft.start, "text that is no entry of a paper", "check where the listing begins"
            )
            continue
        yield record
        if last and _cut_off(draft, record.abstract, with_id, len(drafts)):
            yield Problem(
                source.file, draft.end, "the last entry seems cut off", "paste the rest of the listing"
            )
        elif draft.ident and not draft.has_text:
            yield Problem(
                source.file, draft.start, "an id without title or abstract", "check that the listing is whole"
            )


def _preamble(draft: Draft) -> bool:
    """Whether what comes before the first entry is the page's heading."""
    text = " ".join(text for block in draft.blocks for text in block)
    return not (draft.ident or draft.labels or draft.header) and len(text) < LONG and not PROSE.search(text)


def _cut_off(draft: Draft, abstract: str | None, with_id: int, count: int) -> bool:
    if abstract and not SENTENCE_END.search(abstract):
        return True
    return (draft.ident is None and count > 2 and with_id == count - 1) or (draft.header and not abstract)


def _drafts(lines: list[Line]) -> Iterator[Draft]:
    """The entries, told apart by the lines that can only begin or end one."""
    draft = Draft(1, 1)
    ids_trail = _ends_with_id(lines)
    for place, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            draft.after_blank = True
            continue
        if _begins(draft, lines, place, ids_trail):
            if not draft.empty:
                yield draft
            draft = Draft(line.number, line.number)
        elif draft.empty:
            draft.start = line.number
        _add(draft, line)
        draft.end, draft.after_blank = line.number, False
    if not draft.empty:
        yield draft


def _ends_with_id(lines: list[Line]) -> bool:
    for line in reversed(lines):
        if line.kind not in (Kind.BLANK, Kind.DATES):
            return line.kind is Kind.IDENT
    return False


def _begins(draft: Draft, lines: list[Line], place: int, ids_trail: bool) -> bool:
    """Whether the line at `place` begins an entry, after what `draft` holds already."""
    line = lines[place]
    match line.kind:
        case Kind.HEADER:
            return True
        case Kind.IDENT:
            return draft.ident is not None or draft.closed or (draft.has_text and _leads(lines, place))
        case Kind.LABEL:
            return _label_begins(draft, line)
        case Kind.TEXT:
            return draft.closed or _text_begins(draft, lines, place, ids_trail)
    return False


def _leads(lines: list[Line], place: int) -> bool:
    """Whether the id before or at `place` stands at the head of its entry."""
    while place >= 0 and lines[place].kind in (Kind.BLANK, Kind.DATES):
        place -= 1
    line = lines[place]
    if line.kind is not Kind.IDENT:
        return False
    following = _next(lines, place, Kind.BLANK)
    return line.leads or bool(
        following and following.kind is Kind.LABEL and following.label in ("title", "authors")
    )


def _next(lines: list[Line], place: int, *passed: Kind) -> Line | None:
    """The next line after `place` that is of none of the kinds `passed`."""
    return next((lines[at] for at in range(place + 1, len(lines)) if lines[at].kind not in passed), None)


def _label_begins(draft: Draft, line: Line) -> bool:
    if line.label not in ("title", "authors", "abstract"):
        return False
    if draft.closed or line.label in draft.labels:
        return True
    if line.label == "abstract" and not draft.labels and (draft.header or not draft.ident):
        lines = [text for block in draft.blocks for text in block]
        body = lines[1:] if draft.header else lines
        return any(len(text) >= _PARAGRAPH and not is_author_line(text) for text in body)
    return line.label == "title" and "abstract" in draft.labels


def _text_begins(draft: Draft, lines: list[Line], place: int, ids_trail: bool) -> bool:
    """Text after a lone id that ends a cut-off entry, or after a finished abstract."""
    if draft.ident and not draft.has_text and ids_trail and lines[place].number != draft.end:
        return not _leads(lines, place - 1)
    if "abstract" in draft.labels and draft.after_blank:
        following = [one for one in lines[place + 1 : place + 5] if one.kind is not Kind.BLANK][:2]
        if any(one.kind is Kind.LABEL and one.label in ("authors", "abstract") for one in following):
            return True
    return _own_abstract(draft, lines, place)


def _own_abstract(draft: Draft, lines: list[Line], place: int) -> bool:
    """A long line after a long finished abstract, when an id follows that ends the new entry."""
    held, text = _last_abstract(draft), lines[place].text
    if draft.ident or not (len(held) >= _PARAGRAPH <= len(text) and SENTENCE_END.search(held)):
        return False
    anchor = _next(lines, place, Kind.BLANK, Kind.TEXT)
    return text[:1].isupper() and anchor is not None and anchor.kind is Kind.IDENT and not anchor.leads


def _last_abstract(draft: Draft) -> str:
    """What `draft` holds of an abstract in a layout that has no ids."""
    if "abstract" in draft.labels:
        return draft.labels["abstract"][-1]
    lines = [text for block in draft.blocks for text in block]
    return lines[-1] if draft.header and len(lines) > 1 else ""


def _add(draft: Draft, line: Line) -> None:
    match line.kind:
        case Kind.HEADER:
            draft.header, draft.code = True, line.code
        case Kind.IDENT:
            draft.ident = line.ident
            draft.closed = draft.has_text
        case Kind.LABEL:
            draft.labels.setdefault(line.label, []).append(line.text)
        case Kind.TEXT:
            _add_text(draft, line.text)
    draft.last_label = (
        line.label if line.kind is Kind.LABEL else draft.last_label if line.kind is Kind.TEXT else ""
    )
    draft.dates += line.dates
    draft.categories += line.categories


def _add_text(draft: Draft, text: str) -> None:
    continues = draft.last_label == "abstract" or (draft.last_label and text[:1].isspace())
    if continues and not draft.after_blank and draft.labels.get(draft.last_label):
        draft.labels[draft.last_label][-1] += " " + text.strip()
        return
    draft.last_label = ""
    if draft.after_blank or not draft.blocks:
        draft.blocks.append([])
    draft.blocks[-1].append(text.strip())


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    lines = list(classify(enumerate(head.text.split("\n")[:400], 1)))
    labels = {line.label for line in lines if line.kind is Kind.LABEL}
    if any(line.kind in (Kind.IDENT, Kind.HEADER) for line in lines) or "abstract" in labels:
        return 0.3
    if {"title", "authors"} <= labels:
        return 0.25
    return 0.1 if _prose(lines) and head.suffix in ("", ".txt", ".text") else 0.0


def _prose(lines: Iterable[Line]) -> bool:
    return any(len(line.text) >= 2 * LONG and PROSE.search(line.text) for line in lines)


FORMAT = Format(
    name="listing",
    label="pasted listing or plain text",
    suffixes=(".txt", ".text", ""),
    fields="abstracts with whatever stands around them: ids, titles, authors, dates, categories, notes",
    sniff=_sniff,
    read=read,
)
