"""JATS articles, as publishers and PubMed Central give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.dates import from_parts
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make
from kg.sources.source import Source
from kg.sources.xml_prose import prose
from kg.sources.xml_tools import XLINK, Element, child, children, elements, find_all, local, span, text_of

Places = dict[str, str]


def read(source: Source) -> Iterator[Item]:
    """Every article of a document or an article set."""
    for article in elements(source, "article"):
        if isinstance(article, Problem):
            yield article
        elif is_paper(record := paper(article, source.file)):
            yield record


def paper(article: Element, file: str) -> PaperRecord:
    """The record of an article's front matter."""
    front = child(article, "front")
    meta = child(front, "article-meta")
    meta = meta if meta is not None else front if front is not None else article
    journal = child(front, "journal-meta")
    titles = child(journal, "journal-title-group")
    ids = {one.get("pub-id-type", ""): "".join(one.itertext()) for one in children(meta, "article-id")}
    groups = children(meta, "contrib-group")
    places = _places(meta)
    people = [name for group in groups if not _editors(group) for name in _people(group, places)]
    links = [one.get(f"{XLINK}href") for one in children(meta, "self-uri")]
    subjects = [text for group in find_all(meta, "subject") if (text := text_of(group))]
    return make(
        span(meta, file),
        title=_title(child(meta, "title-group")),
        abstract=prose(_abstract(meta)),
        authors=AuthorList(tuple(people)),
        identifiers=[ids.get("arxiv"), *links],
        doi_text=ids.get("doi"),
        dates=[_date(meta)],
        categories=subjects,
        venue=text_of(titles, "journal-title") or text_of(journal, "journal-title"),
        links=links,
        withdrawn=article.get("article-type") in ("retraction", "retracted-article"),
    )


def _title(group: Element | None) -> str | None:
    title, subtitle = prose(child(group, "article-title")), prose(child(group, "subtitle"))
    if title and subtitle:
        return f"{title.strip()}{'' if title.strip()[-1] in ':?!.' else ':'} {subtitle.strip()}"
    return title


def _abstract(meta: Element) -> Element | None:
    """The abstract proper, not a graphical, short or translated one; without its own heading."""
    found = children(meta, "abstract")
    chosen = next((one for one in found if not one.get("abstract-type")), found[0] if found else None)
    if chosen is not None:
        for heading in children(chosen, "title"):
            if re.fullmatch(r"\s*(?:abstract|summary)\W*", "".join(heading.itertext()), re.I):
                heading.clear(keep_tail=True)
    return chosen


def _editors(group: Element) -> bool:
    kinds = {one.get("contrib-type", "author") for one in children(group, "contrib")}
    return bool(kinds) and not kinds & {"author", "collab", "", "group"}


def _people(group: Element, places: Places) -> Iterator[Author]:
    shared = tuple(text for one in children(group, "aff") if not one.get("id") and (text := _place(one)))
    for contrib in children(group, "contrib"):
        if contrib.get("contrib-type", "author") in ("author", "collab", "", "group"):
            yield from _contrib(contrib, places, shared)


def _contrib(contrib: Element, places: Places, shared: tuple[str, ...]) -> Iterator[Author]:
    """One contributor; a collaboration is followed by its members where they are given."""
    rids = [rid for xref in children(contrib, "xref") for rid in (xref.get("rid") or "").split()]
    own = [text for one in children(contrib, "aff") if (text := _place(one))]
    held = tuple(dict.fromkeys([*own, *(places[rid] for rid in rids if rid in places)])) or shared
    collab = child(contrib, "collab")
    if collab is not None:
        yield from filter(None, [author(_group_name(collab), kind="organization", affiliations=held)])
        for group in find_all(collab, "contrib-group"):
            yield from _people(group, places)
    yield from filter(None, [_person(contrib, held)])


def _group_name(collab: Element) -> str:
    """What stands in a `collab` beside its members."""
    return "".join(
        [collab.text or "", text_of(collab, "institution") or "", *(one.tail or "" for one in collab)]
    )


def _person(contrib: Element, held: tuple[str, ...]) -> Author | None:
    ids = (text_of(one) for one in children(contrib, "contrib-id"))
    identifier = next((text for text in ids if text and "-" in text), None)
    names = children(contrib, "name", "string-name") or children(child(contrib, "name-alternatives"), "name")
    if not names:
        return None
    given, family = text_of(names[0], "given-names"), _family(names[0])
    made = given_family(given, family, affiliations=held, identifier=identifier)
    return made or author(text_of(names[0]) or "", affiliations=held, identifier=identifier)


def _family(name: Element) -> str | None:
    parts = (text_of(name, "surname"), text_of(name, "suffix"))
    return " ".join(part for part in parts if part) or None


def _places(meta: Element) -> Places:
    """Affiliations by their id."""
    return {one.get("id", ""): place for one in find_all(meta, "aff") if (place := _place(one))}


def _place(aff: Element) -> str:
    parts = [aff.text or ""]
    for one in aff:
        if local(one) not in ("label", "sup", "institution-id", "email", "ext-link"):
            parts.append(" ".join(t for t in _texts(one)))
        parts.append(one.tail or "")
    return re.sub(r"\s+([,;.])", r"\1", " ".join("".join(parts).split())).strip(" ,;.")


def _texts(element: Element) -> Iterator[str]:
    for one in element.iter():
        if local(one) not in ("institution-id", "label"):
            yield one.text or ""
            if one is not element:
                yield one.tail or ""


def _date(meta: Element) -> PartialDate | None:
    """The day of electronic publication, else the fullest date there is."""
    best: PartialDate | None = None
    for one in children(meta, "pub-date"):
        date = from_parts(text_of(one, "year"), text_of(one, "month"), text_of(one, "day"))
        kind = one.get("pub-type") or one.get("publication-format") or one.get("date-type") or ""
        if date and kind in ("epub", "electronic"):
            return PartialDate(date, "published", date)
        if date and (best is None or len(date) > len(best.iso)):
            best = PartialDate(date, "published", date)
    return best


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    if re.search(
        r"DTD JATS|DTD NLM|JATS-|<pmc-articleset|journal-?publishing|archivearticle", head.text[:3000], re.I
    ):
        return 0.9
    return 0.8 if "<article-meta" in head.text and "<article" in head.text else 0.0


FORMAT = Format(
    name="jats",
    label="JATS XML",
    suffixes=(".xml", ".nxml"),
    fields="title, abstract, authors with ORCID and affiliations, DOI, arXiv id, date, subjects, journal",
    sniff=_sniff,
    read=read,
)
