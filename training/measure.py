"""Quick figures during training, on spans and pairs; `kg eval` gives the real ones."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from kg.extract.labels import RESULT_KINDS, SPAN_LABELS
from kg.learn.batches import Batch
from kg.learn.losses import between_entities, role_logits, score_pairs
from kg.learn.network import Network

KINDS = len(SPAN_LABELS) - len(RESULT_KINDS)


def f1(right: float, found: float, wanted: float) -> float:
    """The harmonic mean of precision and recall from counts."""
    return 2 * right / max(1.0, found + wanted)


@torch.no_grad()
def measure(networks: Sequence[Network], batches: Sequence[Batch]) -> dict[str, float]:
    """F1 of labelled spans, of values, of new, of relations given the entities; accuracy of roles."""
    counts = {name: [0.0, 0.0, 0.0] for name in ("span", "value", "new", "relation")}
    asked = right = 0.0
    for batch in batches:
        text, nodes, targets = batch.text, batch.nodes, batch.targets
        outputs = [(n, n.encode(text.tokens, text.present, text.first, text.last)) for n in networks]
        spans = torch.stack([o[1].float().softmax(-1) for _, o in outputs]).mean(0).argmax(-1)
        scored = [score_pairs(n, states, text.present, nodes) for n, (states, _) in outputs]
        relation = torch.stack([between_entities(p, targets.member).sigmoid() for _, p, _ in scored]).mean(0)
        new = torch.stack([n.float().sigmoid() for n, _, _ in scored]).mean(0)
        role = torch.stack([role_logits(p, z, nodes.present).softmax(-1) for _, p, z in scored]).mean(0)
        known = targets.span >= 0
        for name, low, high in (("span", 1, KINDS), ("value", KINDS, len(SPAN_LABELS))):
            said = known & (spans >= low) & (spans < high)
            true = known & (targets.span >= low) & (targets.span < high)
            _add(counts[name], said & true & (spans == targets.span), said, true)
        _add(
            counts["new"],
            (new > 0.5) & (targets.new == 1),
            (new > 0.5) & (targets.new >= 0),
            targets.new == 1,
        )
        said, true = (relation > 0.4) & targets.judged[..., None], targets.relation > 0
        _add(counts["relation"], said & true, said, true)
        best = targets.filler.gather(-1, role.argmax(-1, keepdim=True))[..., 0]
        asked += targets.asked.sum().item()
        right += (best & targets.asked).sum().item()
    figures = {name: f1(*values) for name, values in counts.items()}
    return {**figures, "role": right / max(1.0, asked)}


def _add(counts: list[float], *masks: torch.Tensor) -> None:
    for i, mask in enumerate(masks):
        counts[i] += mask.sum().item()
