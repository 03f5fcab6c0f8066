"""Markdown: digests of papers under headings or in lists, tables, and pages with front matter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.records import Origin, PaperRecord, Problem
from kg.sources import generic, listing, markdown_tables
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.format import Format, Head, Item
from kg.sources.ids import find_arxiv
from kg.sources.keys import normal
from kg.sources.listing_names import is_author_line
from kg.sources.listing_text import reads_as_prose
from kg.sources.markdown_lines import MdLine, Part, indent_of, parse_line, unbulleted
from kg.sources.markdown_notes import front_matter, has_front_matter, without_note_links
from kg.sources.markdown_titles import Headline, beside, link_text, unmark
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source

_ID = re.compile(r"`?\barXiv:\s?(\S+?)`?(?=[\s\])`]|$)", re.I)
_ENOUGH = 100
"""Characters after which an empty line ends an abstract."""
_PARAGRAPH = 400
"""Characters from which a paragraph without a label is an abstract."""


@dataclass(slots=True)
class _Entry:
    """A title with the lines below it, up to the next title; `labelled` ones have only labelled fields."""

    head: Headline
    start: int
    end: int
    links: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    label: str = ""
    level: int = 0
    linked: bool = False
    details: bool = False
    callout: bool = False
    labelled: bool = False
    indent: int = -1
    bullet: int = -1
    extra: str = ""

    @property
    def is_paper(self) -> bool:
        """Whether what was read so far can only belong to a paper."""
        return any(self.fields.get(name) for name in ("authors", "abstract", "original"))

    @property
    def named(self) -> bool:
        """Whether authors were read."""
        return bool(self.head.authors or self.fields.get("authors"))


def read(source: Source) -> Iterator[Item]:
    """Every paper of a digest, in the order of the file; or the one paper of a page."""
    text = without_note_links(source.text())
    front = front_matter(text)
    skipped = text[: front[1]].count("\n") if front else 0
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if number > skipped]
    page = generic.paper(front[0], Origin(source.file, 1, max(skipped, 1)), source.columns) if front else None
    entries = list(_entries(lines, source.file))
    if page is not None and all(_same_title(page, one) for one in entries):
        page = _with_body(page, entries, lines)
    if page is not None and page.title and (page.abstract or (page.authors and (page.arxiv_id or page.doi))):
        yield page
        return
    found = [*markdown_tables.rows(lines, source), *entries]
    yield from sorted(_distinct(found), key=lambda one: one.origin.line)
    if not found and front is None and not re.search(r"^#{1,6} ", text, re.M):
        found = list(_plain(text, source.file))
        yield from found
    if not found:
        message = "Markdown without papers (no titles with authors, abstracts or arXiv links)"
        yield Problem(source.file, None, message, "leave the file out, or see `kg formats` for what is read")


def _plain(text: str, file: str) -> Iterator[PaperRecord]:
    """The papers of a listing that was kept as Markdown, where they have authors or ids."""
    for one in listing.read(Source(file, "", text.encode("utf-8", "replace"), io.BytesIO())):
        if isinstance(one, PaperRecord) and (one.authors or one.arxiv_id or one.doi):
            yield one


def _same_title(page: PaperRecord, other: PaperRecord) -> bool:
    return bool(page.title) and normal(page.title or "") == normal(other.title or "")


def _with_body(page: PaperRecord, entries: list[PaperRecord], lines: list[tuple[int, str]]) -> PaperRecord:
    """The paper of a page's front matter with its id and labelled abstract from below."""
    if page.abstract or not page.authors:
        return page
    entry = _Entry(Headline(page.title or ""), 1, 1, labelled=True)
    parsed = [(parse_line(number, raw), raw) for number, raw in lines]
    if sum(line.label == "abstract" for line, _ in parsed) > 1:
        return page  # of several papers
    for line, raw in parsed:
        _add(entry, line, raw)
    found = make(page.origin, abstract=" ".join(map(link_text, entry.fields.get("abstract", []))))
    ident = page.arxiv_id or next((one.arxiv_id for one in entries if one.arxiv_id), None)
    origin = replace(page.origin, end_line=entry.end) if found.abstract else page.origin
    return replace(page, origin=origin, abstract=found.abstract, arxiv_id=ident)


def _distinct(records: list[PaperRecord]) -> Iterator[PaperRecord]:
    """Records without those that another one on the same lines says too."""
    seen: set[tuple[int, str | None]] = set()
    for record in records:
        key = (record.origin.line, record.title)
        if key not in seen:
            seen.add(key)
            yield record


def _entries(lines: list[tuple[int, str]], file: str) -> Iterator[PaperRecord]:
    entry: _Entry | None = None
    for place, (number, raw) in enumerate(lines):
        if raw.lstrip().startswith("|") or re.match(r"\s*</?t(?:able|head|body|r|d|h)\b", raw):
            continue
        line = parse_line(number, raw)
        if _opens(line, entry, lines[place + 1 :]):
            if entry is not None and (record := _record(entry, file)):
                yield record
            level = line.level or _DEEPEST
            links = list(line.links)
            entry = _Entry(line.head, number, number, links, level=level, linked=bool(links), extra=raw)
            entry.bullet = line.indent
        elif entry is not None:
            _add(entry, line, raw)
    if entry is not None and (record := _record(entry, file)):
        yield record


def _opens(line: MdLine, entry: _Entry | None, below: Sequence[tuple[int, str]]) -> bool:
    """Whether a line is a new title; sections of a page that has its abstract still to come are none."""
    if line.part is Part.HEADING:
        return entry is None or not entry.is_paper or line.level <= entry.level
    if line.part is Part.ADDRESS:
        return line.head.title.count(" ") >= 2 and not _belongs(line, entry)
    if line.part is not Part.ITEM or len(line.text) < 8:
        return False
    if entry is not None and entry.details:
        return False
    return bool(line.links) or entry is None or (line.indent >= 0 and _id_below(line.indent, below))


def _belongs(line: MdLine, entry: _Entry | None) -> bool:
    """Whether an item with an address may only mention another paper than the one it stands below."""
    if entry is None or entry.details or entry.label in ("abstract", "original"):
        return entry is not None
    listed = entry.level == _DEEPEST and line.indent <= entry.bullet
    return not listed and (entry.is_paper or any(map(find_arxiv, entry.links)))


def _id_below(indent: int, lines: Sequence[tuple[int, str]]) -> bool:
    """Whether the lines that go on with an item of a list link to a paper."""
    for _, raw in lines:
        if not raw.strip() or raw.startswith("#") or 0 <= indent_of(raw) <= indent:
            return False
        if find_arxiv(raw):
            return True
    return False


def _add(entry: _Entry, line: MdLine, raw: str) -> None:
    if "<details" in raw:
        entry.details = re.search(r"abstract|summary>\s*(?:show|more)|摘要", raw, re.I) is not None
        entry.label = "abstract" if entry.details else "ignored"
        return
    if "</details" in raw:
        entry.details, entry.label = False, ""
        return
    if line.part is not Part.ADDRESS or not line.head.title:  # any other address may be another paper's
        entry.links += line.links
    if entry.callout and not line.quoted:
        entry.label, entry.callout = "", False
    match line.part:
        case Part.LABEL:
            entry.label = "original" if line.label == "abstract" and line.original else line.label
            entry.indent = line.indent
            entry.fields.setdefault(entry.label, []).append(line.text)
        case Part.CALLOUT:
            entry.label, entry.callout = line.label, True
        case Part.BLANK:
            held = " ".join(entry.fields.get(entry.label, []))
            if (
                not entry.details
                and not line.quoted
                and (len(held) > _ENOUGH or entry.label not in _LONG_FIELDS)
            ):
                entry.label = ""
        case Part.RULE:
            entry.label = ""
        case Part.HEADING:
            entry.label = "ignored"
        case _:
            _add_text(entry, line, raw.lstrip(" \t>"))
    if line.part not in (Part.BLANK, Part.RULE):
        entry.end = line.number


_DEEPEST = 7
"""The level of a title in a list, below every heading."""
_LONG_FIELDS = ("abstract", "original", "summary", "ignored")
_OTHER_FIELD = re.compile(r"(?:[-*+] )?(?:\*\*)?[A-Z][\w-]*(?: [\w-]+){0,2}(?::\*\*|\*\*:|:)+(?:\s|$)")
"""How a line begins with a label that names none of the fields."""


def _add_text(entry: _Entry, line: MdLine, written: str) -> None:
    text = line.text
    if 0 <= line.indent <= entry.indent or (entry.label not in _LONG_FIELDS and _OTHER_FIELD.match(written)):
        entry.label = ""  # a bullet beside that of the label, or a label of no field
    if entry.labelled and not entry.label:
        return
    if entry.label:
        first = not any(entry.fields.get(entry.label, []))
        entry.fields.setdefault(entry.label, []).append(unbulleted(text) if first else text)
    elif not entry.named and _names(text):
        entry.fields.setdefault("authors", []).append(text.strip("_*"))
    elif not entry.named and "authors" in (stated := beside(unbulleted(text))):
        for name in ("authors", "venue", "date"):
            if name in stated and name not in entry.fields:
                entry.fields[name] = [stated[name]]
    elif (
        (entry.links or entry.named)
        and not entry.fields.get("abstract")
        and _reads_as_abstract(text, quoted=line.quoted)
    ):
        entry.label = "abstract"
        entry.fields.setdefault("abstract", []).append(text)
    elif _ID.search(text) or "arxiv.org" in text:
        entry.extra += " " + text


def _names(text: str) -> bool:
    """Whether a line without a label is a list of authors: names, or anything that is set in italics."""
    return re.fullmatch(r"[_*][^_*].+[_*]", text) is not None or is_author_line(link_text(text))


def _reads_as_abstract(text: str, *, quoted: bool) -> bool:
    """Whether a paragraph without a label is long enough for an abstract; a short one may be a remark."""
    return len(text) >= (_ENOUGH if quoted else _PARAGRAPH) and reads_as_prose(link_text(text))


def _record(entry: _Entry, file: str) -> PaperRecord | None:
    """The record of an entry, or None where it is a section or some other heading."""
    held = {name: " ".join(link_text(text) for text in texts).strip() for name, texts in entry.fields.items()}
    arxiv = next((found for link in entry.links if (found := find_arxiv(link))), None)
    stated = _ID.search(entry.extra) or _ID.search(held.get("url", ""))
    abstract = held.get("original") or held.get("abstract")
    names = held.get("authors") or entry.head.authors
    title = held.get("title") or entry.head.title
    if not (abstract or (names and entry.linked) or ((arxiv or stated) and (names or len(title) > 8))):
        return None
    if not abstract and not names and len(set(entry.links)) > 6:
        return None
    record = make(
        Origin(file, entry.start, entry.end),
        title=unmark(title),
        abstract=abstract,
        authors=split_names(names) if names else AuthorList(),
        identifiers=[*entry.links, stated[1] if stated else None, held.get("url"), entry.head.arxiv],
        doi_text=next(
            (text for text in entry.fields.get("url", []) if "10." in text and "arxiv" not in text.lower()),
            None,
        ),
        dates=[
            partial(held.get("created"), "created"),
            partial(held.get("updated"), "updated"),
            partial(held.get("date") or entry.head.date, "published"),
        ],
        categories=_categories(held.get("categories", "")),
        affiliations=re.split(r"[;；]", held.get("affiliations", "")),
        comments=[held.get("comments")],
        venue=held.get("venue") or entry.head.venue,
        links=[link for link in dict.fromkeys(entry.links) if "://" in link and "shields.io" not in link],
        markup=True,
    )
    return (
        replace(record, title=None)
        if record.title and len(record.title) < 2
        else record
        if is_paper(record)
        else None
    )


def _categories(text: str) -> list[str]:
    text = re.sub(r"^\s*Subjects\s*:\s*", "", text)
    codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", text)
    return codes or [part.strip(" `*") for part in re.split(r"[;,|；，、]", text) if part.strip(" `*")]


def _sniff(head: Head) -> float:
    if head.binary or head.text.startswith(("<", "{", "@")):
        return 0.0
    if has_front_matter(head.text):
        return 0.75
    marks = len(
        re.findall(
            r"^#{1,6}\s+\S|^[ \t]*[-*]\s+\*\*|^\*\*\S.*\*\*|^[ \t]*\|[^|\n]*\||\]\(https?://", head.text, re.M
        )
    )
    if head.suffix in (".md", ".markdown", ".mdx"):
        return 0.6 if marks else 0.2
    return 0.4 if marks >= 2 and re.search(r"^#{1,6}\s+\S|^[ \t]*\|", head.text, re.M) else 0.0


FORMAT = Format(
    name="markdown",
    label="Markdown digest, table or page",
    suffixes=(".md", ".markdown", ".mdx"),
    fields="title, abstract, authors, arXiv id, DOI, dates, categories, comments, venue, links",
    sniff=_sniff,
    read=read,
)
