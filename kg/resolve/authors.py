"""The author list of a paper, put together from the lists of its listings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import Author, AuthorKind, Origin, PaperRecord
from kg.resolve.names import compatible, parse_name, reordered


@dataclass(slots=True)
class AuthorSlot:
    """One place in a paper's author list, with all forms of the name that listings give."""

    written: str
    kind: AuthorKind
    forms: tuple[str, ...]
    affiliations: tuple[str, ...]
    orcid: str | None
    origins: tuple[Origin, ...]


def author_slots(records: Sequence[PaperRecord]) -> tuple[list[AuthorSlot], bool]:
    """The authors of a paper in order, and whether the list is complete.

    The longest complete list leads; another list adds fuller forms of names, affiliations, ORCIDs and
    organisations. People that only another list has are left out here: both lists stand in the paper's facts.
    """
    lists = [record for record in records if record.authors]
    if not lists:
        return [], False
    lead = max(lists, key=lambda r: (r.authors_complete, len(r.authors), _letters(r)))
    origins = (lead.origin,)
    slots = [_slot(author, origins) for author in lead.authors]
    for record in lists:
        if record is not lead:
            _align(slots, record)
    return slots, lead.authors_complete


def _letters(record: PaperRecord) -> int:
    return sum(len(author.name) for author in record.authors)


def _slot(author: Author, origins: tuple[Origin, ...]) -> AuthorSlot:
    return AuthorSlot(author.name, author.kind, (author.name,), author.affiliations, author.orcid, origins)


def _align(slots: list[AuthorSlot], record: PaperRecord) -> None:
    free = list(range(len(slots)))
    for position, author in enumerate(record.authors):
        found = _place(slots, free, author, position)
        if found is not None:
            free.remove(found)
            _add_form(slots[found], author, record.origin)
        elif author.kind == "organization":
            slots.append(_slot(author, (record.origin,)))


def _place(slots: Sequence[AuthorSlot], free: Sequence[int], author: Author, position: int) -> int | None:
    """The slot that an author of another list means: same name, else a form of it, nearest in position."""
    name = parse_name(author.name)
    same = [n for n in free if parse_name(slots[n].written).full == name.full]
    forms = same or [n for n in free if compatible(parse_name(slots[n].written), name)]
    forms = forms or [n for n in free if reordered(slots[n].written, author.name)]
    return min(forms, key=lambda n: (abs(n - position), n), default=None)


def _add_form(slot: AuthorSlot, author: Author, origin: Origin) -> None:
    slot.origins = (*slot.origins, origin)
    slot.orcid = slot.orcid or author.orcid
    slot.affiliations = tuple(dict.fromkeys(slot.affiliations + author.affiliations))
    if author.kind == "organization":
        slot.kind = "organization"
    if author.name not in slot.forms:
        slot.forms = tuple(sorted((*slot.forms, author.name)))
        if _fuller(author.name, slot.written):
            slot.written = author.name


def _fuller(new: str, old: str) -> bool:
    return sum(map(len, parse_name(new).given)) > sum(map(len, parse_name(old).given))
