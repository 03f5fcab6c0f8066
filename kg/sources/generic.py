"""A paper from any mapping of names to values: objects of JSON, rows of tables, front matter of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.records import Author, DateKind, Origin, PaperRecord, PartialDate
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.keys import fields_of, normal
from kg.sources.record import make

Row = Mapping[str, values.Json]
_ARXIV_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?")
_EVIDENCE = ("authors", "arxiv", "doi", "venue")
_KINDS: tuple[DateKind, ...] = ("created", "updated", "published")
_WITHDRAWN_PLACE = re.compile(r"\bWithdrawn[ _]Submission\b", re.I)
"""Where OpenReview puts what was withdrawn."""
_WITHDRAWN = ("withdraw", "withdrawn", "retracted", "desk rejected/withdrawn")


def paper(row: Row, origin: Origin, columns: Mapping[str, str], *, markup: bool = False) -> PaperRecord:
    """The record of `row`, its keys guessed from their names; `columns` overrides the guess."""
    fields = fields_of(row, columns)
    names = _authors(row, fields)
    ids = [values.text(row[key]) for key in fields.get("arxiv", ())]
    loose = [found for key in fields.get("id", ()) for found in _identifiers(row[key])]
    links = [link for key in fields.get("url", ()) for link in values.texts(row[key])]
    return make(
        origin,
        title=_first(row, fields.get("title", ())),
        abstract=_first(row, fields.get("abstract", ())),
        authors=names,
        identifiers=[*ids, *loose, *links],
        version=_version(row),
        doi_text=_first(row, fields.get("doi", ())),
        dates=_dates(row, fields),
        categories=[part for key in fields.get("categories", ()) for part in _categories(row[key])],
        affiliations=() if any(one.affiliations for one in names.authors) else _affiliations(row, fields),
        comments=[note for key in fields.get("comment", ()) for note in values.texts(row[key])],
        venue=_first(row, fields.get("venue", ())),
        links=links,
        has_code=any(row[key] is True or row[key] == 1 for key in fields.get("has_code", ())),
        withdrawn=_withdrawn(row, fields),
        markup=markup,
    )


def wrapped(row: Row) -> Row | None:
    """The paper that a row holds as a whole under `paper`, as Hugging Face lists the papers of a day."""
    inner = row.get("paper")
    return inner if isinstance(inner, dict) and "title" in inner else None


def looks_like_paper(row: Row, columns: Mapping[str, str]) -> bool:
    """Whether `row` has a title beside what only papers have, or an abstract with an id, or an arXiv link."""
    fields = fields_of(row, columns)
    title = next((key for key in fields.get("title", ()) if values.text(row[key])), None)
    abstract = has_abstract(fields)
    if title is None:
        known = "id" in fields or "arxiv" in fields
        return bool(abstract and known and _first(row, fields["abstract"])) or _linked(row)
    if title == "display_name":
        return "authors" in fields or "doi" in fields
    return abstract or any(field in fields for field in _EVIDENCE) or "title" in columns or _bare(row)


def has_abstract(fields: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a key names an abstract; anything may have a description."""
    return any(normal(key) != "description" for key in fields.get("abstract", ()))


def _bare(row: Row) -> bool:
    """An object of little more than an id and a title is what services send when asked for titles."""
    return len(row) <= 3 and any(key in row for key in ("paperId", "id", "paper_id", "url"))


def _linked(row: Row) -> bool:
    return any(
        isinstance(value, str) and "arxiv.org/abs/" in value and len(value) < 60 for value in row.values()
    )


def _first(row: Row, keys: tuple[str, ...]) -> str | None:
    return next((found for key in keys if (found := values.text(values.literal(row[key])))), None)


def _identifiers(value: values.Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (found for one in value.values() if (found := values.text(one)))
    else:
        yield from values.texts(value)


def _version(row: Row) -> int | None:
    value = row.get("version") or row.get("arxivVersion") or row.get("arxiv_version")
    match = re.fullmatch(r"v?(\d{1,3})", str(value)) if isinstance(value, (str, int)) else None
    return int(match[1]) if match else None


def _authors(row: Row, fields: Mapping[str, tuple[str, ...]]) -> AuthorList:
    for key in fields.get("authors", ()):
        names = values.authors(row[key])
        if names.authors:
            return _placed(names, row, fields)
    return AuthorList()


def _placed(names: AuthorList, row: Row, fields: Mapping[str, tuple[str, ...]]) -> AuthorList:
    """Affiliations that stand in a list as long as the authors' go to their authors."""
    for key in fields.get("affiliations", ()):
        stated = values.literal(row[key])
        parts = re.split(r"[;|]", stated) if isinstance(stated, str) else stated
        if (
            isinstance(parts, list)
            and len(parts) == len(names.authors)
            and all(isinstance(p, str) for p in parts)
        ):
            placed = (_at(one, part) for one, part in zip(names.authors, parts, strict=True))
            return AuthorList(tuple(placed), names.complete)
    return names


def _at(one: Author, part: str) -> Author:
    return replace(one, affiliations=tuple(" ".join(p.split()) for p in part.split("+") if p.strip(" -")))


def _affiliations(row: Row, fields: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for key in fields.get("affiliations", ()):
        for value in values.texts(row[key]):
            yield from re.split(r"[;|]", value)


def _dates(row: Row, fields: Mapping[str, tuple[str, ...]]) -> list[PartialDate]:
    """For each kind the first key that states a date; a list of versions states the first and the last."""
    found: list[PartialDate] = []
    for kind in _KINDS:
        if not any(one.kind == kind for one in found):
            stated = (_stated(row[key], kind) for key in fields.get(kind, ()))
            found += _with_year([dates for dates in stated if dates])
    return [one for one in found if not any(o.iso != one.iso and o.iso.startswith(one.iso) for o in found)]


def _with_year(stated: list[list[PartialDate]]) -> list[PartialDate]:
    """The first of `stated`; a single date without a year takes the year that another states."""
    first = stated[0] if stated else []
    if len(first) == 1 and first[0].iso.startswith("--"):
        years = (date for dates in stated for date in dates if re.fullmatch(r"\d{4}", date.iso))
        if year := next(years, None):
            [day] = first
            return [PartialDate(year.iso + day.iso[1:], day.kind, f"{day.text} {year.iso}")]
    return first


def _stated(value: values.Json, kind: DateKind) -> list[PartialDate]:
    if isinstance(value, list) and value and all(isinstance(one, dict) and "created" in one for one in value):
        value = [one["created"] for one in value]
    if isinstance(value, list) and value and all(isinstance(one, str) and len(one) > 4 for one in value):
        last = [values.date(value[-1], "updated")] if len(value) > 1 else []
        return [one for one in (values.date(value[0], kind), *last) if one]
    one = values.date(value, kind)
    return [one] if one else []


def _categories(value: values.Json) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("category"), dict):
        value = value["category"]
    if isinstance(value, dict):
        value = value.get("id") or value.get("category") or value.get("name")
    for part in values.texts(value):
        words = part.split()
        if (
            len(words) > 1
            and all(_ARXIV_CATEGORY.fullmatch(word) for word in words)
            and any("." in w or "-" in w for w in words)
        ):
            yield from words
        else:
            yield from re.split(r"[;,|]", part)


def _withdrawn(row: Row, fields: Mapping[str, tuple[str, ...]]) -> bool:
    if any(row[key] is True or str(row[key]).lower() == "true" for key in fields.get("withdrawn", ())):
        return True
    places = " ".join(str(row.get(key, "")) for key in ("venue", "venueid", "invitation"))
    return str(row.get("status", "")).strip().lower() in _WITHDRAWN or bool(_WITHDRAWN_PLACE.search(places))
