"""The label sets of the extraction network, in the order of its outputs."""

from __future__ import annotations

from typing import get_args

from kg.annotation import EntityType, RelationType, ResultKind

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)
RESULT_KINDS: tuple[ResultKind, ...] = get_args(ResultKind)

NONE = "none"
MEASURE = "measure"
"""A surface that names what a number measures without being an entity of its own ("size")."""

SPAN_LABELS: tuple[str, ...] = (NONE, *ENTITY_TYPES, MEASURE, *RESULT_KINDS)
FIRST_KIND = SPAN_LABELS.index(RESULT_KINDS[0])
PAPER_LABEL = len(SPAN_LABELS)
"""The label of the node that stands for the paper, beside those of spans."""

ALIAS = "alias"
ROLES = ("subject", "benchmark", "metric")
PAIR_LABELS: tuple[str, ...] = (*RELATION_TYPES, ALIAS, *ROLES)
FIRST_ROLE = PAIR_LABELS.index(ROLES[0])

WIDEST = 12
"""The longest span that can be an entity or a value, in words."""
