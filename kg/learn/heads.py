"""Fit the two heads of a network to a few records, while its encoder stays as it is.

A few records do not say enough to move an encoder, and a head that follows them all the way forgets what it
knows. So each head goes from its old weights towards those that it learns only as far as it reads records
better that were held back (weights between two trainings: Wortsman et al. 2022, arXiv:2109.01903).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor

from kg.learn.batches import Batch, batches
from kg.learn.examples import Example
from kg.learn.finetune import Schedule, finetune, passes
from kg.learn.losses import WEIGHTS, head_losses
from kg.learn.network import Network

HELD = 5
"""One record in so many is held back."""
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
HEADS = {"spans": ("span",), "pairs": ("new", "relation", "alias", "role")}
"""The heads of a network, and the parts of the loss that each answers for."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch and the encoder's states of its texts, which do not change while heads are trained."""

    states: Tensor
    batch: Batch


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a head went, from 0 to 1, and its loss on the records held back before and after."""

    share: float
    before: float
    after: float


Watch = Callable[[Iterator[tuple[float, Encoded]], int], Iterator[tuple[float, Encoded]]]


def fit_heads(
    network: Network, examples: Sequence[Example], schedule: Schedule, watch: Watch
) -> tuple[Network, dict[str, Moved]]:
    """The fitted network, and how far each of its heads went; at least two examples are needed.

    `watch` is given the stream of batches and their number, and passes the stream on.
    """
    network.eval().requires_grad_(False)
    held = _encoded(network, examples[::HELD], schedule)
    seen = _encoded(network, [e for i, e in enumerate(examples) if i % HELD], schedule)
    learnt = deepcopy(network)
    for head in HEADS:
        learnt.get_submodule(head).requires_grad_(True)
    stream = watch(passes(seen, schedule), schedule.epochs * len(seen))
    learnt = finetune(learnt, stream, schedule, loss=_losses)
    fitted, moved = deepcopy(network), {}
    for head in HEADS:
        losses = {}
        for share in SHARES:
            fitted.get_submodule(head).load_state_dict(_mixed(network, learnt, head, share))
            losses[share] = _loss(fitted, head, held)
        share = min(SHARES, key=losses.__getitem__)
        fitted.get_submodule(head).load_state_dict(_mixed(network, learnt, head, share))
        moved[head] = Moved(share, losses[0.0], losses[share])
    return fitted, moved


def _encoded(network: Network, examples: Sequence[Example], schedule: Schedule) -> list[Encoded]:
    made = batches(examples, schedule.batch, random.Random(schedule.seed))
    with torch.no_grad():
        return [Encoded(network.encoder(batch.text.tokens, batch.text.present), batch) for batch in made]


def _losses(network: Network, item: Encoded) -> dict[str, Tensor]:
    return head_losses(network, item.states, item.batch)


@torch.no_grad()
def _loss(network: Network, head: str, items: Sequence[Encoded]) -> float:
    """The parts of the loss that a head answers for, weighed, over all items."""
    found = [_losses(network, item) for item in items]
    return sum(WEIGHTS[part] * float(losses[part]) for losses in found for part in HEADS[head]) / len(found)


def _mixed(old: Network, new: Network, head: str, share: float) -> dict[str, Tensor]:
    """The weights of a head a share of the way from the old network's to the new one's."""
    here, there = (network.get_submodule(head).state_dict() for network in (old, new))
    return {name: weight.lerp(there[name], share) for name, weight in here.items()}
