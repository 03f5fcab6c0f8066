"""Records of Zenodo in JSON, which hold what is said of a paper under `metadata`."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.ids import is_repository
from kg.sources.record import make


def matches(one: Object) -> bool:
    """Whether an object is a record."""
    metadata = one.get("metadata")
    return isinstance(metadata, dict) and "title" in metadata and "creators" in metadata


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of a deposit; of what it is related to only code is taken, the rest are other works."""
    metadata = next(values.objects(one.get("metadata")))
    links = next(values.objects(one.get("links")), {})
    related = (values.text(r.get("identifier")) for r in values.objects(metadata.get("related_identifiers")))
    journal = next(values.objects(metadata.get("journal")), {})
    doi = values.text(metadata.get("doi")) or values.text(one.get("doi"))
    return make(
        origin,
        title=values.text(metadata.get("title")),
        abstract=values.text(metadata.get("description")),
        authors=values.authors(metadata.get("creators")),
        identifiers=[doi],
        doi_text=doi,
        dates=[values.date(metadata.get("publication_date"), "published")],
        categories=values.texts(metadata.get("keywords")),
        venue=values.text(journal.get("title")),
        links=[
            values.text(links.get("self_html")) or values.text(links.get("html")),
            *(url for url in related if url and is_repository(url)),
        ],
        markup=True,
    )


DIALECT = Dialect(
    name="zenodo",
    label="Zenodo JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors with ORCID and affiliations, DOI, date, keywords, journal, code",
    marks=re.compile(r'"conceptrecid"\s*:|"conceptdoi"\s*:|"https://zenodo\.org/'),
    keys=frozenset(("metadata",)),
    matches=matches,
    paper=paper,
)
