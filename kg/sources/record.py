"""The one way from what a format gives to a `PaperRecord`: every field is cleaned here, the same for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.records import Author, DateKind, Origin, PaperRecord, PartialDate
from kg.sources import dates as _dates
from kg.sources.author_lists import AuthorList
from kg.sources.ids import ArxivId, arxiv_id, doi, find_arxiv, is_repository, urls
from kg.sources.tex import detex, unbrace
from kg.sources.text import one_line, plain, strip_markup

_LABEL = re.compile(r"^\s*(?:abstract|summary|摘要)\s*[:：.—-]\s*", re.I)
_COPYRIGHT = re.compile(
    r"(?<=[.!?/])\s*(?:copyright )?©\s*(?:copyright )?(?:(?:19|20)\d\d|(?:by )?the authors?)\b.{0,300}$", re.I
)
"""The notice of a publisher at the end of an abstract."""
_HEADING = re.compile(r"<(?:jats:)?title>\s*(?:abstract|summary)\s*:?\s*</(?:jats:)?title>", re.I)
_ABBREVIATED = (
    "Proc Conf Int Phys Lett Rev J Trans Astron Astrophys Math Comput Sci Eng Vol Intl Soc Appl Res Mon Not "
    "Ann Adv Commun Am Nucl Chem Opt Mech Stat Symp Electron Robot Autom Process Mach Intell Neural Netw "
    "Syst Inf"
)
_STOP = "".join(rf"(?<!\b{word})" for word in _ABBREVIATED.split()) + r"(?<![\s.][A-Z])\."
_VENUE_CHAR = rf"(?:[^.;:()|\[\]\n]|(?!{_STOP})\.)"
_VENUE = re.compile(
    r"\b(?:accept(?:ed)?|to appear|appear(?:s|ed)?|publish(?:ed)?|present(?:ed)?|camera[- ]ready)\b"
    r"(?:\s+(?:as|for)\s+(?:an?\s+)?[\w\s-]{0,40}?(?=\s(?:by|at|in|to|for)\b))?"
    r"(?:\s+(?:for\s+(?:publication|presentation)\s+)?(?:by|at|in|to|for)(?:\s+the)?|\s*:)\s+"
    rf"(?P<venue>{_VENUE_CHAR}+?)"
    rf"(?={_STOP}|[;:()|\[\]\n]|,\s*(?:\d+\s+(?:pages|figures)|code|project|see|with|which)|$)",
    re.I,
)
_VENUE_HINT = re.compile(r"accept|appear|publish|present|camera", re.I)
_WITHDRAWN = re.compile(
    r"\b(?:paper|manuscript|article|submission|work|preprint)\s+(?:has been|is|"
    r"was)\s+(?:temporarily\s+)?(?:withdrawn|retracted)"
    r"|\bwithdrawn\s+(?:by|due|because|from|for)\b|^\s*(?:\[|\()?(?:withdrawn|retracted)\b|\bwe (?:have "
    r")?withdraw\w* this",
    re.I,
)


def clean(text: str | None, *, tex: bool = False, markup: bool = False) -> str | None:
    """`text` decoded and on one line, or None where nothing is left.

    `tex` drops grouping braces too (BibTeX); `markup` drops inline tags (what publishers send).
    """
    if not text:
        return None
    text = plain(strip_markup(text) if markup and "<" in text else text)
    if markup and "<" in text:
        text = strip_markup(text)
    text = one_line(unbrace(text) if tex else detex(text))
    return (
        text
        if text
        and text.lower() not in ("none", "null", "nan", "n/a", "no abstract", "[no abstract available]")
        else None
    )


def partial(text: object, kind: DateKind) -> PartialDate | None:
    """The date that `text` states, or None where it states none."""
    stated = one_line(str(text)) if text else ""
    date = _dates.iso(stated) if stated else None
    return PartialDate(date, kind, stated) if date else None


def make(
    origin: Origin,
    *,
    title: str | None = None,
    abstract: str | None = None,
    authors: AuthorList | Iterable[Author | None] = (),
    identifiers: Iterable[str | None] = (),
    version: int | None = None,
    doi_text: str | None = None,
    dates: Iterable[PartialDate | None] = (),
    categories: Iterable[str] = (),
    affiliations: Iterable[str] = (),
    comments: Iterable[str | None] = (),
    venue: str | None = None,
    links: Iterable[str | None] = (),
    has_code: bool = False,
    withdrawn: bool = False,
    tex: bool = False,
    markup: bool = False,
) -> PaperRecord:
    """A record from raw fields; `identifiers` may hold arXiv ids, DOIs and links in any mixture."""
    names = authors if isinstance(authors, AuthorList) else AuthorList(tuple(a for a in authors if a))
    given = [value.strip() for value in identifiers if value and value.strip()]
    notes = tuple(note for text in comments if (note := clean(text, tex=tex, markup=markup)))
    headless = _HEADING.sub(" ", abstract) if abstract and markup else abstract
    body = _abstract(clean(headless, tex=tex, markup=markup))
    reached = [link for link in links if link]
    arxiv = _arxiv(given, reached)
    found = urls(
        [*notes, body or "", *(g for g in given if "://" in g), *(one_line(link) for link in reached)]
    )
    return PaperRecord(
        origin=origin,
        title=_title(clean(title, tex=tex, markup=markup)),
        abstract=body,
        authors=names.authors,
        authors_complete=names.complete,
        arxiv_id=arxiv.id if arxiv else None,
        arxiv_version=version or (arxiv.version if arxiv else None),
        doi=_doi([doi_text, *given, *reached]),
        dates=tuple(dict.fromkeys(date for date in dates if date)),
        categories=tuple(dict.fromkeys(c for text in categories if (c := one_line(text)))),
        affiliations=tuple(dict.fromkeys(a for text in affiliations if (a := clean(text, tex=tex)))),
        comments=notes,
        venue=clean(venue, tex=tex, markup=markup) or _venue(notes),
        urls=found,
        has_code=has_code or any(is_repository(url) for url in found),
        withdrawn=withdrawn or _withdrawn(notes, body),
    )


def is_paper(record: PaperRecord) -> bool:
    """Whether a record says enough to stand for a paper: a title, an abstract or an id."""
    return bool(record.title or record.abstract or record.arxiv_id or record.doi)


def _title(text: str | None) -> str | None:
    return (re.sub(r"^Title\s*:\s*", "", text) or None) if text else None


def _abstract(text: str | None) -> str | None:
    return (_COPYRIGHT.sub("", _LABEL.sub("", text, count=1)) or None) if text else None


def _arxiv(given: list[str], links: list[str]) -> ArxivId | None:
    for value in given:
        if found := arxiv_id(value):
            return found
    return next((found for value in [*given, *links] if (found := find_arxiv(value))), None)


def _doi(candidates: Iterable[str | None]) -> str | None:
    """The first full DOI; a short one (`10/abc`) where there is no other; arXiv's own DOIs are arXiv ids."""
    found = [
        d
        for value in candidates
        if value and "10" in value and (d := doi(value)) and "10.48550/arxiv" not in d
    ]
    return next((d for d in found if d.startswith("10.")), found[0] if found else None)


def _venue(notes: tuple[str, ...]) -> str | None:
    for note in notes:
        match = _VENUE.search(note) if _VENUE_HINT.search(note) else None
        if (
            match
            and (name := match["venue"].strip(" ,"))
            and len(name) <= 150
            and any(c.isupper() for c in name)
        ):
            return name
    return None


def _withdrawn(notes: tuple[str, ...], abstract: str | None) -> bool:
    if any(_WITHDRAWN.search(note) for note in notes):
        return True
    return bool(abstract and len(abstract) < 600 and _WITHDRAWN.search(abstract[:200]))


def origins(file: str) -> Iterator[Origin]:
    """Origins that count records from 1, for formats without lines."""
    number = 0
    while True:
        number += 1
        yield Origin(file, number, number)
