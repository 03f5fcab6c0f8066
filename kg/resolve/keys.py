"""Finding things by key or by name, also by keys from an earlier build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.knowledge import CanonicalEntity, Person
from kg.resolve.paperkeys import paper_keys
from kg.resolve.papers import PaperCluster
from kg.resolve.text import slug


class KeyIndex:
    """Today's key for a key: itself, or that of the one thing which has the name or identifier in it."""

    def __init__(
        self, clusters: Sequence[PaperCluster], people: Iterable[Person], entities: Iterable[CanonicalEntity]
    ) -> None:
        self._keys: set[str] = {cluster.key for cluster in clusters}
        self._other: dict[str, set[str]] = defaultdict(set)
        for cluster in clusters:
            if len(cluster.records) > 1:
                for record in cluster.records:
                    for key in paper_keys(record):
                        self._other[key].add(cluster.key)
        for person in people:
            self._keys.add(person.key)
            for name in (person.name, *person.aliases):
                self._other[f"person/{slug(name)}"].add(person.key)
        for entity in entities:
            self._keys.add(entity.key)
            for name in (entity.name, *entity.aliases):
                self._other[f"{entity.type.lower()}/{slug(name)}"].add(entity.key)
                self._other[f"*/{slug(name)}"].add(entity.key)

    def current(self, key: str) -> str | None:
        """The key under which a thing stands today, or None where there is none or more than one."""
        if key in self._keys:
            return key
        base = key.partition("~")[0]
        for form in (key, base, f"*/{base.partition('/')[2]}"):
            found = self._other.get(form, set())
            if len(found) == 1:
                return next(iter(found))
        return None

    def any_of(self, key: str) -> frozenset[str]:
        """All things that a key can mean today."""
        if key in self._keys:
            return frozenset({key})
        return frozenset(self._other.get(key.partition("~")[0], ()))
