"""HTML pages: arXiv's listings, search results and abstract pages, and any page with citation tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources import latexml, listing
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.format import Format, Head, Item
from kg.sources.html_text import pasted
from kg.sources.names import author
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.text import one_line
from kg.sources.xml_tools import Element

_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_LINK = re.compile(r"this (?:\w+ )?(?:URL|DOI)", re.I)
"""What arXiv writes in place of a link."""
_CODE = re.compile(r"\(([a-z-]+(?:\.[A-Za-z-]+)?)\)")


def read(source: Source) -> Iterator[Item]:
    """Every paper of a page."""
    from lxml import etree, html

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text().replace("\x00", ""))
    parser = html.HTMLParser(no_network=True, remove_comments=True)
    try:
        tree = html.fromstring(text, parser=parser)
    except etree.ParserError:  # a page without elements
        return
    _spell_out(tree)
    known = (*_listing(tree, source.file), *_results(tree, source.file)) or _page(tree, source.file)
    known = known or list(latexml.papers(tree, source.file))
    for record in known or _pasted(tree, source.file):
        if is_paper(record):
            yield record


def _spell_out(tree: Element) -> None:
    """Put the address of a link where its text is only "this https URL"."""
    for link in tree.xpath("//a[starts-with(@href, 'http')]"):
        if not len(link) and _LINK.fullmatch(one_line(link.text or "")):
            link.text = link.get("href")


def _pasted(tree: Element, file: str) -> Iterator[PaperRecord]:
    """The papers with authors or ids in the text of any other page; where they stand in it is not known.

    One title with names and without an id may be any article, and is left out.
    """
    data = pasted(tree).encode("utf-8", "replace")
    items = listing.read(Source.open(file, ".txt", io.BytesIO(data), {}))
    found = [one for one in items if isinstance(one, PaperRecord) and one.title and (one.authors or _id(one))]
    if len(found) > 1 or any(map(_id, found)):
        yield from (replace(one, origin=Origin(file, 1, 1)) for one in found)


def _id(record: PaperRecord) -> str | None:
    return record.arxiv_id or record.doi


def _has(name: str) -> str:
    return _CLASS.format(name)


def _text(element: Element, path: str, label: str = "") -> str | None:
    """The text of the first element at `path`, without its label."""
    found = next(iter(element.xpath(path)), None)
    if found is None:
        return None
    text = one_line(found.text_content())
    return re.sub(rf"^{label}\s*:?\s*", "", text) if label else text


def _listing(tree: Element, file: str) -> list[PaperRecord]:
    """The entries of a `/list/` page: `dt` with the id, `dd` with the rest."""
    day = None
    found = []
    for one in tree.xpath("//h2|//h3|//dl/dt"):
        if one.tag != "dt":  # the heading of a day, or of a section below it
            day = partial(re.sub(r"\(.*", "", one.text_content()), "listed") or day
            continue
        dd = next(iter(one.xpath("following-sibling::dd[1]")), None)
        if dd is not None and dd.xpath(f".//*[{_has('list-title')}]"):
            found.append(_entry(one, dd, day, file))
    return found


def _entry(dt: Element, dd: Element, day: PartialDate | None, file: str) -> PaperRecord:
    links = [a.get("href", "") for a in dt.xpath(".//a[@href]")]
    subjects = _text(dd, f".//*[{_has('list-subjects')}]", "Subjects") or ""
    names = [author(a.text_content()) for a in dd.xpath(f".//*[{_has('list-authors')}]//a")]
    return make(
        Origin(file, dt.sourceline or 1, dd.sourceline or dt.sourceline or 1),
        title=_text(dd, f".//*[{_has('list-title')}]", "Title"),
        abstract=_text(dd, f".//p[{_has('mathjax')}]"),
        authors=AuthorList(tuple(name for name in names if name))
        if any(names)
        else split_names(_text(dd, f".//*[{_has('list-authors')}]", "Authors") or ""),
        identifiers=[
            f"https://arxiv.org{link}" if link.startswith("/") else link for link in links if "/abs/" in link
        ],
        doi_text=_text(dd, f".//*[{_has('list-doi')}]"),
        dates=[day],
        categories=_CODE.findall(subjects),
        comments=[_text(dd, f".//*[{_has('list-comments')}]", "Comments")],
        venue=_text(dd, f".//*[{_has('list-journal-ref')}]", "Journal-ref"),
    )


def _results(tree: Element, file: str) -> list[PaperRecord]:
    """The entries of a search page."""
    return [_result(one, file) for one in tree.xpath(f"//li[{_has('arxiv-result')}]")]


def _result(one: Element, file: str) -> PaperRecord:
    stated = " ".join(one_line(p.text_content()) for p in one.xpath("./p"))
    submitted = re.search(r"Submitted (\d{1,2} \w+, \d{4})(?:;.*?v1 submitted (\d{1,2} \w+, \d{4}))?", stated)
    dates = (
        [
            partial(submitted[2] or submitted[1], "created"),
            partial(submitted[1] if submitted[2] else None, "updated"),
        ]
        if submitted
        else []
    )
    names = [author(a.text_content()) for a in one.xpath(f".//p[{_has('authors')}]//a")]
    abstract = _text(one, f".//span[{_has('abstract-full')}]") or _text(
        one, f".//p[{_has('abstract')}]", "Abstract"
    )
    tags = [one_line(tag.text_content()) for tag in one.xpath(f".//span[{_has('tag')}]")]
    notes = [one_line(p.text_content()) for p in one.xpath(f".//p[{_has('comments')}]")]
    return make(
        Origin(file, one.sourceline or 1, one.sourceline or 1),
        title=_text(one, f".//p[{_has('title')}]"),
        abstract=re.sub(r"\s*△ Less$", "", abstract) if abstract else None,
        authors=AuthorList(tuple(name for name in names if name)),
        identifiers=[a.get("href") for a in one.xpath(f".//p[{_has('list-title')}]//a[@href]")],
        doi_text=next((tag for tag in tags if tag.startswith("10.")), None),
        dates=dates,
        categories=[tag for tag in tags if re.fullmatch(r"[a-z-]+(?:\.[A-Za-z-]+)?", tag) and tag != "doi"],
        comments=[_labelled(notes, "Comments:")],
        venue=_labelled(notes, "Journal ref:"),
    )


def _labelled(notes: list[str], label: str) -> str | None:
    return next((note.removeprefix(label).strip() for note in notes if note.startswith(label)), None)


def _page(tree: Element, file: str) -> list[PaperRecord]:
    """The one paper of a page that carries `citation_…` tags, as arXiv and publishers set them."""
    tags: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@name and @content]"):
        tags.setdefault(meta.get("name").lower(), []).append(meta.get("content"))
    first = {name: values[0] for name, values in tags.items()}
    title = first.get("citation_title") or first.get("dc.title")
    if not title:
        return []
    names = [author(name) for name in tags.get("citation_author") or tags.get("dc.creator") or []]
    subjects = _text(tree, f"//td[{_has('subjects')}]") or ""
    abstract = first.get("citation_abstract") or _text(tree, f"//blockquote[{_has('abstract')}]", "Abstract")
    return [
        make(
            Origin(file, 1, 1),
            title=title,
            abstract=abstract or first.get("dc.description") or first.get("og:description"),
            authors=AuthorList(tuple(name for name in names if name)),
            identifiers=[first.get("citation_arxiv_id"), first.get("citation_abstract_html_url")],
            doi_text=first.get("citation_doi") or first.get("dc.identifier"),
            dates=[
                partial(first.get("citation_date"), "created"),
                partial(first.get("citation_online_date"), "updated"),
                partial(first.get("citation_publication_date"), "published"),
            ],
            categories=_CODE.findall(subjects),
            comments=[_text(tree, f"//td[{_has('comments')}]")],
            venue=next(
                (
                    first[n]
                    for n in ("citation_journal_title", "citation_conference_title", "citation_inbook_title")
                    if n in first
                ),
                _text(tree, f"//td[{_has('jref')}]"),
            ),
            links=[first.get("citation_pdf_url"), first.get("citation_abstract_html_url")],
        )
    ]


def _sniff(head: Head) -> float:
    if head.binary or not re.match(
        r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|dl|div|li)\b",
        head.text,
        re.I | re.S,
    ):
        return 0.0
    return 0.8


FORMAT = Format(
    name="html",
    label="HTML (arXiv pages, pages with citation tags)",
    suffixes=(".html", ".htm", ".xhtml"),
    fields="title, abstract, authors, arXiv id, DOI, dates, categories, comments, venue",
    sniff=_sniff,
    read=read,
)
