"""What can be wrong with a graph, as data."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.iris import shorten

_SHOWN = 80


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: `node` (shortened IRI) `problem`; `value` is the offending one, if any."""

    node: str
    problem: str
    value: str | None = None

    def __str__(self) -> str:
        return f"{self.node} {self.problem}" + (f" (found {self.value})" if self.value else "")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: violations break the ontology, warnings are only unusual."""

    triples: int
    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not self.violations


def brief(value: str) -> str:
    """A value as a message shows it: IRIs shortened, long texts cut."""
    return shorten(value) if len(value) <= _SHOWN else value[:_SHOWN] + " …"
