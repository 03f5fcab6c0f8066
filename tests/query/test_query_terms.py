from __future__ import annotations

import pytest

from kg.query import NamedQuery, library, unknown_terms


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_the_library_uses_no_unknown_term(query: NamedQuery) -> None:
    assert unknown_terms(query.sparql) == ()


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?x { ?x rdfs:label "kg:Modle" }  # kg:Modle',
        "PREFIX kg: <http://example.org/> SELECT ?x { ?x a kg:Modle }",
        "SELECT ?x { ?x a <https://w3id.org/kg/ontology#Modle> }",
        "",
    ],
)
def test_only_terms_of_the_ontology_count(sparql: str) -> None:
    assert unknown_terms(sparql) == ()


def test_each_is_named_once_with_the_nearest() -> None:
    found = unknown_terms("SELECT ?x { ?x kg:basedOn ?y . ?y kg:basedOn ?z . ?z kg:xyzzy 1 }")
    assert found == (
        "the ontology has no kg:basedOn; did you mean kg:based_on?",
        "the ontology has no kg:xyzzy; docs/ontology.md lists its terms",
    )
