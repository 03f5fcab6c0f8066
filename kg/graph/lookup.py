"""Find what a name means in a graph, and the names that come near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.graph.graph import Graph
from kg.graph.iris import ONTOLOGY, as_iri
from kg.graph.ontology import node_types

_NAMING = (v.LABEL, v.ALT_LABEL, v.TITLE, v.ARXIV_ID, v.DOI, v.ORCID)
_ARXIV = re.compile(r"(?:https?://)?(?:arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?(.+?)(?:v\d+)?(?:\.pdf)?", re.I)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)(.+)", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A node that a name may mean: its label, its type (`Paper`, `Person`, `Model` ...) and IRI."""

    label: str
    type: str
    iri: str


def lookup(graph: Graph, name: str) -> tuple[Match, ...]:
    """The papers, people and entities that a name means, sorted; several where it is ambiguous.

    A name is a label, alias, title, arXiv id, DOI, ORCID (in any case), or an IRI, whole or with a prefix.
    Where nothing has exactly this name, spaces and hyphens do not count ("qwen2.5 vl" for "Qwen2.5-VL").
    """
    iri = as_iri(name)
    if iri is not None and (found := _matches(graph, [iri])):
        return found
    return _matches(graph, _named(graph, _spellings(name))) or _matches(graph, _loosely_named(graph, name))


def near_names(graph: Graph, name: str, *, limit: int = 5) -> tuple[str, ...]:
    """Names in the graph that look like `name`, nearest first."""
    wanted = _loose(name)
    names = {text: _loose(text) for text, _ in _names(graph)}
    inside = [text for text, loose in names.items() if wanted and (wanted in loose or _in(loose, wanted))]
    inside.sort(key=lambda text: (abs(len(names[text]) - len(wanted)), text))
    alike = {loose: text for text, loose in sorted(names.items()) if _comparable(loose, wanted)}
    close = [alike[loose] for loose in get_close_matches(wanted, alike, n=limit, cutoff=0.6)]
    unlike = {names[text]: text for text in reversed((*inside, *close))}  # of several spellings, the first
    return tuple(text for text in dict.fromkeys((*inside, *close)) if unlike[names[text]] == text)[:limit]


def _in(part: str, whole: str) -> bool:
    return len(part) > 3 and part in whole


def _comparable(loose: str, wanted: str) -> bool:
    """Cheap sieve before the costly comparison: alike in length, and in the first or last character."""
    alike = abs(len(loose) - len(wanted)) <= 3 and bool(loose) and bool(wanted)
    return alike and (loose[0] == wanted[0] or loose[-1] == wanted[-1])


def _spellings(name: str) -> set[str]:
    """The name in lower case, and the bare identifier where it is an arXiv or DOI link."""
    bare = name.strip().lower()
    found = {bare}
    for form in (_ARXIV, _DOI):
        identifier = form.fullmatch(bare)
        if identifier is not None:
            found.add(identifier[1])
    return found


def _named(graph: Graph, spellings: set[str]) -> Iterator[NamedNode]:
    properties = " ".join(str(predicate) for predicate in _NAMING)
    wanted = ", ".join(str(Literal(text.encode(errors="replace").decode())) for text in sorted(spellings))
    rows = graph.select(
        f"""SELECT DISTINCT ?node {{
        VALUES ?property {{ {properties} }} ?node ?property ?text
        FILTER(LCASE(STR(?text)) IN ({wanted})) }}"""
    )
    return (row["node"] for row in rows)


def _loosely_named(graph: Graph, name: str) -> Iterator[NamedNode]:
    wanted = _loose(name)
    return (node for text, node in _names(graph) if wanted and _loose(text) == wanted)


def _loose(text: str) -> str:
    return re.sub(r"[\s_\-‐-―]+", "", text).casefold()


def _names(graph: Graph) -> Iterator[tuple[str, NamedNode]]:
    """Every name of a paper, person or entity, with its node."""
    kinds = " ".join(f"<{kind.iri}>" for kind in node_types())
    rows = graph.select(
        f"""SELECT DISTINCT ?text ?node {{
        VALUES ?type {{ {kinds} }} ?node a ?type ; rdfs:label|skos:altLabel ?text }}"""
    )
    return ((row["text"].value, row["node"]) for row in rows)


def _matches(graph: Graph, nodes: Iterable[NamedNode]) -> tuple[Match, ...]:
    wanted = " ".join(str(node) for node in set(nodes))
    kinds = " ".join(f"<{kind.iri}>" for kind in node_types())
    rows = graph.select(
        f"""SELECT ?node ?type (MIN(?text) AS ?label) {{
        VALUES ?node {{ {wanted} }} VALUES ?type {{ {kinds} }} ?node a ?type ; rdfs:label ?text }}
        GROUP BY ?node ?type"""
    )
    found = (
        Match(row["label"].value, row["type"].value.removeprefix(ONTOLOGY), row["node"].value) for row in rows
    )
    return tuple(sorted(found))
