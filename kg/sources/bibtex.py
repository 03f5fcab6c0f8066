"""BibTeX and BibLaTeX, read entry by entry; a malformed entry does not spoil the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.records import Author, Origin, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.dates import from_parts, iso
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, clean_name, given_family, kind_of
from kg.sources.record import is_paper, make
from kg.sources.source import Source
from kg.sources.tex import unbrace

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,{}()=\"]*)\s*(?:,|(?=[})]))")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*(?: [\w:.+/-]+){0,2})\s*=\s*")
_WORD = re.compile(r"[^\s,{}\"#()=]+")
_PART = re.compile(
    r"(family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i|id|hash)\s*=\s*"
    r"((?:[^,{}]|\{(?:[^{}]|\{[^{}]*\})*\})*),?\s*",
    re.I,
)
_BRACED = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
_ET_AL = re.compile(r"\{?\bet\.?\s+al\b\.?\}?\s*$", re.I)
_AND = re.compile(r"\s+and\s+", re.I)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SKIPPED = frozenset(("comment", "preamble", "string", "control", "settings", "xdata", "set"))
_COLLECTIONS = frozenset(("proceedings", "periodical", "mvproceedings"))
"""Volumes, which other entries refer to; with authors they are read all the same."""
_MAY_HOLD_ARXIV = ("journal", "journaltitle", "booktitle", "howpublished", "eid", "number", "pages")

Strings = dict[str, str]


class _MalformedError(ValueError):
    """An entry that does not parse; `args[0]` says why."""


def read(source: Source) -> Iterator[Item]:
    """Every entry as a record; entries that do not parse are problems."""
    text = source.text()
    strings: Strings = {month: month for month in _MONTHS}
    parents: dict[str, Mapping[str, str]] = {}
    waiting: list[tuple[str, Mapping[str, str], Origin]] = []
    line, counted, place = 1, 0, 0
    while match := _ENTRY.search(text, place):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match[1].lower()
        try:
            key, fields, place = _entry(text, match, strings)
        except _MalformedError as error:
            place = match.end()
            if kind not in _SKIPPED:
                message = f"an entry that does not parse ({error})"
                yield Problem(source.file, line, message, "balance its braces")
            continue
        origin = Origin(source.file, line, line + text.count("\n", counted, place))
        parents[key.lower()] = fields
        if kind == "string":
            strings |= fields
        elif "crossref" in fields:
            waiting.append((kind, fields, origin))
        elif kind not in _SKIPPED:
            yield from _item(kind, fields, origin)
    for child_kind, child, place_of in waiting:  # parents come last in BibTeX
        parent = parents.get(child["crossref"].lower(), {})
        yield from _item(child_kind, _inherited(child, parent), place_of)


def _inherited(fields: Mapping[str, str], parent: Mapping[str, str]) -> Mapping[str, str]:
    """The fields of an entry with those of the volume it is in: its title is the entry's book title."""
    volume = {
        name: parent[name] for name in ("booktitle", "year", "month", "date", "journal") if name in parent
    }
    if "title" in parent:
        volume.setdefault("booktitle", parent["title"])
    return {**volume, **fields}


def _item(kind: str, fields: Mapping[str, str], origin: Origin) -> Iterator[Item]:
    record = paper(fields, origin)
    if record.authors or (is_paper(record) and kind not in _COLLECTIONS):
        yield record
    elif kind not in _COLLECTIONS:
        yield Problem(
            origin.file, origin.line, "an entry without title, abstract, authors or id", "add one of them"
        )


def _entry(text: str, match: re.Match[str], strings: Strings) -> tuple[str, dict[str, str], int]:
    """The key and the fields of the entry that begins at `match`, and where it ends."""
    closing = "}" if match[2] == "{" else ")"
    place = match.end()
    kind = match[1].lower()
    if kind in ("comment", "preamble"):
        return "", {}, _balanced(text, match.end() - 1) if match[2] == "{" else place
    key = _KEY.match(text, place) if kind != "string" else None
    place = key.end() if key else place
    fields: dict[str, str] = {}
    while field := _FIELD.match(text, place):
        value, place = _value(text, field.end(), strings)
        fields.setdefault(field[1].lower(), value)
    rest = re.compile(r"[\s,]*").match(text, place)
    place = rest.end() if rest else place
    if text[place : place + 1] != closing:
        raise _MalformedError("it is cut off" if place >= len(text) else f"unexpected {text[place]!r}")
    return key[1] if key else "", fields, place + 1


def _value(text: str, place: int, strings: Strings) -> tuple[str, int]:
    """A value: braces, quotes, numbers and macros, joined by #."""
    parts: list[str] = []
    while True:
        opening = text[place : place + 1]
        if opening == "{":
            end = _balanced(text, place)
            parts.append(text[place + 1 : end - 1])
        elif opening == '"':
            end = _quoted(text, place)
            parts.append(text[place + 1 : end - 1])
        elif word := _WORD.match(text, place):
            end = word.end()
            parts.append(strings.get(word.group().lower(), word.group()))
        else:
            end = place
        joint = re.compile(r"\s*#\s*").match(text, end)
        if not joint:
            return "".join(parts), end
        place = joint.end()


_BRACE = re.compile(r"[{}]")


def _balanced(text: str, place: int) -> int:
    """Just after the brace that closes the one at `place`; before a new entry it must have come."""
    depth = 0
    for match in _BRACE.finditer(text, place):
        if text[match.start() - 1] == "\\" and text[match.start() - 2 : match.start()] != "\\\\":
            continue
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            if (inside := _NEXT.search(text, place + 1, match.start())) is not None:
                raise _MalformedError("a brace is not closed before the next entry" if inside else "")
            return match.end()
    raise _MalformedError("a brace is not closed")


_NEXT = re.compile(r"^@[A-Za-z]+\s*\{[^\s,{}=]*,\s*$", re.M)


def _quoted(text: str, place: int) -> int:
    depth = 0
    for match in re.compile(r'[{}"]').finditer(text, place + 1):
        if text[match.start() - 1] == "\\" and match.group() != '"':
            continue
        if match.group() == '"' and depth == 0:
            return match.end()
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
    raise _MalformedError("a quote is not closed")


def paper(fields: Mapping[str, str], origin: Origin) -> PaperRecord:
    """The record of an entry's fields, as they stand in the file."""
    eprint = fields.get("eprint") or fields.get("arxivid") or fields.get("arxiv")
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    known = eprint if archive in ("", "arxiv") or (eprint and "arxiv" in eprint.lower()) else None
    venue = next(
        (
            v
            for k in ("booktitle", "journal", "journaltitle", "eventtitle", "maintitle")
            if (v := fields.get(k))
        ),
        None,
    )
    links = [
        fields.get(k)
        for k in (
            "url",
            "pdf",
            "openreview",
            "code",
            "software",
            "video",
            "website",
            "link",
            "howpublished",
            "note",
        )
    ]
    return make(
        origin,
        title=_title(fields),
        abstract=fields.get("abstract"),
        authors=people(fields.get("author") or fields.get("authors") or ""),
        identifiers=[
            known,
            fields.get("url"),
            *(v for k in _MAY_HOLD_ARXIV if "arxiv" in (v := fields.get(k) or "").lower()),
            _of_volume(fields.get("volume") or ""),
            fields.get("note"),
        ],
        doi_text=fields.get("doi"),
        dates=[_date(fields)],
        categories=[fields.get("primaryclass", "")],
        affiliations=[fields.get("affiliation", "")],
        comments=[fields.get("note"), fields.get("comment"), fields.get("comments")],
        venue=venue,
        links=[unbrace(link) for link in links if link and "://" in link],
        tex=True,
    )


def _of_volume(volume: str) -> str | None:
    """The arXiv id that DBLP keeps in the volume of a preprint: `abs/1706.03762`."""
    return f"arXiv:{volume[4:]}" if volume.startswith("abs/") else None


def _title(fields: Mapping[str, str]) -> str | None:
    title, subtitle = fields.get("title"), fields.get("subtitle")
    if title and subtitle:
        return f"{title}{'' if title.rstrip()[-1:] in ':?!.' else ':'} {subtitle}"
    return title


def people(text: str) -> AuthorList:
    """The names of a BibTeX list: " and " between them, braces around organisations."""
    lists = [_between(name.strip()) for name in _names(" ".join(text.split()))]
    names = tuple(one for each in lists for one in each.authors)
    return AuthorList(names, all(each.complete for each in lists))


def _between(text: str) -> AuthorList:
    """What stands between two " and ": a name, "others", or several names with other separators."""
    name = _ET_AL.sub("", text).strip()
    complete = name == text
    if name.lower() == "others":
        return AuthorList((), complete=False)
    if _is_list(name):
        several = split_names(name)
        return AuthorList(several.authors, complete and several.complete)
    made = _of_parts(name) if _PART.match(name) else _of_text(name)
    return AuthorList((made,) if made else (), complete)


def _of_text(name: str) -> Author | None:
    braced = name.startswith("{") and name.endswith("}") and _closes_at_end(name)
    return author(clean_name(name), kind="organization" if braced and " " in name else None)


def _is_list(name: str) -> bool:
    """Whether one name is several: between semicolons, or between more commas than a name has."""
    outside = _BRACED.sub("", name)
    if ";" in outside:
        return "&" not in outside
    parts = [part.strip() for part in outside.strip(" ,").split(",")]
    if len(parts) < 3 or any(kind_of(part) != "person" for part in parts):
        return False
    names = parts if len(parts) == 3 else [one.name for one in split_names(outside).authors]
    return all(" " in one for one in names)


def _of_parts(name: str) -> Author | None:
    """The author of a name in BibLaTeX's parts: `family=Berg, given=Eva, prefix=van den`."""
    parts = {match[1].lower(): match[2].strip(' ,"') for match in _PART.finditer(name)}
    family = " ".join(part for key in ("prefix", "family", "suffix") if (part := parts.get(key)))
    return given_family(parts.get("given"), family)


def _names(text: str) -> list[str]:
    """Names between " and " outside braces."""
    parts = _AND.split(text)
    if "{" not in text:
        return parts
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].count("{") > joined[-1].count("}"):
            joined[-1] += f" and {part}"
        else:
            joined.append(part)
    return joined


def _closes_at_end(text: str) -> bool:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return place == len(text) - 1
    return False


def _date(fields: Mapping[str, str]) -> PartialDate | None:
    stated = unbrace(fields.get("date") or fields.get("issued") or "")
    date = iso(stated.split("/")[0]) if stated else None
    year, month = unbrace(fields.get("year", "")), unbrace(fields.get("month", ""))
    parts = from_parts(year, month, fields.get("day")) if year else None
    if date and (not parts or len(date) >= len(parts)):
        return PartialDate(date, "published", stated)
    return PartialDate(parts, "published", " ".join(filter(None, (month, year)))) if parts else None


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    if re.match(r"(?:%[^\n]*\n|\s)*@[A-Za-z]+\s*[{(]", head.text):
        return 0.9
    return (
        0.55
        if re.search(
            r"^[ \t]*@(?:article|inproceedings|misc|book|incollection|phdthesis|techreport|conference|"
            r"online)\s*\{",
            head.text,
            re.I | re.M,
        )
        else 0.0
    )


FORMAT = Format(
    name="bibtex",
    label="BibTeX or BibLaTeX",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    fields="title, abstract, authors, arXiv id (eprint), DOI, date, venue, note, links",
    sniff=_sniff,
    read=read,
)
