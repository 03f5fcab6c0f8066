"""What the last build found, from its store, as the typed values that the graph is made of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.annotate import Annotations
from kg.build.papers import merge
from kg.build.pipeline import OUTPUT, load_settings
from kg.errors import StoreError
from kg.store import open_store
from kg.store.code import code_fingerprint

if TYPE_CHECKING:
    from kg.knowledge import Knowledge
    from kg.resolve.papers import PaperCluster


@dataclass(frozen=True, slots=True)
class Contents:
    """The knowledge of a graph, and the listings behind each of its papers."""

    knowledge: Knowledge
    clusters: tuple[PaperCluster, ...]


def contents(output: Path = OUTPUT) -> Contents:
    """Resolve again what the store of a build holds, without reading files or running the language model.

    Raises:
        StoreError: nothing was built in `output`, or a text has no annotation by today's language model.
        CurationError: the curation file of the build is gone or malformed.
    """
    from kg.extract import version
    from kg.resolve import document, load_curation, resolve_all
    from kg.resolve.curation import EMPTY
    from kg.resolve.readings import RememberedReadings

    with open_store(output) as store:
        settings = load_settings(store)
        curation = load_curation(Path(settings.curation)) if settings.curation else EMPTY
        memo, removals = store.memo(code_fingerprint()), store.removals().keys()
        merged, _ = merge(tuple(store.records()), curation=curation, removals=removals, memo=memo)
        documents = [document(cluster) for cluster in merged.clusters]
        extractor = version(settings.model_path)
        annotations = Annotations(store, documents, extractor, settings.min_confidence)
        if annotations.missing():
            raise StoreError(f"{output}: the build there is out of date; run: kg build")
        resolution = resolve_all(
            merged.clusters,
            RememberedReadings(annotations, memo),
            curation=curation,
            extractor=extractor,
            merges=merged.merges,
        )
    return Contents(resolution.knowledge, tuple(merged.clusters))
