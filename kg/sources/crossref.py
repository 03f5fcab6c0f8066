"""Crossref works in JSON."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make
from kg.sources.xml_prose import tex_alone

_ALTERNATIVES = re.compile(r"<jats:alternatives>.*?</jats:alternatives>", re.S)
_TEX = re.compile(r"<jats:tex-math\b[^<>]*>(.*?)</jats:tex-math>", re.S)


def matches(work: Object) -> bool:
    """Whether an object is a work: titles are lists, and Crossref counts references."""
    return "DOI" in work and (
        isinstance(work.get("title"), list) or ("container-title" in work and "prefix" in work)
    )


def paper(work: Object, origin: Origin) -> PaperRecord:
    """The record of a work; "online" or "print" gives the date where "issued" gives none."""
    dates = (
        values.date(work.get(key), "published")
        for key in ("issued", "published", "published-online", "published-print")
    )
    posted = values.date(work.get("posted"), "published")
    updates = work.get("update-to")
    retracted = isinstance(updates, list) and any(
        isinstance(one, dict) and one.get("type") in ("retraction", "withdrawal") for one in updates
    )
    links = work.get("link")
    urls = (
        [values.text(one.get("URL")) for one in links if isinstance(one, dict)]
        if isinstance(links, list)
        else []
    )
    return make(
        origin,
        title=_title(work),
        abstract=_ALTERNATIVES.sub(_formula, values.text(work.get("abstract")) or ""),
        authors=values.authors(work.get("author")),
        identifiers=values.texts(work.get("alternative-id")),
        doi_text=values.text(work.get("DOI")),
        dates=[next((date for date in dates if date), posted)],
        categories=values.texts(work.get("subject")),
        venue=values.text(work.get("container-title")),
        links=[values.text(work.get("URL")), *urls],
        withdrawn=retracted,
        markup=True,
    )


def _formula(alternatives: re.Match[str]) -> str:
    """A formula that is given as TeX and as MathML, once."""
    tex = _TEX.search(alternatives.group())
    return tex_alone(tex[1]) if tex else alternatives.group()


def _title(work: Object) -> str | None:
    title, subtitle = values.text(work.get("title")), values.text(work.get("subtitle"))
    if not title or not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title}: {subtitle}" if title[-1] not in ":?!." else f"{title} {subtitle}"


DIALECT = Dialect(
    name="crossref",
    label="Crossref JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors with ORCID and affiliations, DOI, date, venue, links",
    marks=re.compile(
        r'"reference-count"|"is-referenced-by-count"|"message-type"\s*:\s*"work|"content-domain"'
    ),
    keys=frozenset(("DOI",)),
    matches=matches,
    paper=paper,
)
