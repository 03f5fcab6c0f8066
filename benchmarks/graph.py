"""How fast knowledge becomes RDF and answers queries, as ratios to rdflib on the same graph in the same run.

    python benchmarks/graph.py [PAPERS]

Processor time, since other work on the machine would blur wall time. PAPERS is 300 unless given; the graph
is made up, with the numbers of mentions, relations and results that a real abstract has.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import rdflib
from pyoxigraph import RdfFormat

from kg.graph import Graph, check, triples
from kg.graph.iris import PREFIXES
from kg.knowledge import (
    Authorship,
    CanonicalEntity,
    Evidence,
    Fact,
    Knowledge,
    MentionOf,
    Paper,
    Person,
    Score,
    Statement,
)
from kg.query import named, run_named
from kg.records import Origin, PartialDate
from kg.report import card

TYPES = ("Model", "Method", "Dataset", "Benchmark", "Task", "Metric")
RELATIONS = ("uses", "based_on", "trained_on", "evaluated_on", "addresses", "outperforms", "compared_with")
T = TypeVar("T")


def made_up(papers: int) -> Knowledge:
    """Papers of eight sentences with twelve entities, seven relations and two results each."""
    chance = random.Random(1)
    each = max(5, papers // 3)
    entities = [
        CanonicalEntity(f"{kind.lower()}/{i}", f"{kind} {i}", kind, (f"{kind} no. {i}",), None)
        for kind in TYPES
        for i in range(each)
    ]
    listed, mentions, statements, scores = [], [], [], []
    people: dict[str, Person] = {}
    for number in range(papers):
        paper, spans = paper_of(number, chance, papers, people)
        listed.append(paper)
        named_here = [chance.randrange(each) + each * (j // 2) for j in range(12)]
        keys = [entities[place].key for place in named_here]
        for j, key in enumerate(keys):
            mentions.append(MentionOf(paper.key, key, "name", j < 2, spans[j % 8], 0.9, 0.8))
        for j, relation in enumerate(RELATIONS):
            tail = keys[(3, 1, 4, 6, 8, 1, 1)[j]]
            statements.append(Statement(paper.key, keys[0], relation, tail, spans[j], 0.8, "model"))
        for j in range(2):
            value = float(chance.randrange(1000)) / 10
            scores.append(
                Score(
                    *(paper.key, keys[0], keys[6 + j], keys[10], None, f"{value}%", value, "%", "absolute"),
                    *(spans[j + 3], 0.7, "model"),
                )
            )
    everyone = tuple(people[key] for key in sorted(people))
    return Knowledge(
        tuple(listed),
        everyone,
        tuple(entities),
        tuple(mentions),
        tuple(statements),
        tuple(scores),
        (),
        "made-up",
    )


def paper_of(
    number: int, chance: random.Random, papers: int, people: dict[str, Person]
) -> tuple[Paper, list[Evidence]]:
    """One paper with five authors, and its sentences."""
    key = f"paper/{number}"
    origin = Origin(f"listing-{number % 50}.txt", number * 10 + 1, number * 10 + 9)
    sentences = [f"Sentence {j} of paper {number} says that one thing uses another." for j in range(8)]
    abstract = " ".join(sentences)
    spans = []
    for sentence in sentences:
        start = abstract.index(sentence)
        spans.append(Evidence(key, "abstract", start, start + len(sentence), sentence))
    authorships = []
    for position in range(1, 6):
        person = f"person/{chance.randrange(papers * 2)}"
        people.setdefault(person, Person(person, f"Person {person}", "person", (), None))
        authorships.append(Authorship(person, position, f"Person {person}", (), (origin,)))
    facts = (Fact("abstract", abstract, (origin,)), Fact("title", f"Title {number}", (origin,)))
    dates = (PartialDate("2025-01-02", "created", "2025-01-02"),)
    paper = Paper(
        *(key, f"Title {number}", abstract, tuple(authorships), True, None, None, dates, ("cs.CV",)),
        *((), (), None, (), False, False, (origin,), facts),
    )
    return paper, spans


def timed(what: str, work: Callable[[], T], unit: float = 0) -> tuple[float, T]:
    """Run and print processor seconds, and how many `unit` a second."""
    start = time.process_time()
    result = work()
    seconds = time.process_time() - start
    rate = f"  {unit / seconds:>12,.0f} triples/s" if unit else ""
    print(f"{what:<42}{seconds:>9.3f} s{rate}")
    return seconds, result


def main() -> None:
    """Print all figures."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    knowledge = made_up(papers)
    size = sum(1 for _ in triples(knowledge))
    print(f"{papers} papers, {size:,} triples\n")
    timed("knowledge to triples", lambda: list(triples(knowledge)), size)
    _, graph = timed("knowledge to graph in Oxigraph", lambda: Graph.from_knowledge(knowledge), size)
    ours_out, turtle = timed("graph to sorted Turtle", graph.turtle, size)
    timed("graph to networkx", graph.network, size)
    timed("check (pySHACL and our own)", lambda: check(graph), size)
    timed("card of a model", lambda: card(graph, "Model 1"))
    start = time.perf_counter()
    run_named(graph, "leaderboard", {"benchmark": "Benchmark 1"})
    print(f"{'leaderboard in a process of its own':<42}{time.perf_counter() - start:>9.3f} s (wall)")

    print("\nagainst rdflib")
    reading = rdflib.Graph()
    theirs_in, _ = timed("rdflib reads the Turtle", lambda: reading.parse(data=turtle, format="turtle"))
    ours_in, _ = timed("Oxigraph reads the Turtle", lambda: graph.store.load(turtle, format=RdfFormat.TURTLE))
    theirs_out, _ = timed("rdflib writes Turtle", lambda: reading.serialize(format="turtle"))
    query = named("shared-methods")
    ours, _ = timed("shared-methods in Oxigraph", lambda: list(graph.select(query)))
    theirs, _ = timed("shared-methods in rdflib", lambda: list(reading.query(query, initNs=PREFIXES)))
    print(
        f"\nread {theirs_in / ours_in:.1f}x, write {theirs_out / ours_out:.1f}x, query {theirs / ours:.1f}x"
    )


if __name__ == "__main__":
    main()
