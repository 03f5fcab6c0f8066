"""The fields of one entry of a listing: title, authors, abstract and notes among its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources.author_lists import AuthorList, cut_more, split_names
from kg.sources.glued import is_name, split_glued
from kg.sources.ids import ArxivId
from kg.sources.record import make, partial

LONG = 200
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
SENTENCE_END = re.compile(r"[.!?。！？…\"”’)\]$]\s*$")
PROSE = re.compile(
    r"\b(?:we (?:propose|present|introduce|show|study|investigate|develop|describe|demonstrate|report|"
    r"find)|this (?:paper|work|article|study)|"
    r"in this (?:paper|work)|our (?:method|model|approach|results|experiments)|experiments (?:show|"
    r"demonstrate|on)|results (?:show|demonstrate|suggest)|"
    r"existing (?:methods|approaches)|state-of-the-art)\b",
    re.I,
)


@dataclass(slots=True)
class Draft:
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


def make_record(draft: Draft, file: str) -> PaperRecord:
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
        affiliations=[*parts.affiliations, *labels.get("affiliations", "").split(";")],
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
    if rest and len(first) < 2 * LONG and is_author_line(rest[0]) and not _NOTE.match(first):
        _drop(blocks, 2)
        affiliations = re.split(r"\s+·\s+", rest[0])[1:]
        return first, split_names(re.split(r"\s+·\s+", rest[0])[0]), tuple(affiliations)
    if not (header or ((rest or more) and len(first) < 3 * LONG)):
        return None, AuthorList(), ()
    glued = split_glued(first, known=frozenset(re.findall(r"\w+", " ".join(rest).lower())))
    if glued and (header or not glued.complete or glued.authors.count(",") >= 1):
        _drop(blocks, 1)
        names = split_names(glued.authors)
        return glued.title, AuthorList(names.authors, glued.complete and names.complete), glued.affiliations
    if (header and (rest or len(first) < LONG)) or _is_heading(first, rest, more):
        _drop(blocks, 1)
        return first, AuthorList(), ()
    return None, AuthorList(), ()


def _is_heading(first: str, rest: list[str], more: bool) -> bool:
    if len(first) >= LONG or _NOTE.match(first) or first.endswith((".", ",", ";")) or not first[:1].isalnum():
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
    if len(text) >= 2 * LONG:
        return False
    if at == 0:
        return bool(_NOTE.match(text)) and len(text) < LONG
    previous = lines[at - 1]
    if not SENTENCE_END.search(previous) and not _NOTE.match(previous) and len(previous) >= 60:
        return False
    if _NOTE.match(text):
        return True
    return len(previous) >= LONG and len(text) < LONG and not text[:1].islower() and not PROSE.search(text)
