"""What the extractor says of one paper's text: entities, relations and results with their spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["Model", "Method", "Dataset", "Benchmark", "Task", "Metric", "Organization"]
RelationType = Literal[
    "based_on",
    "uses",
    "part_of",
    "addresses",
    "trained_on",
    "evaluated_on",
    "outperforms",
    "compared_with",
]
ResultKind = Literal["absolute", "delta", "ratio"]
TextField = Literal["title", "abstract", "comments"]

PAPER = "@paper"
"""The head of a relation, or subject of a result, that stands for the paper itself."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """The text that is annotated: title, abstract and comments, joined by newlines where present."""

    id: str
    title: str | None = None
    abstract: str | None = None
    comments: str | None = None

    @property
    def fields(self) -> tuple[tuple[TextField, str], ...]:
        """The fields that are present, in the order in which `text` joins them."""
        named: tuple[tuple[TextField, str | None], ...] = (
            ("title", self.title),
            ("abstract", self.abstract),
            ("comments", self.comments),
        )
        return tuple((name, value) for name, value in named if value)

    @property
    def text(self) -> str:
        """All fields joined by newlines; every span counts characters of this string."""
        return "\n".join(value for _, value in self.fields)

    def locate(self, span: Span) -> tuple[TextField, Span]:
        """The field that holds the start of `span`, and the span within that field (clipped to it)."""
        offset = 0
        for name, value in self.fields:
            end = offset + len(value)
            if span.start <= end:
                return name, Span(span.start - offset, min(span.end, end) - offset)
            offset = end + 1
        raise ValueError(f"span {span} lies outside the text of document {self.id}")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an entity."""

    span: Span
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the text names; `name` and `aliases` are verbatim in the text, names are unique in a record."""

    name: str
    type: EntityType
    aliases: tuple[str, ...]
    new: bool
    mentions: tuple[Mention, ...]
    confidence: float
    new_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation between two entities, by name; `head` may be `@paper`.

    `evidence` is the sentence that states it. `method` says how it was found ("model" or a rule's name).
    """

    head: str
    type: RelationType
    tail: str
    evidence: Span
    confidence: float
    method: str = "model"


@dataclass(frozen=True, slots=True)
class Result:
    """A reported number: `value` verbatim; `subject` an entity name or `@paper`; `benchmark` an entity name.

    `metric` is an entity name, a surface form of the text, or None.
    """

    subject: str
    benchmark: str | None
    metric: str | None
    value: str
    kind: ResultKind
    span: Span
    evidence: Span
    confidence: float
    method: str = "model"


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything found in one document; `extractor` names the model and its version."""

    document: Document
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    results: tuple[Result, ...]
    extractor: str
