"""A vault of Markdown notes for Obsidian, in one archive: a note for everything, linked to its neighbours."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.flat import clean
from kg.export.format import ExportFormat
from kg.export.plain import plain
from kg.graph.ontology import EdgeType, edge_types
from kg.graph.ranking import Rank, rank

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph

Attributes = Mapping[str, Any]
Edge = tuple[str, Attributes]

_FORBIDDEN = re.compile(r'[\x00-\x1f*"\\/<>:|?#^\[\]]+')  # in names of files, or in links
_MARKUP = re.compile(r"[\\`*_\[\]<>#|$~=^&]|%(?=%)")
_LONGEST = 200  # bytes of a file name, of the 255 that most systems allow
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FACTS = ("arxiv_id", "doi", "venue", "dates", "urls", "aliases", "better")
_ORDER = {"author": 0, "introduces": 1, "variant_of": 2, "mentions": 4}  # other relations are 3
# Edges that a note does not list where they arrive: Obsidian shows them as backlinks, or they are results.
_BACKLINKS = {"mentions", "variant_of", "subject", "benchmark", "metric"}


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes the notes, sorted, not compressed, so that every machine makes the same archive."""
    network = plain(graph)
    names = _names(network)
    kinds = sorted(edge_types(), key=lambda kind: _ORDER.get(kind.name, 3))
    with zipfile.ZipFile(streams[0], "w") as archive:
        for node, name in sorted(names.items(), key=lambda item: item[1]):
            text = "\n".join(_note(network, node, names, kinds)) + "\n"
            folder = f"{network.nodes[node]['type']}s"
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}.md", _EPOCH), text.encode())


def _names(network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """A file name for every node but results; no two differ by case alone, as some systems ignore it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node, attributes in network.nodes(data=True):
        if attributes["type"] != "Result":
            found[node] = next(name for name in _candidates(attributes) if name.casefold() not in taken)
            taken.add(found[node].casefold())
    return found


def _candidates(attributes: Attributes) -> Iterator[str]:
    short = _plainest(attributes["label"]).encode(errors="replace")[:_LONGEST].decode(errors="ignore")
    name = short.strip(" .") or "unnamed"
    yield name
    yield f"{name} ({attributes['type'].lower()})"
    number = 1
    while number := number + 1:
        yield f"{name} ({attributes['type'].lower()} {number})"


def _plainest(label: str) -> str:
    """A label on one line without what means something in a file name or a link."""
    return " ".join(_FORBIDDEN.sub(" ", clean(label)).split())


def _note(
    network: nx.MultiDiGraph[str], node: str, names: Mapping[str, str], kinds: Sequence[EdgeType]
) -> Iterator[str]:
    attributes = network.nodes[node]
    yield from _properties(node, attributes)
    yield f"# {_markdown(attributes['label'])}"
    if attributes.get("abstract"):
        yield f"\n{_markdown(attributes['abstract'])}"
    leaving, arriving = _by_type(network, node, leaving=True), _by_type(network, node, leaving=False)
    new = {other for other, _ in leaving.get("introduces", ())}
    leaving["mentions"] = [edge for edge in leaving.get("mentions", ()) if edge[0] not in new]
    for kind in kinds:
        yield from _section(kind.label, node, leaving.get(kind.name, ()), names, network)
        if kind.name not in _BACKLINKS:
            yield from _section(kind.inverse, node, arriving.get(kind.name, ()), names, network)
    yield from _results(network, node, names)


def _properties(node: str, attributes: Attributes) -> Iterator[str]:
    """The properties of a note, as YAML; JSON strings are YAML strings."""
    yield "---"
    yield f"type: {json.dumps(attributes['type'])}"
    yield f"iri: {json.dumps(node)}"
    for name in _FACTS:
        value = attributes.get(name)
        if value:
            shown = [*dict.fromkeys(map(clean, value))] if isinstance(value, tuple) else clean(str(value))
            yield f"{name}: {json.dumps(shown, ensure_ascii=False)}"
    yield "---"


def _by_type(network: nx.MultiDiGraph[str], node: str, *, leaving: bool) -> dict[str, list[Edge]]:
    edges = network.out_edges if leaving else network.in_edges
    found: dict[str, list[Edge]] = {}
    for source, target, attributes in edges(node, data=True):
        found.setdefault(attributes["predicate"], []).append((target if leaving else source, attributes))
    return found


def _section(
    title: str, node: str, edges: Sequence[Edge], names: Mapping[str, str], network: nx.MultiDiGraph[str]
) -> Iterator[str]:
    shown = [(other, attributes) for other, attributes in edges if other in names]
    if shown:
        yield f"\n## {title}\n"
    for other, attributes in sorted(shown, key=lambda edge: (edge[1].get("position") or 0, edge[0])):
        yield f"- {_link(other, names, network)}{_sure(attributes)}"
        yield from _quote(node, attributes, names, network)


def _results(network: nx.MultiDiGraph[str], node: str, names: Mapping[str, str]) -> Iterator[str]:
    """The numbers that are reported of a thing, on it or by it, each with what else it is about."""
    results = {source for source, _ in network.in_edges(node) if network.nodes[source]["type"] == "Result"}
    if results:
        yield "\n## results\n"
    for result in sorted(results, key=lambda result: (_ranked(network, result), result)):
        attributes = network.nodes[result]
        about = {key: target for _, target, key in network.out_edges(result, keys=True)}
        parts = [
            f"{word}{_link(about[role], names, network)}"
            for role, word in (("subject", ""), ("benchmark", "on "), ("metric", "by "))
            if about.get(role, node) != node
        ]
        kind = "" if attributes.get("kind") == "absolute" else f" ({attributes.get('kind')})"
        yield f"- **{_markdown(attributes['value'])}**{kind} {' '.join(parts)}{_sure(attributes)}"
        yield from _quote(node, attributes, names, network)


def _ranked(network: nx.MultiDiGraph[str], result: str) -> tuple[str, Rank]:
    about = {key: network.nodes[target]["label"] for _, target, key in network.out_edges(result, keys=True)}
    return about.get("benchmark", ""), rank(network.nodes[result], about.get("metric"))


def _quote(
    node: str, attributes: Attributes, names: Mapping[str, str], network: nx.MultiDiGraph[str]
) -> Iterator[str]:
    """The sentence of an edge, which paper says it unless the note is the paper's, and where it was read."""
    if attributes.get("sentence"):
        paper = attributes["paper"]
        where = f"{_link(paper, names, network)} " if paper in names and paper != node else ""
        yield f"    > {_markdown(attributes['sentence'])}"
        yield f"    > — {where}`{clean(attributes.get('origin') or '').replace('`', ' ')}`"


def _sure(attributes: Attributes) -> str:
    confidence = attributes.get("confidence")
    return "" if confidence is None else f" ({confidence:.2f})"


def _link(node: str, names: Mapping[str, str], network: nx.MultiDiGraph[str]) -> str:
    label = _plainest(network.nodes[node]["label"])
    return f"[[{names[node]}]]" if label == names[node] else f"[[{names[node]}|{label}]]"


def _markdown(text: str) -> str:
    """Text on one line that means itself: no markup, tag, link or HTML in it works."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(clean(text).split()))


FORMAT = ExportFormat(
    name="obsidian",
    label="Obsidian vault (ZIP)",
    suffixes=(".obsidian.zip",),
    use="Obsidian, Logseq and other Markdown editors: unpack it",
    fidelity="a linked note for everything, with the surest sentence of each edge; not meant to be read back",
    write=write,
)
