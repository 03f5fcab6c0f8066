"""Adding files to a graph: what it was built from stays as it was read, and only the new is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.build.assemble import Job
from kg.build.inputs import list_inputs, place, plainness
from kg.build.pipeline import OUTPUT, Change, load_settings, remember_paths, revise, save_settings
from kg.build.progress import Progress
from kg.build.reading import read_into
from kg.build.removed import file_mark, marks
from kg.build.report import BuildReport
from kg.errors import SourceError, UsageError
from kg.store import Store


def add(
    paths: Sequence[Path],
    *,
    output: Path = OUTPUT,
    columns: Mapping[str, str] = {},
    device: str = "cpu",
    progress: Progress | None = None,
) -> BuildReport:
    """Add the papers of some files and folders to a graph; the graph equals one built from all files.

    A file that the graph was built from already is read again. Papers and files that were removed
    before, and are in what is added, come back.

    Raises:
        UsageError: no paths, or one that leads nowhere.
        SourceError: no paper could be read from them; the graph is as it was.
        StoreError: `output` holds no graph, another process writes to it, or it cannot be written to.
    """
    if not paths:
        raise UsageError("nothing to add; name the files and folders")

    def change(store: Store, job: Job) -> Change:
        settings = load_settings(store)
        settings = replace(settings, columns=tuple(sorted((dict(settings.columns) | dict(columns)).items())))
        save_settings(store, settings)
        remember_paths(store, paths)
        files = _under_known_names(list_inputs(paths), store)
        read_into(store, files, columns=dict(settings.columns), progress=job.progress)
        names = [file.as_posix() for file in files]
        _require_papers(store, names)
        return Change(notices=_bring_back(store, names), added=tuple(names))

    return revise(change, output=output, device=device, progress=progress, adds=True)


def _under_known_names(files: Iterable[Path], store: Store) -> list[Path]:
    """The files, each under the name that a build of old and new paths together would give it."""
    known = {source.place: Path(source.name) for source in store.sources()}
    named = []
    for file in files:
        old = known.get(place(file), file)
        plainest = min(file, old, key=plainness)
        if plainest != old:
            store.drop_sources([old.as_posix()])
        named.append(plainest)
    return named


def _require_papers(store: Store, names: Iterable[str]) -> None:
    names = frozenset(names)
    if any(store.has_records(name) for name in names):
        return
    reasons = [str(problem) for problem in store.problems() if problem.file.partition("!")[0] in names]
    raise SourceError("\n".join(reasons or ["no paper found in the files"]))


def _bring_back(store: Store, names: Iterable[str]) -> tuple[str, ...]:
    """Forget the removal of these files and of the papers in them; returns notices."""
    removals = store.removals()
    found = {file_mark(name) for name in names}
    if removals:
        found |= {mark for name in names for mark in marks(store.records_of(name))}
    labels = sorted({removals[mark] for mark in found & removals.keys()})
    store.drop_removals(labels)
    return tuple(f"{label} was removed before and is back" for label in labels)
