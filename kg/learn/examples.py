"""From extraction records to training examples: surfaces are found in the text and become spans."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tokenizers import Tokenizer

from kg.annotation import PAPER, Document
from kg.extract.features import Features, featurise
from kg.extract.labels import MEASURE, RELATION_TYPES, SPAN_LABELS, WIDEST
from kg.extract.windows import MOST_TOKENS, windows
from kg.extraction_records import EntityEntry, ExtractionRecord, RelationEntry, ResultEntry

PAPER_NODE = 0
"""The index of the node that stands for the paper, before all spans."""

ALONE = -1
"""The entity index of a node that is no entity (values and measures)."""

_RELATION_AT: dict[str, int] = {name: i for i, name in enumerate(RELATION_TYPES)}


@dataclass(slots=True)
class Node:
    """A span of words with its label; `entity` counts the record's entities from 0, or is `ALONE`."""

    start: int
    stop: int
    label: int
    entity: int


@dataclass(slots=True)
class Example:
    """One text with everything that the network should say of it.

    `nodes[0]` is the paper. `relations` are (head entity or -1 for the paper, relation, tail entity).
    `roles` are (value node, role, the nodes that fill it; empty means none does).
    `ignored` spans are neither right nor wrong.
    """

    id: str
    features: Features
    nodes: list[Node] = field(default_factory=list)
    new: list[bool] = field(default_factory=list)
    relations: list[tuple[int, int, int]] = field(default_factory=list)
    roles: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    ignored: list[tuple[int, int]] = field(default_factory=list)


def example(record: ExtractionRecord, tokenizer: Tokenizer, *, with_title: bool = True) -> Example:
    """Find a record's surfaces in its text, longest first, and index everything it says by them.

    Of a text that is too long for the network only the first sentences are taken. The text must hold a word.
    """
    document = record.document if with_title else replace(record.document, title=None)
    features = _features(document, tokenizer)
    made = Example(str(record.id), features, [Node(0, 1, len(SPAN_LABELS), ALONE)])
    finder = _Finder(features)
    _add_entities(made, finder, record.entities)
    numbers = {entity.name: i for i, entity in enumerate(record.entities)}
    _add_relations(made, record.relations, numbers)
    _add_results(made, finder, record.results, numbers)
    return made


def _features(document: Document, tokenizer: Tokenizer) -> Features:
    features = featurise(document.text, tokenizer)
    return features if len(features.tokens) <= MOST_TOKENS else windows(document.text, tokenizer)[0][1]


class _Finder:
    """Finds surfaces that begin and end with words, and remembers which words are taken."""

    def __init__(self, features: Features) -> None:
        self.text = features.text
        self.starts = {start: i for i, (start, _) in enumerate(features.words)}
        self.stops = {stop: i + 1 for i, (_, stop) in enumerate(features.words)}
        self.taken = [False] * len(features.words)

    def places(self, surface: str) -> list[tuple[int, int]]:
        """Word spans of a surface; case is ignored where it is a phrase in lower case, not a name."""
        phrase = (
            len(surface) > 4 and surface[1:] == surface[1:].lower() and not any(map(str.isdigit, surface))
        )
        pattern = re.compile(re.escape(surface), re.IGNORECASE if phrase else 0)
        found = []
        for match in pattern.finditer(self.text):
            start, stop = self.starts.get(match.start()), self.stops.get(match.end())
            if start is not None and stop is not None and stop - start <= WIDEST:
                found.append((start, stop))
        return found

    def take(self, start: int, stop: int) -> bool:
        """Claim a span's words, unless one of them is taken."""
        if any(self.taken[start:stop]):
            return False
        self.taken[start:stop] = [True] * (stop - start)
        return True


def _add_entities(made: Example, finder: _Finder, entities: Sequence[EntityEntry]) -> None:
    made.new = [entity.new for entity in entities]
    places = {
        (start, stop, i)
        for i, entity in enumerate(entities)
        for surface in (entity.name, *entity.aliases)
        for start, stop in finder.places(surface)
    }
    for start, stop, i in sorted(places, key=lambda place: (place[0] - place[1], place)):
        if finder.take(start, stop):
            made.nodes.append(Node(start, stop, SPAN_LABELS.index(entities[i].type), i))


def _add_relations(made: Example, relations: Sequence[RelationEntry], numbers: Mapping[str, int]) -> None:
    present = {node.entity for node in made.nodes}
    for relation in relations:
        first = -1 if relation.head == PAPER else numbers.get(relation.head, -2)
        second = numbers.get(relation.tail, -2)
        if second in present and second >= 0 and (first == -1 or (first >= 0 and first in present)):
            made.relations.append((first, _RELATION_AT[relation.type], second))


def _add_results(
    made: Example, finder: _Finder, results: Sequence[ResultEntry], numbers: Mapping[str, int]
) -> None:
    values: dict[tuple[int, int], int] = {}
    used: dict[str, int] = {}
    for result in results:
        places = finder.places(result.value)
        if not places:
            continue
        turn = min(used.get(result.value, 0), len(places) - 1)
        used[result.value] = turn + 1
        made.ignored.extend(place for place in places if place not in values)
        place = places[turn]
        if place not in values:
            if not finder.take(*place):
                continue
            values[place] = len(made.nodes)
            made.nodes.append(Node(*place, SPAN_LABELS.index(result.kind), ALONE))
        _add_roles(made, finder, values[place], result, numbers)
    made.ignored = [place for place in made.ignored if place not in values]


def _add_roles(
    made: Example, finder: _Finder, value: int, result: ResultEntry, numbers: Mapping[str, int]
) -> None:
    for role, filler in enumerate((result.subject, result.benchmark, result.metric)):
        if filler is None:
            made.roles.append((value, role, ()))
        elif filler == PAPER:
            made.roles.append((value, role, (PAPER_NODE,)))
        elif filler in numbers:
            nodes = tuple(i for i, node in enumerate(made.nodes) if node.entity == numbers[filler])
            if nodes:
                made.roles.append((value, role, nodes))
        else:
            nodes = _measure(made, finder, value, filler)
            if nodes:
                made.roles.append((value, role, nodes))


def _measure(made: Example, finder: _Finder, value: int, surface: str) -> tuple[int, ...]:
    """The nearest place of a measure that is no entity becomes a node."""
    label = SPAN_LABELS.index(MEASURE)
    at = made.nodes[value].start
    for start, stop in sorted(finder.places(surface), key=lambda place: abs(place[0] - at)):
        for i, node in enumerate(made.nodes):
            if (node.start, node.stop, node.label) == (start, stop, label):
                return (i,)
        if finder.take(start, stop):
            made.nodes.append(Node(start, stop, label, ALONE))
            return (len(made.nodes) - 1,)
    return ()
