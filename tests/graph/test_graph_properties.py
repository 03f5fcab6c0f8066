from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.graph import FORMATS, Graph, triples
from kg.graph.iris import as_iri, of_content, of_key, of_origin, shorten
from kg.graph.terms import date, text
from kg.knowledge import CanonicalEntity, Knowledge
from kg.records import Origin
from tests.graph.made import entity, evidence, knowledge

any_text = st.text(st.characters(codec=None), max_size=30)


@given(st.lists(any_text, unique=True, min_size=2, max_size=6))
def test_different_keys_have_different_iris(keys: list[str]) -> None:
    assert len({of_key(key).value for key in keys}) == len(keys)
    assert len({of_content("fact", key).value for key in keys}) == len(keys)
    assert len({of_origin(Origin(key, 1, 2)).value for key in keys}) == len(keys)


@pytest.mark.parametrize(
    "key", ["", ".", "..", "a.", "a..", "a/../b", "%41", "A", "a b", "\ud800", "ü", "a#b", "a?b", "~"]
)
def test_iris_survive_a_strict_reader(key: str) -> None:
    iri = of_key(f"model/{key}")
    line = f"<{iri.value}> <http://p> <{iri.value}> ."
    (quad,) = parse(line.encode(), format=RdfFormat.TURTLE, base_iri="https://w3id.org/elsewhere/")
    assert quad.subject == quad.object == iri
    assert iri.value.isascii()


@given(any_text)
def test_text_keeps_its_length_and_all_that_xml_can_hold(value: str) -> None:
    literal = text(value).value
    assert len(literal) == len(value)
    assert all(a == b or b == "\ufffd" for a, b in zip(value, literal, strict=True))
    assert text(literal).value == literal


@given(any_text)
def test_prefixes_are_only_a_way_of_writing(value: str) -> None:
    iri = of_key(f"model/{value}")
    assert as_iri(shorten(iri.value)) == iri


@pytest.mark.parametrize(
    ("iso", "datatype"),
    [
        ("2025-07-07", "date"),
        ("2025-07", "gYearMonth"),
        ("2025", "gYear"),
        ("--01-14", "gMonthDay"),
        ("--01", "gMonth"),
        ("--02-29", "gMonthDay"),
        ("2025-13", "string"),
        ("2025-02-29", "string"),
        ("٢٠٢٥", "string"),
        ("", "string"),
    ],
)
def test_dates_have_the_type_that_says_how_much_is_known(iso: str, datatype: str) -> None:
    assert date(iso).datatype.value.rpartition("#")[2] == datatype
    assert date(iso).value == iso


def named_anyhow(name: str) -> Knowledge:
    base = knowledge()
    thing = CanonicalEntity(f"model/{name}", name, "Model", (name, f"{name}!"), None)
    listed = replace(base.papers[0], title=name, comments=(name,), urls=(name,), venue=name, doi=name)
    return replace(base, entities=(*base.entities, thing), papers=(listed, *base.papers[1:]))


@settings(max_examples=25, deadline=None)
@given(any_text)
@example("0.")
@pytest.mark.filterwarnings("ignore")  # rdflib's readers warn of odd xsd:anyURI values and of themselves
def test_any_text_goes_through_every_syntax(name: str) -> None:
    graph = Graph.from_knowledge(named_anyhow(name))
    for syntax in FORMATS.values():
        data = graph.serialize(syntax)
        again = {quad.triple for quad in parse(data, format=syntax)}
        assert again == set(graph.triples())
    assert len(rdflib.Graph().parse(data=graph.turtle(), format="turtle")) == len(graph)


def test_statements_keep_their_iri_when_only_the_sentence_moves() -> None:
    base = knowledge()
    moved = replace(base.statements[0], evidence=evidence(base.papers[0].key, "Heron, built on Egret-7B"))
    later = replace(base, statements=(moved, *base.statements[1:]), extractor="kg-test-2.0")

    def nodes(known: Knowledge) -> set[str]:
        return {t.subject.value for t in triples(known) if t.object.value.endswith("#Statement")}

    assert nodes(base) == nodes(later)


def test_an_accepted_statement_says_so() -> None:
    base = knowledge()
    accepted = replace(base.statements[0], review="accepted")
    graph = Graph.from_knowledge(replace(base, statements=(accepted, *base.statements[1:])))
    rows = graph.select('SELECT ?p { ?st kg:review "accepted" ; rdf:predicate ?p }')
    assert [shorten(row["p"].value) for row in rows] == ["kg:based_on"]


def test_a_variant_knows_its_family() -> None:
    base = knowledge()
    grown = replace(
        base, entities=(*base.entities, entity("model/egret-70b", "E-70B", "Model", of="model/egret"))
    )
    rows = Graph.from_knowledge(grown).select("SELECT ?v { ?v kg:variant_of model:egret } ORDER BY ?v")
    assert [shorten(row["v"].value) for row in rows] == ["model:egret-70b", "model:egret-7b"]
