"""The resolved contents of a graph: canonical papers, people and entities, and what is stated of them.

`resolve/` makes it, `graph/` turns it into RDF and networkx. Every reference between the types is a
`key`, a string made from content, stable across builds and unique over the whole `Knowledge`:
`paper/arxiv-2507.05255`, `person/yana-wei`, `model/qwen2.5-vl-7b`. IRIs are minted from keys in `graph/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.annotation import EntityType, RelationType, ResultKind, TextField
from kg.records import AuthorKind, Origin, PartialDate

ReviewState = Literal["unreviewed", "accepted"]
"""Whether a person has confirmed a statement; rejected ones never reach the graph."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence behind a statement: `text` is characters `start` to `end` of a field of a paper."""

    paper: str
    field: TextField
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a bibliographic field with the listings that gave it; two values are a conflict."""

    field: str
    value: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Authorship:
    """A place in a paper's author list; `position` counts from 1, `written` is the name as listed."""

    person: str
    position: int
    written: str
    affiliations: tuple[str, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, however many listings carry it: the chosen value of each field, and every `fact`."""

    key: str
    title: str | None
    abstract: str | None
    authorships: tuple[Authorship, ...]
    authors_complete: bool
    arxiv_id: str | None
    doi: str | None
    dates: tuple[PartialDate, ...]
    categories: tuple[str, ...]
    affiliations: tuple[str, ...]
    comments: tuple[str, ...]
    venue: str | None
    urls: tuple[str, ...]
    has_code: bool
    withdrawn: bool
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An author; `kind` is organization for a team or company in an author list."""

    key: str
    name: str
    kind: AuthorKind
    aliases: tuple[str, ...]
    orcid: str | None


@dataclass(frozen=True, slots=True)
class CanonicalEntity:
    """A model, method, dataset ... across papers; `variant_of` is the key of the family it belongs to."""

    key: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    variant_of: str | None


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A paper names an entity (first place); `introduces` where the paper presents it as new."""

    paper: str
    entity: str
    surface: str
    introduces: bool
    evidence: Evidence
    confidence: float
    introduces_confidence: float
    review: ReviewState = "unreviewed"


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that a paper states; `subject` is an entity's key or the paper's own."""

    paper: str
    subject: str
    predicate: RelationType
    object: str
    evidence: Evidence
    confidence: float
    method: str
    review: ReviewState = "unreviewed"


@dataclass(frozen=True, slots=True)
class Score:
    """A reported number: `value` verbatim, `number` and `unit` where it parses (12.5, "%")."""

    paper: str
    subject: str
    benchmark: str | None
    metric: str | None
    metric_text: str | None
    value: str
    number: float | None
    unit: str | None
    kind: ResultKind
    evidence: Evidence
    confidence: float
    method: str
    review: ReviewState = "unreviewed"


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two things are one node: `kept` and `merged` name them as written, `reason` says the rule.

    `confidence` is below 1 where the rule rests on usage rather than on identifiers or spelling.
    """

    key: str
    kept: str
    merged: str
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The whole graph as plain data, every tuple sorted by key so that equal input gives equal output."""

    papers: tuple[Paper, ...]
    people: tuple[Person, ...]
    entities: tuple[CanonicalEntity, ...]
    mentions: tuple[MentionOf, ...]
    statements: tuple[Statement, ...]
    scores: tuple[Score, ...]
    merges: tuple[Merge, ...]
    extractor: str
