"""Several processes that train one network together, one on each GPU, as torchrun starts them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, distributed, nn


@dataclass(frozen=True, slots=True)
class Place:
    """Which of how many processes this is, and its device."""

    rank: int
    count: int
    device: str

    @classmethod
    def join(cls, device: str) -> Place:
        """Meet the other processes, if torchrun started any; each takes a GPU of its own."""
        count = int(os.environ.get("WORLD_SIZE", "1"))
        if count == 1:
            return cls(0, 1, device)
        rank = int(os.environ["RANK"])
        if device == "cuda":
            device = f"cuda:{os.environ['LOCAL_RANK']}"
            torch.cuda.set_device(device)
        distributed.init_process_group("nccl" if device.startswith("cuda") else "gloo")
        return cls(rank, count, device)

    @property
    def leads(self) -> bool:
        """Whether this is the process that speaks and saves for all."""
        return self.rank == 0

    def leave(self) -> None:
        """Part from the other processes."""
        if self.count > 1:
            distributed.destroy_process_group()

    def share(self, rows: Tensor) -> Tensor:
        """This process's rows of those that all take together."""
        return rows[self.rank :: self.count]

    def agree(self, value: float) -> float:
        """The value of the first process."""
        if self.count == 1:
            return value
        told = torch.tensor([value], device=self.device, dtype=torch.float64)
        distributed.broadcast(told, 0)
        return told.item()

    def average_gradients(self, parameters: Iterable[nn.Parameter]) -> None:
        """Give every process the mean gradient of all."""
        if self.count > 1:
            _average([p.grad for p in parameters if p.grad is not None], self.count)


def _average(gradients: Sequence[Tensor], count: int) -> None:
    together = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(together)
    together /= count
    parts = torch.split(together, [gradient.numel() for gradient in gradients])
    for gradient, part in zip(gradients, parts, strict=True):
        gradient.copy_(part.view_as(gradient))
