from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import QueryError
from kg.graph import Graph
from kg.knowledge import Person
from kg.report import Card, Line, Section, card, card_text
from tests.graph.made import entity, knowledge

BOTH = "listings/one.txt:1-9; listings/zwei ü.txt:12-20"


def section(found: Card, title: str) -> Section:
    return next(section for section in found.sections if section.title == title)


def test_card_of_a_model(graph: Graph) -> None:
    found = card(graph, "heron")
    assert (found.name, found.type, found.facts) == ("Heron", "Model", (("also called", "鷺"),))
    assert [section.title for section in found.sections] == [
        *("introduced by", "based on", "evaluated on", "outperforms", "scores", "outperformed by"),
        "mentioned by",
    ]
    line = section(found, "based on").lines[0]
    assert line.text == "Egret-7B"
    assert line.sentence == "We introduce Heron, built on Egret-7B."
    assert line.source == "listings/zwei ü.txt:12-20"
    assert line.paper == "Heron: a bird model"
    assert line.confidence == 0.9


def test_every_line_of_a_text_shows_its_sentence_and_source(graph: Graph) -> None:
    for name in ("Heron", "Heron-2", "LoRA", "BirdBench", "accuracy", "Crane"):
        for part in card(graph, name).sections:
            assert part.lines
            assert all(line.sentence and line.source for line in part.lines)


def test_what_two_papers_say_is_one_line(graph: Graph) -> None:
    (line,) = section(card(graph, "Heron"), "evaluated on").lines
    assert (line.text, line.support) == ("BirdBench", 2)


def test_scores_say_what_the_card_does_not(graph: Graph) -> None:
    assert [line.text for line in section(card(graph, "Heron"), "scores").lines] == [
        "61.0% on BirdBench (accuracy)",
        "59.5% on BirdBench (accuracy)",
    ]
    assert [line.text for line in section(card(graph, "BirdBench"), "scores on it").lines] == [
        "Heron-2: 70.25% (accuracy)",
        "Heron: 61.0% (accuracy)",
        "Heron: 59.5% (accuracy)",
        "Heron-2: 2x faster (accuracy, ratio)",
    ]


@pytest.mark.parametrize("name", ["2501.00001", "arXiv:2501.00001v2", "heron: a BIRD model"])
def test_card_of_a_paper(graph: Graph, name: str) -> None:
    found = card(graph, name)
    facts = dict(found.facts)
    assert found.type == "Paper"
    assert facts["authors"] == "A. Løvelace, Bo Li, et al."
    assert (facts["created"], facts["updated"], facts["venue"]) == ("2025-01-02", "2025-02", "ICLR 2025")
    assert (facts["code"], facts["source"]) == ("yes", BOTH)
    assert "withdrawn" not in facts
    assert [line.text for line in section(found, "introduces").lines] == ["Heron"]
    assert "Heron outperforms Crane" in [line.text for line in section(found, "states").lines]
    assert {line.text for line in section(found, "mentions").lines} == {"Egret-7B", "BirdBench", "Crane"}
    assert len(section(found, "listings disagree").lines) == 2


def test_card_of_a_person(graph: Graph) -> None:
    found = card(graph, "bo li")
    assert [line.text for line in section(found, "papers").lines] == [
        "2025-01-02  Heron: a bird model (author 2)",
        "--01-14  Heron again (author 2)",
    ]
    assert [line.text for line in section(found, "wrote with").lines] == ["Ada Løvelace", "Stork Team"]
    assert ("ORCID", "0000-0001-2345-6789") in card(graph, "A. Løvelace").facts
    assert ("affiliations", "Stork Lab") in card(graph, "A. Løvelace").facts


def test_a_team_has_its_papers(graph: Graph) -> None:
    assert section(card(graph, "Stork Team"), "author of").lines[0].source == "listings/one.txt:1-9"


def test_an_unknown_name_gives_near_ones(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"nothing in the graph is called 'Herom'; did you mean Heron"):
        card(graph, "Herom")


def test_of_several_things_of_a_name_the_one_in_most_papers_is_shown() -> None:
    base = knowledge()
    known = replace(base, entities=(*base.entities, entity("method/heron", "Heron", "Method")))
    graph = Graph.from_knowledge(known)
    found = card(graph, "heron")
    assert (found.type, [(one.iri.rpartition("/")[2], one.papers) for one in found.others]) == (
        "Model",
        [("heron", 0)],
    )
    assert "also of this name\n  method:heron (Method Heron, 0 papers)" in card_text(found)
    assert card(graph, "method:heron").type == "Method"


def test_a_name_of_several_things_in_as_many_papers_asks_which() -> None:
    base = knowledge()
    known = replace(base, people=(*base.people, Person("person/bo-li~2", "Bo Li", "person", (), None)))
    second = replace(base.papers[1].authorships[1], person="person/bo-li~2")
    third = replace(known.papers[1], authorships=(base.papers[1].authorships[0], second))
    graph = Graph.from_knowledge(replace(known, papers=(base.papers[0], third, base.papers[2])))
    with pytest.raises(QueryError, match=r"by its key:\n  person:bo-li \(Person Bo Li, 1 paper: Heron"):
        card(graph, "bo li")


def test_a_name_comes_before_an_alias() -> None:
    base = knowledge()
    known = replace(base, entities=(*base.entities, entity("method/bird", "Bird", "Method", "heron")))
    found = card(Graph.from_knowledge(known), "heron")
    assert found.type == "Model"
    assert [match.iri.rpartition("/")[2] for match in found.others] == ["bird"]
    assert "method:bird (Method Bird, 0 papers)" in card_text(found)


def test_text_is_one_card_without_control_characters(graph: Graph) -> None:
    text = card_text(card(graph, "LoRA"), width=80)
    assert text.startswith("LoRA  (Method, method:lora)\n")
    assert "“We present Heron-2 with LoRA.”" in text
    assert all(character.isprintable() or character == "\n" for character in text)
    assert max(map(len, text.splitlines())) <= 80


def test_a_sentence_is_quoted_in_full_once() -> None:
    sentence = (
        "Our bird model, with a name of many letters, reaches 61% on BirdBench and 3% elsewhere, it seems."
    )
    lines = (
        Line("BirdBench", sentence, "a.txt:1", "Heron", 0.9),
        Line("elsewhere", sentence, "a.txt:1", "Heron", 0.8),
    )
    found = Card("Heron", "Model", "x", (), (Section("evaluated on", lines), Section("scores", lines[:1])))
    text = card_text(found, width=100)
    assert " ".join(text.split()).count("it seems.”") == text.count("a.txt:1") == 1
    assert "  BirdBench  (0.90)\n  elsewhere  (0.80)\n      “Our bird" in text
    assert text.endswith(" …”, as above\n")


def test_text_says_how_much_it_leaves_out(graph: Graph) -> None:
    found = card(graph, "BirdBench")
    assert "… and 3 more" in card_text(found, limit=1)
    assert "more" not in card_text(found, limit=0)


def test_an_affiliation_of_a_paper_is_not_taken_for_that_of_its_authors() -> None:
    base = knowledge()
    papers = tuple(replace(paper, affiliations=("tsinghua",)) for paper in base.papers)
    made = Graph.from_knowledge(replace(base, papers=papers))
    assert "affiliations" not in dict(card(made, "Bo Li").facts)
