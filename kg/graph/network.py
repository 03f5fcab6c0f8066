"""The networkx view of a graph: the things in it, the edges between them, and what backs each edge.

Nodes are the IRIs of papers, people, organisations, entities and results. Every node has

- `label`: what to call it; `type`: `Paper`, `Person`, `Model`, ..., `Result`; `aliases`: tuple of strings.

Papers also have `title`, `abstract`, `arxiv_id`, `doi`, `venue` (str or None), `dates` (tuple of strings as
partial as the source gave them), `urls`, `has_code` and `source`. Results have `value`, `number`, `unit`,
`kind`, `metric_text`, `better` and the evidence attributes of an edge; metrics have `better` too: "higher",
"lower", or None where that is not known.

Edges are keyed by `type`, which is the name of the predicate: `mentions`, `introduces`, the relations,
`author` (from paper to person, with `position` and `written`), `variant_of`, and `subject`, `benchmark`,
`metric` (from a result). Stated edges have `sentence`, `confidence`, `paper` (IRI), `source`
(`file:line-line`) and `method` of the surest statement, `support` (how many papers state it), and
`evidence`, a tuple of `Backing`, surest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Triple

from kg.graph import vocabulary as v
from kg.graph.backing import Backing
from kg.graph.iris import ONTOLOGY

_Properties = dict[NamedNode, list[Any]]
_Index = dict[str, _Properties]

# What backs the things of the graph, rather than being one of them.
_BACKING_TYPES = {
    name.value.removeprefix(ONTOLOGY)
    for name in (
        v.STATEMENT_CLASS,
        v.EVIDENCE_CLASS,
        v.SOURCE_CLASS,
        v.AUTHORSHIP_CLASS,
        v.FACT_CLASS,
        v.MERGE_CLASS,
        v.EXTRACTION_CLASS,
    )
}


def network(triples: Iterable[Triple]) -> nx.MultiDiGraph[str]:
    """Build the networkx view of a graph's triples; see the module for nodes, edges and attributes."""
    index = _index(triples)
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(index):
        kind = _type(index[iri])
        if kind is not None and kind not in _BACKING_TYPES:
            view.add_node(iri, **_node(iri, kind, index))
    for iri in sorted(index):
        _add_edges(view, iri, index)
    _add_stated_edges(view, index)
    return view


def _index(triples: Iterable[Triple]) -> _Index:
    index: defaultdict[str, _Properties] = defaultdict(dict)
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode):
            index[subject.value].setdefault(triple.predicate, []).append(triple.object)
    return dict(index)


def _type(properties: _Properties) -> str | None:
    names = [kind.value for kind in properties.get(v.TYPE, ()) if isinstance(kind, NamedNode)]
    own = sorted(name.removeprefix(ONTOLOGY) for name in names if name.startswith(ONTOLOGY))
    return own[0] if own else None


def _values(properties: _Properties, *predicates: NamedNode) -> tuple[str, ...]:
    return tuple(sorted(term.value for name in predicates for term in properties.get(name, ())))


def _value(properties: _Properties, predicate: NamedNode) -> str | None:
    found = _values(properties, predicate)
    return found[0] if found else None


def _node(iri: str, kind: str, index: _Index) -> dict[str, object]:
    properties = index[iri]
    attributes: dict[str, object] = {
        "label": _value(properties, v.LABEL) or iri,
        "type": kind,
        "aliases": _values(properties, v.ALT_LABEL),
    }
    if kind == "Paper":
        attributes |= _paper(properties, index)
    elif kind == "Result":
        attributes |= _result(properties, index)
    elif kind == "Metric":
        attributes["better"] = _value(properties, v.BETTER)
    return attributes


def _paper(properties: _Properties, index: _Index) -> dict[str, object]:
    return {
        "title": _value(properties, v.TITLE),
        "abstract": _value(properties, v.ABSTRACT),
        "arxiv_id": _value(properties, v.ARXIV_ID),
        "doi": _value(properties, v.DOI),
        "venue": _value(properties, v.VENUE),
        "dates": _values(properties, v.CREATED, v.UPDATED, v.PUBLISHED, v.LISTED),
        "urls": _values(properties, v.URL),
        "has_code": _value(properties, v.HAS_CODE) == "true",
        "source": _source(properties, index),
    }


def _result(properties: _Properties, index: _Index) -> dict[str, object]:
    number = _value(properties, v.NUMBER)
    value = _value(properties, v.VALUE) or ""
    benchmark = _value(properties, v.BENCHMARK)
    on = _value(index.get(benchmark, {}), v.LABEL) if benchmark else None
    return {
        "label": f"{value} on {on}" if on else value,
        "value": value,
        "number": float(number) if number is not None else None,
        "unit": _value(properties, v.UNIT),
        "kind": _value(properties, v.KIND),
        "better": _value(properties, v.BETTER),
        "metric_text": _value(properties, v.METRIC_TEXT),
        **_backed(_backings(properties, index)),
    }


def _source(properties: _Properties, index: _Index) -> str:
    known = _value(properties, v.SOURCE)
    if known is not None:
        return known
    places = (_value(index.get(iri, {}), v.LABEL) for iri in _values(properties, v.DERIVED_FROM))
    return "; ".join(place for place in places if place)


def _backings(claim: _Properties, index: _Index) -> list[Backing]:
    """What backs a statement or result, in the order of the text."""
    run = index.get(_value(claim, v.GENERATED_BY) or "", {})
    certainty = float(_value(claim, v.CONFIDENCE) or 0)
    found = []
    for iri in _values(claim, v.EVIDENCE):
        evidence = index.get(iri, {})
        found.append(
            Backing(
                sentence=_value(evidence, v.SENTENCE) or "",
                field=_value(evidence, v.FIELD) or "",
                start=int(_value(evidence, v.START) or 0),
                end=int(_value(evidence, v.END) or 0),
                paper=_value(evidence, v.PAPER) or "",
                source=_source(evidence, index),
                confidence=certainty,
                method=_value(run, v.METHOD),
            )
        )
    return found


def _backed(backings: Iterable[Backing]) -> dict[str, object]:
    """The evidence attributes of an edge or result: those of the surest backing, then all of them."""
    ordered = sorted(backings, key=lambda b: (-b.confidence, b.paper, b.field, b.start, b.end))
    if not ordered:
        return {}
    best = ordered[0]
    return {
        "sentence": best.sentence,
        "confidence": best.confidence,
        "paper": best.paper,
        "source": best.source,
        "method": best.method,
        "support": len({backing.paper for backing in ordered}),
        "evidence": tuple(ordered),
    }


def _add_edges(view: nx.MultiDiGraph[str], iri: str, index: _Index) -> None:
    """Edges that no statement backs: authors, families, and what a result is about."""
    properties = index[iri]
    if iri not in view:
        return
    for predicate in (v.VARIANT_OF, v.RESULT_SUBJECT, v.BENCHMARK, v.METRIC):
        name = predicate.value.removeprefix(ONTOLOGY)
        for target in _values(properties, predicate):
            if target in view:
                view.add_edge(iri, target, key=name, type=name)
    for node in _values(properties, v.AUTHORSHIP):
        _add_author(view, iri, index.get(node, {}), index)


def _add_author(view: nx.MultiDiGraph[str], paper: str, authorship: _Properties, index: _Index) -> None:
    person = _value(authorship, v.AUTHOR)
    if person is None or person not in view:
        return
    view.add_edge(
        paper,
        person,
        key="author",
        type="author",
        position=int(_value(authorship, v.POSITION) or 0),
        written=_value(authorship, v.WRITTEN) or "",
        source=_source(authorship, index),
    )


def _add_stated_edges(view: nx.MultiDiGraph[str], index: _Index) -> None:
    stated: defaultdict[tuple[str, str, str], list[Backing]] = defaultdict(list)
    for properties in index.values():
        if v.PREDICATE in properties:
            edge = tuple(_value(properties, part) or "" for part in (v.SUBJECT, v.OBJECT, v.PREDICATE))
            stated[edge[0], edge[1], edge[2].removeprefix(ONTOLOGY)].extend(_backings(properties, index))
    for source, target, name in sorted(stated):
        if source in view and target in view:
            view.add_edge(source, target, key=name, type=name, **_backed(stated[source, target, name]))
