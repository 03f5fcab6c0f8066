"""How types and relations look: words and colours from the ontology, what only a map needs from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.view.model import RESULT

_HIDDEN_AT_FIRST = {"Person"}  # a co-author map is another picture: it buries what the papers say
_OTHER = "#7d8597"


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


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the map adds to a relation of the ontology."""

    inverse: str
    pull: float = 1.0
    faint: bool = False


_RELATIONS = {
    "introduces": _Drawing("introduced by", pull=2.0),
    "based_on": _Drawing("basis of", pull=1.5),
    "outperforms": _Drawing("outperformed by"),
    "compared_with": _Drawing("compared with"),
    RESULT: _Drawing("results of"),
    "evaluated_on": _Drawing("evaluation of"),
    "trained_on": _Drawing("training data of"),
    "uses": _Drawing("used by"),
    "addresses": _Drawing("addressed by"),
    "part_of": _Drawing("has part", pull=1.5),
    "variant_of": _Drawing("has variant", pull=1.5),
    "author": _Drawing("author of", pull=0.5, faint=True),
    "mentions": _Drawing("mentioned by", pull=0.25, faint=True),
}
RELATION_ORDER = tuple(_RELATIONS)
"""Relations as the legend and the panel list them, the most telling first."""


def type_styles(names: Iterable[str]) -> dict[str, Style]:
    """The styles of the types in use, in the order of the ontology; unknown ones follow in grey."""
    from kg.graph.ontology import node_types

    known = {kind.name: (kind.label, kind.definition, kind.colour) for kind in node_types()}
    return {
        name: Style(name, label.capitalize(), label, about, colour, shown=name not in _HIDDEN_AT_FIRST)
        for name, (label, about, colour) in _in_use(known, names).items()
    }


def relation_styles(names: Iterable[str]) -> dict[str, Style]:
    """The styles of the relations in use, in `RELATION_ORDER`; unknown ones follow in grey."""
    from kg.graph.ontology import edge_types, node_types

    known = {kind.name: (kind.label, kind.definition, kind.colour) for kind in edge_types()}
    for kind in node_types():
        if kind.name == "Result":
            known[RESULT] = (kind.label, kind.definition, kind.colour)
    ordered = {name: known[name] for name in RELATION_ORDER if name in known}
    found = {}
    for name, (label, about, colour) in _in_use(ordered, names).items():
        drawing = _RELATIONS.get(name, _Drawing(f"← {label}"))
        found[name] = Style(
            name, label, drawing.inverse, about, colour, pull=drawing.pull, faint=drawing.faint
        )
    return found


def _in_use(
    known: Mapping[str, tuple[str, str, str]], names: Iterable[str]
) -> dict[str, tuple[str, str, str]]:
    present = set(names)
    unknown = {name: (name, "", _OTHER) for name in sorted(present - set(known))}
    return {name: words for name, words in {**known, **unknown}.items() if name in present}
