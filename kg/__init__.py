"""Build a knowledge graph of machine-learning research from listings of papers.

The public names are those of `__all__`: the types that stand between the steps, the errors, and the modules
that hold the functions, such as `kg.build.build`, `kg.extract.load` and `kg.query.run`. They are imported
when they are first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import kg.build
    import kg.evaluate
    import kg.export
    import kg.extract
    import kg.graph
    import kg.query
    import kg.report
    import kg.resolve
    import kg.sources
    import kg.update
    import kg.view  # noqa: F401  (the imports are what type checkers see of the package)
    from kg.annotation import Annotation, Document, Entity, Mention, Relation, Result, Span
    from kg.errors import (
        CurationError,
        ExportError,
        ExtractionError,
        GraphError,
        KGError,
        QueryError,
        SourceError,
        StoreError,
        UsageError,
    )
    from kg.graph import Graph
    from kg.knowledge import Knowledge
    from kg.records import Author, Origin, PaperRecord, PartialDate, Problem

__version__ = "0.1.0"

__all__ = [
    "Annotation",
    "Author",
    "CurationError",
    "Document",
    "Entity",
    "ExportError",
    "ExtractionError",
    "Graph",
    "GraphError",
    "KGError",
    "Knowledge",
    "Mention",
    "Origin",
    "PaperRecord",
    "PartialDate",
    "Problem",
    "QueryError",
    "Relation",
    "Result",
    "SourceError",
    "Span",
    "StoreError",
    "UsageError",
    "__version__",
    "build",
    "evaluate",
    "export",
    "extract",
    "graph",
    "query",
    "report",
    "resolve",
    "sources",
    "update",
    "view",
]

_HOMES = {
    "kg.annotation": ("Annotation", "Document", "Entity", "Mention", "Relation", "Result", "Span"),
    "kg.errors": (
        "CurationError",
        "ExportError",
        "ExtractionError",
        "GraphError",
        "KGError",
        "QueryError",
        "SourceError",
        "StoreError",
        "UsageError",
    ),
    "kg.graph": ("Graph",),
    "kg.knowledge": ("Knowledge",),
    "kg.records": ("Author", "Origin", "PaperRecord", "PartialDate", "Problem"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    if name in __all__:
        return import_module(f"kg.{name}")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
