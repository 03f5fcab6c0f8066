"""Who and what there is: papers, people and entities, and which of them each paper's names mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge import CanonicalEntity, Merge, Person
from kg.resolve.authors import author_slots
from kg.resolve.curation import Curation
from kg.resolve.entities import resolve_entities
from kg.resolve.homonyms import Context
from kg.resolve.observations import Observations
from kg.resolve.paperkeys import month_of
from kg.resolve.papers import PaperCluster
from kg.resolve.people import resolve_people
from kg.resolve.readings import Readings


@dataclass(frozen=True, slots=True)
class Identity:
    """All papers, people and entities by key, and why their names were joined.

    `author_keys[n]` are the people in the author list of paper `n`; `row_keys[starts[n]:starts[n + 1]]` the
    entities of its annotation.
    """

    clusters: Sequence[PaperCluster]
    people: tuple[Person, ...]
    author_keys: Sequence[Sequence[str]]
    entities: tuple[CanonicalEntity, ...]
    row_keys: Sequence[str]
    starts: Sequence[int]
    merges: tuple[Merge, ...]

    def entity_keys(self, paper: int) -> tuple[str, ...]:
        """The keys of the entities of a paper, in the order of its annotation."""
        return tuple(self.row_keys[self.starts[paper] : self.starts[paper + 1]])


def identify(
    clusters: Sequence[PaperCluster],
    readings: Readings,
    *,
    curation: Curation,
    merges: Sequence[Merge],
) -> Identity:
    """Decide which authors are one person and which names one thing; `merges` are those of the papers."""
    clusters = sorted(clusters, key=lambda cluster: cluster.key)
    keys = [cluster.key for cluster in clusters]
    slots = [author_slots(cluster.records)[0] for cluster in clusters]
    people = resolve_people(keys, slots, curation=curation)
    del slots
    seen = Observations(map(readings.sightings, keys))
    months = [month_of(cluster.records) for cluster in clusters]
    entities = resolve_entities(seen, Context(keys, people.keys, months), curation=curation)
    joined = [*merges, *people.merges, *entities.merges]
    return Identity(
        clusters,
        people.people,
        people.keys,
        entities.entities,
        entities.row_keys,
        seen.starts,
        tuple(sorted(joined, key=lambda m: (m.key, m.kept, m.merged, m.reason))),
    )
