"""Everything that the annotations name, as columns: one row for each entity of each paper.

Names are numbered: a surface is a name as written, a node is a normal form. Columns keep millions of rows
small and let later steps count and group without looking at text again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from kg.annotation import Annotation, Entity, EntityType
from kg.resolve.acronyms import expands, pairs_in
from kg.resolve.surfaces import is_acronym_form, normal, singular_acronym

TYPES: tuple[EntityType, ...] = get_args(EntityType)
TYPE_NUMBER: dict[str, int] = {name: n for n, name in enumerate(TYPES)}

KIND = tuple(
    {"Model": 0, "Method": 0, "Task": 0, "Metric": 1, "Dataset": 2, "Benchmark": 2}.get(t, 3) for t in TYPES
)
"""Types that one meaning of a name is given by turns, as a number: a bare acronym is read within them."""

INTRODUCED = 0.3
"""Weight, in papers, of an expansion in the paper that introduces the thing."""
NAME, SPELLED, ALIAS = 0, 1, 2
"""How a row names its thing: by name, by a form that spelling proves, or by an alias the paper asserts."""


class Observations:
    """Rows (an entity in a paper) and their surfaces.

    `expansions` weighs the papers that spell out an acronym, by acronym, long form and kind of type;
    `spelled` holds the acronyms as those papers write them.
    """

    def __init__(self) -> None:
        self.surfaces: dict[str, int] = {}
        self.nodes: dict[str, int] = {}
        self.paper = array("i")
        self.type = array("b")
        self.confidence = array("f")
        self.new = array("f")
        self.node = array("i")
        self.long = array("i")
        self.name = array("i")
        self.use_row = array("i")
        self.use_surface = array("i")
        self.use_node = array("i")
        self.use_kind = array("b")
        self.spelled: set[str] = set()
        self.expansions: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
        self.first_surface: list[str] = []

    def __len__(self) -> int:
        return len(self.paper)

    def add(self, paper: int, annotation: Annotation) -> None:
        """Add the entities of one paper."""
        text = annotation.document.text
        shown = dict(pairs_in(text)) if "(" in text else {}
        for entity in annotation.entities:
            self._add_entity(paper, entity, shown)

    def _add_entity(self, paper: int, entity: Entity, shown: Mapping[str, str]) -> None:
        forms = list(dict.fromkeys((entity.name, *entity.aliases))) if entity.aliases else [entity.name]
        if entity.name in shown and shown[entity.name] not in forms:
            forms.append(shown[entity.name])
        row = len(self.paper)
        node = self._node(entity.name, entity.type)
        self.paper.append(paper)
        self.type.append(TYPE_NUMBER[entity.type])
        self.confidence.append(entity.confidence)
        self.new.append((entity.new_confidence or entity.confidence) if entity.new else 0.0)
        self.node.append(node)
        self.long.append(self._expansion(entity, forms, node) if len(forms) > 1 else -1)
        self.name.append(self.surfaces.setdefault(entity.name, len(self.surfaces)))
        for form in forms:
            self._add_use(row, entity, form, node)

    def _expansion(self, entity: Entity, forms: Sequence[str], node: int) -> int:
        """The node of the long form that this paper gives for the entity's name, or -1."""
        shorts = [form for form in forms if is_acronym_form(form)]
        for short in shorts:
            for long in forms:
                short_node, long_node = self._node(short, entity.type), self._node(long, entity.type)
                if short_node != long_node and expands(short, long):
                    self.spelled.add(singular_acronym(short))
                    self._spell_out(short_node, long_node, entity)
                    if short_node == node:
                        return long_node
        return -1

    def _spell_out(self, short: int, long: int, entity: Entity) -> None:
        """Count an expansion; one that comes with the thing says less of what others mean by the acronym."""
        key = (long, KIND[TYPE_NUMBER[entity.type]])
        counts = self.expansions[short]
        counts[key] = counts.get(key, 0.0) + (INTRODUCED if entity.new else 1.0)

    def _add_use(self, row: int, entity: Entity, form: str, node: int) -> None:
        form_node = node if form == entity.name else self._node(form, entity.type)
        if form_node == node:
            kind = NAME
        else:
            spelled = expands(form, entity.name) or expands(entity.name, form)
            kind = SPELLED if spelled else ALIAS
        self.use_row.append(row)
        self.use_surface.append(self.surfaces.setdefault(form, len(self.surfaces)))
        self.use_node.append(form_node)
        self.use_kind.append(kind)

    def _node(self, form: str, entity_type: EntityType) -> int:
        normalised = normal(form, entity_type)
        node = self.nodes.setdefault(normalised, len(self.nodes))
        if node == len(self.first_surface):
            self.first_surface.append(form)
        return node


def observe(annotations: Iterable[Annotation | None]) -> Observations:
    """Collect the entities of all papers, in the order of the papers; None is a paper without annotation."""
    found = Observations()
    for paper, annotation in enumerate(annotations):
        if annotation:
            found.add(paper, annotation)
    return found
