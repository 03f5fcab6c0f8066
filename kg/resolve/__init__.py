"""Identity: which listings are one paper, which names one person or entity, and why."""

from kg.resolve.curation import (
    AcceptEntry,
    Curation,
    MergeEntry,
    RejectEntry,
    RenameEntry,
    RetypeEntry,
    SplitEntry,
    StaleEntry,
    append_curation,
    load_curation,
    write_curation,
)
from kg.resolve.identity import people_beside
from kg.resolve.papers import PaperCluster, PaperMerge, document, merge_papers
from kg.resolve.resolution import OutlineResolution, Resolution, resolve, resolve_all, resolve_outline
from kg.resolve.review import ReviewItem, review
from kg.resolve.why import Check, Explanation, why

__all__ = [
    "AcceptEntry",
    "Check",
    "Curation",
    "Explanation",
    "MergeEntry",
    "OutlineResolution",
    "PaperCluster",
    "PaperMerge",
    "RejectEntry",
    "RenameEntry",
    "Resolution",
    "RetypeEntry",
    "ReviewItem",
    "SplitEntry",
    "StaleEntry",
    "append_curation",
    "document",
    "load_curation",
    "merge_papers",
    "people_beside",
    "resolve",
    "resolve_all",
    "resolve_outline",
    "review",
    "why",
    "write_curation",
]
