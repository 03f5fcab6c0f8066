"""HTML: the interactive view, one file that opens offline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes the page that `kg.view.page` makes."""
    from kg.view import page

    streams[0].write(page(graph).encode())


FORMAT = ExportFormat(
    name="html",
    label="HTML view",
    suffixes=(".html", ".htm"),
    use="any browser, offline",
    fidelity="the best-connected part of a large graph, with evidence; not meant to be read back",
    write=write,
)
