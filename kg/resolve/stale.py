"""Which decisions of a curation file no longer meet anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from kg.knowledge import CanonicalEntity, Person
from kg.resolve.curation import (
    AcceptEntry,
    Curation,
    Entry,
    MergeEntry,
    RejectEntry,
    SplitEntry,
    StaleEntry,
)
from kg.resolve.keys import KeyIndex
from kg.resolve.paperkeys import paper_keys
from kg.resolve.papers import PaperCluster


def stale_entries(
    curation: Curation,
    clusters: Sequence[PaperCluster],
    things: Iterable[Person | CanonicalEntity],
    index: KeyIndex,
    met: Set[Entry],
) -> tuple[StaleEntry, ...]:
    """The entries that name something which is not there, in the order of the file."""
    if not curation.entries:
        return ()
    checker = _Checker(clusters, things, index, met)
    found = ((entry, checker.complaint(entry)) for entry in curation.entries)
    return tuple(StaleEntry(entry, message) for entry, message in found if message)


class _Checker:
    def __init__(
        self,
        clusters: Sequence[PaperCluster],
        things: Iterable[Person | CanonicalEntity],
        index: KeyIndex,
        met: Set[Entry],
    ) -> None:
        self._index = index
        self._met = met
        self._papers = {key for c in clusters for r in c.records for key in paper_keys(r)} | {
            cluster.key for cluster in clusters
        }
        self._forms = {name for thing in things for name in (thing.name, *thing.aliases)}

    def complaint(self, entry: Entry) -> str:
        """Why an entry meets nothing; empty where it meets something."""
        if isinstance(entry, RejectEntry | AcceptEntry):
            if entry in self._met:
                return ""
            where = f" in {entry.paper}" if entry.paper else ""
            return f"no statement {entry.subject} {entry.predicate} {entry.object}{where}; remove the entry"
        if isinstance(entry, SplitEntry):
            return self._unknown([entry.key]) or self._unknown_parts(entry)
        if isinstance(entry, MergeEntry):
            return self._unknown([entry.keep, *entry.merge])
        return self._unknown([entry.key])

    def _unknown(self, keys: Iterable[str]) -> str:
        missing = [key for key in keys if not self._known(key)]
        if not missing:
            return ""
        return f"nothing has the key {' or '.join(missing)} any more; mend the key or remove the entry"

    def _known(self, key: str) -> bool:
        return key in self._papers or bool(self._index.any_of(key)) or self._index.current(key) is not None

    def _unknown_parts(self, entry: SplitEntry) -> str:
        missing = [name for name in entry.names if name not in self._forms]
        missing += [paper for paper in entry.papers if paper not in self._papers]
        return f"nothing to set apart: {', '.join(missing)} no longer occurs" if missing else ""
