"""One entry of a listing: what its lines hold, and the record that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.glued import Glued, split_glued, split_spaced
from kg.sources.ids import ArxivId
from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_author_line, names_and_places
from kg.sources.listing_notes import is_note
from kg.sources.listing_text import unnumbered
from kg.sources.listing_wrap import SENTENCE_END
from kg.sources.names import ORG_WORD
from kg.sources.record import make, partial

_YEAR = re.compile(r"\s*[(\[]((?:19|20)\d\d)[)\]]$")
_BULLET = re.compile(r"^(?:[•▪●*–-]\s+(?=\w)|…\s*)")
_CITED = re.compile(
    r"(?P<title>.{8,300}?) \((?P<names>[^\W\d_a-z][^()\d]{2,80}?),? (?P<year>(?:19|20)\d\d)\)"
)
"""A title with who wrote it and when: "On Fish (Lee et al., 2024)"."""
_BEGUN = 80
"""Characters from which a line without an end may be the beginning of an abstract."""
_NOBODY = AuthorList()
_STOP = re.compile(r"(?<=[^\W\d_]{2})(?<!\b[JS]r)(?<!\bal)(?<!\betc)\.$")
"""The stop at the end of a title or of a list of names."""
_STRUCTURED = re.compile(
    r"(?:background|objectives?|aims?|purpose|motivation|introduction|methods?|materials|approach|design|setting"
    r"|results?|findings|conclusions?|discussion|significance|contributions?|limitations?|keywords?)\b",
    re.I,
)
_KEY = re.compile(r"(?P<key>[A-Z][\w()-]*(?: [\w()-]+){0,4})\s?:\s?(?P<value>.{0,300})")


@dataclass(slots=True)
class Draft:
    """An entry that is being put together; `text` holds its unlabelled lines by what they are."""

    start: int
    end: int
    ident: ArxivId | None = None
    closed: bool = False
    header: bool = False
    code: bool = False
    dates: list[PartialDate] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=dict)
    text: dict[str, list[str]] = field(default_factory=dict)
    after_blank: bool = True
    last: Line | None = None

    @property
    def empty(self) -> bool:
        """Whether no line was added yet."""
        return not (self.ident or self.dates or self.labels or self.text or self.header)

    @property
    def has_text(self) -> bool:
        """Whether there is more than an id and dates."""
        return bool(self.text or self.labels)

    def holds(self, *fields: str) -> bool:
        """Whether one of `fields` was read, labelled or not."""
        return any(name in self.labels or name in self.text for name in fields)

    def add(self, line: Line) -> None:
        """Take in a line that is not blank."""
        if line.kind is Kind.LABEL:
            self.labels.setdefault(line.label, []).append(line.text)
        elif line.kind is Kind.TEXT:
            self._add_text(line)
        elif line.kind is Kind.HEADER:
            self.header, self.code = True, line.code
        elif line.kind is Kind.IDENT and self.ident is None:
            self.ident = line.ident
        self.dates += line.dates
        self.categories += line.categories
        self.end, self.last, self.after_blank = line.end, line, False

    def _add_text(self, line: Line) -> None:
        if "section" in self.labels:  # the paper itself, of which only the abstract is read
            return
        key = _KEY.fullmatch(line.text)
        labelled = "abstract" in self.labels and key and line.label in ("", "abstract", "note")
        if labelled and key and not _STRUCTURED.match(key["key"]) and not is_note(line.text):
            self.labels.setdefault("ignored", []).append(line.text)
        elif line.label == "" and self.holds("authors") and not self.holds("abstract"):
            self.text.setdefault("aside", []).append(line.text)
        else:
            self.text.setdefault(line.label or "note", []).append(line.text)


def make_record(draft: Draft, file: str) -> PaperRecord:
    """The record of an entry: labelled fields first, then what its unlabelled lines are."""
    labels = {name: " ".join(values).strip() for name, values in draft.labels.items()}
    title, authors, affiliations = _heading(draft, labels)
    year = _YEAR.search(title) if title else None
    stated = partial(labels.get("year"), "published") or (partial(year[1], "published") if year else None)
    asides = draft.text.get("aside", [])
    return make(
        Origin(file, draft.start, draft.end),
        title=_YEAR.sub("", title) if title else None,
        abstract=_unquoted(_body(draft)) or None,
        authors=authors,
        identifiers=[_ident(draft.ident)] if draft.ident else _other_ids(labels),
        doi_text=labels.get("doi"),
        dates=[*draft.dates, *([stated] if stated else [])],
        categories=[*draft.categories, *_subjects(labels.get("categories", ""))],
        affiliations=[*affiliations, *labels.get("affiliations", "").split(";"), *_places(asides)],
        comments=[*draft.labels.get("comments", []), *_notes(draft, asides)],
        venue=labels.get("venue"),
        links=[labels.get("url")],
        has_code=draft.code,
    )


def _body(draft: Draft) -> str:
    """The abstract, labelled or not."""
    parts = [*draft.labels.get("abstract", []), *draft.text.get("abstract", [])]
    return _BULLET.sub("", " ".join(parts))


def _unquoted(text: str) -> str:
    """`text` without the quotation marks around all of it."""
    bare = text.strip()
    inner = bare[1:-1]
    if bare[:1] == "“" and bare[-1:] == "”" and inner.find("“") <= inner.find("”"):
        return inner
    straight = bare[:1] == bare[-1:] == '"' and len(bare) > 1 and inner.count('"') % 2 == 0
    opens = '"' not in inner or inner[: inner.index('"')].endswith((" ", "("))
    return inner if straight and opens else text


def _ident(ident: ArxivId) -> str:
    return f"{ident.id}v{ident.version}" if ident.version else ident.id


def _other_ids(labels: dict[str, str]) -> list[str | None]:
    """The labelled fields that may name the paper where no line is an id."""
    return [labels.get(name) for name in ("id", "url", "doi")]


def _subjects(text: str) -> list[str]:
    """Categories by their codes where a line gives codes: "Computer Vision (cs.CV); …"."""
    codes = re.findall(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)", text)
    return codes or [part for part in re.split(r"\s*[;,]\s*|\s+(?=[a-z-]+\.[A-Z]{2}\b)", text) if part]


def _places(asides: list[str]) -> list[str]:
    """Affiliations among the lines between authors and abstract, by the numbers that stand before them."""
    return [
        place
        for text in asides
        if ORG_WORD.search(text)
        for place in re.split(r"(?:^|\s+)\d{1,2}\s*(?=[A-Z])|;", text)
        if place.strip()
    ]


def _notes(draft: Draft, asides: list[str]) -> list[str]:
    """The notes of an entry; without an abstract before them only those that are notes by their form."""
    kept = draft.text.get("note", []) if draft.holds("abstract") else []
    return kept or [
        text for text in (*draft.text.get("note", []), *asides) if is_note(text) and not text.isdigit()
    ]


def _heading(draft: Draft, labels: dict[str, str]) -> tuple[str | None, AuthorList, list[str]]:
    """The title, the authors and the affiliations that stand with them."""
    names = labels.get("authors") or _STOP.sub("", ", ".join(draft.text.get("authors", [])))
    listed, places = (names, []) if "authors" in labels else names_and_places(names)
    authors = split_names(listed.replace(" | ", ", ")) if names else _NOBODY
    title = labels.get("title") or _title(draft)
    if title and not names and (cited := _cited(title)):
        return *cited, places
    line = title if title and not names and "title" not in labels else names if not title else None
    if line and "authors" not in labels and (glued := _glued(draft, line, titled=bool(title))):
        people = split_names(glued.authors)
        whole = glued.complete and people.complete
        return glued.title, AuthorList(people.authors, whole), list(glued.affiliations)
    return title, authors, places


def _cited(title: str) -> tuple[str, AuthorList] | None:
    """The title with its year, and the authors, of "On Fish (Lee et al., 2024)"."""
    match = _CITED.fullmatch(title)
    names = split_names(match["names"]) if match else _NOBODY
    listed = ", ".join(author.name for author in names.authors)
    if match is None or not is_author_line(f"{listed} et al."):
        return None
    return f"{match['title']} ({match['year']})", names


def _glued(draft: Draft, line: str, *, titled: bool) -> Glued | None:
    """The two halves of a line in which title and authors touch; a list of names needs a clear title."""
    body = _body(draft)
    known = frozenset(re.findall(r"\w+", body.lower()))
    glued = split_glued(line, known=known)
    if draft.header and titled and not glued:
        return split_spaced(line)
    if glued and titled:
        clear = re.split(r"\W+", glued.title.lower())[-1] in known
        listed = not glued.complete or "," in glued.authors
        return glued if draft.header or listed or (clear and _is_person(glued)) else None
    return glued if glued and body and glued.title.count(" ") >= 2 and "," not in glued.title else None


def _is_person(glued: Glued) -> bool:
    """Whether a lone author has a name of two words, other than "D Nets" of "Hierarchical 3D Nets"."""
    return " " in glued.authors and not (glued.title[-1:].isdigit() and glued.authors.startswith("D "))


def _title(draft: Draft) -> str | None:
    """The unlabelled title; a lone short line beside an id where nothing else is known of the paper."""
    held = draft.text.get("title") or draft.text.get("heading")
    if not held and not draft.holds("abstract", "authors") and draft.ident:
        held = [text for text in draft.text.get("note", []) if not is_note(text)][:1]
    return _STOP.sub("", unnumbered(" ".join(held))) if held else None


def breaks_off(draft: Draft) -> bool:
    """Whether the last thing that an entry holds is an abstract, or the beginning of one, without an end."""
    line = draft.last
    if line is None or not line.text or SENTENCE_END.search(line.text):
        return False
    return line.label == "abstract" or (line.label == "" and len(line.text) >= _BEGUN)
