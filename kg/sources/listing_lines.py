"""What a line of a pasted listing is: an id, dates, a header, a labelled field, or text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kg.sources.citations import LONGEST, citation
from kg.sources.ids import arxiv_id, doi, find_arxiv
from kg.sources.listing_dates import CATEGORY, CATEGORY_IN, date_line, dated_text, header_line
from kg.sources.listing_furniture import heads_page
from kg.sources.listing_inline import unglued
from kg.sources.listing_labels import is_noise, labelled
from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_author_line, is_lone_name, names_people
from kg.sources.listing_text import unnumbered
from kg.sources.listing_wrap import SENTENCE_END
from kg.sources.record import partial

_NUMBER = r"(?:\[?\d{1,4}[\].)]\s*)"
_ID = r"(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})"
_HOST = (
    r"(?:(?<![\w/.])(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:www\.)?alphaxiv\.org/(?:abs|overview)/"
    r"|(?:www\.)?huggingface\.co/papers/|(?:dx\.)?doi\.org/10\.48550/arXiv\.))"
)
"""What stands before an id in a link to its paper."""
_IDENT = re.compile(
    rf"(?P<mark>{_NUMBER})?(?P<id>arXiv:\s?(?:[a-z-]+(?:\.[A-Z]{{2}})?/\d{{7}}|(?:0\d|1[0-4])\d\d\.\d{{4}}|"
    r"\d{4}\.\d{5})(?:v\d{1,2}(?=[1-4]D\b)|v\d{1,3}(?!\d))?"
    rf"|{_HOST}{_ID}(?:v\d{{1,3}})?(?:\.pdf)?(?=\s|$)"
    r"|\d{4}\.\d{4,5}(?:v\d{1,3})?(?=[\s:,|–—]*$|[:,|–—]?\s+(?:[–—|:-]\s)?(?-i:[^\W\d_a-z])))(?P<rest>.*)",
    re.I,
)
_BRACKETED = re.compile(r"[(\[]\s*(arXiv:[^()\[\]]{8,60})[)\]]", re.I)
_TAB = re.compile(rf"\[({_ID}(?:v\d{{1,3}})?)\]\s+(\S.*)")
"""How arXiv's pages are called in a list of tabs or bookmarks: "[2507.05255] On Fish"."""
_TAIL = re.compile(
    rf"(?P<text>.{{8,250}}?)[\s:,|–—-]*[\[(]?(?P<id>(?:{_HOST}|arXiv:\s?){_ID}"
    r"(?:v\d{1,3})?(?:\.pdf)?)[\])]?",
    re.I,
)
_VENUE = re.compile(
    r"(?P<text>.{8,250}?)\s+\[(?P<venue>[A-Z][\w-]*[A-Z]\w*(?: [A-Z]\w+)?[ '’]?(?:20)?\d\d(?: [A-Z]\w+)?)\]"
)
_MENTION = re.compile(
    r"\b(?:with|of|in|to|from|see|at|by|and|on|supersedes|replaces|extends|version)\s*$", re.I
)
"""How a text ends that goes on with the id of another paper."""
_LISTED = re.compile(
    r"\s*(?:\[(?:pdf|abs|ps|html|other)[^\]]*\]|\((?:cross-list|replaced)[^)]*\))",
    re.I,
)
_AFTER_ID = re.compile(rf"\s*(?:\[[^\]]*\]|\([^)]*\)|{CATEGORY}|Announce Type:\s*[\w-]+)(?=\s|$)")
_CATEGORIES = re.compile(rf"{CATEGORY}(?:[\s,;|]+{CATEGORY})*")
_CRUMBS = re.compile(r"[A-Z][\w&, -]{3,60} > [A-Z][^.:?!]{2,80}")
_SOURCE = re.compile(
    r"(?P<names>[^\W\d_][^-]{0,300}?(?:-\w[^-]{0,200}?){0,12}) [-–] (?:(?P<venue>[^-]+(?:-\S[^-]*)*), )?"
    r"(?P<year>(?:19|20)\d\d)(?: [-–] (?P<host>[\w .…-]{2,60}))?"
)
_SEPARATOR = re.compile(r"\s+[|·•⋅]\s+")
_BUTTONS = re.compile(
    r"(?:△ Less|▽ More|(?:\s(?:pdf|html) icon)+|\sPublication History|Authors? Info & \w+)\s*$"
)
_NOT_SHOWN = re.compile(r"\+ ?(\d+)(?:$| authors? (?=[^\W\d_a-z]))")
"""How many authors a page leaves out of their list."""
_BROKEN = 50
"""Characters from which a line may have been broken to fit a width."""
_FEW = 8
"""Words that a user's name with a date may have."""
_FURTHER = re.compile(r"(?P<gap>\s+)(?:Authors?|Abstract|Summary|Comments|Subjects):\s")
_SUBMITTER = re.compile(r"[\s·]*submitted by", re.I)


_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*)(?: \"[^\"]*\")?\)")
_PICTURE = "[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]"
_PICTURES = re.compile(rf"^\s*{_PICTURE}+\s*")
_BADGES = re.compile(
    rf"(?:\s+{_PICTURE}+\s*(?:(?:GitHub|Code|Data|Dataset|Demo|Project|Page|Homepage|Models?|Weights|Paper|PDF|Video"
    r"|Slides|Poster|Blog|Website|HF|Hugging Face)[\s,|·]*){1,2})+$",
    re.I,
)
"""Pictures with what they lead to, at the end of a title or a date: "On Fish ⭐ Github"."""
_TITLE = 300
_EMPHASIS = re.compile(r"(\s*(?:[-*+]\s+|\d+\.\s+)?)(\*\*|__|\*|_)(?=[^\s*_])(.+?)(?<=\S)\2(.*)")


def classify(lines: Iterable[tuple[int, str]], furniture: Collection[int] = ()) -> Iterator[Line]:
    """Each line as one or more `Line`s: text glued to an id is a line of its own.

    The lines whose numbers are in `furniture` belong to the page and to no paper.
    What follows the source line of a search result is a snippet, and after "Submitted by" comes a name.
    """
    numbered = [(number, part) for number, line in lines for part in unglued(_bare(line))]
    snippet = submitter = False
    for place, (number, raw) in enumerate(numbered):
        text = raw.strip()
        found = _parts(number, text, raw) if text else [Line(number, Kind.BLANK)]
        if text and number in furniture:
            found = [Line(number, Kind.NOISE)]
        elif found[0].kind is Kind.LABEL and place and _goes_on(numbered[place - 1][1], text):
            found = [Line(number, Kind.TEXT, raw.rstrip())]
        kind = found[0].kind
        if submitter and text and not is_noise(text):
            found = [Line(number, Kind.NOISE)] if kind is not Kind.TEXT or text.count(" ") < _FEW else found
        elif snippet and kind not in (Kind.BLANK, Kind.NOISE, Kind.SOURCE):
            titles = place + 1 < len(numbered) and _source(number, numbered[place + 1][1].strip())
            found = found if titles else [Line(number, Kind.NOISE)]
        if text:
            snippet = kind is Kind.SOURCE or (
                snippet and kind is not Kind.NOISE and found[0].kind is Kind.NOISE
            )
            submitter = _SUBMITTER.fullmatch(text) is not None
        yield from found


def _goes_on(before: str, text: str) -> bool:
    """Whether a line may as well go on with prose that was broken before it ("two", "categories: ...")."""
    return text[0].islower() and len(before) >= _BROKEN and SENTENCE_END.search(before) is None


def _bare(line: str) -> str:
    """A line without the page's buttons and Markdown's signs."""
    pressed = _BUTTONS.sub("", line)
    if len(pressed) < len(line) or " authors" in line:
        line = _NOT_SHOWN.sub(r"+\1 authors, ", pressed)
    if len(line) < _TITLE and not line.isascii():
        line = _BADGES.sub("", line)
    if line.lstrip()[:1] > "\u2190":
        line = _PICTURES.sub("", line)
    marked = "](" in line or line.lstrip(" -+0123456789.")[:1] in ("*", "_")
    return _unmarked(line) if marked else line


def _unmarked(line: str) -> str:
    """A line without Markdown's emphasis at its beginning; links give what they show and where they lead."""

    def shown(match: re.Match[str]) -> str:
        text, address = match.groups()
        return text if arxiv_id(text) else f"{text} {address}" if "://" in address else text

    line = _LINK.sub(shown, line)
    marked = _EMPHASIS.fullmatch(line)
    return f"{marked[1]}{marked[3]}{marked[4]}" if marked else line


def _parts(number: int, text: str, raw: str) -> list[Line]:
    """What a line that is not empty holds."""
    if is_noise(text):
        return [Line(number, Kind.NOISE)]
    if _CRUMBS.fullmatch(text) or heads_page(text):
        return [Line(number, Kind.START)]
    found = (
        _ident(number, text) or date_line(number, text) or header_line(number, text) or _label(number, text)
    )
    if found:
        return found
    if len(text) <= LONGEST:
        found = (
            _source(number, text)
            or _segments(number, text)
            or _citation(number, text)
            or _tail(number, text)
            or dated_text(number, text)
            or _venued(number, text)
        )
    if not found and _CATEGORIES.fullmatch(text) and ("." in text or " " not in text):
        found = [Line(number, Kind.DATES, categories=tuple(CATEGORY_IN.findall(text)))]
    return found or [Line(number, Kind.TEXT, raw.rstrip())]


def _ident(number: int, text: str) -> list[Line] | None:
    bracketed = _BRACKETED.fullmatch(text)
    tab = _TAB.match(text)
    text = bracketed[1] if bracketed else f"arXiv:{tab[1]} {tab[2]}" if tab else text
    match = _IDENT.match(text)
    ident = arxiv_id(match["id"]) if match else None
    if not match or ident is None:
        return None
    rest = match["rest"]
    leads = bool(match["mark"] or tab or _LISTED.match(rest))
    categories: list[str] = []
    while after := _AFTER_ID.match(rest):
        categories += CATEGORY_IN.findall(after.group())
        rest = rest[after.end() :]
    line = Line(number, Kind.IDENT, ident=ident, categories=tuple(categories), leads=leads)
    rest = rest.lstrip(" :,|–—-") if match["id"][0].isdigit() or "/" in match["id"] else rest
    if match["id"][0].isdigit():
        line = replace(line, leads=leads or bool(rest))
    if not rest.strip():
        return [line]
    further = rest.strip(" ,;|·-–")
    tail = _tail(number, further) if tab else None
    if tail and tail[-1].ident and tail[-1].ident.id == ident.id:
        return [line, tail[0]]
    found = date_line(number, further) or (_label(number, further) if ":" in further[:20] else None)
    return [line, *(found or [Line(number, Kind.TEXT, rest.strip())])]


def _tail(number: int, text: str) -> list[Line] | None:
    """A short text that ends in an id: "On Fish (arXiv:2501.01234)"."""
    match = _TAIL.fullmatch(text)
    ident = arxiv_id(match["id"]) if match else None
    if not match or ident is None or _MENTION.search(match["text"]):
        return None
    found = _venued(number, match["text"]) or [Line(number, Kind.TEXT, match["text"])]
    return [*found, Line(number, Kind.IDENT, ident=ident)]


def _venued(number: int, text: str) -> list[Line] | None:
    """A title with where it appeared: "On Fish [ICLR 2026]"."""
    match = _VENUE.fullmatch(text)
    if match is None:
        return None
    title = Line(number, Kind.LABEL, unnumbered(match["text"]), label="title")
    return [title, Line(number, Kind.LABEL, match["venue"], label="venue")]


def _label(number: int, text: str) -> list[Line] | None:
    found = labelled(text) or _byline(text)
    if found is None:
        count = re.fullmatch(r"[·•\s]*\d+ authors?", text)
        return [Line(number, Kind.LABEL, label="counted")] if count else None
    label, value = found
    further = _FURTHER.search(value) if label in ("title", "authors") else None
    if further:
        rest = _label(number, value[further.end("gap") :]) or []
        return [Line(number, Kind.LABEL, value[: further.start()], label=label), *rest]
    return [Line(number, Kind.LABEL, value, label=label)]


def _byline(text: str) -> tuple[str, str] | None:
    """Names after "By", which begins many a title too."""
    word, _, names = text.partition(" ")
    listed = word == "By" and ("," in names or " and " in names) and is_author_line(names)
    return ("authors", names) if listed else None


def _source(number: int, text: str) -> list[Line] | None:
    """The line below a title in a search for literature: "A Lee, B Ray… - Nature, 2024 - nature.com"."""
    match = _SOURCE.fullmatch(text)
    date = partial(match["year"], "published") if match else None
    if not match or date is None or not names_people(match["names"]):
        return None
    found = [
        Line(number, Kind.SOURCE, dates=(date,)),
        Line(number, Kind.LABEL, match["names"], label="authors"),
    ]
    venue = match["venue"] or ""
    venue = "" if "…" in venue or venue.lower().startswith("arxiv preprint") else venue
    named = re.search(r"arXiv:\s?(\S+)", match["venue"] or "", re.I)
    ident = arxiv_id(named[1]) if named else None
    if ident:
        return [*found, Line(number, Kind.IDENT, ident=ident)]
    return [*found, Line(number, Kind.LABEL, venue, label="venue")] if venue else found


def _citation(number: int, text: str) -> list[Line] | None:
    """A whole reference on a line."""
    one = citation(text)
    if one is None:
        return None
    date = partial(one.year, "published")
    names = [author.name for author in one.authors.authors]
    listed = "; ".join([*names, *([] if one.authors.complete else ["et al."])])
    ident, found = find_arxiv(one.rest), doi(one.rest)
    parts = [Line(number, Kind.START), Line(number, Kind.LABEL, one.title, label="title")]
    parts += [Line(number, Kind.LABEL, listed, label="authors")]
    parts += [Line(number, Kind.DATES, dates=(date,) if date else ())]
    parts += [Line(number, Kind.LABEL, one.venue, label="venue")] if one.venue else []
    parts += [Line(number, Kind.LABEL, found, label="doi")] if found and not ident else []
    return [*parts, Line(number, Kind.IDENT, ident=ident)] if ident else parts


def _segments(number: int, text: str) -> list[Line] | None:
    """A line of fields between bars or dots, at least one of which is an id or a date."""
    parts = _SEPARATOR.split(text)
    if not 2 <= len(parts) <= 8:
        return None
    found = [one for part in parts if part for one in _segment(number, part)]
    if all(one.kind is Kind.TEXT for one in found):
        return None
    texts = [one for one in found if one.kind is Kind.TEXT and not re.fullmatch(r"[\w.-]+/[\w.-]+", one.text)]
    return [*_headed(texts), *(one for one in found if one.kind is not Kind.TEXT)]


def _segment(number: int, part: str) -> list[Line]:
    return _ident(number, part) or date_line(number, part) or [Line(number, Kind.TEXT, part)]


def _headed(texts: list[Line]) -> list[Line]:
    """The title and the authors among the segments of a line that are neither an id nor a date."""
    if len(texts) < 2 or is_author_line(texts[0].text):
        return texts
    title = replace(texts[0], kind=Kind.LABEL, label="title")
    named = is_author_line(texts[1].text) or is_lone_name(texts[1].text)
    return (
        [title, replace(texts[1], kind=Kind.LABEL, label="authors"), *texts[2:]]
        if named
        else [title, *texts[1:]]
    )
