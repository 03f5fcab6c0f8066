"""Entities in the making: rows under a name, before keys are final."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.homonyms import Cluster
from kg.resolve.sightings import TYPES
from kg.resolve.text import slug

_KIN = ({"Model", "Method"}, {"Dataset", "Benchmark"})
_PLURAL_SHARE = 0.1
"""How common a singular must be beside its plural to be the name that is shown."""


@dataclass(slots=True)
class Draft:
    """Rows that are one entity, the forms of its name with how often each is used, and its key so far."""

    cluster: Cluster
    forms: dict[str, int]
    name: str
    key: str = ""
    curated: str = ""


def other_forms(draft: Draft) -> tuple[str, ...]:
    """The forms of a draft but for its name."""
    return tuple(sorted(draft.forms.keys() - {draft.name}))


def kindred(a: Draft, b: Draft) -> bool:
    """Whether one can be a version of the other by their types."""
    types = {TYPES[a.cluster.type], TYPES[b.cluster.type]}
    return len(types) == 1 or any(types <= kin for kin in _KIN)


def best_name(forms: Mapping[str, int]) -> str:
    """The form that most papers use, in the singular where that is common too."""
    best = min(forms, key=lambda form: (-forms[form], len(form), form))
    for single in (best[:-1], best[:-3] + "y"):
        if best.endswith("s") and forms.get(single, 0) >= _PLURAL_SHARE * forms[best]:
            return single
    return best


class Finder:
    """Finds drafts by key: exactly, else by any of their names under the key's type, else under any type."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._exact = {draft.key: draft for draft in drafts}
        self._named: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for name in {slug(form) for form in draft.forms}:
                self._named[name].append(draft)

    def find(self, key: str) -> list[Draft]:
        """The drafts that a key means."""
        if key in self._exact:
            return [self._exact[key]]
        kind, _, name = key.partition("~")[0].partition("/")
        found = self._named.get(name, [])
        typed = [draft for draft in found if TYPES[draft.cluster.type].lower() == kind]
        return typed if len(typed) == 1 else found if len(found) == 1 else []
