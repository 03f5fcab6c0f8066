"""The part of a large graph that a page can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.view.model import View


def best_connected(view: View, limit: int) -> View:
    """The `limit` dots with the most lines, and the lines between them; ties go to the smaller IRI."""
    if len(view.dots) <= limit:
        return view
    degree = Counter(end for line in view.lines for end in (line.source, line.target))
    ranked = sorted(view.dots, key=lambda dot: (-degree[dot.iri], dot.iri))
    kept = {dot.iri for dot in ranked[:limit]}
    return replace(
        view,
        dots=tuple(dot for dot in view.dots if dot.iri in kept),
        lines=tuple(line for line in view.lines if line.source in kept and line.target in kept),
    )
