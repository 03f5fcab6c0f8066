"""OAI-PMH records: Dublin Core, arXiv and arXivRaw, and whatever other metadata a record wraps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources import datacite_xml, jats, mods
from kg.sources.author_lists import AuthorList, joined_colons, split_names
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, find_all, local, span, text_of, texts_of

_FORMATS = {"mods": mods.paper, "article": jats.paper}
"""Metadata with a reader of its own, by the name of its element."""


def read(source: Source) -> Iterator[Item]:
    """Every record that is not deleted; bare `arXiv` or `dc` elements count too."""
    for record in elements(source, "record"):
        if isinstance(record, Problem):
            yield record
            continue
        made = _record(record, source.file)
        if made is not None and is_paper(made):
            yield made


def _record(record: Element, file: str) -> PaperRecord | None:
    metadata = child(record, "metadata")
    inner = next(iter(children(metadata if metadata is not None else record)), None)
    if inner is None:
        return None
    match local(inner):
        case "dc":
            return _dublin_core(inner, record, file)
        case "arXiv":
            return _arxiv(inner, record, file)
        case "arXivRaw":
            return _arxiv_raw(inner, record, file)
        case "mods" | "article" as name:
            return _FORMATS[name](inner, file)
        case _:
            resource = next(iter(find_all(inner, "resource")), None)
            return datacite_xml.paper(resource, file) if resource is not None else None


def _dublin_core(dc: Element, record: Element, file: str) -> PaperRecord:
    described = texts_of(dc, "description")
    notes = [text for text in described if re.match(r"\s*Comments?:", text)]
    bodies = [text for text in described if text not in notes]
    stated = texts_of(dc, "date")
    ids = texts_of(dc, "identifier")
    names = joined_colons(map(_creator, texts_of(dc, "creator")))
    return make(
        span(record, file),
        title=text_of(dc, "title"),
        abstract=max(bodies, key=len, default=None),
        authors=AuthorList(tuple(names)),
        identifiers=[*ids, text_of(record, "header", "identifier")],
        doi_text=next(
            (i for i in ids if "10." in i and ("doi" in i.lower() or i.strip().startswith("10."))), None
        ),
        dates=_first_last(stated),
        categories=texts_of(dc, "subject"),
        comments=[re.sub(r"^\s*Comments?:\s*", "", note) for note in notes],
        venue=text_of(dc, "source") or next((i for i in ids if _citation(i)), None),
    )


def _creator(name: str) -> Author | None:
    return Author(":") if name.strip() == ":" else author(name)


def _citation(identifier: str) -> bool:
    """Among its identifiers arXiv also gives where a paper was published."""
    return " " in identifier.strip() and not re.match(r"\s*(?:https?:|doi:|oai:|urn:|10\.)", identifier)


def _first_last(stated: list[str]) -> list[PartialDate | None]:
    ordered = sorted(stated)
    last = [partial(ordered[-1], "updated")] if len(ordered) > 1 else []
    return [partial(ordered[0], "created"), *last] if ordered else []


def _arxiv(meta: Element, record: Element, file: str) -> PaperRecord:
    people = child(meta, "authors")
    named = (_author(one) for one in (children(people, "author") if people is not None else []))
    return make(
        span(record, file),
        title=text_of(meta, "title"),
        abstract=text_of(meta, "abstract"),
        authors=AuthorList(tuple(name for name in named if name)),
        identifiers=[text_of(meta, "id")],
        doi_text=text_of(meta, "doi"),
        dates=[partial(text_of(meta, "created"), "created"), partial(text_of(meta, "updated"), "updated")],
        categories=(text_of(meta, "categories") or "").split(),
        comments=[text_of(meta, "comments")],
        venue=text_of(meta, "journal-ref"),
    )


def _author(one: Element) -> Author | None:
    family = " ".join(part for part in (text_of(one, "keyname"), text_of(one, "suffix")) if part)
    places = tuple(" ".join(place.split()) for place in texts_of(one, "affiliation"))
    return given_family(text_of(one, "forenames"), family, affiliations=places)


def _arxiv_raw(meta: Element, record: Element, file: str) -> PaperRecord:
    versions = [date for one in children(meta, "version") if (date := text_of(one, "date"))]
    last = [partial(versions[-1], "updated")] if len(versions) > 1 else []
    return make(
        span(record, file),
        title=text_of(meta, "title"),
        abstract=text_of(meta, "abstract"),
        authors=split_names(text_of(meta, "authors") or ""),
        identifiers=[text_of(meta, "id")],
        doi_text=text_of(meta, "doi"),
        dates=[partial(versions[0], "created") if versions else None, *last],
        categories=(text_of(meta, "categories") or "").split(),
        comments=[text_of(meta, "comments")],
        venue=text_of(meta, "journal-ref"),
    )


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    if re.search(
        r"<OAI-PMH\b|openarchives\.org/OAI/2\.0/oai_dc|arxiv\.org/OAI/|<oai_datacite\b", head.text[:8000]
    ):
        return 0.85
    return 0.6 if re.match(r"(?:<\?xml[^>]*>\s*)?<record>\s*<header\b", head.text) else 0.0


FORMAT = Format(
    name="oai-pmh",
    label="OAI-PMH (Dublin Core, arXiv, arXivRaw)",
    suffixes=(".xml",),
    fields="title, abstract, authors with affiliations, arXiv id, DOI, dates, categories, comments, venue",
    sniff=_sniff,
    read=read,
)
