"""Soft labels that an ensemble of teachers gives to unannotated papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.features import Features
from kg.extract.labels import PAPER_LABEL, WIDEST
from kg.learn.batches import Nodes, Text, collate_nodes, collate_text
from kg.learn.examples import ALONE, Node
from kg.learn.losses import ALIAS_AT, WEIGHTS, between_entities, role_logits, score_pairs
from kg.learn.network import Network
from training.files import write_whole

LEAST = 0.3
"""A span that the teachers find likelier than this to be something becomes a node."""
MOST_NODES = 64


@dataclass(slots=True)
class Silver:
    """Texts with the teachers' mean probabilities, in the shapes of `kg.learn.batches.Targets`."""

    text: Text
    nodes: Nodes
    member: Tensor
    span: Tensor
    valid: Tensor
    new: Tensor
    relation: Tensor
    judged: Tensor
    alias: Tensor
    role: Tensor
    asked: Tensor

    def part(self, rows: slice) -> Silver:
        """Some of the texts."""
        return self._each(lambda tensor: tensor[rows])

    def to(self, device: str) -> Silver:
        """The same on another device."""
        return self._each(lambda tensor: tensor.to(device, non_blocking=True))

    def _each(self, change: Callable[[Tensor], Tensor]) -> Silver:
        text = Text(*(change(getattr(self.text, f.name)) for f in fields(Text)))
        nodes = Nodes(*(change(getattr(self.nodes, f.name)) for f in fields(Nodes)))
        return Silver(text, nodes, *(change(getattr(self, f.name)) for f in fields(self)[2:]))


def save_labels(silver: Sequence[Silver], file: Path) -> None:
    """Write batches of labels."""
    write_whole([asdict(part.to("cpu")) for part in silver], file)


def load_labels(file: Path) -> list[Silver]:
    """What `save_labels` wrote."""
    kept = torch.load(file, map_location="cpu")
    return [
        Silver(**{**part, "text": Text(**part["text"]), "nodes": Nodes(**part["nodes"])}) for part in kept
    ]


def valid_spans(text: Text) -> Tensor:
    """Which spans `(batch, words, WIDEST)` lie inside their text."""
    count = text.word.shape[1]
    padded = functional.pad(text.word, (0, WIDEST - 1))
    ends = torch.stack([padded[:, k : k + count] for k in range(WIDEST)], dim=2)
    return ends & text.word[:, :, None]


def choose(features: Sequence[Features], spans: Tensor) -> list[list[Node]]:
    """The likeliest spans that do not overlap, as nodes; spans of one surface are one entity."""
    something = 1 - spans[..., 0]
    rows, starts, widths = (something > LEAST).nonzero(as_tuple=True)
    chosen = something[rows, starts, widths].tolist()
    labels = (spans[rows, starts, widths, 1:].argmax(-1) + 1).tolist()
    found: list[list[tuple[float, int, int, int]]] = [[] for _ in features]
    for row, start, width, label, chance in zip(
        rows.tolist(), starts.tolist(), widths.tolist(), labels, chosen, strict=True
    ):
        found[row].append((chance, start, start + width + 1, label))
    return [_place(f, spots) for f, spots in zip(features, found, strict=True)]


def _place(features: Features, spots: list[tuple[float, int, int, int]]) -> list[Node]:
    nodes, surfaces = [Node(0, 1, PAPER_LABEL, ALONE)], dict[str, int]()
    taken = [False] * len(features.words)
    for _, start, stop, label in sorted(spots, key=lambda spot: (-spot[0], spot[1])):
        if any(taken[start:stop]) or len(nodes) >= MOST_NODES:
            continue
        taken[start:stop] = [True] * (stop - start)
        surface = features.text[features.words[start][0] : features.words[stop - 1][1]].casefold()
        entity = surfaces.setdefault(surface, len(surfaces)) if label <= 7 else ALONE
        nodes.append(Node(start, stop, label, entity))
    return nodes


def membership(nodes: Sequence[Sequence[Node]]) -> Tensor:
    """Assignment of nodes to entities `(batch, nodes, entities + 1)`, column 0 being the paper."""
    longest = max(len(row) for row in nodes)
    entities = max((node.entity for row in nodes for node in row), default=0) + 2
    member = torch.zeros(len(nodes), longest, entities)
    for i, row in enumerate(nodes):
        member[i, 0, 0] = 1
        for j, node in enumerate(row):
            if node.entity >= 0:
                member[i, j, node.entity + 1] = 1
    return member


@torch.no_grad()
def label(teachers: Sequence[Network], features: Sequence[Features], device: str) -> Silver:
    """Label a batch of texts with the mean of all teachers."""
    text = collate_text(features).to(device)
    encoded = [teacher.encode(text.tokens, text.present, text.first, text.last) for teacher in teachers]
    valid = valid_spans(text)
    spans = torch.stack([logits.float().softmax(-1) for _, logits in encoded]).mean(0)
    spans[~valid] = functional.one_hot(torch.tensor(0), spans.shape[-1]).to(spans)
    chosen = choose(features, spans.cpu())
    nodes, member = collate_nodes(features, chosen).to(device), membership(chosen).to(device)
    sums: list[Tensor] = []
    for teacher, (states, _) in zip(teachers, encoded, strict=True):
        new, pairs, nothing = score_pairs(teacher, states, text.present, nodes)
        alias = pairs[..., ALIAS_AT].float()
        parts = [
            new.float().sigmoid(),
            between_entities(pairs, member).sigmoid(),
            (alias + alias.transpose(1, 2)).sigmoid(),
            role_logits(pairs, nothing, nodes.present).softmax(-1),
        ]
        sums = [a + b for a, b in zip(sums, parts, strict=True)] if sums else parts
    new, relation, alias, role = (total / len(teachers) for total in sums)
    found = member.amax(1)
    judged = found[:, :, None] * found[:, None, :]
    judged[:, :, 0] = 0
    judged = judged - torch.diag_embed(torch.diagonal(judged, dim1=1, dim2=2))
    asked = (nodes.label > 8) & (nodes.label < PAPER_LABEL)
    return Silver(
        text,
        nodes,
        member,
        spans.half(),
        valid,
        new,
        relation.half(),
        judged.bool(),
        alias.half(),
        role.half(),
        asked,
    )


def distillation_losses(network: Network, batch: Silver) -> dict[str, Tensor]:
    """Cross-entropy of the student with the teachers' probabilities, part by part."""
    text, nodes = batch.text, batch.nodes
    states, spans = network.encode(text.tokens, text.present, text.first, text.last)
    new, pairs, nothing = score_pairs(network, states, text.present, nodes)
    target = batch.span.float()
    surprise = -(target * spans.float().log_softmax(-1)).sum(-1) * batch.valid
    parts = {"span": surprise.sum() / (1 - target[..., 0])[batch.valid].sum().clamp(min=1)}
    entity = batch.member[:, :, 1:].sum(-1)
    parts["new"] = _binary(new, batch.new, entity) / entity.sum().clamp(min=1)
    relation = between_entities(pairs, batch.member)
    weight = batch.judged[..., None].float().expand_as(relation)
    mass = (batch.relation.float() * weight).sum().clamp(min=1)
    parts["relation"] = _binary(relation, batch.relation, weight) / mass
    alias = pairs[..., ALIAS_AT].float()
    alike = entity[:, :, None] * entity[:, None]
    parts["alias"] = (
        10 * _binary(alias + alias.transpose(1, 2), batch.alias, alike) / alike.sum().clamp(min=1)
    )
    roles = -(batch.role.float() * role_logits(pairs, nothing, nodes.present).log_softmax(-1)).sum(-1)
    asked = batch.asked[..., None].float().expand_as(roles)
    parts["role"] = (roles * asked).sum() / asked.sum().clamp(min=1)
    parts["total"] = torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
    return parts


def _binary(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    values = functional.binary_cross_entropy_with_logits(logits.float(), target.float(), reduction="none")
    return (values * weight).sum()
