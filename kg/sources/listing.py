"""Pasted listings: abstracts with ids, dates, headers and labelled fields, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.records import PaperRecord, Problem
from kg.sources.format import Format, Head, Item
from kg.sources.listing_entry import Draft, breaks_off, make_record
from kg.sources.listing_furniture import furniture
from kg.sources.listing_line import Kind, Line
from kg.sources.listing_lines import classify
from kg.sources.listing_prose import opens
from kg.sources.listing_text import LINK_END, LONG, PROSE, counted, marked, told, valued
from kg.sources.listing_titles import ids_trail, titled
from kg.sources.listing_venues import placed
from kg.sources.listing_wrap import SENTENCE_END, joined
from kg.sources.record import is_paper
from kg.sources.source import Source
from kg.sources.text import visible

_PARAGRAPH = 130
"""Characters from which a line is no title and no line of a hard-wrapped text."""
_WHOLE = 300
"""Characters from which a paragraph may be a whole abstract."""
_LONG = 700
"""Characters from which any paragraph may be."""
_LONGEST = 1920
"""Characters that an abstract has at most on arXiv."""
_STRAY = 0.02
"""Share of other lines that a text of nothing but abstracts may have."""
_TWO = 2
_ABSTRACT = 2000
"""Characters beyond which two paragraphs are two abstracts."""
_GOES_ON = re.compile(
    r"(?:However|Moreover|Furthermore|In addition|Additionally|Finally|Experiments|Extensive|These|Using"
    r"|Here, we|To (?:this end|address)|Results|Compared|Notably|Importantly|Specifically|Through|They"
    r"|It|Overall|Evaluated|Evaluations|Fundamentally|Second|Such|Both|By|Building on|In line with"
    r"|As (?:part|a result)|Code(?:[,:]| is| and| will| can)"
    r"|(?:Our|The) (?:proposed|resulting|main|key|core|latter|empirical|extensive|framework|method|model"
    r"|approach|system|results?|code|source|experiments?|findings|analys[ei]s|work|contributions?|evaluations?"
    r"|algorithm|study|pipeline|dataset|benchmark|design|solution|technique|theor\w+)"
    r"|This (?!paper|work|article|study|thesis|report|survey|review|tutorial|position|document|dataset)"
    r"|We (?:also|further|show|demonstrate|evaluate|validate|find|then|conduct)"
    r"|For (?:this|these)|On the|In (?:particular|contrast|summary)|Consequently|Thus|Therefore)\b"
)
"""How a paragraph begins that goes on with what was said before."""
_NAMED = 0.15
"""Share of the lines of text that list authors, where nothing else says that a text is of papers."""
_SOON = 60
"""Lines in which what belongs to an entry has to follow."""
_FEW = 5
"""Ids alone up to which each is pointed at."""
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
"""What a mail program or Markdown puts before the lines that it quotes."""
_CUT_OFF = ("the last entry seems cut off", "paste the rest of the listing")
_CONTENT = ("title", "heading", "authors", "abstract")


def read(source: Source) -> Iterator[Item]:
    """Every entry of a pasted listing, and a problem where the listing is cut off."""
    drafts = list(_drafts(_lines(source.text())))
    with_id = sum(draft.ident is not None for draft in drafts)
    bare = [draft for draft in drafts if draft.ident and not draft.has_text]
    titles_only = len(drafts) > 1 and not any(draft.holds("abstract") for draft in drafts)
    if len(bare) > _FEW:
        hint = "paste the titles and abstracts too"
        yield Problem(source.file, bare[0].start, f"{len(bare)} ids without title or abstract", hint)
    for place, draft in enumerate(drafts):
        last = place == len(drafts) - 1
        record = make_record(draft, source.file)
        if not is_paper(record) or _volume(record):
            if len(drafts) == 1:
                hint = "check where the listing begins"
                yield Problem(source.file, draft.start, "text that is no entry of a paper", hint)
            elif last and with_id == place and breaks_off(draft):
                yield Problem(source.file, draft.end, *_CUT_OFF)
            continue
        yield record
        if last and not titles_only and _cut_off(draft, record.abstract, with_id, len(drafts)):
            yield Problem(source.file, draft.end, *_CUT_OFF)
        elif draft.ident and not draft.has_text and len(bare) <= _FEW:
            hint = "check that the listing is whole"
            yield Problem(source.file, draft.start, "an id without title or abstract", hint)


def _volume(record: PaperRecord) -> bool:
    """Whether an entry is the volume of proceedings whose papers follow."""
    known = record.abstract or record.arxiv_id or record.doi
    return not known and (record.title or "").startswith("Proceedings of")


def _lines(text: str) -> list[Line]:
    """The lines of a listing, classified, joined and labelled."""
    raw = [_QUOTED.sub("", line) for line in unicodedata.normalize("NFC", visible(text)).split("\n")]
    widths = [0, *(len(line.rstrip()) for line in raw)]
    lines = placed(list(classify(enumerate(raw, 1), furniture(raw))))
    return titled(counted(marked(told(valued(joined(lines, widths))))))


def _cut_off(draft: Draft, abstract: str | None, with_id: int, count: int) -> bool:
    if breaks_off(draft):
        return True
    return (draft.ident is None and count > 2 and with_id == count - 1) or (draft.header and not abstract)


@dataclass(frozen=True, slots=True)
class _Order:
    """What the order of the lines of a whole listing is: what ends an entry, what begins one."""

    ids_trail: bool
    ids_lead: bool
    dates_lead: bool
    headers_lead: bool
    headers_trail: bool
    abstracts_only: bool
    marked: bool


def _order(lines: Sequence[Line]) -> _Order:
    held = [line for line in lines if line.kind not in (Kind.BLANK, Kind.NOISE, Kind.START)]
    first = next(
        (at for at, one in enumerate(held) if one.kind is not Kind.TEXT or one.label in _CONTENT), None
    )
    kind = held[first].kind if first is not None else None
    dated = kind in (Kind.DATES, Kind.HEADER) and len(held) > 1 and held[1].label in ("", *_CONTENT)
    trails = ids_trail(lines)
    leads = kind is Kind.IDENT and not trails
    headers = sum(line.kind is Kind.HEADER for line in held)
    below = headers > 1 and held[0].kind is Kind.TEXT and held[-1].kind is Kind.HEADER
    abstracts = [line for line in held if line.label == "abstract"]
    marked = all(line.leads for line in abstracts)
    return _Order(trails, leads, dated, kind is Kind.HEADER, below, _abstracts_only(held), marked)


def _abstracts_only(lines: Sequence[Line]) -> bool:
    """Whether a text is nothing but notes and paragraphs most of which read as whole abstracts."""
    texts = [line.text for line in lines if line.kind is Kind.TEXT and line.label == "abstract"]
    others = sum(line.label not in ("abstract", "note", "ignored") for line in lines)
    if others > _STRAY * len(texts):
        return False
    fits_one = sum(map(len, texts)) <= _LONGEST
    if len(texts) == _TWO:
        whole = all(len(text) >= _LONG and PROSE.search(text) for text in texts) if fits_one else True
        return whole and all(map(_is_whole, texts))
    return not fits_one and sum(map(_is_whole, texts)) * 3 >= len(texts) * 2


def _is_whole(text: str) -> bool:
    """Whether a paragraph may be a whole abstract: it says what the authors did, or is long."""
    told = len(text) >= _LONG or PROSE.search(text)
    return len(text) >= _WHOLE and bool(told) and not _GOES_ON.match(text)


def _drafts(lines: Sequence[Line]) -> Iterator[Draft]:
    """The entries, told apart by the lines that can only begin or end one."""
    order = _order(lines)
    draft = Draft(1, 1)
    for place, line in enumerate(lines):
        if line.kind in (Kind.BLANK, Kind.NOISE):
            draft.after_blank = draft.after_blank or line.kind is Kind.BLANK
            continue
        if _begins(draft, lines, place, order):
            if not draft.empty:
                yield draft
            draft = Draft(line.number, line.end)
        elif draft.empty:
            draft.start = line.number
        draft.add(line)
        if line.kind is Kind.IDENT:
            draft.closed = draft.holds("abstract") or (order.ids_trail and draft.has_text)
        elif line.kind is Kind.HEADER:
            draft.closed = order.headers_trail
    if not draft.empty:
        yield draft


def _begins(draft: Draft, lines: Sequence[Line], place: int, order: _Order) -> bool:
    """Whether the line at `place` begins an entry, after what `draft` holds already."""
    line = lines[place]
    match line.kind:
        case Kind.HEADER | Kind.START:
            return line.kind is Kind.START or not order.headers_trail or draft.closed
        case Kind.IDENT:
            return _ident_begins(draft, lines, place, order)
        case Kind.LABEL:
            return _label_begins(draft, line)
        case Kind.TEXT:
            return _text_begins(draft, lines, place, order)
        case Kind.DATES:
            return bool(line.dates) and _date_begins(draft, lines, place, order)
    return False


def _date_begins(draft: Draft, lines: Sequence[Line], place: int, order: _Order) -> bool:
    """Whether a date heads an entry: most do in a page that begins with one, few do among headers."""
    if not order.dates_lead or (order.headers_lead and draft.ident):
        return False
    held = draft.holds("abstract") if order.headers_lead else draft.holds(*_CONTENT)
    return held and _followed(lines, place, "", *_CONTENT)


def _followed(lines: Sequence[Line], place: int, *labels: str) -> bool:
    following = _next(lines, place, Kind.BLANK, Kind.NOISE)
    return following is not None and following.label in labels


def _ident_begins(draft: Draft, lines: Sequence[Line], place: int, order: _Order) -> bool:
    line = lines[place]
    if draft.ident is not None:
        return line.ident is None or line.ident.id != draft.ident.id or draft.closed
    if not draft.has_text or order.ids_trail:
        return draft.has_text and line.leads
    return line.leads or order.ids_lead or (draft.holds("abstract") and _leads_label(lines, place))


def _leads_label(lines: Sequence[Line], place: int) -> bool:
    following = _next(lines, place, Kind.BLANK, Kind.NOISE, Kind.DATES)
    return following is not None and following.kind is Kind.LABEL and following.label in ("title", "authors")


def _next(lines: Sequence[Line], place: int, *passed: Kind) -> Line | None:
    """The next line soon after `place` that is of none of the kinds `passed`."""
    return next((line for line in lines[place + 1 : place + _SOON] if line.kind not in passed), None)


def _label_begins(draft: Draft, line: Line) -> bool:
    if line.label not in ("title", "authors", "abstract"):
        return False
    if draft.holds(line.label):
        return True
    if draft.closed:
        return draft.after_blank or line.label == "title"
    return line.label == "title" and draft.holds("abstract", "heading")


def _text_begins(draft: Draft, lines: Sequence[Line], place: int, order: _Order) -> bool:
    line = lines[place]
    if draft.holds("section"):
        return line.label == "title" and _followed(lines, place, "authors")
    lone_id = draft.ident is not None and not draft.has_text and order.ids_trail
    match line.label:
        case "title" | "heading":
            headed = draft.header and not draft.has_text
            return not headed and (draft.closed or lone_id or draft.holds(*_CONTENT))
        case "authors":
            return draft.closed or lone_id or draft.holds("authors", "abstract")
        case "abstract":
            return draft.closed or lone_id or _abstract_begins(draft, lines, place, order)
        case "":
            beside_id = (
                draft.ident is not None and not order.ids_lead and not draft.holds("abstract", "authors")
            )
            return draft.closed or (beside_id and draft.has_text and not draft.header)
    return False


def _abstract_begins(draft: Draft, lines: Sequence[Line], place: int, order: _Order) -> bool:
    """Whether a paragraph after an abstract is another one: its own id follows, or all are."""
    if not draft.holds("abstract"):
        return False
    held = (draft.text.get("abstract") or draft.labels["abstract"])[-1]
    text = lines[place].text
    if not opens(text) or min(len(held), len(text)) < _PARAGRAPH:
        return False
    apart = draft.after_blank or min(len(held), len(text)) >= _WHOLE
    if order.marked or (order.abstracts_only and apart):
        return True
    linked = LINK_END.search(held) and (draft.after_blank or order.abstracts_only)
    if not linked and not SENTENCE_END.search(held):
        return False
    anchor = _next(lines, place, Kind.BLANK, Kind.NOISE, Kind.TEXT)
    followed = anchor is not None and anchor.kind is Kind.IDENT and not anchor.leads
    if order.abstracts_only:
        return True
    return draft.ident is None and followed and (draft.header or not _same_abstract(held, text))


def _same_abstract(held: str, text: str) -> bool:
    """Whether a paragraph goes on with an abstract whose beginning says nothing of what was done yet."""
    if len(held) + len(text) > _ABSTRACT:
        return False
    return not (PROSE.search(held) and PROSE.search(text)) or _GOES_ON.match(text) is not None


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    lines = _lines("\n".join(head.text.split("\n")[:400]))
    labels = {line.label for line in lines if line.kind is Kind.LABEL}
    if any(line.kind in (Kind.IDENT, Kind.HEADER) for line in lines) or "abstract" in labels:
        return 0.3
    if {"title", "authors"} <= labels or any(line.kind is Kind.SOURCE for line in lines):
        return 0.25  # two fields that only papers have together
    return (0.1 if _like_papers(lines) else 0.0) if head.suffix in ("", ".txt", ".text") else 0.0


def _like_papers(lines: Sequence[Line]) -> bool:
    """Whether lines without ids and labels hold an abstract, or titles with authors and signs of papers."""
    abstracts = [line.text for line in lines if line.label == "abstract"]
    if sum(map(len, abstracts)) >= 2 * LONG and any(map(PROSE.search, abstracts)):
        return True
    titled = sum(line.label == "title" for line in lines)
    signs = sum(
        line.kind in (Kind.NOISE, Kind.DATES, Kind.START) or line.label in ("note", "abstract", "venue")
        for line in lines
    )
    texts = sum(line.kind is Kind.TEXT for line in lines)
    named = sum(line.label in ("authors", "counted") for line in lines)
    return titled >= 1 and signs >= 1 and named > 0 and named >= _NAMED * texts


FORMAT = Format(
    name="listing",
    label="pasted listing or plain text",
    suffixes=(".txt", ".text", ""),
    fields="abstracts with whatever stands around them: ids, titles, authors, dates, categories, notes",
    sniff=_sniff,
    read=read,
)
