"""The papers of a build: records merged into clusters, less what was removed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from kg.build.removed import marks
from kg.records import PaperRecord
from kg.store import Memo

if TYPE_CHECKING:
    from kg.resolve.curation import Curation
    from kg.resolve.papers import PaperMerge


def merge(
    records: Sequence[PaperRecord], *, curation: Curation, removals: Set[str], memo: Memo | None = None
) -> tuple[PaperMerge, frozenset[str]]:
    """The merged papers without the removed ones, and the marks by which those were known.

    A removed paper goes with all its listings, and the rest is merged as if they had never been read:
    that is what makes the graph equal to one built without them.
    """
    from kg.resolve.papers import merge_papers

    merged = merge_papers(records, curation=curation, memo=memo)
    if not removals:
        return merged, frozenset()
    gone = {
        record
        for cluster in merged.clusters
        if marks(cluster.records) & removals
        for record in cluster.records
    }
    if not gone:
        return merged, frozenset()
    kept = [record for record in records if record not in gone]
    return merge_papers(kept, curation=curation, memo=memo), marks(gone) & removals
