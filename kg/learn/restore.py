"""Build a network again from the graphs that `kg.learn.export` wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.errors import ExtractionError
from kg.extract.sessions import PARAMETERS, READER, RELATER
from kg.learn.encoder import EncoderConfig
from kg.learn.network import Network

Arrays = dict[str, NDArray[Any]]


def restore(folder: Path) -> Network:
    """The network in a folder of graphs, its 8-bit weights as floats.

    Raises `ExtractionError` where the folder does not say which weight is which.
    """
    file = folder / PARAMETERS
    if not file.is_file():
        raise ExtractionError(f"{folder}: no {PARAMETERS}; this model cannot be trained further")
    described = json.loads(file.read_text(encoding="utf-8"))
    network = Network(EncoderConfig(**described["encoder"]), described["hidden"])
    try:
        network.load_state_dict(_weights(folder, described))
    except (KeyError, RuntimeError) as error:
        raise ExtractionError(f"{file}: does not fit the graphs beside it ({error})") from error
    return network


def _weights(folder: Path, described: dict[str, Any]) -> dict[str, Tensor]:
    weights = {}
    for graph in (READER, RELATER):
        held = _initializers(folder / graph)
        for name, (initializer, transposed) in described[graph].items():
            value = _weight(held, initializer)
            weights[name] = torch.from_numpy((value.T if transposed else value).copy())
    return weights


def _initializers(graph: Path) -> Arrays:
    import onnx
    from onnx.numpy_helper import to_array

    return {tensor.name: to_array(tensor) for tensor in onnx.load(graph).graph.initializer}


def _weight(held: Arrays, name: str) -> NDArray[np.float32]:
    """A weight as floats; one in 8 bits has a scale and a zero point, one for all or one a column."""
    if name in held:
        return np.asarray(held[name], dtype=np.float32)
    steps = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(steps * held[f"{name}_scale"], dtype=np.float32)
