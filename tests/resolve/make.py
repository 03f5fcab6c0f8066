"""Short ways to write the values that tests of identity need."""

from __future__ import annotations

import re

from kg.annotation import Annotation, Document, Entity, Mention, Relation, Result, Span
from kg.records import Author, Origin, PaperRecord, PartialDate
from kg.resolve import PaperCluster, merge_papers, resolve
from kg.resolve.curation import EMPTY

LOREM = (
    "We study how small language models learn to plan in long games and find that rewards given late teach "
    "them more than rewards given early, which we explain by the way in which credit spreads over moves. "
    "Our experiments cover nine games of growing length, three sizes of model and two kinds of reward."
)


def record(title=None, *, authors=(), abstract=None, year=None, line=1, file="a.txt", **fields):
    dates = (PartialDate(str(year), "published", str(year)),) if year else ()
    people = tuple(author if isinstance(author, Author) else Author(author) for author in authors)
    return PaperRecord(
        Origin(file, line, line), title=title, abstract=abstract, authors=people, dates=dates, **fields
    )


def entity(name, kind, *, aliases=(), new=False, confidence=1.0):
    return Entity(name, kind, tuple(aliases), new, (), confidence, confidence if new else 0.0)


def annotate(cluster_or_key, text, entities, relations=(), results=()):
    """An annotation whose mentions are found in the text, evidence being the whole text."""
    key = getattr(cluster_or_key, "key", cluster_or_key)
    placed = []
    for one in entities:
        spans = [
            Mention(Span(m.start(), m.end()), m.group(), 1.0)
            for form in (one.name, *one.aliases)
            for m in re.finditer(re.escape(form), text)
        ]
        placed.append(
            Entity(one.name, one.type, one.aliases, one.new, tuple(spans), one.confidence, one.new_confidence)
        )
    whole = Span(0, len(text))
    return Annotation(
        Document(key, abstract=text),
        tuple(placed),
        tuple(Relation(h, t, o, whole, 0.9) for h, t, o in relations),
        tuple(Result(s, b, m, v, "absolute", whole, whole, 0.9) for s, b, m, v in results),
        "test",
    )


def graph(papers, *, curation=EMPTY):
    """Resolve papers given as (arXiv id, authors, entities) or (arXiv id, authors, entities, relations)."""
    clusters, annotations = [], {}
    for arxiv_id, authors, entities, *more in papers:
        cluster = merge_papers([record(f"Paper {arxiv_id}", authors=authors, arxiv_id=arxiv_id)]).clusters[0]
        clusters.append(PaperCluster(cluster.key, cluster.records))
        text = ". ".join(form for one in entities for form in (one.name, *one.aliases)) + "."
        annotations[cluster.key] = annotate(cluster, text, entities, *more)
    return resolve(clusters, annotations, curation=curation, extractor="test")


def graph_of(rows):
    """Resolve papers of which each names the entities of a row; they have no authors in common."""
    return graph([(f"2401.{n:05}", [], row) for n, row in enumerate(rows)])
