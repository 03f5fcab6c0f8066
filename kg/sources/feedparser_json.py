"""Entries of feeds as Python's feedparser gives them, written out as JSON."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources import values
from kg.sources.announced import announced
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make


def matches(entry: Object) -> bool:
    """Whether an object is an entry; a feed has details of its title too, but no summary."""
    return "title" in entry and "summary" in entry and ("guidislink" in entry or "title_detail" in entry)


def paper(entry: Object, origin: Origin) -> PaperRecord:
    """The record of an entry of arXiv's API or of its daily feeds."""
    named, body = announced(values.text(entry.get("summary")) or "")
    published = values.text(entry.get("published"))
    links = [one.get("href") for one in values.objects(entry.get("links"))]
    tags = [entry.get("arxiv_primary_category"), *values.objects(entry.get("tags"))]
    return make(
        origin,
        title=values.text(entry.get("title")),
        abstract=body,
        authors=_authors(entry.get("authors")),
        identifiers=[named, values.text(entry.get("id")), values.text(entry.get("link"))],
        doi_text=values.text(entry.get("arxiv_doi")),
        dates=[values.date(published, "listed")] if named else _dates(entry),
        categories=[term for tag in values.objects(tags) if (term := values.text(tag.get("term")))],
        comments=[values.text(entry.get("arxiv_comment"))],
        venue=values.text(entry.get("arxiv_journal_ref") or entry.get("arxiv_journal_reference")),
        links=[values.text(link) for link in links],
        markup=True,
    )


def _authors(value: values.Json) -> AuthorList:
    """Daily feeds name all authors in one string, which feedparser takes for one author."""
    people = list(values.objects(value))
    name = values.text(people[0].get("name")) if len(people) == 1 else None
    return split_names(name) if name else values.authors(people)


def _dates(entry: Object) -> list[PartialDate | None]:
    arxiv = "arxiv.org" in str(entry.get("id"))
    return [
        values.date(entry.get("published"), "created" if arxiv else "published"),
        values.date(entry.get("updated"), "updated"),
    ]


DIALECT = Dialect(
    name="feedparser",
    label="feedparser's entries in JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors, arXiv id, DOI, dates, categories, comment, venue, links",
    marks=re.compile(r"\"(?:guidislink|title_detail|published_parsed)\"\s*:"),
    keys=frozenset(("guidislink", "title_detail")),
    matches=matches,
    paper=paper,
)
