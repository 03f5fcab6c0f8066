"""INSPIRE's JSON, as its API and its data dumps give it."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make

_KEYS = frozenset(("arxiv_eprints", "control_number", "inspire_categories"))


def matches(item: Object) -> bool:
    """Whether an object is the metadata of a paper: its titles beside a key that only INSPIRE has."""
    return isinstance(item.get("titles"), list) and not _KEYS.isdisjoint(item)


def paper(item: Object, origin: Origin) -> PaperRecord:
    """The record of a paper's metadata; the first of several titles and abstracts is taken."""
    eprints = list(values.objects(item.get("arxiv_eprints")))
    published = next(values.objects(item.get("publication_info")), {})
    return make(
        origin,
        title=values.text(item.get("titles")),
        abstract=values.text(item.get("abstracts")),
        authors=values.authors(item.get("authors")),
        identifiers=[values.text(one.get("value")) for one in eprints],
        doi_text=values.text(item.get("dois")),
        dates=_dates(item, published),
        categories=[part for one in eprints for part in values.texts(one.get("categories"))],
        comments=values.texts(item.get("public_notes")),
        venue=values.text(published.get("journal_title")),
        markup=True,
    )


def _dates(item: Object, published: Object) -> list[PartialDate | None]:
    """The day of the preprint, and the date of the publication."""
    imprint = next(values.objects(item.get("imprints")), {})
    stated = imprint.get("date") or published.get("year")
    return [values.date(item.get("preprint_date"), "created"), values.date(stated, "published")]


DIALECT = Dialect(
    name="inspire",
    label="INSPIRE JSON",
    suffixes=(".json",),
    fields="title, abstract, authors with affiliations, arXiv id, DOI, dates, categories, notes, journal",
    marks=re.compile(r'"(?:arxiv_eprints|inspire_categories)"\s*:'),
    keys=_KEYS,
    matches=matches,
    paper=paper,
)
