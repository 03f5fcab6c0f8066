"""Lines of Markdown that name a paper: its title, and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources.author_lists import split_names
from kg.sources.citations import LONGEST, citation
from kg.sources.dates import MONTH
from kg.sources.listing_names import is_author_line, is_lone_name
from kg.sources.names import kind_of

LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*"
    r"\")?\)"
)
_TAG = re.compile(
    r"</?(?:font|span|b|i|strong|em|u|p|div|br|small|center|sub|sup|summary|details|button|img|a|"
    r"h\d)\b[^<>]*>",
    re.I,
)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_LEADING = re.compile(
    r"^(?:【\d{1,4}】|[^\w\[(\"“‘'$\\{<*`_]+|\[(?:new|replaced|cross|updated?|revised|\d+)[\s\d]*\]|\d{1,4}[.)、]\s+|"
    r"\(\d+\)\s+|paper\s+\d+\s*[:.]\s*)+",
    re.I,
)
DATE = (
    r"(?:(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])(?:[-/.]\d{1,2})?(?!\d)"
    rf"|(?:\d{{1,2}} )?(?i:{MONTH})\.?(?: \d{{1,2}},?)? \d{{4}})"
)
"""A pattern for a date that names at least a month."""
_KIND = r"(?:Findings|Main|Workshops?|Oral|Spotlight|Poster)"
_VENUE = rf"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[ -]{_KIND})?(?:[ -]?(?:19|20)\d\d|\s?['’]\d\d)(?: {_KIND})?"
_TASK = re.compile(r"\[[ xX]\]\s+|\(\*[^*()]{2,40}\*\)\s+|(?:TODO|DOING|DONE|LATER|NOW|WAITING)\s+(?=[\[*])")
_BEFORE = re.compile(
    rf"[\[(【]?(?P<date>{DATE})[\])】]?[\s,:|–—-]+(?=\S)"
    r"|\[(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?)\]:?\s+(?=\S)"
    rf"|(?:[\[(](?P<venue>{_VENUE})[\])](?!\()|`(?P<code>{_VENUE})`)[\s:–—-]*(?=\S)"
)
"""What may stand before a title."""
_BUTTON = re.compile(
    r"(?:(?:[\w.-]+ )?pdf|arxiv|html|links?|code|abs|paper|project|(?:project )?page|website|github|blog"
    r"|video|demo|https?://.*|(?:arxiv:\s?)?\d{4}\.\d{4,5}(?:v\d+)?)",
    re.I,
)
_BADGE = re.compile(
    r"img\.shields\.io/badge/(?:(?:date|published|released?)-)?"
    r"(?P<date>(?:19|20)\d\d(?:\.|--|/|%2F)(?:1[0-2]|0[1-9])(?:(?:\.|--|/|%2F)\d\d)?)-\w+",
    re.I,
)
_CUT = re.compile(r"[\n`]|\*+|(?<!\w)_+(?=\w)|(?<=[\w.])_+(?!\w)")
"""Where one thing beside a title ends and another begins: a line, or emphasis."""
_LABEL_END = re.compile(r"[\s,;.(\[]*(?<!\w)\w+\s?:\s*$")
"""The label of a link that follows."""
_LAST = re.compile(rf"(?:^|[\s,;.]+)[(\[]?(?:(?P<venue>{_VENUE})|(?P<date>{DATE}|(?:19|20)\d\d))[)\]]?$")
_PLACED = re.compile(rf"(?<=\w)\W?\s+[\[(](?P<venue>{_VENUE})[\])]\s*$")
_EMPHASIS = re.compile(r"(?P<sign>\*\*|__|[*_])(?=\S)(?P<text>.+?)(?<=\S)(?P=sign)", re.S)
_EMPTY = re.compile(r"\[[\s,|/]*\]|\([\s,|/]*\)")
"""What is left of brackets around links."""
_SENTENCE = re.compile(r"(?<=\w{2})\.\s+(?=\S)")
_SIGNS = " \t,.;:|/–—-"


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, and what a line says beside it; fields that it does not say are empty."""

    title: str
    authors: str = ""
    date: str = ""
    venue: str = ""
    arxiv: str = ""


def headline(text: str) -> Headline:
    """The title of a line and the authors, date and venue around it.

    >>> headline("2025-07-07, **On Fish**, Ann Lee, Bob Ray, *ICLR 2025*. [[Paper]](https://example.org)")
    Headline(title='On Fish', authors='Ann Lee, Bob Ray', date='2025-07-07', venue='ICLR 2025', arxiv='')
    """
    badge = _BADGE.search(text)
    stated: dict[str, str] = {}
    body = _led(_TAG.sub("", _BREAK.sub("\n", LINK.sub(_pictures_gone, text))), stated)
    body = _after_button(body, stated)
    marked = _EMPHASIS.match(body)
    if marked and _may_be_title(marked):
        body, rest = _led(marked["text"], stated), body[marked.end() :]
    else:
        marked, rest = None, ""
    link = LINK.match(body)
    if link and not _BUTTON.fullmatch(link["text"].strip(" []")):
        title, rest = _led(link["text"], stated), body[link.end() :] + rest
    elif marked:
        title = LINK.sub("", body)
    else:
        bare = _EMPTY.sub("", LINK.sub("", body))
        cited = _cited(bare)
        if cited:
            return cited
        title, rest = _unmarked(bare if bare == body else bare.rstrip(" .,;:|–—-"))
    placed = _PLACED.search(title)
    if placed:
        title = title[: placed.start()]
        stated.setdefault("venue", placed["venue"])
    found = {**beside(rest), **stated}
    date = found.get("date") or (re.sub(r"--|[./]|%2F", "-", badge["date"]) if badge else "")
    authors, venue, arxiv = (found.get(name, "") for name in ("authors", "venue", "arxiv"))
    return Headline(unmark(title), authors, date, venue, arxiv)


def _pictures_gone(match: re.Match[str]) -> str:
    """A link as it is, or nothing where it is a picture or shows one."""
    return "" if match.group().startswith("!") or match["text"].lstrip().startswith("![") else match.group()


def _led(text: str, stated: dict[str, str]) -> str:
    """`text` without what stands before its title, which goes to `stated` where it says something."""
    while True:
        before = text
        text = _LEADING.sub("", text.strip())
        task = _TASK.match(text)
        text = text[task.end() :] if task else text
        match = _BEFORE.match(text)
        if match:
            text = text[match.end() :]
            for name, value in (
                ("date", match["date"]),
                ("arxiv", match["id"]),
                ("venue", match["venue"] or match["code"]),
            ):
                if value:
                    stated.setdefault(name, value)
        if text == before:
            return text


def _cited(text: str) -> Headline | None:
    """What a reference says of its paper: "Ann Lee, Bob Ray. On Fish. 2024."."""
    cited = citation(_CUT.sub("", text)) if len(text) <= LONGEST and "\n" not in text else None
    if cited is None:
        return None
    names = [author.name for author in cited.authors.authors]
    listed = "; ".join([*names, *([] if cited.authors.complete else ["et al."])])
    return Headline(cited.title, listed, cited.year, cited.venue)


def _after_button(body: str, stated: dict[str, str]) -> str:
    """What follows a link at the beginning of a line that is a button: "[[arXiv 2025]](…) **On Fish**"."""
    link = LINK.match(body)
    short = link and link["text"].count(" ") < 2 and link["text"][:1] == "["
    return _led(body[link.end() :], stated) if link and short and "**" in body[link.end() :] else body


def _may_be_title(marked: re.Match[str]) -> bool:
    """Whether emphasis at the beginning of a line sets off its title; italics may set off anything."""
    text = marked["text"]
    if len(marked["sign"]) > 1:
        return len(text) > 5
    return text.count(" ") >= 2 and not LINK.search(text) and not is_author_line(text)


def _unmarked(text: str) -> tuple[str, str]:
    """The title of a text that sets it off by the end of a line or of a sentence, and the rest."""
    title, *below = text.split("\n")
    while below and not beside(below[0]):
        title = f"{title} {below.pop(0)}".strip()
    first, *further = _SENTENCE.split(title)
    if further and " " in first and _lists_authors(further[0]) and not is_author_line(first):
        return first, "\n".join([*further, *below])
    return title, "\n".join(below)


def beside(rest: str) -> dict[str, str]:
    """The authors, the date and the venue in what stands after a title or below it."""
    found: dict[str, str] = {}
    for piece in _CUT.split(LINK.sub(_named, rest)):
        bare = _LABEL_END.sub("", piece) if piece.rstrip().endswith(":") else piece
        bare = re.sub(r"^by\s+", "", bare.strip(_SIGNS))
        ends: dict[str, str] = {}
        while last := _LAST.search(bare):
            ends |= {name: value for name, value in last.groupdict().items() if value}
            bare = bare[: last.start()].strip(_SIGNS)
        if not bare or is_author_line(bare):  # any other text may date anything
            found = {**ends, **found}
        if "authors" not in found and _lists_authors(bare):
            found["authors"] = bare
    return found


def _named(match: re.Match[str]) -> str:
    """The name that a link shows, or the end of what stands before it."""
    return match["text"] if is_lone_name(match["text"]) else "\n"


def _lists_authors(text: str) -> bool:
    """Whether a text lists authors whose names are whole: not "Lee et al."."""
    if not is_author_line(text):
        return False
    names = split_names(text).authors
    return bool(names) and (" " in names[0].name or kind_of(names[0].name) == "organization")


def title_text(text: str) -> str:
    """A title without numbering, emphasis, link targets and what stands around it."""
    return headline(text).title


def unmark(text: str) -> str:
    """`text` without emphasis around it and without backslashes before Markdown's own signs."""
    text = re.sub(r"^(\*{1,3}|_{1,3})(.+)\1$", r"\2", text.strip())
    return re.sub(r"\\([*_\[\]()#+.!|`-])", r"\1", text).strip()


def link_text(text: str) -> str:
    """`text` with links reduced to what they show, images dropped, and tags removed."""
    return untagged(LINK.sub(lambda m: "" if m.group().startswith("!") else m["text"], text))


def untagged(text: str) -> str:
    """`text` without the tags of HTML that Markdown allows."""
    return _TAG.sub("", text).strip()
