"""From the records in the store to the files of a graph, unless those are already what they would be."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotation import Document
from kg.beside import MANY_PAPERS
from kg.build.ahead import MOST_BEGUN, Load
from kg.build.annotate import Annotations, Annotator
from kg.build.outputs import GRAPH_NAME, NAMES, Known, Layout, intact, write_outputs
from kg.build.papers import merge
from kg.build.progress import Progress
from kg.build.removed import left_out
from kg.build.report import BuildReport, count
from kg.build.settings import Settings
from kg.memory import collected, uncollected
from kg.store import Memo, Store
from kg.store.code import code_fingerprint
from kg.store.codec import fingerprint
from kg.store.files import Stamp, digest

if TYPE_CHECKING:
    from kg.resolve.curation import Curation
    from kg.resolve.papers import PaperCluster

_MADE = "outcome"
_LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Job:
    """Where a build writes, on what it runs, who watches it, and when it began."""

    output: Path
    device: str
    progress: Progress
    started: float


@dataclass(frozen=True, slots=True)
class Made:
    """What the last finished build was made from, the stamps of its files, and what its report said."""

    state: str
    files: dict[str, Stamp]
    counts: dict[str, int]
    stale: tuple[str, ...]
    notices: tuple[str, ...]
    papers: int


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the steps made, and how many papers were annotated anew."""

    made: Made
    layout: Layout
    memo: Memo
    annotated: int


def assemble(
    store: Store, job: Job, settings: Settings, load: Load, *, notices: tuple[str, ...] = ()
) -> BuildReport:
    """Make the graph of the records in the store and write it, or find that it is there already.

    `load` gives the language model, if some text is new.
    """
    from kg.extract import version

    extractor = version(settings.model_path)
    state = _state(store, settings, extractor)
    made, anew = store.get(_MADE, Made), 0
    unchanged = made is not None and made.state == state and intact(job.output, made.files)
    if made is None or not unchanged:
        with uncollected():
            outcome = _make(store, job, settings, (extractor, load), made)
        made, anew = outcome.made, outcome.annotated
        with store.transaction():
            store.put({_MADE: replace(made, state=state), _LAYOUT: outcome.layout})
            store.put_memo(outcome.memo, code_fingerprint())
    return BuildReport(
        counts=made.counts,
        files=tuple(job.output / name for name in NAMES),
        problems=store.problems(),
        stale=made.stale,
        notices=notices + made.notices,
        annotated=anew,
        reused=made.papers - anew,
        unchanged=unchanged,
        seconds=time.perf_counter() - job.started,
    )


def _make(store: Store, job: Job, settings: Settings, model: tuple[str, Load], old: Made | None) -> _Outcome:
    """Run the steps; `model` is the version of the language model, and what loads it."""
    from kg.resolve import document, people_beside, resolve_outline
    from kg.resolve.readings import RememberedReadings

    extractor, load = model
    curation, removals = _curation(settings), store.removals()
    job.progress.step("merging", None)
    memo = store.memo(code_fingerprint())
    merged, gone = merge(tuple(store.records()), curation=curation, removals=removals.keys(), memo=memo)
    documents = [document(cluster) for cluster in merged.clusters]
    annotations = Annotations(store, documents, extractor, settings.min_confidence)
    with collected():
        anew = annotations.complete(load, job.progress)
    job.progress.step("resolving", None)
    with people_beside(merged.clusters, curation) as people:
        resolved = resolve_outline(
            merged.clusters,
            RememberedReadings(annotations, memo),
            people,
            curation=curation,
            extractor=extractor,
            merges=merged.merges,
        )
    job.progress.step("writing", None)
    files, layout = write_outputs(resolved.outline, job.output, _known(store, old))
    made = Made(
        state="",
        files=files,
        counts=count(resolved.outline),
        stale=tuple(f"{settings.curation}, {entry}" for entry in resolved.stale),
        notices=tuple(map(left_out, sorted({removals[mark] for mark in gone}))),
        papers=len(merged.clusters),
    )
    return _Outcome(made, layout, memo, anew)


def _known(store: Store, old: Made | None) -> Known | None:
    layout = store.get(_LAYOUT, Layout)
    return None if old is None or layout is None else Known(old.files[GRAPH_NAME], layout)


def merged_papers(store: Store, settings: Settings) -> tuple[PaperCluster, ...]:
    """The papers that the graph is made of: what the store holds, merged, less what was removed."""
    merged, _ = merge(
        tuple(store.records()),
        curation=_curation(settings),
        removals=store.removals().keys(),
        memo=store.memo(code_fingerprint()),
    )
    return merged.clusters


def _state(store: Store, settings: Settings, extractor: str) -> str:
    """A digest of everything that shapes the output."""
    curation = digest(Path(settings.curation)) if settings.curation else None
    sources = [(source.name, source.digest or store.content_of(source.name)) for source in store.sources()]
    return fingerprint((sources, sorted(store.removals()), settings, curation, extractor, code_fingerprint()))


def is_large(store: Store) -> bool:
    """Whether reading and merging take so long that the language model is better loaded beside them."""
    made = store.get(_MADE, Made)
    return made is not None and made.papers >= MANY_PAPERS


def new_documents(store: Store, sources: Iterable[str], settings: Settings) -> Iterable[Document]:
    """The texts of the first records of some files without an annotation, unless other listings say more."""
    from kg.extract import version
    from kg.resolve import document, merge_papers

    first = tuple(islice(chain.from_iterable(map(store.records_of, sources)), MOST_BEGUN))
    documents = [document(cluster) for cluster in merge_papers(first).clusters]
    extractor = version(settings.model_path)
    return Annotations(store, documents, extractor, settings.min_confidence).missing().values()


def load_model(settings: Settings, device: str) -> Annotator:
    """The language model of a graph."""
    from kg.extract import load

    annotator: Annotator = load(settings.model_path, device=device)
    return annotator


def _curation(settings: Settings) -> Curation:
    from kg.resolve.curation import EMPTY, load_curation

    return load_curation(Path(settings.curation)) if settings.curation else EMPTY
