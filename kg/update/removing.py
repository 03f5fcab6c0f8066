"""Removing a paper or a file from a graph, so that exactly what nothing else supports goes."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.assemble import Job, merged_papers
from kg.build.pipeline import OUTPUT, Change, load_settings, revise
from kg.build.progress import Progress
from kg.build.removed import file_mark, left_out, marks
from kg.build.report import BuildReport
from kg.errors import UsageError
from kg.store import Store

if TYPE_CHECKING:
    from kg.records import PaperRecord
    from kg.resolve.papers import PaperCluster

_ADVICE = "name a paper by arXiv id, DOI, key or title, or a file"
_SHOWN = 5


def remove(
    target: str,
    *,
    output: Path = OUTPUT,
    device: str = "cpu",
    progress: Progress | None = None,
) -> BuildReport:
    """Remove a paper, by arXiv id, DOI, key or title, or a file or folder.

    The graph equals one built without it: exactly the facts that nothing else supports go.
    What was removed stays out of every later build of the same output folder until it is added again.
    A paper goes with all its listings; a file takes only what no other file lists.

    Raises:
        UsageError: nothing in the graph is called `target`, or several papers are.
        StoreError: `output` holds no graph, another process writes to it, or it cannot be written to.
    """
    if not target.strip():
        raise UsageError(f"nothing to remove; {_ADVICE}")

    def change(store: Store, job: Job) -> Change:
        names = _files(store, target)
        if names:
            for name in names:
                store.put_removal([file_mark(name)], name)
            store.drop_sources(names)
            return Change(notices=tuple(map(left_out, names)))
        job.progress.step("merging", None)
        paper = _paper(merged_papers(store, load_settings(store)), target)
        store.put_removal(marks(paper.records), _label(paper))
        return Change()

    return revise(change, output=output, device=device, progress=progress)


def _files(store: Store, target: str) -> list[str]:
    """The files in the store that are `target` or lie below it."""
    path = Path(target)
    return [s.name for s in store.sources() if path == Path(s.name) or path in Path(s.name).parents]


def _paper(papers: Iterable[PaperCluster], target: str) -> PaperCluster:
    papers = tuple(papers)
    found = [paper for paper in papers if _is_called(paper, target)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(_label(paper) for paper in found[:_SHOWN])
        raise UsageError(f"{target!r} names {len(found)} papers: {listed}; name one by its key or id")
    titles = {record.title for paper in papers for record in paper.records if record.title}
    close = get_close_matches(target, titles, n=1)
    hint = f"did you mean {close[0]!r}?" if close else _ADVICE
    raise UsageError(f"no paper and no file in the graph is called {target!r}; {hint}")


def _is_called(paper: PaperCluster, target: str) -> bool:
    return target == paper.key or any(_names(record, target) for record in paper.records)


def _names(record: PaperRecord, target: str) -> bool:
    from kg.resolve.text import squeeze
    from kg.sources.ids import arxiv_id, doi

    arxiv = arxiv_id(target)
    if arxiv is not None and arxiv.id == record.arxiv_id:
        return True
    if record.doi is not None and record.doi == doi(target):
        return True
    return record.title is not None and squeeze(target) != "" and squeeze(record.title) == squeeze(target)


def _label(paper: PaperCluster) -> str:
    title = next((record.title for record in paper.records if record.title), None)
    return f"{paper.key} ({title})" if title else paper.key
