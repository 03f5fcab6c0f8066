"""How types and relations look: words and colours from the ontology, what only a map needs from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.view.model import RESULT

_HIDDEN_AT_FIRST = {"Person"}  # a co-author map is another picture: it buries what the papers say
_FAINT = {"author", "mentions"}
_PULL = {
    "introduces": 2.0,
    "based_on": 1.5,
    "part_of": 1.5,
    "variant_of": 1.5,
    "author": 0.5,
    "mentions": 0.25,
}
_OTHER = "#7d8597"

RELATION_ORDER = (
    "introduces",
    "based_on",
    "outperforms",
    "compared_with",
    RESULT,
    "evaluated_on",
    "trained_on",
    "uses",
    "addresses",
    "part_of",
    "variant_of",
    "author",
    "mentions",
)
"""Relations as the legend and the panel list them, the most telling first; others follow."""


@dataclass(frozen=True, slots=True)
class Style:
    """A type or relation in the legend.

    `inverse` heads the claims that arrive at a node, `pull` is how strongly a line draws its ends together,
    and a `faint` relation is drawn thin and without arrow.
    """

    name: str
    label: str
    inverse: str
    about: str
    color: str
    shown: bool = True
    pull: float = 1.0
    faint: bool = False


def type_styles(names: Iterable[str]) -> dict[str, Style]:
    """The styles of the types in use, in the order of the ontology; unknown ones follow in grey."""
    from kg.graph.ontology import node_types

    known = {
        kind.name: Style(
            kind.name,
            kind.label.capitalize(),
            kind.label,
            kind.definition,
            kind.colour,
            shown=kind.name not in _HIDDEN_AT_FIRST,
        )
        for kind in node_types()
    }
    return _in_use(known, names)


def relation_styles(names: Iterable[str]) -> dict[str, Style]:
    """The styles of the relations in use, in `RELATION_ORDER`; unknown ones follow in grey."""
    from kg.graph.ontology import edge_types, node_types

    known = {k.name: _relation(k.name, k.label, k.inverse, k.definition, k.colour) for k in edge_types()}
    for kind in node_types():
        if kind.name == "Result":
            known[RESULT] = _relation(RESULT, kind.label, kind.label, kind.definition, kind.colour)
    order = {name: place for place, name in enumerate(RELATION_ORDER)}
    ordered = dict(sorted(known.items(), key=lambda item: order.get(item[0], len(order))))
    return _in_use(ordered, names)


def _relation(name: str, label: str, inverse: str, about: str, color: str) -> Style:
    return Style(name, label, inverse, about, color, pull=_PULL.get(name, 1.0), faint=name in _FAINT)


def _in_use(known: dict[str, Style], names: Iterable[str]) -> dict[str, Style]:
    present = set(names)
    unknown = {name: Style(name, name, name, "", _OTHER) for name in sorted(present - set(known))}
    return {name: style for name, style in (known | unknown).items() if name in present}
