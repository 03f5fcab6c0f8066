"""Files that one training process leaves for another."""

from __future__ import annotations

import time
from pathlib import Path

import torch


def write_whole(value: object, file: Path) -> None:
    """Write what `torch.load` reads; never half a file."""
    unfinished = file.with_suffix(".part")
    torch.save(value, unfinished)
    unfinished.replace(file)


def wait_for(file: Path) -> Path:
    """The file, as soon as it is there."""
    while not file.exists():
        time.sleep(0.2)
    return file
