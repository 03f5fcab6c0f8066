"""What a build did, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.outline import Outline
from kg.records import Problem

_PLURALS = {
    "Model": "models",
    "Method": "methods",
    "Dataset": "datasets",
    "Benchmark": "benchmarks",
    "Task": "tasks",
    "Metric": "metrics",
    "Organization": "organizations",
}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made and what it could not read.

    `counts` is by kind, in the order to print. `annotated` papers went through the language model,
    `reused` came from the store. `stale` curation entries matched nothing; `notices` are sentences
    about papers and files left out or brought back. `unchanged` builds found all they would write
    in place. `seconds` is wall time.
    """

    counts: Mapping[str, int]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    stale: tuple[str, ...]
    notices: tuple[str, ...]
    annotated: int
    reused: int
    unchanged: bool
    seconds: float


def count(outline: Outline) -> dict[str, int]:
    """The number of things of each kind in a graph."""
    people = Counter(person.kind for person in outline.people)
    entities = Counter(entity.type for entity in outline.entities)
    counts = {"papers": len(outline.papers), "authors": people["person"]}
    counts |= {plural: entities[kind] for kind, plural in _PLURALS.items()}  # type: ignore[index]
    counts["organizations"] += people["organization"]
    relations = sum(len(paper.statements) for paper in outline.papers)
    return counts | {"relations": relations, "results": sum(len(paper.scores) for paper in outline.papers)}
