"""Join the annotations of a long text's windows into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.annotation import Entity, Mention, Relation, Result, Span
from kg.extract.groups import surface_key


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in one window that starts at character `offset`."""

    offset: int
    entities: Sequence[Entity]
    relations: Sequence[Relation]
    results: Sequence[Result]


def join(parts: Sequence[Part]) -> Part:
    """One part for the whole text: entities that share a surface are one, of the surer type."""
    if len(parts) == 1 and parts[0].offset == 0:
        return parts[0]
    index: dict[str, int] = {}
    entities: list[Entity] = []
    places = [[_place(entities, index, entity, part.offset) for entity in part.entities] for part in parts]
    relations: dict[tuple[str, str, str], Relation] = {}
    results: list[Result] = []
    for part, at in zip(parts, places, strict=True):
        names = {e.name: entities[i].name for e, i in zip(part.entities, at, strict=True)}
        relations |= {(r.head, r.type, r.tail): r for r in _relations(part, names)}
        results.extend(_results(part, names))
    return Part(0, entities, list(relations.values()), results)


def _place(entities: list[Entity], index: dict[str, int], entity: Entity, offset: int) -> int:
    """Add an entity, or unite it with the one that shares a surface; returns its place in the list.

    Surfaces that already name a third entity are left to that one.
    """
    keys = [_key(surface) for surface in (entity.name, *entity.aliases)]
    at = next((index[key] for key in keys if key in index), len(entities))
    moved = replace(
        entity,
        aliases=tuple(alias for alias in entity.aliases if index.get(_key(alias), at) == at),
        mentions=tuple(_moved(m, offset) for m in entity.mentions if index.get(_key(m.text), at) == at),
    )
    if at == len(entities):
        entities.append(moved)
    else:
        entities[at] = _united(entities[at], moved)
    index |= {key: index.get(key, at) for key in keys}
    return at


def _key(surface: str) -> str:
    return surface_key(surface) or surface


def _moved(mention: Mention, offset: int) -> Mention:
    return replace(mention, span=_shift(mention.span, offset))


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _united(one: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((one.name, *one.aliases, other.name, *other.aliases))
    del names[one.name]
    return replace(
        one,
        type=max(one, other, key=lambda entity: entity.confidence).type,
        aliases=tuple(names),
        new=one.new or other.new,
        mentions=(*one.mentions, *other.mentions),
        confidence=max(one.confidence, other.confidence),
        new_confidence=max(one.new_confidence, other.new_confidence),
    )


def _relations(part: Part, names: dict[str, str]) -> Iterable[Relation]:
    for relation in part.relations:
        head, tail = names.get(relation.head, relation.head), names.get(relation.tail, relation.tail)
        if head != tail:
            yield replace(relation, head=head, tail=tail, evidence=_shift(relation.evidence, part.offset))


def _results(part: Part, names: dict[str, str]) -> Iterable[Result]:
    for result in part.results:
        yield replace(
            result,
            subject=names.get(result.subject, result.subject),
            benchmark=names.get(result.benchmark, result.benchmark) if result.benchmark else None,
            metric=names.get(result.metric, result.metric) if result.metric else None,
            span=_shift(result.span, part.offset),
            evidence=_shift(result.evidence, part.offset),
        )
