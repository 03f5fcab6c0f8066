"""The one table of input formats; detection, `kg formats` and the docs derive from it."""

from __future__ import annotations

from kg.sources import atom, bibtex, json_papers, listing, tables
from kg.sources.format import Format

FORMATS: tuple[Format, ...] = (
    atom.FORMAT,
    bibtex.FORMAT,
    *json_papers.FORMATS,
    tables.FORMAT,
    listing.FORMAT,
)
