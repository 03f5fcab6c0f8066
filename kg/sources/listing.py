"""Pasted listings: abstracts with ids, dates, headers and labelled fields, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.records import Origin, PaperRecord, PartialDate, Problem
from kg.sources.format import Format, Head, Item
from kg.sources.glued import is_name, split_glued
from kg.sources.ids import ArxivId
from kg.sources.listing_lines import Kind, Line, classify
from kg.sources.names import AuthorList, cut_more, split_names
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source

_LONG = 200
"""Characters from which a line is a paragraph, not a heading or a note."""
_NOTE = re.compile(
    r"^\W*(?:\d{1,4}$|\d+\s*(?:\+\s*\d+\s*)?(?:pages?|pp\b|figures?|figs?\b|tables?|p\.)|pages?\b|"
    r"accepted|to appear|published|presented|submitted|"
    r"technical report|tech report|preprint|work in progress|under review|in proceedings|camera[- ]ready|"
    r"extended version|"
    r"(?:full|short|long|first|final|updated|revised) version|v\d+\b|arxiv admin note|withdrawn|this "
    r"(?:paper|article|submission) (?:has been|was) withdrawn|"
    r"equal contribution|code\b.{0,60}https?:|(?:github|project|home|web|demo|data|model|code|dataset|"
    r"video|source)\w*\s*(?:page|site|repo\w*|link|url)?\s*[:：]|"
    r"https?://\S+\s*$|project page|(?:aaai|acl|emnlp|naacl|eacl|coling|cvpr|iccv|eccv|neurips|nips|icml|"
    r"iclr|ijcai|kdd|www|sigir|interspeech|icassp)\b.{0,40}$|"
    r"main paper|supplementary|appendix)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?。！？…\"”’)\]$]\s*$")
_PROSE = re.compile(
    r"\b(?:we (?:propose|present|introduce|show|study|investigate|develop|describe|demonstrate|report|"
    r"find)|this (?:paper|work|article|study)|"
    r"in this (?:paper|work)|our (?:method|model|approach|results|experiments)|experiments (?:show|"
    r"demonstrate|on)|results (?:show|demonstrate|suggest)|"
    r"existing (?:methods|approaches)|state-of-the-art)\b",
    re.I,
)


@dataclass(slots=True)
class _Draft:
    """An entry that is being put together from its lines."""

    start: int
    end: int
    ident: ArxivId | None = None
    closed: bool = False
    header: bool = False
    code: bool = False
    dates: list[PartialDate] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[list[str]] = field(default_factory=list)
    after_blank: bool = True
    last_label: str = ""

    @property
    def empty(self) -> bool:
        return not (self.ident or self.dates or self.labels or self.blocks or self.header)

    @property
    def has_text(self) -> bool:
        return bool(self.blocks or self.labels)


def read(source: Source) -> Iterator[Item]:
    """Every entry of a pasted listing, and a problem where the listing is cut off."""
    lines = list(classify((number, text) for number, text in enumerate(source.text().split("\n"), 1)))
    drafts = list(_drafts(lines))
    with_id = sum(draft.ident is not None for draft in drafts)
    for place, draft in enumerate(drafts):
        record = make_record(draft, source.file)
        last = place == len(drafts) - 1
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


def _cut_off(draft: _Draft, abstract: str | None, with_id: int, count: int) -> bool:
    if abstract and not _SENTENCE_END.search(abstract):
        return True
    return (draft.ident is None and count > 2 and with_id == count - 1) or (draft.header and not abstract)


def _drafts(lines: list[Line]) -> Iterator[_Draft]:
    """The entries, told apart by the lines that can only begin or end one."""
    draft = _Draft(1, 1)
    ids_trail = _ends_with_id(lines)
    for place, line in enumerate(lines):
        if line.kind is Kind.BLANK:
            draft.after_blank = True
            continue
        if _begins(draft, lines, place, ids_trail):
            if not draft.empty:
                yield draft
            draft = _Draft(line.number, line.number)
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


def _begins(draft: _Draft, lines: list[Line], place: int, ids_trail: bool) -> bool:
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
    following = next((one for one in lines[place + 1 :] if one.kind is not Kind.BLANK), None)
    return line.leads or bool(
        following and following.kind is Kind.LABEL and following.label in ("title", "authors")
    )


def _label_begins(draft: _Draft, line: Line) -> bool:
    if draft.closed and line.label in ("title", "authors", "abstract"):
        return True
    if line.label in draft.labels and line.label in ("title", "authors", "abstract"):
        return True
    if (
        line.label == "abstract"
        and draft.blocks
        and not draft.header
        and not draft.labels
        and not draft.ident
    ):
        return any(len(text) >= _LONG * 2 for block in draft.blocks for text in block)
    return line.label == "title" and "abstract" in draft.labels


def _text_begins(draft: _Draft, lines: list[Line], place: int, ids_trail: bool) -> bool:
    """Text after a lone id that ends a cut-off entry, or a heading after a finished abstract."""
    if draft.ident and not draft.has_text and ids_trail and lines[place].number != draft.end:
        return not _leads(lines, place - 1)
    if not draft.after_blank or "abstract" not in draft.labels:
        return False
    following = [one for one in lines[place + 1 : place + 5] if one.kind is not Kind.BLANK][:2]
    return any(one.kind is Kind.LABEL and one.label in ("authors", "abstract") for one in following)


def _add(draft: _Draft, line: Line) -> None:
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


def _add_text(draft: _Draft, text: str) -> None:
    continues = draft.last_label == "abstract" or (draft.last_label and text[:1].isspace())
    if continues and not draft.after_blank and draft.labels.get(draft.last_label):
        draft.labels[draft.last_label][-1] += " " + text.strip()
        return
    draft.last_label = ""
    if draft.after_blank or not draft.blocks:
        draft.blocks.append([])
    draft.blocks[-1].append(text.strip())


def make_record(draft: _Draft, file: str) -> PaperRecord:
    """The record of an entry: labelled fields first, then what its unlabelled lines are."""
    labels = {name: " ".join(values).strip() for name, values in draft.labels.items()}
    parts = _parts([list(block) for block in draft.blocks], header=draft.header, labelled=labels)
    abstract = labels.get("abstract")
    if abstract and parts.abstract:
        abstract = f"{abstract} {parts.abstract}"
    year = partial(labels.get("year"), "published")
    return make(
        Origin(file, draft.start, draft.end),
        title=labels.get("title") or parts.title,
        abstract=abstract or parts.abstract,
        authors=split_names(labels["authors"]) if labels.get("authors") else parts.authors,
        identifiers=[f"{draft.ident.id}v{draft.ident.version}" if draft.ident.version else draft.ident.id]
        if draft.ident
        else [labels.get("id"), labels.get("url")],
        doi_text=labels.get("doi"),
        dates=[*draft.dates, *([year] if year else [])],
        categories=[*draft.categories, *_subjects(labels.get("categories", ""))],
        affiliations=[*parts.affiliations, *re.split(r"\s*;\s*", labels.get("affiliations", ""))],
        comments=[*draft.labels.get("comments", []), *parts.comments],
        venue=labels.get("venue"),
        links=[labels.get("url")],
        has_code=draft.code,
    )


def _subjects(text: str) -> list[str]:
    """Categories by their codes where a line gives codes: "Computer Vision (cs.CV); …"."""
    codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", text)
    return codes or [part for part in re.split(r"\s*[;,]\s*|\s+(?=[a-z-]+\.[A-Z]{2}\b)", text) if part]


_NOBODY = AuthorList()


@dataclass(frozen=True, slots=True)
class _Parts:
    title: str | None = None
    abstract: str | None = None
    authors: AuthorList = _NOBODY
    affiliations: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


def _parts(blocks: list[list[str]], *, header: bool, labelled: dict[str, str]) -> _Parts:
    """Title, authors, abstract and notes among unlabelled lines."""
    title, authors, affiliations = None, AuthorList(), ()  # type: tuple[str | None, AuthorList, tuple[str, ...]]
    if "title" not in labelled:
        title, authors, affiliations = _heading(blocks, header, bool(labelled.get("abstract")))
    body, notes = _body(blocks)
    return _Parts(title, " ".join(body) or None, authors, affiliations, tuple(notes))


def _heading(
    blocks: list[list[str]], header: bool, more: bool
) -> tuple[str | None, AuthorList, tuple[str, ...]]:
    """The title and the authors at the top, taken out of `blocks`."""
    lines = [(block, text) for block in blocks for text in block]
    if not lines:
        return None, AuthorList(), ()
    first, rest = lines[0][1], [text for _, text in lines[1:]]
    if rest and len(first) < 2 * _LONG and is_author_line(rest[0]) and not _NOTE.match(first):
        _drop(blocks, 2)
        affiliations = re.split(r"\s+·\s+", rest[0])[1:]
        return first, split_names(re.split(r"\s+·\s+", rest[0])[0]), tuple(affiliations)
    if not (header or ((rest or more) and len(first) < 3 * _LONG)):
        return None, AuthorList(), ()
    glued = split_glued(first, known=frozenset(re.findall(r"\w+", " ".join(rest).lower())))
    if glued and (header or not glued.complete or glued.authors.count(",") >= 1):
        _drop(blocks, 1)
        names = split_names(glued.authors)
        return glued.title, AuthorList(names.authors, glued.complete and names.complete), glued.affiliations
    if (header and (rest or len(first) < _LONG)) or _is_heading(first, rest, more):
        _drop(blocks, 1)
        return first, AuthorList(), ()
    return None, AuthorList(), ()


def _is_heading(first: str, rest: list[str], more: bool) -> bool:
    if (
        len(first) >= _LONG
        or _NOTE.match(first)
        or first.endswith((".", ",", ";"))
        or not first[:1].isalnum()
    ):
        return False
    return more or (bool(rest) and max(map(len, rest)) >= 2 * len(first) and not rest[0][:1].islower())


def _drop(blocks: list[list[str]], count: int) -> None:
    for _ in range(count):
        blocks[0].pop(0)
        if not blocks[0]:
            blocks.pop(0)


def is_author_line(text: str) -> bool:
    """Whether a line is a list of at least two names, or names that end in "et al."."""
    listed, complete = cut_more(re.split(r"\s+·\s+", text)[0])
    pieces = [
        piece
        for piece in re.split(
            r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", re.sub(r"\s*\([^)]*\)|[\d*†‡∗]+", "", listed)
        )
        if piece
    ]
    names = sum(is_name(piece) for piece in pieces)
    return bool(pieces) and names >= 0.9 * len(pieces) and (len(pieces) >= 2 or not complete)


def _body(blocks: list[list[str]]) -> tuple[list[str], list[str]]:
    """The abstract's lines, and the notes that follow it."""
    lines = [text for block in blocks for text in block]
    ends = {id(block[-1]) for block in blocks}
    cut = len(lines)
    while cut > 0 and _is_note(lines, cut - 1, ends):
        cut -= 1
    return lines[:cut], lines[cut:]


def _is_note(lines: list[str], at: int, ends: set[int]) -> bool:
    text = lines[at]
    if len(text) >= 2 * _LONG:
        return False
    if at == 0:
        return bool(_NOTE.match(text)) and len(text) < _LONG
    previous = lines[at - 1]
    if not _SENTENCE_END.search(previous) and not _NOTE.match(previous) and len(previous) >= 60:
        return False
    if _NOTE.match(text):
        return True
    return len(previous) >= _LONG and len(text) < _LONG and not text[:1].islower() and not _PROSE.search(text)


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
    return any(len(line.text) >= 2 * _LONG and _PROSE.search(line.text) for line in lines)


FORMAT = Format(
    name="listing",
    label="pasted listing or plain text",
    suffixes=(".txt", ".text", ""),
    fields="abstracts with whatever stands around them: ids, titles, authors, dates, categories, notes",
    sniff=_sniff,
    read=read,
)
