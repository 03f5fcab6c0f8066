"""From resolved `Knowledge` to RDF: every thing, every statement, and the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.graph import vocabulary as v
from kg.graph.bibliography import paper_triples, person_triples, source_triples
from kg.graph.claims import claim_triples
from kg.graph.iris import of_content, of_key
from kg.graph.measures import direction
from kg.graph.terms import code, confidence, text
from kg.knowledge import CanonicalEntity, Knowledge, Merge


def triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Yield every triple of the graph; a few may come twice, and the order is that of `knowledge`."""
    for paper in knowledge.papers:
        yield from paper_triples(paper)
    for person in knowledge.people:
        yield from person_triples(person)
    for entity in knowledge.entities:
        yield from _entity_triples(entity)
    yield from claim_triples(knowledge)
    for merge in knowledge.merges:
        yield from _merge_triples(merge)
    yield from source_triples(knowledge)


def _entity_triples(entity: CanonicalEntity) -> Iterator[Triple]:
    node = of_key(entity.key)
    yield Triple(node, v.TYPE, v.kg(entity.type))
    yield Triple(node, v.LABEL, text(entity.name))
    for alias in entity.aliases:
        yield Triple(node, v.ALT_LABEL, text(alias))
    if entity.variant_of is not None:
        yield Triple(node, v.VARIANT_OF, of_key(entity.variant_of))
    better = direction(entity.name, *entity.aliases) if entity.type == "Metric" else None
    if better is not None:
        yield Triple(node, v.BETTER, code(better))


def _merge_triples(merge: Merge) -> Iterator[Triple]:
    node = of_content("merge", merge.key, merge.kept, merge.merged, merge.reason)
    yield Triple(node, v.TYPE, v.MERGE_CLASS)
    yield Triple(node, v.INTO, of_key(merge.key))
    yield Triple(node, v.KEPT, text(merge.kept))
    yield Triple(node, v.MERGED, text(merge.merged))
    yield Triple(node, v.REASON, text(merge.reason))
    yield Triple(node, v.CONFIDENCE, confidence(merge.confidence))
