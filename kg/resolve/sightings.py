"""The entities of one paper as identity looks at them: their names in normal form, and how each is used.

A function of the annotation alone, and the dear part of identity: a build keeps it from one time to the next.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, get_args

from kg.annotation import Annotation, Entity, EntityType
from kg.resolve.acronyms import expands, has_initials, pairs_in, words_in
from kg.resolve.families import family_forms
from kg.resolve.surfaces import is_acronym_form, is_proper, normal
from kg.resolve.text import slug

TYPES: tuple[EntityType, ...] = get_args(EntityType)
TYPE_NUMBER: dict[str, int] = {name: n for n, name in enumerate(TYPES)}

WORD_CODES = 1 << 16
STEM = 8
"""Letters of a word that tell what it is about."""
_WORD = re.compile(r"[a-z]{3,}")

NAME, SPELLED, ALIAS = 0, 1, 2
"""How a form names its thing: by name, by a form that spelling proves, or by an alias the paper asserts."""


class NameForms(NamedTuple):
    """What is made from a name alone: `normal` is its normal form whatever the type of the thing."""

    normal: str
    slug: str
    families: tuple[str, ...]
    proper: bool


class Shown(NamedTuple):
    """What a text gives acronyms in brackets with: the long form of each, and pairs with one word alone."""

    longs: Mapping[str, str]
    words: Set[tuple[str, str]]


_NOTHING = Shown({}, frozenset())


@dataclass(frozen=True, slots=True)
class Sightings:
    """The entities of one paper, in columns: numbers as bytes (int8 or float32), one for each entity or form.

    `counts` says how many forms each entity has. Its forms stand together: the name, then the first acronym
    among the others, then the rest. `normals` are their normal forms under the entity's type, `names` what
    else is made from each form, and `kinds` says how they name it. `spelled` has the acronyms that the paper
    spells out, as (entity, place of the acronym, place of its long form) among all forms. `heads` has the
    names whose last word was dropped ("Dice score"), as (place of the form, normal form with it), but for
    those of entities that have the rest alone as a name, too. `glosses` has the one word that the text
    gives an acronym with, which need be no form of the entity, as (entity, normal form). `words` has the
    codes of the words of title and abstract, in order (uint16).
    """

    types: bytes
    confidences: bytes
    new: bytes
    counts: tuple[int, ...]
    forms: tuple[str, ...]
    normals: tuple[str, ...]
    names: tuple[NameForms, ...]
    kinds: bytes
    spelled: tuple[tuple[int, int, int], ...]
    heads: tuple[tuple[int, str], ...]
    glosses: tuple[tuple[int, str], ...]
    words: bytes


def sight(annotation: Annotation) -> Sightings:
    """What identity needs to know of the entities of one paper."""
    text = annotation.document.text
    shown = Shown(dict(pairs_in(text)), set(words_in(text))) if "(" in text else _NOTHING
    entities = annotation.entities
    rows = [_forms(entity, shown.longs) for entity in entities]
    normals = [
        [normal(form, entity.type) for form in row] for entity, row in zip(entities, rows, strict=True)
    ]
    return Sightings(
        types=array("b", [TYPE_NUMBER[entity.type] for entity in entities]).tobytes(),
        confidences=array("f", [entity.confidence for entity in entities]).tobytes(),
        new=array("f", map(_newness, entities)).tobytes(),
        counts=tuple(map(len, rows)),
        forms=tuple(form for row in rows for form in row),
        normals=tuple(form for row in normals for form in row),
        names=tuple(name_forms(form) for row in rows for form in row),
        kinds=bytes(kind for row in zip(rows, normals, strict=True) for kind in _kinds(*row, shown)),
        spelled=tuple(_spelled(rows, normals, shown)),
        heads=tuple(_heads(rows, normals)),
        glosses=tuple(_glosses(entities, shown)),
        words=array("H", sorted(word_codes(text))).tobytes(),
    )


def word_codes(text: str) -> set[int]:
    """The words of a text as numbers below `WORD_CODES`, long endings cut off; a few words share one.

    >>> word_codes("Classifiers classify.") == word_codes("classifier") | word_codes("CLASSIFY")
    True
    """
    return {zlib.crc32(word[:STEM].encode()) % WORD_CODES for word in _WORD.findall(text.lower())}


@lru_cache(maxsize=1 << 16)
def name_forms(name: str) -> NameForms:
    """What is made from a name alone."""
    return NameForms(normal(name), slug(name), family_forms(name), is_proper(name))


def _forms(entity: Entity, longs: Mapping[str, str]) -> list[str]:
    forms = list(dict.fromkeys((entity.name, *entity.aliases))) if entity.aliases else [entity.name]
    if entity.name in longs and longs[entity.name] not in forms:
        forms.append(longs[entity.name])
    if len(forms) > 2:
        acronym = next((form for form in forms[1:] if is_acronym_form(form)), forms[1])
        forms = list(dict.fromkeys((forms[0], acronym, *forms)))
    return forms


def _newness(entity: Entity) -> float:
    return (entity.new_confidence or entity.confidence) if entity.new else 0.0


def _kinds(forms: Sequence[str], normals: Sequence[str], shown: Shown) -> Iterator[int]:
    if len(forms) == 1:
        yield NAME
        return
    name = forms[0]
    for form, normalised in zip(forms, normals, strict=True):
        if normalised == normals[0]:
            yield NAME
        else:
            yield SPELLED if _spells_out(form, name, shown) or _spells_out(name, form, shown) else ALIAS


def _spells_out(short: str, long: str, shown: Shown) -> bool:
    """Whether a long name spells out an acronym, and no longer one in the text does so better.

    "Re-weighted representation learning (RRL)" shows that "representation learning" is cut short. One word
    ("perplexity") must stand before the brackets.
    """
    if not expands(short, long):
        return (short, long) in shown.words
    better = shown.longs.get(short, long)
    return better == long or has_initials(short, long) or not has_initials(short, better)


def _spelled(
    rows: Sequence[Sequence[str]], normals: Sequence[Sequence[str]], shown: Shown
) -> Iterator[tuple[int, int, int]]:
    first = 0
    for entity, (forms, nodes) in enumerate(zip(rows, normals, strict=True)):
        for short, long in _expansions(forms, nodes, shown) if len(forms) > 1 else ():
            yield entity, first + short, first + long
        first += len(forms)


def _glosses(entities: Sequence[Entity], shown: Shown) -> Iterator[tuple[int, str]]:
    words = dict(sorted(shown.words))
    for n, entity in enumerate(entities):
        if entity.name in words and entity.name not in shown.longs:
            yield n, normal(words[entity.name], entity.type)


def _heads(rows: Sequence[Sequence[str]], normals: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    first = 0
    for forms, nodes in zip(rows, normals, strict=True):
        whole = name_forms(forms[0]).normal
        if whole != nodes[0] and nodes[0] not in nodes[1:]:
            yield first, whole
        first += len(forms)


def _expansions(forms: Sequence[str], normals: Sequence[str], shown: Shown) -> Iterator[tuple[int, int]]:
    """Places of acronyms and long forms, up to the long form of the entity's own name."""
    for n, short in enumerate(forms):
        for m, long in enumerate(forms if is_acronym_form(short) else ()):
            if normals[n] != normals[m] and _spells_out(short, long, shown):
                yield n, m
                if normals[n] == normals[0]:
                    return
