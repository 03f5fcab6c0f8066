"""Sections hold the whole graph, each subject in one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pyoxigraph import RdfFormat, parse

from kg.graph import triples
from kg.graph.iris import of_key, shorten
from kg.graph.sections import Section, opening, sections
from kg.knowledge import Knowledge, Person
from tests.outlines import outline_of


def made_of(knowledge: Knowledge) -> list[str]:
    """What each section is made from."""
    return [repr(section.inputs()) for section in sections(outline_of(knowledge))]


def changed(new: Knowledge, old: Knowledge) -> list[Section]:
    """The sections of `new` that are made anew when `old` was there before."""
    known = set(made_of(old))
    return [section for section in sections(outline_of(new)) if repr(section.inputs()) not in known]


def test_together_they_are_the_graph(knowledge: Knowledge) -> None:
    whole = opening() + b"".join(section.turtle() for section in sections(outline_of(knowledge)))
    found = [quad.triple for quad in parse(whole, format=RdfFormat.TURTLE)]
    assert set(found) == set(triples(knowledge))
    twice = {triple for triple, times in Counter(found).items() if times > 1}
    # Two papers that were read from one place both say what that place is.
    assert all("/id/source/" in str(triple.subject) for triple in twice)


def test_a_paper_more_leaves_the_sections_of_other_papers_alone(knowledge: Knowledge) -> None:
    paper = knowledge.papers[0].key
    fewer = replace(
        knowledge,
        papers=knowledge.papers[1:],
        mentions=tuple(mention for mention in knowledge.mentions if mention.paper != paper),
        statements=tuple(statement for statement in knowledge.statements if statement.paper != paper),
        scores=tuple(score for score in knowledge.scores if score.paper != paper),
        merges=tuple(merge for merge in knowledge.merges if merge.key != paper),
    )
    new = [section for section in changed(knowledge, fewer) if b"a kg:Paper" in section.turtle()]
    assert len(new) == 1
    assert f"\n{shorten(of_key(paper).value)} ".encode() in new[0].turtle()


def test_people_more_change_few_sections(knowledge: Knowledge) -> None:
    many = replace(
        knowledge,
        people=tuple(
            Person(f"person/p{number:04d}", f"P {number}", "person", (), None) for number in range(1000)
        ),
    )
    more = replace(many, people=(*many.people, Person("person/p0500a", "P", "person", (), None)))
    assert len(changed(more, many)) <= 2


def test_what_the_graph_does_not_show_changes_no_section(knowledge: Knowledge) -> None:
    def with_confidence(value: float) -> Knowledge:
        return replace(
            knowledge, merges=tuple(replace(merge, confidence=value) for merge in knowledge.merges)
        )

    assert made_of(with_confidence(0.98012)) == made_of(with_confidence(0.98013))
    assert made_of(with_confidence(0.98)) != made_of(with_confidence(0.97))
