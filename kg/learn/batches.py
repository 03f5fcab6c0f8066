"""From examples to padded tensors."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from kg.extract.features import Features
from kg.extract.labels import PAPER_LABEL, RELATION_TYPES, ROLES, WIDEST
from kg.extract.nodes import Integers, node_arrays
from kg.learn.examples import Example, Node

IGNORED = -100


@dataclass(slots=True)
class Text:
    """Padded texts: tokens and presence `(batch, length)`; the rest `(batch, words)`."""

    tokens: Tensor
    present: Tensor
    first: Tensor
    last: Tensor
    word: Tensor

    def to(self, device: str) -> Text:
        """The same on another device."""
        return Text(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


@dataclass(slots=True)
class Nodes:
    """Padded nodes `(batch, nodes)`: tokens, label, presence; buckets `(batch, nodes, nodes)`."""

    first: Tensor
    last: Tensor
    label: Tensor
    present: Tensor
    distance: Tensor
    sentence: Tensor

    def to(self, device: str) -> Nodes:
        """The same on another device."""
        return Nodes(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


@dataclass(slots=True)
class Targets:
    """What the network should say, padded.

    `span` `(batch, words, WIDEST)` holds labels, or `IGNORED`; `new` `(batch, nodes)` 0, 1 or `IGNORED`.
    `member` `(batch, nodes, entities + 1)` assigns nodes to entities, column 0 being the paper.
    `relation` is `(batch, entities + 1, entities + 1, relations)`, `judged` the pairs that count.
    `alias` and `alike` are `(batch, nodes, nodes)`: same entity, and whether the pair counts.
    `filler` is `(batch, nodes, roles, nodes + 1)`, the last place meaning none; `asked` without it.
    """

    span: Tensor
    new: Tensor
    member: Tensor
    relation: Tensor
    judged: Tensor
    alias: Tensor
    alike: Tensor
    filler: Tensor
    asked: Tensor

    def to(self, device: str) -> Targets:
        """The same on another device."""
        return Targets(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


@dataclass(slots=True)
class Batch:
    """A few annotated texts, ready for the network."""

    text: Text
    nodes: Nodes
    targets: Targets

    def to(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(self.text.to(device), self.nodes.to(device), self.targets.to(device))


def _pad(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
    longest = max(1, *(len(row) for row in rows))
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])


def collate_text(features: Sequence[Features]) -> Text:
    """Pad the texts to the longest."""
    return Text(
        tokens=_pad([f.tokens for f in features]),
        present=_pad([[1] * len(f.tokens) for f in features]).bool(),
        first=_pad([f.first for f in features]),
        last=_pad([f.last for f in features]),
        word=_pad([[1] * len(f.first) for f in features]).bool(),
    )


def collate_nodes(features: Sequence[Features], nodes: Sequence[Sequence[Node]]) -> Nodes:
    """Pad the nodes; the first of each row stands for the paper and points at [CLS]."""
    rows = [
        node_arrays(f, [(n.start, n.stop) for n in row[1:]], [n.label for n in row[1:]], PAPER_LABEL)
        for f, row in zip(features, nodes, strict=True)
    ]
    return Nodes(
        first=_pad([row.first.tolist() for row in rows]),
        last=_pad([row.last.tolist() for row in rows]),
        label=_pad([row.label.tolist() for row in rows]),
        present=_pad([[1] * len(row.first) for row in rows]).bool(),
        distance=_square([row.distance for row in rows]),
        sentence=_square([row.sentence for row in rows]),
    )


def _square(arrays: Sequence[Integers]) -> Tensor:
    longest = max(len(array) for array in arrays)
    padded = np.zeros((len(arrays), longest, longest), dtype=np.int64)
    for row, array in enumerate(arrays):
        padded[row, : len(array), : len(array)] = array
    return torch.from_numpy(padded)


def span_targets(examples: Sequence[Example], words: int) -> Tensor:
    """Labels of all spans `(batch, words, WIDEST)`; spans that leave the text are ignored."""
    target = torch.full((len(examples), words, WIDEST), IGNORED)
    for row, example in enumerate(examples):
        count = len(example.features.words)
        for k in range(min(WIDEST, count)):
            target[row, : count - k, k] = 0
        for start, stop in example.ignored:
            target[row, start, stop - start - 1] = IGNORED
        for node in example.nodes[1:]:
            target[row, node.start, node.stop - node.start - 1] = node.label
    return target


def collate_targets(examples: Sequence[Example], words: int) -> Targets:
    """Pad what the examples say."""
    batch = len(examples)
    nodes = max(len(e.nodes) for e in examples)
    entities = max(len(e.new) for e in examples) + 1
    new = torch.full((batch, nodes), IGNORED)
    member = torch.zeros(batch, nodes, entities)
    relation = torch.zeros(batch, entities, entities, len(RELATION_TYPES))
    filler = torch.zeros(batch, nodes, len(ROLES), nodes + 1, dtype=torch.bool)
    asked = torch.zeros(batch, nodes, len(ROLES), dtype=torch.bool)
    for row, example in enumerate(examples):
        member[row, 0, 0] = 1
        for i, node in enumerate(example.nodes):
            if node.entity >= 0:
                member[row, i, node.entity + 1] = 1
                new[row, i] = int(example.new[node.entity])
        for head, kind, tail in example.relations:
            relation[row, head + 1, tail + 1, kind] = 1
        for value, role, fillers in example.roles:
            asked[row, value, role] = True
            filler[row, value, role, list(fillers) or [nodes]] = True
    found = member.amax(1)
    judged = found[:, :, None] * found[:, None, :]
    judged[:, :, 0] = 0
    judged -= torch.diag_embed(torch.diagonal(judged, dim1=1, dim2=2))
    inside = member[:, :, 1:]
    alike = inside.sum(-1)[:, :, None] * inside.sum(-1)[:, None]
    alike -= torch.diag_embed(torch.diagonal(alike, dim1=1, dim2=2))
    return Targets(
        span=span_targets(examples, words),
        new=new,
        member=member,
        relation=relation,
        judged=judged.bool(),
        alias=inside @ inside.transpose(1, 2),
        alike=alike.bool(),
        filler=filler,
        asked=asked,
    )


def collate(examples: Sequence[Example]) -> Batch:
    """Pad a few examples into one batch."""
    features = [example.features for example in examples]
    text = collate_text(features)
    nodes = collate_nodes(features, [example.nodes for example in examples])
    return Batch(text, nodes, collate_targets(examples, text.word.shape[1]))


def batches(examples: Sequence[Example], size: int, generator: random.Random) -> list[Batch]:
    """All examples in batches of about equal length, shuffled."""
    order = sorted(
        range(len(examples)), key=lambda i: len(examples[i].features.tokens) + generator.random() * 60
    )
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    generator.shuffle(groups)
    return [collate([examples[i] for i in group]) for group in groups]
