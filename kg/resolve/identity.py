"""Who and what there is: papers, people and entities, and which of them each paper's names mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kg.beside import beside
from kg.knowledge import CanonicalEntity, Merge, Person
from kg.resolve.aliases import Meanings
from kg.resolve.authors import author_slots
from kg.resolve.curation import Curation
from kg.resolve.entities import resolve_entities
from kg.resolve.observations import Observations
from kg.resolve.paperkeys import month_of
from kg.resolve.papers import PaperCluster
from kg.resolve.people import People, resolve_people
from kg.resolve.readings import Readings
from kg.resolve.ties import Context
from kg.store.codec import pack, unpack


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


@contextmanager
def people_beside(clusters: Sequence[PaperCluster], curation: Curation) -> Iterator[Callable[[], People]]:
    """The authors of papers, resolved beside the block; those of few papers, when they are asked for."""

    def resolve() -> People:
        ordered = _by_key(clusters)
        slots = [author_slots(cluster.records)[0] for cluster in ordered]
        return resolve_people([cluster.key for cluster in ordered], slots, curation=curation)

    with beside(lambda: pack(resolve()), papers=len(clusters)) as packed:
        yield lambda: unpack(packed(), People)


def identify(
    clusters: Sequence[PaperCluster],
    readings: Readings,
    resolved: Callable[[], People],
    *,
    curation: Curation,
    merges: Sequence[Merge],
) -> Identity:
    """Decide which names mean one thing, and bring together all that is known of who and what there is.

    `resolved` gives the authors, as `people_beside` does; `merges` are those of the papers.
    """
    clusters = _by_key(clusters)
    keys = [cluster.key for cluster in clusters]
    months = [month_of(cluster.records) for cluster in clusters]
    seen = Observations(map(readings.sightings, keys))
    meanings = Meanings(seen)
    people = resolved()
    entities = resolve_entities(seen, meanings, Context(keys, people.keys, months), curation=curation)
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


def _by_key(clusters: Sequence[PaperCluster]) -> list[PaperCluster]:
    return sorted(clusters, key=lambda cluster: cluster.key)
