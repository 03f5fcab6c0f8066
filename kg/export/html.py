"""HTML: the interactive view, one file that opens offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat, Part

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, stream: BinaryIO) -> None:
    """Writes the page that `kg.view.page` makes."""
    from kg.view import page

    stream.write(page(graph).encode())


FORMAT = ExportFormat(
    name="html",
    label="HTML view",
    suffixes=(".html", ".htm"),
    use="any browser, offline",
    fidelity="the best-connected part of a large graph, with evidence; not meant to be read back",
    parts=(Part("", write),),
)
