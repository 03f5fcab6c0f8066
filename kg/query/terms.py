"""Terms of a query that are not in the ontology: a misspelt one gives an empty answer, not an error."""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.graph.iris import ONTOLOGY
from kg.graph.ontology import declared_names
from kg.query.guard import tokens

_OWN_PREFIX = re.compile(r"\bPREFIX\s+kg\s*:\s*<([^>]*)>", re.IGNORECASE)


def unknown_terms(sparql: str) -> tuple[str, ...]:
    """One sentence for each `kg:` term that the ontology does not declare, with the nearest one it does.

    >>> unknown_terms("SELECT ?x { ?x a kg:Modle }")
    ('the ontology has no kg:Modle; did you mean kg:Model?',)
    """
    own = _OWN_PREFIX.search(sparql)
    if own is not None and own[1] != ONTOLOGY:
        return ()
    used = {token[0].removeprefix("kg:") for token in tokens(sparql) if token["prefix"] == "kg"}
    return tuple(_sentence(name) for name in sorted(used - declared_names() - {""}))


def _sentence(name: str) -> str:
    known = {known.casefold(): known for known in sorted(declared_names())}
    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    hint = f"did you mean kg:{known[near[0]]}?" if near else "docs/ontology.md lists its terms"
    return f"the ontology has no kg:{name}; {hint}"
