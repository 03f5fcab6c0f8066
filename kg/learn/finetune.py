"""Fine-tune the network on extraction records."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import nn

from kg.learn.losses import losses
from kg.learn.network import Network

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train; rates rise over the first tenth and fall to zero."""

    epochs: int = 20
    batch: int = 16
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.05
    dropout: float = 0.1
    averaging: float = 0.995
    seed: int = 0


class Average:
    """The exponential moving average of a network's weights, which generalises better than the last."""

    def __init__(self, network: Network, decay: float) -> None:
        self.network = deepcopy(network)
        self.decay, self.count = decay, 0

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Move towards the network's present weights, faster at the beginning."""
        self.count += 1
        decay = min(self.decay, (1 + self.count) / (10 + self.count))
        mine: list[torch.Tensor] = [p for p in self.network.parameters() if p.requires_grad]
        theirs: list[torch.Tensor] = [p for p in network.parameters() if p.requires_grad]
        torch._foreach_lerp_(mine, theirs, 1 - decay)


def optimiser(network: Network, schedule: Schedule) -> torch.optim.AdamW:
    """AdamW with a lower rate for the pretrained encoder, and no decay on vectors."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith("encoder."), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": schedule.encoder_rate if pretrained else schedule.head_rate,
                "weight_decay": schedule.weight_decay if matrix else 0.0,
            }
            for (pretrained, matrix), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
    )


def passes(items: Sequence[T], schedule: Schedule) -> Iterator[tuple[float, T]]:
    """The items of all epochs, each in a new order, with the share of training done halfway through each."""
    generator = random.Random(schedule.seed)
    turn = list(items)
    for epoch in range(schedule.epochs):
        generator.shuffle(turn)
        for i, item in enumerate(turn):
            yield (epoch + (i + 0.5) / len(turn)) / schedule.epochs, item


def rate(progress: float, warm: float = 0.1) -> float:
    """Learning-rate factor after a share `progress` of training."""
    return min(progress / warm, (1 - progress) / (1 - warm))


def finetune(
    network: Network,
    stream: Iterable[tuple[float, Any]],
    schedule: Schedule,
    *,
    loss: Callable[[Network, Any], dict[str, torch.Tensor]] = losses,
    report: Callable[[float, dict[str, float]], None] | None = None,
) -> Network:
    """Train on a stream of (progress, batch) and return the averaged network, ready for use.

    `loss` gives the parts of a batch's loss and their `total`; batches are what it takes.
    """
    torch.manual_seed(schedule.seed)
    network.train()
    network.encoder.dropout = schedule.dropout
    steps = optimiser(network, schedule)
    peaks = [group["lr"] for group in steps.param_groups]
    average = Average(network, schedule.averaging)
    cuda = next(network.parameters()).is_cuda
    for count, (progress, batch) in enumerate(stream):
        for group, peak in zip(steps.param_groups, peaks, strict=True):
            group["lr"] = peak * rate(progress)
        with torch.autocast("cuda", torch.bfloat16) if cuda else contextlib.nullcontext():
            parts = loss(network, batch)
        parts["total"].backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        steps.step()
        steps.zero_grad(set_to_none=True)
        average.update(network)
        if report and count % 50 == 0:
            report(progress, {name: value.item() for name, value in parts.items()})
    average.network.eval()
    average.network.encoder.dropout = 0.0
    return average.network
