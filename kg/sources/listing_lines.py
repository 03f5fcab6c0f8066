"""What a line of a pasted listing is: an id, dates, a header, a labelled field, or text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from kg.records import DateKind, PartialDate
from kg.sources.ids import ArxivId, arxiv_id
from kg.sources.record import partial


class Kind(Enum):
    """The kinds of lines."""

    BLANK = auto()
    IDENT = auto()
    DATES = auto()
    HEADER = auto()
    LABEL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that is of one kind; `label` is lower case."""

    number: int
    kind: Kind
    text: str = ""
    label: str = ""
    ident: ArxivId | None = None
    dates: tuple[PartialDate, ...] = ()
    categories: tuple[str, ...] = ()
    code: bool = False
    leads: bool = False


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH},?(?:\s+\d{{4}})?"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_MONTH}\s+\d{{4}}|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?)"
)
_ARCHIVE = (
    r"(?:cs|math|stat|eess|econ|q-bio|q-fin|physics|nlin|astro-ph|cond-mat|hep-(?:ex|lat|ph|th)"
    r"|nucl-(?:ex|th)|gr-qc|quant-ph|math-ph)"
)
_CATEGORY = rf"{_ARCHIVE}(?:\.[A-Za-z]{{2}}(?:-[a-z]+)?|\.[a-z-]+)?"
_HEADER = re.compile(
    rf"(?P<categories>(?:[A-Z]{{2}}|{_CATEGORY})(?:\s*[,;/|·]\s*(?:[A-Z]{{2}}|{_CATEGORY}))*)?[\s·|"
    rf",]*(?P<date>{_DATE})"
    r"[\s·|,]*(?P<flags>(?:(?:Code|Data|Dataset|Demo|Project|Page|Model|Models|Weights|Video|Slides|PDF|"
    r"HTML)[\s·|,]*)*)"
)
_IDENT = re.compile(
    r"(?P<mark>\[\d+\]\s*)?(?P<id>arXiv:\s?(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|(?:0\d|1[0-4])\d\d\.\d{4}|"
    r"\d{4}\.\d{5})(?:v\d{1,3}(?!\d))?"
    r"|https?://arxiv\.org/(?:abs|pdf)/(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|"
    r"\d{4}\.\d{4,5})(?:v\d{1,3})?(?:\.pdf)?(?=\s|$))(?P<rest>.*)",
    re.I,
)
_LISTED = re.compile(
    rf"\s*(?:\[(?:pdf|abs|ps|html|other|{_CATEGORY})[^\]]*\]|\((?:cross-list|replaced|{_CATEGORY})[^)]*\))",
    re.I,
)
_AFTER_ID = re.compile(rf"\s*(?:\[[^\]]*\]|\([^)]*\)|{_CATEGORY})(?=\s|$)")
_CATEGORY_IN = re.compile(rf"(?<![\w./-]){_CATEGORY}(?![\w.-])")
_DATED = re.compile(
    rf"(?P<label>(?:originally\s+)?(?:v\d+\s+)?(?:last\s+)?\b(?:created|updated|submitted|published|"
    rf"revised|announced|posted|received|accepted|date|on|"
    rf"发布日期|发布时间|发表日期|提交日期|更新日期|日期)|\[v(?P<v>\d+)\])(?:\s+(?:on|date|"
    rf"at))?\s*[:：]?\s*(?:\w{{3}},\s*)?(?P<date>{_DATE})"
    r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(?:\s*(?:UTC|GMT|Z|"
    r"[+-]\d{4}))?(?:\s*\([\d,.]+\s*[kK]?[bB]?\))?",
    re.I,
)
_LABELS = {
    "title": "title", "author": "authors", "authors": "authors", "author(s)": "authors",
    "abstract": "abstract",
    "summary": "abstract", "comment": "comments", "comments": "comments", "subject": "categories",
    "subjects": "categories",
    "categories": "categories", "category": "categories", "journal ref": "venue", "journal-ref": "venue",
    "journal reference": "venue", "published in": "venue", "venue": "venue", "conference": "venue",
    "journal": "venue",
    "doi": "doi", "related doi": "doi", "cite as": "id", "arxiv": "id", "arxiv id": "id", "id": "id",
    "url": "url",
    "link": "url", "links": "url", "pdf": "url", "affiliation": "affiliations",
    "affiliations": "affiliations",
    "institution": "affiliations", "institutions": "affiliations", "keywords": "keywords",
    "report number": "report",
    "report-no": "report", "msc classes": "class", "acm classes": "class", "msc-class": "class",
    "acm-class": "class",
    "year": "year", "from": "from", "license": "license",
    "标题": "title", "题目": "title", "作者": "authors", "摘要": "abstract", "备注": "comments",
    "分类": "categories",
    "链接": "url", "タイトル": "title", "著者": "authors", "要旨": "abstract", "概要": "abstract",
}  # fmt: skip
_LABEL = re.compile(
    r"(?P<label>"
    + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
    + r")\s?[:：]\s*(?P<text>.*)",
    re.I,
)
_BARE = re.compile(r"(?:abstract|summary|摘要|要旨)\s*[.:—-]?", re.I)
_OWN_LINK = re.compile(r"https?://(?:(?:dx\.)?doi\.org|arxiv\.org)/\S+")
_BUTTON_TEXTS = ("△ Less", "▽ More")
_BUTTONS = re.compile(r"\s*(?:△ Less|▽ More)\s*$")
_NOISE = re.compile(
    r"(?:view pdf.*|html \(experimental\)|view a pdf of the paper.*|submission history.*|focus to learn more|"
    r"\(or arxiv:\S+ \[.*\] for this version\)|access paper:|current browse context:.*|showing "
    r"\d+.*entries.*|△ less|▽ more|"
    r"showing (?:new|recent|all) listings.*|(?:new|cross|replacement) submissions? \(showing.*|"
    r"see today's new changes|"
    r"\[?(?:bibtex|pdf|html|abs|code|other formats)\]?|total of \d+ entries.*|-{3,}|={3,}|\*{3,})",
    re.I,
)


def classify(lines: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Each line as one or two `Line`s: text glued to an id is a line of its own."""
    for number, line in lines:
        raw = _BUTTONS.sub("", line) if line.rstrip().endswith(_BUTTON_TEXTS) else line
        text = raw.strip()
        if not text or _NOISE.fullmatch(text):
            yield Line(number, Kind.BLANK)
        elif (
            found := _ident(number, text)
            or _dates(number, text)
            or _header(number, text)
            or _label(number, text)
        ):
            yield from found
        else:
            yield Line(number, Kind.TEXT, raw.rstrip())


def _ident(number: int, text: str) -> list[Line] | None:
    match = _IDENT.match(text)
    ident = arxiv_id(match["id"]) if match else None
    if not match or ident is None:
        return None
    rest = match["rest"]
    leads = bool(match["mark"] or _LISTED.match(rest))
    categories: list[str] = []
    while after := _AFTER_ID.match(rest):
        categories += _CATEGORY_IN.findall(after.group())
        rest = rest[after.end() :]
    line = Line(number, Kind.IDENT, ident=ident, categories=tuple(categories), leads=leads)
    return [line, Line(number, Kind.TEXT, rest.strip())] if rest.strip() else [line]


def _dates(number: int, text: str) -> list[Line] | None:
    found = list(_DATED.finditer(text))
    left = _DATED.sub("", text)
    if not found or len(re.sub(r"[\s.,;|·()]+|\bfrom:.*", "", left)) > 4:
        return None
    first = any(match["label"].lower().startswith("v1 ") for match in found)
    dates = [partial(match["date"], _kind(match, earlier=first)) for match in found]
    return [Line(number, Kind.DATES, dates=tuple(date for date in dates if date))]


def _kind(match: re.Match[str], *, earlier: bool) -> DateKind:
    """What a label says of its date; beside "v1 submitted", plain "submitted" is the last version."""
    label = match["label"].lower()
    if match["v"] or label.startswith("v"):
        return "created" if (match["v"] or label[1:].split()[0]) == "1" else "updated"
    if re.search(r"updated|revised|更新", label) or (earlier and label == "submitted"):
        return "updated"
    if "announced" in label:
        return "listed"
    return "created" if re.search(r"created|submitted|received|提交", label) else "published"


def _header(number: int, text: str) -> list[Line] | None:
    match = _HEADER.fullmatch(text)
    date = partial(match["date"], "listed") if match else None
    if not match or date is None or not (match["categories"] or match["flags"]):
        return None
    categories = tuple(re.split(r"\s*[,;/|·]\s*", match["categories"])) if match["categories"] else ()
    return [Line(number, Kind.HEADER, dates=(date,), categories=categories, code="Code" in match["flags"])]


def _label(number: int, text: str) -> list[Line] | None:
    if _BARE.fullmatch(text) and not text[0].islower():
        return [Line(number, Kind.LABEL, "", label="abstract")]
    if _OWN_LINK.fullmatch(text):
        return [Line(number, Kind.LABEL, text, label="url")]
    match = _LABEL.match(text)
    if not match or (text[0].islower() and text[0].isascii()):
        return None
    return [Line(number, Kind.LABEL, match["text"], label=_LABELS[match["label"].lower()])]
