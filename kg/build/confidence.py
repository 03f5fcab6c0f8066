"""Annotations without what is less certain than a threshold."""

from __future__ import annotations

from dataclasses import replace

from kg.annotation import PAPER, Annotation


def confident(annotation: Annotation, minimum: float) -> Annotation:
    """The annotation without parts below `minimum`, nor those that name an entity which is gone."""
    if minimum <= 0:
        return annotation
    entities = tuple(entity for entity in annotation.entities if entity.confidence >= minimum)
    gone = {entity.name for entity in annotation.entities} - {entity.name for entity in entities} - {PAPER}
    return replace(
        annotation,
        entities=entities,
        relations=tuple(
            relation
            for relation in annotation.relations
            if relation.confidence >= minimum and not gone & {relation.head, relation.tail}
        ),
        # A metric may be a mere surface form, so a result outlives the entity of its metric.
        results=tuple(
            result
            for result in annotation.results
            if result.confidence >= minimum and not gone & {result.subject, result.benchmark}
        ),
    )
