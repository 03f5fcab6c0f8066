"""Made-up papers whose names clash in every way that identity has a rule for."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.annotation import PAPER, Annotation, Document, Entity, EntityType, Mention, Relation, Result, Span
from tests.build.fake_extract import VERSION, FakeExtractor

TYPES: tuple[EntityType, ...] = ("Model", "Method", "Dataset", "Benchmark", "Task", "Metric")
# Names that may be one thing: spellings, plurals, acronyms with one or two readings, sizes and versions.
NAMES = (
    ("GRPO", "Group Relative Policy Optimization"),
    ("GRPO", "Graph Representation Pooling Operator"),
    ("GRPOs",),
    ("group relative policy optimisation",),
    ("LLM", "large language model"),
    ("LLM agents",),
    ("large language model agents",),
    ("Vega",),
    ("Vega-7B",),
    ("Vega-7B-Instruct",),
    ("vega 7b",),
    ("Vega2",),
    ("STAR",),
    ("Star",),
    ("ImageNet",),
    ("Image-Net dataset",),
    ("visual reasoning",),
    ("Visual Reasoning tasks",),
    ("F1",),
    ("F1 score",),
)
FIRST = ("Yana", "Y.", "Yun", "Lei", "L.", "Wei", "Anna Maria", "A.", "José")
FAMILY = ("Wei", "Li", "Müller", "Muller", "de la Cruz")
TITLES = (
    "Rendering landscapes",
    "Rendering landscapes with care: Part {}",
    "A survey of scenes",
    "Scenes {}",
)
FILLER = "The scenes were drawn by hand and every one of them is described at length in the appendix"


def listing(number: int, chance: random.Random) -> dict[str, object]:
    """A listing of paper `number`: every other time it differs a little from the last."""
    own = random.Random(number)
    chosen = own.sample(NAMES, 4)
    said = [
        f"{forms[1]} ({forms[0]})" if len(forms) > 1 and own.random() < 0.6 else forms[0] for forms in chosen
    ]
    authors = [f"{own.choice(FIRST)} {own.choice(FAMILY)}" for _ in range(own.randint(1, 4))]
    if chance.random() < 0.3:
        authors = [f"{name[0]}. {name.rpartition(' ')[2]}" for name in authors]
    more = f", and study {number} is kept" if number % 3 else ""
    abstract = (
        f"We present {said[0]} beside {said[1]} for study {number % 9}. "
        f"It reaches {50 + number}.5% on {said[2]} and beats {said[3]}. {FILLER}{more}."
    )
    found: dict[str, object] = {
        "title": own.choice(TITLES).format(number % 4),
        "authors": authors,
        "abstract": abstract if chance.random() < 0.8 else abstract[:-30],
        "date": f"20{20 + number % 4}-0{1 + number % 9}-11",
    }
    if chance.random() < 0.5:
        found["id"] = f"2{number % 4}01.{number:05d}"
    if own.random() < 0.3:
        found["doi"] = f"10.1000/x.{number % 7}"
    return {key: value for key, value in found.items() if key != "title" or chance.random() < 0.8}


def write_listings(path: Path, numbers: Iterable[int], chance: random.Random) -> Path:
    """A file of listings, one a line."""
    lines = [json.dumps(listing(number, chance), ensure_ascii=False) for number in numbers]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class ClashExtractor(FakeExtractor):
    """Finds the names above, under types that differ from paper to paper."""

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        return map(annotation_of, documents)


def annotation_of(document: Document) -> Annotation:
    text = document.text
    chance = random.Random(text)
    entities: dict[str, Entity] = {}
    for forms in NAMES:
        places = [match for form in forms for match in re.finditer(re.escape(form), text)]
        names = list(dict.fromkeys(match.group() for match in places))
        if names and names[0] not in entities:
            mentions = tuple(Mention(Span(*m.span()), m.group(), 0.9) for m in places)
            new = text[: places[0].start()].endswith("present ")
            kind = chance.choice(TYPES[:2] if chance.random() < 0.7 else TYPES)
            sure = 0.9 if new else 0.0
            entities[names[0]] = Entity(names[0], kind, tuple(names[1:]), new, mentions, 0.9, sure)
    whole = Span(0, len(text))
    names = list(entities)
    relations = tuple(
        Relation(head, "uses", tail, whole, 0.75, chance.choice(("model", "rule")))
        for head, tail in zip([PAPER, *names], names, strict=False)
    )
    results = tuple(
        Result(names[0], names[-1], None, match.group(), "absolute", Span(*match.span()), whole, 0.6)
        for match in re.finditer(r"\d+\.\d+%", text)
        if names
    )
    return Annotation(document, tuple(entities.values()), relations, results, VERSION)
