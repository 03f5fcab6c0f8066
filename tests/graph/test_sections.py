"""Sections hold the whole graph, each subject in one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pyoxigraph import RdfFormat, parse

from kg.graph import triples
from kg.graph.sections import opening, sections, turtle
from kg.knowledge import Knowledge


def test_together_they_are_the_graph(knowledge: Knowledge) -> None:
    whole = opening() + b"".join(turtle(section) for section in sections(knowledge))
    found = [quad.triple for quad in parse(whole, format=RdfFormat.TURTLE)]
    assert set(found) == set(triples(knowledge))
    twice = {triple for triple, times in Counter(found).items() if times > 1}
    # Two papers that were read from one place both say what that place is.
    assert all("/id/source/" in str(triple.subject) for triple in twice)


def test_they_are_sorted_and_unique(knowledge: Knowledge) -> None:
    keys = [section.key for section in sections(knowledge)]
    assert keys == sorted(set(keys))


def test_a_paper_more_changes_only_its_section_and_what_it_names(knowledge: Knowledge) -> None:
    paper = knowledge.papers[0].key
    fewer = replace(
        knowledge,
        papers=knowledge.papers[1:],
        mentions=tuple(mention for mention in knowledge.mentions if mention.paper != paper),
        statements=tuple(statement for statement in knowledge.statements if statement.paper != paper),
        scores=tuple(score for score in knowledge.scores if score.paper != paper),
        merges=tuple(merge for merge in knowledge.merges if merge.key != paper),
    )
    old, new = set(sections(fewer)), set(sections(knowledge))
    stated = {statement.subject for statement in knowledge.statements if statement.paper == paper}
    assert {section.key for section in new - old} <= stated | {paper, ""}
