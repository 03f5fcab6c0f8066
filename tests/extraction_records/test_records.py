"""Extraction records are read and written as the guidelines say."""

import json

import pytest

from kg.annotation import Annotation, Document, Entity, Mention, Relation, Result, Span
from kg.errors import SourceError
from kg.extraction_records import dump, from_annotation, parse, read
from kg.records import Problem

TEXT = "OVR uses GRPO and scores 95.3% on MATH500."


def whole():
    return Span(0, len(TEXT))


def mention(name):
    start = TEXT.index(name)
    return Mention(Span(start, start + len(name)), name, 0.8)


def annotation():
    names = (("OVR", "Model"), ("GRPO", "Method"), ("MATH500", "Benchmark"))
    return Annotation(
        document=Document(id="7", abstract=TEXT),
        entities=tuple(
            Entity(name, kind, (), name == "OVR", (mention(name),), 0.8, 0.75) for name, kind in names
        ),
        relations=(Relation("OVR", "uses", "GRPO", whole(), 0.7),),
        results=(Result("OVR", "MATH500", None, "95.3%", "absolute", Span(25, 30), whole(), 0.6),),
        extractor="test 1",
    )


def test_the_plain_form_has_the_keys_of_the_guidelines_only():
    assert json.loads(dump(annotation(), given_id=7)) == {
        "id": 7,
        "entities": [
            {"name": "OVR", "type": "Model", "aliases": [], "new": True},
            {"name": "GRPO", "type": "Method", "aliases": []},
            {"name": "MATH500", "type": "Benchmark", "aliases": []},
        ],
        "relations": [["OVR", "uses", "GRPO"]],
        "results": [
            {
                "subject": "OVR",
                "benchmark": "MATH500",
                "metric": None,
                "value": "95.3%",
                "kind": "absolute",
            }
        ],
    }


def test_the_detailed_form_points_into_the_text():
    detailed = json.loads(dump(annotation(), detailed=True))
    place = detailed["entities"][1]["mentions"][0]
    assert TEXT[place["start"] : place["end"]] == "GRPO"
    assert detailed["relations"][0]["evidence"]["text"] == TEXT
    start, end = detailed["results"][0]["span"]
    assert TEXT[start:end] == "95.3%"
    assert detailed["extractor"] == "test 1"


def test_both_forms_are_read_back():
    expected = from_annotation(annotation())
    detailed = parse(dump(annotation(), detailed=True))
    assert (detailed.entities, detailed.relations, detailed.results) == (
        expected.entities,
        expected.relations,
        expected.results,
    )
    plain = parse(dump(annotation()))
    assert [e.name for e in plain.entities] == [e.name for e in expected.entities]
    assert plain.relations[0].confidence is None


@pytest.mark.parametrize("given", ["2507.05255", 17, 704.056])
def test_the_id_stays_as_given(given):
    assert parse(json.dumps({"id": given}).encode()).id == given


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "no 'id'"),
        (b'{"id": true}', "no 'id'"),
        (b'{"id": 1, "entities": 3}', "not a list"),
        (b'{"id": 1, "entities": [3]}', "no object"),
        (b'{"id": 1, "entities": [{"name": 1}]}', "'name' is missing or not a string"),
        (b'{"id": 1, "entities": [{"name": "a", "type": "Model", "aliases": [1]}]}', "alias"),
        (b'{"id": 1, "relations": [["a", "uses"]]}', "not [head, type, tail]"),
        (b'{"id": 1, "title": 5}', "'title'"),
        (b"\xff\xfe", "not JSON"),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(line, complaint):
    with pytest.raises(SourceError) as caught:
        parse(line)
    assert complaint in str(caught.value)


def test_reading_goes_on_after_a_bad_line_and_names_it():
    items = list(read([b'\xef\xbb\xbf{"id": 1}\r\n', b"\n", b"nonsense\n", b'{"id": 2}'], "papers.jsonl"))
    assert [item.id for item in items if not isinstance(item, Problem)] == [1, 2]
    problem = next(item for item in items if isinstance(item, Problem))
    assert str(problem).startswith("papers.jsonl:3: not JSON")
