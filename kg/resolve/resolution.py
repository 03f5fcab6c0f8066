"""From papers and annotations to the graph's contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.annotation import Annotation
from kg.knowledge import CanonicalEntity, Knowledge, Merge, Person
from kg.memory import uncollected
from kg.outline import Outline, put_together
from kg.resolve.contents import PaperContents
from kg.resolve.curation import EMPTY, Curation, StaleEntry
from kg.resolve.identity import Identity, identify, people_beside
from kg.resolve.keys import KeyIndex
from kg.resolve.papers import PaperCluster
from kg.resolve.people import People
from kg.resolve.readings import Readings
from kg.resolve.stale import stale_entries
from kg.resolve.statements import Verdicts


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph's contents, and the curation entries that met nothing."""

    knowledge: Knowledge
    stale: tuple[StaleEntry, ...]


@dataclass(frozen=True, slots=True)
class OutlineResolution:
    """The outline of the graph, and the curation entries that met nothing."""

    outline: Outline
    stale: tuple[StaleEntry, ...]


def resolve(
    clusters: Sequence[PaperCluster],
    annotations: Mapping[str, Annotation],
    *,
    curation: Curation = EMPTY,
    extractor: str,
) -> Knowledge:
    """The contents of the graph: `annotations` by paper key (a paper may have none)."""
    return resolve_all(clusters, Readings(annotations), curation=curation, extractor=extractor).knowledge


def resolve_all(
    clusters: Sequence[PaperCluster],
    readings: Readings,
    *,
    curation: Curation = EMPTY,
    extractor: str,
    merges: Sequence[Merge] = (),
) -> Resolution:
    """As `resolve`, with the curation entries that no longer match; `merges` are those of `merge_papers`.

    Annotations are looked up twice, one at a time: readings that take them from disk keep memory small.
    """
    with uncollected(), people_beside(clusters, curation) as people:
        identity = identify(clusters, readings, people, curation=curation, merges=merges)
        index, verdicts = _decided(identity, curation)
        contents = PaperContents(identity, readings, verdicts)
        knowledge = put_together(
            contents,
            range(len(identity.clusters)),
            people=identity.people,
            entities=identity.entities,
            merges=identity.merges,
            extractor=extractor,
        )
        return Resolution(knowledge, _stale(curation, identity, index, verdicts))


def resolve_outline(
    clusters: Sequence[PaperCluster],
    readings: Readings,
    people: Callable[[], People],
    *,
    curation: Curation = EMPTY,
    extractor: str,
    merges: Sequence[Merge] = (),
) -> OutlineResolution:
    """As `resolve_all`, but for the words of papers, which the outline makes when they are asked for.

    `people` gives the authors, as `people_beside` does.
    """
    with uncollected():
        identity = identify(clusters, readings, people, curation=curation, merges=merges)
        index, verdicts = _decided(identity, curation)
        contents = PaperContents(identity, readings, verdicts)
        papers = [contents.outline(number) for number in range(len(identity.clusters))]
        outline = Outline(papers, identity.people, identity.entities, identity.merges, extractor, contents)
        return OutlineResolution(outline, _stale(curation, identity, index, verdicts))


def _decided(identity: Identity, curation: Curation) -> tuple[KeyIndex, Verdicts]:
    curated = bool(curation.entries)
    index = KeyIndex(*(identity.clusters, identity.people, identity.entities) if curated else ((), (), ()))
    return index, Verdicts(curation, index.current)


def _stale(
    curation: Curation, identity: Identity, index: KeyIndex, verdicts: Verdicts
) -> tuple[StaleEntry, ...]:
    things: Iterable[Person | CanonicalEntity] = chain(identity.people, identity.entities)
    return stale_entries(curation, identity.clusters, things, index, verdicts.met)
