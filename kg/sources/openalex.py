"""OpenAlex works, with their inverted-index abstracts."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make


def matches(work: Object) -> bool:
    """Whether an object is a work, not an author, a source or a topic."""
    return "abstract_inverted_index" in work or "authorships" in work or "/W" in str(work.get("id", ""))


def paper(work: Object, origin: Origin) -> PaperRecord:
    """The record of a work."""
    ids = work.get("ids")
    location = _object(work.get("primary_location"))
    source = _object(location.get("source"))
    venue = source.get("display_name") if source.get("type") != "repository" else None
    topics = [_object(work.get(key)).get("display_name") for key in ("primary_topic",)]
    links = [
        location.get("landing_page_url"),
        location.get("pdf_url"),
        _object(work.get("open_access")).get("oa_url"),
    ]
    others = work.get("locations")
    if isinstance(others, list):
        links += [_object(one).get("landing_page_url") for one in others]
    date = values.date(work.get("publication_date"), "published") or values.date(
        work.get("publication_year"), "published"
    )
    return make(
        origin,
        title=values.text(work.get("title")) or values.text(work.get("display_name")),
        abstract=_abstract(work.get("abstract_inverted_index")) or values.text(work.get("abstract")),
        authors=values.authors(work.get("authorships")),
        identifiers=[values.text(one) for one in _object(ids).values()],
        doi_text=values.text(work.get("doi")),
        dates=[date],
        categories=[topic for topic in topics if isinstance(topic, str)],
        venue=values.text(venue) or values.text(_object(work.get("host_venue")).get("display_name")),
        links=[link for link in links if isinstance(link, str)],
        withdrawn=work.get("is_retracted") is True,
        markup=True,
    )


def _object(value: values.Json) -> Object:
    return value if isinstance(value, dict) else {}


def _abstract(index: values.Json) -> str | None:
    """The text of an inverted index `{word: [positions]}`.

    >>> _abstract({"world": [1], "Hello": [0, 2]})
    'Hello world Hello'
    """
    if isinstance(index, dict) and isinstance(index.get("InvertedIndex"), dict):
        index = index["InvertedIndex"]
    if not isinstance(index, dict):
        return None
    places = [
        (place, word)
        for word, found in index.items()
        if isinstance(found, list)
        for place in found
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places)) or None


DIALECT = Dialect(
    name="openalex",
    label="OpenAlex JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract (inverted index), authors with ORCID and affiliations, DOI, date, venue, links",
    marks=re.compile(
        r'"abstract_inverted_index"|"https://openalex\.org/W\d|"authorships"|"id"\s*:\s*"https://openalex\.org/'
    ),
    keys=frozenset(("abstract_inverted_index", "authorships", "primary_location")),
    matches=matches,
    paper=paper,
)
