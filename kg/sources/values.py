"""Values of JSON, YAML and tables, whatever their nesting, as texts, authors and dates."""

from __future__ import annotations

import ast
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.records import Author, DateKind, PartialDate
from kg.sources import reprs
from kg.sources.author_lists import AuthorList, cut_more, joined_colons, split_names
from kg.sources.dates import from_parts
from kg.sources.names import author, given_family
from kg.sources.record import partial
from kg.sources.text import one_line

Json = object
_TEXT_KEYS = (
    "value",
    "text",
    "content",
    "_",
    "#text",
    "$",
    "en",
    "name",
    "title",
    "literal",
    "display_name",
    "url",
    "$value",
)

_NAME_KEYS = (
    "name",
    "fullname",
    "full_name",
    "fullName",
    "display_name",
    "raw_author_name",
    "authorName",
    "author",
    "text",
)
_GIVEN_KEYS = ("given", "first", "firstName", "first_name", "forenames", "givenName", "firstname")
_FAMILY_KEYS = ("family", "last", "lastName", "last_name", "keyname", "familyName", "lastname", "surname")
_AFFILIATION_KEYS = (
    "raw_affiliation_strings",
    "affiliations",
    "affiliation",
    "institutions",
    "institution",
    "aff",
)


def text(value: Json) -> str | None:
    """The text of a value: a string, a number, the first of a list, or the text member of an object."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float, datetime.date)):  # the dates of YAML
        return str(value)
    if isinstance(value, dict):
        return next((found for key in _TEXT_KEYS if (found := text(value.get(key)))), None)
    if isinstance(value, (list, tuple)):
        return next((found for one in value if (found := text(one))), None)
    return None


def texts(value: Json) -> list[str]:
    """Every text of a value, in order; a string that holds a list literal counts as the list."""
    value = literal(value)
    if isinstance(value, dict):
        parts = (
            [text(value)]
            if any(key in value for key in _TEXT_KEYS)
            else [text(one) for one in value.values()]
        )
        return [part for part in parts if part]
    if isinstance(value, (list, tuple)):
        return [part for one in value for part in texts(one)]
    single = text(value)
    return [single] if single else []


def literal(value: Json) -> Json:
    """A list or object that was stored as its JSON or Python text, parsed; any other value as it is."""
    if not isinstance(value, str) or value[:1] not in "[{" or value.rstrip()[-1:] not in ("]", "}"):
        return value
    for parse in (json.loads, ast.literal_eval):
        try:
            return parse(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    made = reprs.read(value)
    return value if made is None else made


def authors(value: Json) -> AuthorList:
    """Authors from one string, a list of strings, of objects, or of [last, first, suffix] lists."""
    value = literal(value)
    if isinstance(value, str):
        return split_names(value)
    if isinstance(value, dict):
        inner = value.get("value") or value.get("author") or value.get("authors")
        value = inner if inner else [value]
        if isinstance(value, (str, Mapping)):
            value = [value]
    if not isinstance(value, (list, tuple)):
        return AuthorList()
    if len(value) == 1 and isinstance(value[0], str) and value[0].count(",") > 1:
        return split_names(value[0])
    return _listed(value)


def _listed(values: Iterable[Json]) -> AuthorList:
    found: list[Author | None] = []
    complete = True
    for value in values:
        if isinstance(value, str):
            name, whole = cut_more(value.strip())
            complete = complete and whole
            found.append(_named(name))
        else:
            found.append(one_author(value))
    return AuthorList(tuple(joined_colons(found)), complete)


@lru_cache(maxsize=1 << 16)
def _named(name: str) -> Author | None:
    """The author of a bare name; the same few thousand names make up most of a large file."""
    return Author(":") if name == ":" else author(name)


def one_author(value: Json) -> Author | None:
    """One author from an object or a [last, first, suffix, affiliation…] list."""
    if isinstance(value, (list, tuple)):
        parts = [part if isinstance(part, str) else "" for part in value] + ["", "", ""]
        return given_family(
            parts[1], f"{parts[0]} {parts[2]}".strip(), affiliations=tuple(p for p in parts[3:] if p)
        )
    if not isinstance(value, dict):
        return None
    inner = value.get("author")
    if isinstance(inner, dict) and not text(value.get("name")):
        return one_author({key: part for key, part in {**value, **inner}.items() if key != "author"})
    stated = (texts(value.get(key)) for key in _AFFILIATION_KEYS)
    affiliations = tuple(
        dict.fromkeys(one_line(part) for part in next((found for found in stated if found), []))
    )
    identifier = text(value.get("orcid") or value.get("ORCID") or value.get("nameIdentifiers"))
    given, family = _halves(value)
    if family and given:
        return given_family(given, family, affiliations=affiliations, identifier=identifier)
    spelled = (text(value.get(key)) for key in ("literal", *_NAME_KEYS))
    name = next((found for found in spelled if found), family or given)
    return author(name, affiliations=affiliations, identifier=identifier) if name else None


def _halves(value: Mapping[str, Json]) -> tuple[str | None, str | None]:
    """The given and the family name of an object that has them apart."""
    given, family = _under(value, _GIVEN_KEYS), _under(value, _FAMILY_KEYS)
    if given and value.get("middle"):
        given = " ".join([given, *texts(value["middle"])])
    particle = text(value.get("non-dropping-particle")) or text(value.get("dropping-particle"))
    parts = (particle, family, text(value.get("suffix")))
    return given, " ".join(part for part in parts if part) if family else None


def _under(value: Mapping[str, Json], keys: tuple[str, ...]) -> str | None:
    return next((found for key in keys if (found := text(value.get(key)))), None)


def date(value: Json, kind: DateKind) -> PartialDate | None:
    """A date from a string, a day, a year, `date-parts`, parts, or seconds or milliseconds since 1970."""
    if isinstance(value, datetime.date):
        return partial(value.isoformat(), kind)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    if isinstance(value, dict) and "year" in value:
        value = [value[part] for part in ("year", "month", "day") if value.get(part)]
    if isinstance(value, dict):
        value = (
            value.get("date-parts")
            or value.get("date-time")
            or value.get("raw")
            or value.get("literal")
            or text(value)
        )
    if isinstance(value, (list, tuple)):
        return _from_list(value, kind)
    if (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and value > 1e8
        and value != 0
        and not 19000101 <= value <= 21001231
    ):
        return _from_epoch(float(value), kind)
    return partial(text(value), kind)


def _from_list(value: Iterable[Json], kind: DateKind) -> PartialDate | None:
    parts = list(value)
    if parts and isinstance(parts[0], (list, tuple)):
        parts = list(parts[0])
    if not parts:
        return None
    stated = "-".join(str(part) for part in parts)
    iso = from_parts(*parts[:3])
    return PartialDate(iso, kind, stated) if iso else partial(stated, kind)


def _from_epoch(value: float, kind: DateKind) -> PartialDate | None:
    seconds = value / 1000 if value > 1e11 else value
    if seconds > 4e9:
        return None
    day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return PartialDate(day.isoformat(), kind, f"{value:.0f}")


def objects(value: Json, depth: int = 0) -> Iterator[Mapping[str, Json]]:
    """The objects right below `value`, through lists, and through strings that hold an object's literal."""
    if isinstance(value, str) and value[:1] == "{" and len(value) > 20:
        value = literal(value)
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list) and depth < 8:
        for one in value:
            yield from objects(one, depth + 1)
