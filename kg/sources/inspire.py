"""Records of INSPIRE, the literature of high-energy physics, in JSON."""

from __future__ import annotations

import re

from kg.records import Author, Origin, PaperRecord
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.dialect import Dialect, Object
from kg.sources.names import author
from kg.sources.record import make

_OWN = ("arxiv_eprints", "inspire_categories", "texkeys", "control_number", "publication_info")


def matches(one: Object) -> bool:
    """Whether an object is a record, or the metadata of one."""
    metadata = _metadata(one)
    return "titles" in metadata and (
        any(key in metadata for key in _OWN) or "//inspirehep.net/" in str(one.get("links"))
    )


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of a publication."""
    metadata = _metadata(one)
    eprints = list(values.objects(metadata.get("arxiv_eprints")))
    places = list(values.objects(metadata.get("publication_info")))
    published = next((p.get("year") for p in places if p.get("year")), None)
    return make(
        origin,
        title=values.text(metadata.get("titles")),
        abstract=_abstract(metadata),
        authors=_authors(metadata),
        identifiers=[values.text(eprint.get("value")) for eprint in eprints],
        doi_text=values.text(metadata.get("dois")),
        dates=[
            values.date(metadata.get("preprint_date"), "created"),
            values.date(_under(metadata.get("imprints"), "date") or published, "published"),
        ],
        categories=[c for eprint in eprints for c in values.texts(eprint.get("categories"))],
        comments=values.texts(metadata.get("public_notes")),
        venue=next((v for p in places if (v := values.text(p.get("journal_title")))), None),
        withdrawn=metadata.get("withdrawn") is True,
        markup=True,
    )


def _metadata(one: Object) -> Object:
    inner = one.get("metadata")
    return inner if isinstance(inner, dict) else one


def _under(value: values.Json, key: str) -> values.Json:
    return next((one[key] for one in values.objects(value) if one.get(key)), None)


def _abstract(metadata: Object) -> str | None:
    """The abstract of arXiv where it is among several."""
    stated = sorted(values.objects(metadata.get("abstracts")), key=lambda one: one.get("source") != "arXiv")
    return values.text(stated[0].get("value")) if stated else None


def _authors(metadata: Object) -> AuthorList:
    """The collaborations, and the authors as far as they are listed."""
    groups = [_group(name) for name in values.texts(metadata.get("collaborations"))]
    people = [_person(one) for one in values.objects(metadata.get("authors"))]
    count = metadata.get("author_count")
    complete = not isinstance(count, int) or count <= len(people)
    return AuthorList(tuple(one for one in (*groups, *people) if one), complete)


def _group(name: str) -> Author | None:
    named = name if "collaboration" in name.lower() else f"{name} Collaboration"
    return author(named, kind="organization")


def _person(one: Object) -> Author | None:
    ids = (i.get("value") for i in values.objects(one.get("ids")) if i.get("schema") == "ORCID")
    return values.one_author({**one, "orcid": next(ids, None)})


DIALECT = Dialect(
    name="inspire",
    label="INSPIRE JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors with ORCID and affiliations, arXiv id, DOI, dates, categories, journal",
    marks=re.compile(r'"https://inspirehep\.net/|"arxiv_eprints"\s*:'),
    keys=frozenset(("metadata", "titles")),
    matches=matches,
    paper=paper,
)
