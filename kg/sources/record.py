"""The one way from what a format gives to a `PaperRecord`: every field is cleaned here, the same for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.records import Author, DateKind, Origin, PaperRecord, PartialDate
from kg.sources import dates as _dates
from kg.sources.author_lists import AuthorList
from kg.sources.ids import ArxivId, arxiv_id, doi, find_arxiv, is_repository, urls
from kg.sources.tex import detex, typeset
from kg.sources.text import has_markup, one_line, plain, strip_markup

_LABEL = re.compile(r"^\s*(?:abstract|summary|摘要)\s*[:：.—-]\s*", re.I)
_OPENERS = (
    "We|Our|This|These|The|A|An|In|On|For|With|By|From|At|As|It|There|To|Here|If|When|While|Although|Though|"
    "Despite|Since|Because|However|Many|Most|Some|Several|Recent|Recently|Background|Objectives?|Purpose|Aims?|"
    "Motivation|Introduction"
)
_BARE_LABEL = re.compile(rf"^\s*(?:Abstract|ABSTRACT|Summary|SUMMARY)\s+(?=(?:{_OPENERS})\b)")
"""A label that runs into the text: only words that begin sentences tell it from "Abstract Syntax Trees"."""
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
_PREPRINT = re.compile(
    r"\W*(?:(?:preprint\s*(?:at|on|in)?\W*)?(?:https?://)?(?:arxiv\b|abs/)|corr\W*(?:$|\d|abs\b|cs\b|arxiv\b))",
    re.I,
)
"""arXiv in the place of a journal, as "arXiv preprint arXiv:2507.05255" or "CoRR"."""
_CUT = re.compile(r"^\s*(?:…|\.\.\.)|(?:…|\.\.\.)\s*$")
_ARXIV_DOI = "10.48550/arxiv"
_WITHDRAWN = re.compile(
    r"\b(?:paper|manuscript|article|submission|work|preprint)\s+(?:has been|is|"
    r"was)\s+(?:temporarily\s+)?(?:withdrawn|retracted)"
    r"|\bwithdrawn\s+(?:by|due|because|from|for)\b|^\s*(?:\[|\()?(?:withdrawn|retracted)\b|\bwe (?:have "
    r")?withdraw\w* this",
    re.I,
)


def clean(text: str | None, *, tex: bool = False, markup: bool = False) -> str | None:
    """`text` decoded and on one line, or None where nothing is left.

    `tex` drops grouping braces too (BibTeX); `markup` drops inline tags (what publishers send), which
    are dropped in any case where they open and close.
    """
    if not text:
        return None
    text = plain(strip_markup(text) if markup or has_markup(text) else text)
    if markup or has_markup(text):
        text = strip_markup(text)
    text = one_line(typeset(text) if tex else detex(text))
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
    """A record from raw fields; `identifiers` may hold arXiv ids, DOIs and links in any mixture.

    A `venue` that is arXiv is none, but may hold the id; one that is cut off is none either.
    """
    names = authors if isinstance(authors, AuthorList) else AuthorList(tuple(a for a in authors if a))
    preprint = venue if venue and _PREPRINT.match(venue) else None
    journal = None if preprint or (venue and _CUT.search(venue)) else venue
    given = [value.strip() for value in (*identifiers, preprint) if value and value.strip()]
    notes = tuple(note for text in comments if (note := clean(text, tex=tex, markup=markup)))
    headless = _HEADING.sub(" ", abstract) if abstract else abstract
    body = _abstract(clean(headless, tex=tex, markup=markup))
    reached = [link for link in links if link]
    arxiv = _arxiv(given, reached) or _arxiv_of_doi(doi_text)
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
        venue=clean(journal, tex=tex, markup=markup) or _venue(notes),
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
    text = _BARE_LABEL.sub("", _LABEL.sub("", text, count=1)) if text else ""
    return (_COPYRIGHT.sub("", text) if "©" in text else text) or None


def _arxiv(given: list[str], links: list[str]) -> ArxivId | None:
    for value in given:
        if found := arxiv_id(value):
            return found
    return next((found for value in [*given, *links] if (found := find_arxiv(value))), None)


def _arxiv_of_doi(text: str | None) -> ArxivId | None:
    stated = doi(text) if text and "10." in text else None
    return arxiv_id(stated) if stated and stated.startswith(_ARXIV_DOI) else None


def _doi(candidates: Iterable[str | None]) -> str | None:
    """The first full DOI; a short one (`10/abc`) where there is no other; arXiv's own DOIs are arXiv ids."""
    found = [
        d
        for value in candidates
        if value and "10" in value and (d := doi(value)) and not d.startswith(_ARXIV_DOI)
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
