from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, SKOS, Namespace
from rdflib import Graph as Rdf

from kg.graph.iris import ONTOLOGY
from kg.graph.measures import better, direction
from kg.graph.ontology import directory

KG = Namespace(ONTOLOGY)
MEASURES = Rdf().parse(directory() / "measures.ttl")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("WER", "lower"),
        ("Word Error Rates (%)", "lower"),
        ("top-5 accuracy", "higher"),
        ("top-1 error", "lower"),
        ("F1-score", "higher"),
        ("Brier score", "lower"),
        ("FID score", "lower"),
        ("validation perplexity", "lower"),
        ("end-to-end latency", "lower"),
        ("latency per token", "lower"),
        ("mAP@0.5", "higher"),
        ("AP50", "higher"),
        ("BLEU-4", "higher"),
        ("$R^{2}$", "higher"),
        ("Cohen\u2019s kappa", "higher"),
        ("Fréchet Inception Distance", "lower"),
        ("correlation with human ratings", "higher"),
        # Nobody says, or it depends on who asks, or the name only ends like a measure's.
        ("score", None),
        ("sparsity", None),
        ("attack success rate", None),
        ("ASR", None),
        ("error reduction", None),
        ("resistance to injected errors", None),
        ("", None),
    ],
)
def test_which_values_are_better(name: str, expected: str | None) -> None:
    assert better(name) == expected


def test_the_first_known_name_decides() -> None:
    assert direction("quality of it", "word error rate", "accuracy") == "lower"
    assert direction("quality of it") is direction() is None


@given(st.text(max_size=60))
def test_any_name_has_an_answer(name: str) -> None:
    assert better(name) in {"higher", "lower", None}


def test_every_measure_says_who_says_so() -> None:
    measures = list(MEASURES.subjects(RDF.type, KG.Measure))
    assert len(measures) > 100
    for measure in measures:
        assert MEASURES.value(measure, SKOS.prefLabel)
        direction = MEASURES.value(measure, KG.better)
        said = MEASURES.value(measure, SKOS.scopeNote if direction is None else DCTERMS.source)
        assert direction is None or str(direction) in {"higher", "lower"}
        assert said


def test_no_name_is_that_of_two_measures() -> None:
    names = (*MEASURES.objects(None, SKOS.prefLabel), *MEASURES.objects(None, SKOS.altLabel))
    assert max(Counter(str(name).casefold() for name in names).values()) == 1
