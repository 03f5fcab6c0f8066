"""Semantic Scholar papers: API answers, data sets and S2ORC."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make


def matches(one: Object) -> bool:
    """Whether an object is a paper of the API, the data sets or S2ORC."""
    keyed = (
        "paperId" in one
        or "corpusId" in one
        or "corpusid" in one
        or "s2FieldsOfStudy" in one
        or ("paper_id" in one and "s2_url" in one)
    )
    return (keyed and ("title" in one or "abstract" in one or "annotations" in _content(one))) or (
        "paper_id" in one and isinstance(one.get("metadata"), dict)
    )


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of a paper."""
    metadata = one.get("metadata")
    if isinstance(metadata, dict):
        one = {**one, **metadata}
    if "annotations" in _content(one):
        one = {**one, **_annotated(_content(one))}
    ids = _ids(one)
    arxiv = (
        values.text(ids.get("arxiv")) or values.text(one.get("arxivId")) or values.text(one.get("arxiv_id"))
    )
    journal = one.get("journal")
    fields = one.get("s2FieldsOfStudy") or one.get("s2fieldsofstudy") or one.get("fieldsOfStudy")
    date = values.date(one.get("publicationDate") or one.get("publicationdate"), "published") or values.date(
        one.get("year"), "published"
    )
    abstract = one.get("abstract")
    return make(
        origin,
        title=values.text(one.get("title")),
        abstract=" ".join(values.texts(abstract)) if isinstance(abstract, list) else values.text(abstract),
        authors=values.authors(one.get("authors")),
        identifiers=[arxiv],
        doi_text=values.text(ids.get("doi")) or values.text(one.get("doi")),
        dates=[date],
        categories=_fields(fields),
        venue=values.text(one.get("venue")) or values.text(journal),
        links=[values.text(one.get("url")), values.text(one.get("openAccessPdf"))],
    )


def _ids(one: Object) -> Object:
    """Ids of other services by names in lower case; the data set of abstracts keeps them further below."""
    access = next(values.objects(one.get("openaccessinfo")), {})
    named = one.get("externalIds") or one.get("externalids") or access.get("externalids")
    return {name.lower(): value for name, value in named.items()} if isinstance(named, dict) else {}


def _content(one: Object) -> Object:
    return next(values.objects(one.get("content")), {})


def _annotated(content: Object) -> Object:
    """Title, abstract and authors of S2ORC's whole texts, which say where these begin and end."""
    text = values.text(content.get("text")) or ""
    spans = next(values.objects(content.get("annotations")), {})

    def parts(name: str) -> list[str]:
        found = values.objects(values.literal(spans.get(name)))
        ends = ((values.text(one.get("start")) or "", values.text(one.get("end")) or "") for one in found)
        return [text[int(a) : int(b)] for a, b in ends if a.isdecimal() and b.isdecimal()]

    return {"title": values.text(parts("title")), "abstract": parts("abstract"), "authors": parts("author")}


def _fields(value: values.Json) -> list[str]:
    if not isinstance(value, list):
        return []
    names = [one.get("category") if isinstance(one, dict) else one for one in value]
    return [name for name in names if isinstance(name, str)]


DIALECT = Dialect(
    name="semantic-scholar",
    label="Semantic Scholar or S2ORC JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors, arXiv id, DOI, date, venue, fields of study, links",
    marks=re.compile(r'"paperId"\s*:|"corpus[iI]d"\s*:|"s2FieldsOfStudy"|"s2_url"|"externalIds"'),
    keys=frozenset(("paperId", "corpusId", "corpusid", "s2FieldsOfStudy", "paper_id")),
    matches=matches,
    paper=paper,
)
