from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from benchmarks.identity import Maker, annotate
from kg.resolve import document, merge_papers, resolve_all
from kg.resolve.readings import Readings

ROOT = Path(__file__).parents[2]
PRINT = (
    "import hashlib; from tests.resolve.test_determinism import made_up;"
    "print(hashlib.sha256(repr(made_up(0)).encode()).hexdigest())"
)


def made_up(seed):
    """The resolution of 150 made-up papers, read in an order that depends on `seed`."""
    maker = Maker(150)
    records, names = [], {}
    for number in range(150):
        listed, found = maker.paper(number)
        records += listed
        names[number] = found
    random.Random(seed).shuffle(records)
    merged = merge_papers(records)
    annotations = {
        c.key: annotate(document(c), names[c.records[0].origin.line], random.Random(c.key))
        for c in merged.clusters
    }
    clusters = list(merged.clusters)
    random.Random(seed).shuffle(clusters)
    return resolve_all(clusters, Readings(annotations), extractor="made-up", merges=merged.merges)


def test_order_makes_no_difference():
    assert made_up(1) == made_up(2)


def test_every_reference_is_to_something_there():
    knowledge = made_up(1).knowledge
    keys = [thing.key for thing in (*knowledge.papers, *knowledge.people, *knowledge.entities)]
    known = set(keys)
    assert len(known) == len(keys)
    used = {a.person for paper in knowledge.papers for a in paper.authorships}
    used |= {key for s in knowledge.statements for key in (s.subject, s.object, s.paper)}
    used |= {key for s in knowledge.scores for key in (s.subject, s.benchmark, s.metric) if key}
    used |= {key for m in knowledge.mentions for key in (m.paper, m.entity)}
    used |= {merge.key for merge in knowledge.merges}
    used |= {entity.variant_of for entity in knowledge.entities if entity.variant_of}
    assert used <= known


def test_evidence_is_the_text_it_points_at():
    knowledge = made_up(1).knowledge
    papers = {paper.key: paper for paper in knowledge.papers}
    for one in (*knowledge.mentions, *knowledge.statements, *knowledge.scores):
        evidence = one.evidence
        field = getattr(papers[evidence.paper], evidence.field)
        assert field[evidence.start : evidence.end] == evidence.text


def test_hash_seeds_make_no_difference():
    found = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
