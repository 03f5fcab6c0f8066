"""What the network is trained to minimise."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.labels import ALIAS, FIRST_ROLE, PAIR_LABELS, RELATION_TYPES
from kg.learn.batches import IGNORED, Batch, Nodes
from kg.learn.network import Network

RELATIONS = len(RELATION_TYPES)
ALIAS_AT = PAIR_LABELS.index(ALIAS)
EXTREME = 30.0
WEIGHTS = {"span": 1.0, "new": 0.5, "relation": 0.5, "alias": 0.25, "role": 0.5}


def score_pairs(
    network: Network, states: Tensor, present: Tensor, nodes: Nodes
) -> tuple[Tensor, Tensor, Tensor]:
    """Outputs of the pair head for a batch of nodes."""
    scores: tuple[Tensor, Tensor, Tensor] = network.pairs(
        states, present, nodes.first, nodes.last, nodes.label, nodes.distance, nodes.sentence
    )
    return scores


def between_entities(pairs: Tensor, member: Tensor) -> Tensor:
    """Relation logits of entity pairs: the soft maximum over all pairs of their mentions."""
    mass = pairs[..., :RELATIONS].float().clamp(-EXTREME, EXTREME).exp()
    member = member.float()
    heads = torch.einsum("bijr,bie->bejr", mass, member)
    both = torch.einsum("bejr,bjf->befr", heads, member)
    return (both + 1e-12).log()


def role_logits(pairs: Tensor, nothing: Tensor, present: Tensor) -> Tensor:
    """Logits `(batch, nodes, roles, nodes + 1)` of who fills each role; the last place means none."""
    fillers = pairs[..., FIRST_ROLE:].float().masked_fill(~present[:, None, :, None], -1e4)
    return torch.cat([fillers.transpose(2, 3), nothing.float()[..., None]], dim=-1)


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Each part of the loss on its own; `total` weighs them together."""
    return head_losses(network, network.encoder(batch.text.tokens, batch.text.present), batch)


def head_losses(network: Network, states: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch whose texts are encoded already, as `states` `(batch, length, width)`."""
    text, nodes, targets = batch.text, batch.nodes, batch.targets
    spans = network.score_spans(states, text.first, text.last)
    new, pairs, nothing = score_pairs(network, states, text.present, nodes)
    parts = {
        "span": _span(spans, targets.span),
        "new": _new(new, targets.new),
        "relation": _relation(pairs, batch),
        "alias": _alias(pairs, batch),
        "role": _role(pairs, nothing, batch),
    }
    parts["total"] = torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
    return parts


def _span(logits: Tensor, target: Tensor) -> Tensor:
    total = functional.cross_entropy(
        logits.float().flatten(0, 2), target.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (target > 0).sum().clamp(min=1)


def _new(logits: Tensor, target: Tensor) -> Tensor:
    known = target != IGNORED
    values = functional.binary_cross_entropy_with_logits(
        logits.float(), target.clamp(min=0).float(), reduction="none"
    )
    return (values * known).sum() / known.sum().clamp(min=1)


def _relation(pairs: Tensor, batch: Batch) -> Tensor:
    targets = batch.targets
    logits = between_entities(pairs, targets.member)
    values = functional.binary_cross_entropy_with_logits(logits, targets.relation, reduction="none")
    return (values.sum(-1) * targets.judged).sum() / targets.relation.sum().clamp(min=1)


def _alias(pairs: Tensor, batch: Batch) -> Tensor:
    targets = batch.targets
    logits = pairs[..., ALIAS_AT].float()
    logits = logits + logits.transpose(1, 2)
    values = functional.binary_cross_entropy_with_logits(logits, targets.alias, reduction="none")
    return (values * targets.alike).sum() / targets.alike.sum().clamp(min=1) * 10


def _role(pairs: Tensor, nothing: Tensor, batch: Batch) -> Tensor:
    targets = batch.targets
    logits = role_logits(pairs, nothing, batch.nodes.present)
    allowed = logits.masked_fill(~targets.filler, -1e4).logsumexp(-1)
    values = logits.logsumexp(-1) - allowed
    return (values * targets.asked).sum() / targets.asked.sum().clamp(min=1)
