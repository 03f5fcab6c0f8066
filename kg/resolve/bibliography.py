"""A paper's fields from its listings: the chosen value of each, and every value with its origins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.knowledge import Authorship, Fact, Paper
from kg.records import Origin, PaperRecord, PartialDate
from kg.resolve.authors import AuthorSlot
from kg.resolve.paperkeys import arxiv_of, choose_abstract, choose_title, doi_of
from kg.resolve.papers import PaperCluster
from kg.resolve.text import squeeze

_DATE_ORDER = ("created", "published", "updated", "listed")


def make_paper(
    cluster: PaperCluster, slots: Sequence[AuthorSlot], people: Sequence[str], *, complete: bool
) -> Paper:
    """The paper that a cluster of listings describes; `people` are the keys of its authors, by slot."""
    records = cluster.records
    return Paper(
        key=cluster.key,
        title=choose_title(records),
        abstract=choose_abstract(records),
        authorships=_authorships(slots, people),
        authors_complete=complete,
        arxiv_id=_first(records, arxiv_of),
        doi=_first(records, lambda r: doi_of(r) or r.doi),
        dates=_dates(records),
        categories=_all(records, lambda r: r.categories),
        affiliations=_all(records, lambda r: r.affiliations),
        comments=_all(records, lambda r: r.comments),
        venue=_first(records, lambda r: r.venue),
        urls=_all(records, lambda r: r.urls),
        has_code=any(record.has_code for record in records),
        withdrawn=any(record.withdrawn for record in records),
        origins=tuple(sorted({record.origin for record in records}, key=_origin_order)),
        facts=_facts(records),
    )


def _authorships(slots: Sequence[AuthorSlot], people: Sequence[str]) -> tuple[Authorship, ...]:
    return tuple(
        Authorship(person, position, slot.written, slot.affiliations, slot.origins)
        for position, (slot, person) in enumerate(zip(slots, people, strict=True), 1)
    )


def _origin_order(origin: Origin) -> tuple[str, int, int]:
    return (origin.file, origin.line, origin.end_line)


def _first(records: Sequence[PaperRecord], value: Callable[[PaperRecord], str | None]) -> str | None:
    return next((text for record in records if (text := value(record))), None)


def _all(records: Sequence[PaperRecord], values: Callable[[PaperRecord], tuple[str, ...]]) -> tuple[str, ...]:
    if len(records) == 1:
        return tuple(dict.fromkeys(values(records[0])))
    return tuple(dict.fromkeys(value for record in records for value in values(record)))


def _dates(records: Sequence[PaperRecord]) -> tuple[PartialDate, ...]:
    unique: dict[tuple[str, str], PartialDate] = {}
    for record in records:
        for date in record.dates:
            unique.setdefault((date.kind, date.iso), date)
    return tuple(sorted(unique.values(), key=lambda d: (_DATE_ORDER.index(d.kind), d.iso)))


def _facts(records: Sequence[PaperRecord]) -> tuple[Fact, ...]:
    """Every value of every field; titles and abstracts that differ in layout only count as one value."""
    if len(records) == 1:
        origins = (records[0].origin,)
        unique = dict.fromkeys(_values(records[0]))
        return tuple(Fact(field, value, origins) for field, value in sorted(unique))
    found: dict[tuple[str, str], tuple[str, list[Origin]]] = {}
    for record in records:
        for field, value in _values(record):
            same = squeeze(value) if field in ("title", "abstract") else value
            found.setdefault((field, same), (value, []))[1].append(record.origin)
    facts = [
        Fact(field, value, tuple(dict.fromkeys(origins))) for (field, _), (value, origins) in found.items()
    ]
    return tuple(sorted(facts, key=lambda fact: (fact.field, fact.value)))


def _values(record: PaperRecord) -> Iterator[tuple[str, str]]:
    single = (
        ("title", record.title),
        ("abstract", record.abstract),
        ("arxiv_id", arxiv_of(record)),
        ("doi", record.doi),
        ("venue", record.venue),
        ("authors", _author_list(record)),
        ("has_code", "true" if record.has_code else None),
        ("withdrawn", "true" if record.withdrawn else None),
    )
    yield from ((field, value) for field, value in single if value)
    yield from ((date.kind, date.iso) for date in record.dates)
    many = (
        ("category", record.categories),
        ("affiliation", record.affiliations),
        ("comment", record.comments),
        ("url", record.urls),
    )
    yield from ((field, value) for field, values in many for value in values)


def _author_list(record: PaperRecord) -> str | None:
    if not record.authors:
        return None
    names = ", ".join(author.name for author in record.authors)
    return names if record.authors_complete else f"{names} et al."
