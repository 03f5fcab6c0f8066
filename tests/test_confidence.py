from __future__ import annotations

from kg.annotation import Annotation, Document, Entity, Relation, Result, Span
from kg.confidence import confident

DOCUMENT = Document(id="1", title="", abstract="Heron beats Crane on BirdBench with 61%.")
WHOLE = Span(0, 40)


def entity(name: str, confidence: float, *, new_confidence: float = 0.0) -> Entity:
    return Entity(name, "Model", (), new_confidence > 0, (), confidence, new_confidence)


def annotation(*entities: Entity) -> Annotation:
    relation = Relation("Heron", "outperforms", "Crane", WHOLE, 0.8)
    result = Result("Heron", "BirdBench", None, "61%", "absolute", WHOLE, WHOLE, 0.7)
    return Annotation(DOCUMENT, entities, (relation,), (result,), "test")


def test_what_is_less_sure_goes_with_what_names_it() -> None:
    found = annotation(entity("Heron", 0.9), entity("Crane", 0.4), entity("BirdBench", 0.9))
    kept = confident(found, 0.5)
    assert [one.name for one in kept.entities] == ["Heron", "BirdBench"]
    assert (kept.relations, kept.results) == ((), found.results)
    assert confident(found, 0.75).results == ()
    assert confident(found, 0.0) is found


def test_an_entity_may_be_surer_than_that_it_is_new() -> None:
    found = annotation(entity("Heron", 0.9, new_confidence=0.3), entity("Crane", 0.9, new_confidence=0.6))
    assert [one.new for one in confident(found, 0.5).entities] == [False, True]
    assert [one.new for one in found.entities] == [True, True]
