"""PubMed's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.dates import from_parts
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_prose import prose
from kg.sources.xml_tools import Element, child, children, elements, find_all, span, text_of


def read(source: Source) -> Iterator[Item]:
    """Every article of a set."""
    for one in elements(source, "PubmedArticle", "PubmedBookArticle"):
        if isinstance(one, Problem):
            yield one
        elif is_paper(record := paper(one, source.file)):
            yield record


def paper(one: Element, file: str) -> PaperRecord:
    """The record of an article."""
    citation = child(one, "MedlineCitation")
    article = child(citation, "Article")
    if article is None:
        article = child(one, "BookDocument")
    if article is None:
        article = one
    ids = {i.get("IdType", ""): text_of(i) for i in find_all(one, "ArticleId") if not _cited(i)}
    locations = {i.get("EIdType", ""): text_of(i) for i in children(article, "ELocationID")}
    journal = text_of(article, "Journal", "Title")
    kinds = {text_of(i) for i in find_all(article, "PublicationType")}
    return make(
        span(one, file),
        title=_title(article),
        abstract=_abstract(child(article, "Abstract")),
        authors=_authors(child(article, "AuthorList")),
        identifiers=[locations.get("pii"), ids.get("pii")] if (journal or "").lower() == "arxiv" else [],
        doi_text=ids.get("doi") or locations.get("doi"),
        dates=[_date(article)],
        categories=[text for i in find_all(one, "DescriptorName") if (text := text_of(i))],
        venue=journal or text_of(article, "Book", "BookTitle"),
        withdrawn="Retracted Publication" in kinds,
    )


def _title(article: Element) -> str | None:
    """The title without the brackets of one that is translated."""
    title = prose(child(article, "ArticleTitle"))
    translated = re.fullmatch(r"\s*\[(.*)\]\.?\s*", title, re.S) if title else None
    return translated[1] if translated else title


def _cited(identifier: Element) -> bool:
    return any("Reference" in str(above.tag) for above in identifier.iterancestors())


def _abstract(abstract: Element | None) -> str | None:
    """The sections of an abstract with their labels, as PubMed shows them."""
    parts = []
    for one in children(abstract, "AbstractText") if abstract is not None else []:
        label, text = one.get("Label"), prose(one)
        if text:
            parts.append(f"{label}: {text.strip()}" if label and label != "UNLABELLED" else text)
    return " ".join(parts) or None


def _authors(people: Element | None) -> AuthorList:
    found = [_author(one) for one in (children(people, "Author") if people is not None else [])]
    complete = people is None or people.get("CompleteYN", "Y") == "Y"
    return AuthorList(tuple(one for one in found if one), complete)


def _author(one: Element) -> Author | None:
    places = tuple(
        " ".join(t.split())
        for info in children(one, "AffiliationInfo")
        if (t := text_of(info, "Affiliation"))
    )
    identifier = next((text_of(i) for i in children(one, "Identifier") if i.get("Source") == "ORCID"), None)
    group = text_of(one, "CollectiveName")
    if group:
        return author(group, kind="organization", affiliations=places)
    family = " ".join(part for part in (text_of(one, "LastName"), text_of(one, "Suffix")) if part)
    given = text_of(one, "ForeName") or text_of(one, "Initials")
    return given_family(given, family, affiliations=places, identifier=identifier)


def _date(article: Element) -> PartialDate | None:
    for one in (
        child(article, "ArticleDate"),
        child(article, "Journal", "JournalIssue", "PubDate"),
        child(article, "ContributionDate"),
        child(article, "Book", "PubDate"),
    ):
        if one is None:
            continue
        date = from_parts(text_of(one, "Year"), text_of(one, "Month"), text_of(one, "Day"))
        if date:
            return PartialDate(date, "published", date)
        if loose := partial(text_of(one, "MedlineDate"), "published"):
            return loose
    return None


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return (
        0.9 if re.search(r"<Pubmed(?:Book)?Article(?:Set)?\b|<MedlineCitation\b", head.text[:6000]) else 0.0
    )


FORMAT = Format(
    name="pubmed",
    label="PubMed XML",
    suffixes=(".xml",),
    fields="title, abstract, authors with ORCID and affiliations, DOI, date, subject headings, journal",
    sniff=_sniff,
    read=read,
)
