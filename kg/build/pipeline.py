"""The steps of a build in their order, under the lock of the output folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.build.ahead import Load, loaded_ahead
from kg.build.assemble import Job, assemble, is_large, load_model, new_documents
from kg.build.inputs import STDIN, list_inputs
from kg.build.progress import Progress, Silent
from kg.build.reading import read_into, require_records
from kg.build.removed import left_out, without_removed_files
from kg.build.report import BuildReport
from kg.build.settings import MIN_CONFIDENCE, Settings, make_settings
from kg.errors import SourceError, UsageError
from kg.store import Store, hold, open_store
from kg.store.database import STORE_NAME, DamagedStoreError, discard, set_aside

OUTPUT = Path("output")
_PATHS = "paths"
_SETTINGS = "settings"
_AGAIN = "papers that were removed before are back, and texts are annotated anew"


def build(
    paths: Sequence[Path] = (),
    *,
    output: Path = OUTPUT,
    model: Path | None = None,
    device: str = "cpu",
    curation: Path | None = None,
    columns: Mapping[str, str] = {},
    min_confidence: float = MIN_CONFIDENCE,
    progress: Progress | None = None,
) -> BuildReport:
    """Build the graph of the papers in some files and folders, doing anew only what has changed.

    Without `paths`, reads again those of the last build and of every addition since. Writes
    `graph.ttl`, `graph.html` and the store `kg.db` into `output`; each file is replaced whole, once
    all is done. `columns` maps a field to the column of a table that holds it, where it cannot be
    guessed. What `kg.update.remove` took out stays out.

    Raises:
        SourceError: no paper could be read.
        StoreError: another process writes to `output`, or it cannot be written to.
        CurationError: the curation file is malformed.
        ExtractionError: the model cannot be loaded.
    """
    settings = make_settings(model=model, curation=curation, columns=columns, min_confidence=min_confidence)
    job = Job(output=output, device=device, progress=progress or Silent(), started=time.perf_counter())
    with hold(output):
        fresh = not (output / STORE_NAME).exists()
        try:
            with open_store(output, create=True) as store:
                return _build(store, job, paths, settings)
        except DamagedStoreError:
            damaged = set_aside(output)
        except (UsageError, SourceError):
            if fresh:
                discard(output)
            raise
        with open_store(output, create=True) as store:
            notice = f"the store was damaged and is now {damaged}; {_AGAIN}"
            return _build(store, job, paths, settings, notices=(notice,))


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed in a store: sentences for the report, and the files whose records are new."""

    notices: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def revise(
    change: Callable[[Store, Job], Change],
    *,
    output: Path = OUTPUT,
    device: str = "cpu",
    progress: Progress | None = None,
    adds: bool = False,
) -> BuildReport:
    """Change what a graph is made from, then bring the graph up to date, with the settings it was built with.

    `change` writes to the store, all or nothing. Where it `adds` texts to a large graph, the language
    model is loaded meanwhile, and begins with them.

    Raises:
        StoreError: `output` holds no graph, another process writes to it, or it cannot be written to.
    """
    job = Job(output=output, device=device, progress=progress or Silent(), started=time.perf_counter())
    # Asked before the lock is taken, which would make the folder.
    with open_store(output):
        pass
    with hold(output), open_store(output) as store, ExitStack() as beside:
        load: Load = partial(load_model, load_settings(store), device)
        ahead = beside.enter_context(loaded_ahead(load)) if adds and is_large(store) else None
        with store.transaction():
            changed = change(store, job)
        settings = load_settings(store)
        if ahead is not None:
            ahead.begin(new_documents(store, changed.added, settings))
        return assemble(store, job, settings, ahead or load, notices=changed.notices)


def load_settings(store: Store) -> Settings:
    """The settings that a graph was built with."""
    return store.get(_SETTINGS, Settings) or Settings()


def save_settings(store: Store, settings: Settings) -> None:
    """Keep the settings that a graph is built with."""
    store.put({_SETTINGS: settings})


def remember_paths(store: Store, paths: Iterable[Path]) -> None:
    """Add paths to those that a build without paths reads again."""
    known = store.get(_PATHS, tuple[str, ...]) or ()
    store.put({_PATHS: tuple(sorted({*known, *(path.as_posix() for path in paths)}))})


def _build(
    store: Store, job: Job, paths: Sequence[Path], settings: Settings, notices: tuple[str, ...] = ()
) -> BuildReport:
    with store.transaction():
        files = _named(store, paths) if paths else _remembered(store)
        notices += _read(store, job, files, settings)
        save_settings(store, settings)
        require_records(store)
    return assemble(store, job, settings, partial(load_model, settings, job.device), notices=notices)


def _named(store: Store, paths: Sequence[Path]) -> tuple[Path, ...]:
    store.put({_PATHS: ()})
    remember_paths(store, paths)
    return list_inputs(paths)


def _remembered(store: Store) -> tuple[Path, ...]:
    paths = [Path(path) for path in store.get(_PATHS, tuple[str, ...]) or ()]
    if not paths:
        raise UsageError("nothing was built here yet; name the files and folders to build from")
    for path in paths:
        if path != STDIN and not path.exists():
            raise UsageError(
                f"{path}, which the graph was built from, is not there; "
                "run kg build in the folder where it was built, or name the files to build from"
            )
    return list_inputs(paths)


def _read(store: Store, job: Job, files: Sequence[Path], settings: Settings) -> tuple[str, ...]:
    """Make the store hold what `files` hold now, and nothing else; removed files stay out."""
    wanted = without_removed_files(files, store.removals())
    sources = read_into(store, wanted, columns=dict(settings.columns), progress=job.progress)
    store.drop_sources({old.name for old in store.sources()} - {source.name for source in sources})
    return tuple(left_out(file.as_posix()) for file in files if file not in wanted)
