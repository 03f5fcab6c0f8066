"""`Graph`: the RDF of a knowledge graph in an Oxigraph store, read from and written to files."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse, serialize

from kg.errors import GraphError
from kg.files import replacing
from kg.graph.convert import triples
from kg.graph.iris import PREFIXES
from kg.graph.vocabulary import LABEL
from kg.knowledge import Knowledge

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""RDF syntaxes that a graph is read from and written to, by suffix.

RDF/XML is not among them: its reader expands entities without a limit, and it cannot keep "\\r".
"""


class Graph:
    """A knowledge graph as RDF; `store` is the Oxigraph store that holds it, in the default graph."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def from_knowledge(cls, knowledge: Knowledge) -> Graph:
        """Build the graph of what `resolve` found."""
        store = Store()
        store.bulk_extend(Quad(*triple) for triple in triples(knowledge))
        return cls(store)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Graph:
        """Read a graph from a file whose suffix names the syntax.

        Raises:
            GraphError: the file is missing, of another kind, or malformed (with the line, where known).
        """
        file = Path(path)
        syntax = format_of(file)
        try:
            with file.open("rb") as stream:
                return cls(_stored(stream, syntax))
        except SyntaxError as error:
            place = f"{file}:{error.lineno}" if error.lineno else str(file)
            raise GraphError(
                f"{place}: not valid {syntax.name}: {error.msg}; build the graph again"
            ) from error
        except (OSError, ValueError) as error:
            raise GraphError(f"{file}: cannot be read as a graph ({_reason(error)}); {_ADVICE}") from error

    @classmethod
    def parse(cls, turtle: bytes) -> Graph:
        """Read a graph from Turtle in memory.

        Raises:
            SyntaxError: it is malformed.
        """
        return cls(_stored(turtle, RdfFormat.TURTLE))

    def __len__(self) -> int:
        """The number of triples."""
        return len(self.store)

    def triples(self) -> Iterator[Triple]:
        """Every triple, in the store's own order."""
        return (quad.triple for quad in self.store)

    def sorted_triples(self) -> list[Triple]:
        """Every triple, in an order that depends on nothing but the triples themselves."""
        return sorted(self.triples(), key=str)

    def select(self, sparql: str) -> QuerySolutions:
        """Answer a SELECT query of our own, with the usual prefixes; for others' use `kg.query.run`."""
        return cast(QuerySolutions, self.store.query(sparql, prefixes=PREFIXES))

    def label(self, node: object) -> str | None:
        """What a node is called; None for what is no node or has no label."""
        if not isinstance(node, NamedNode):
            return None
        quads = self.store.quads_for_pattern(node, LABEL, None)
        return min((quad.object.value for quad in quads if isinstance(quad.object, Literal)), default=None)

    def turtle(self) -> bytes:
        """The graph as Turtle; equal graphs give equal bytes."""
        return self.serialize(RdfFormat.TURTLE)

    def serialize(self, syntax: RdfFormat) -> bytes:
        """The graph in an RDF syntax; equal graphs give equal bytes."""
        stream = io.BytesIO()
        serialize(self.sorted_triples(), stream, syntax, prefixes=PREFIXES)
        return stream.getvalue()

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the graph in the syntax of the suffix; the file appears whole or not at all.

        Raises:
            GraphError: the suffix is not one of `FORMATS`, or the file cannot be written.
        """
        file = Path(path)
        data = self.serialize(format_of(file))
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{file}: cannot be written ({_reason(error)}); choose another place") from error
        with replacing([file], error=GraphError) as (stream,):
            stream.write(data)

    def rdflib(self) -> rdflib.Graph:
        """The same graph behind rdflib's API (not a copy).

        Its `query` runs what it is given, `SERVICE` included; for queries of others use `kg.query.run`.
        """
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        graph = rdflib.Graph(store=OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, base in PREFIXES.items():
            graph.bind(prefix, base)
        return graph

    def network(self) -> nx.MultiDiGraph[str]:
        """The same graph as networkx sees it; see `kg.graph.network` for nodes, edges and attributes."""
        from kg.graph.network import network

        return network(self.triples())


def _stored(source: BinaryIO | bytes, syntax: RdfFormat) -> Store:
    store = Store()
    store.bulk_extend(parse(source, format=syntax, without_named_graphs=True))
    return store


def format_of(file: Path) -> RdfFormat:
    """The RDF syntax that a file's suffix names.

    Raises:
        GraphError: none has this suffix.
    """
    syntax = FORMATS.get(file.suffix.lower())
    if syntax is None:
        raise GraphError(f"{file}: unknown graph format {file.suffix!r}; use one of {', '.join(FORMATS)}")
    return syntax


_ADVICE = "check the path, or make the graph with `kg build`"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
