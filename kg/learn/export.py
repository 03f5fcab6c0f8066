"""Write a network as two ONNX graphs with 8-bit weights: one reads a text, one relates its nodes.

Beside them `parameters.json` says which initializer of which graph holds which parameter, so that
`kg.learn.restore` can build the network again and train it further.
"""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.extract.labels import PAPER_LABEL
from kg.extract.sessions import PARAMETERS, READER, RELATER
from kg.learn.network import Network

OPSET = 17

Places = dict[str, tuple[str, bool]]
"""The initializer of each parameter, and whether it is transposed there."""


class _Reader(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, tokens: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        states, spans = self.network.encode(tokens, None, first, last)
        return states, spans.softmax(-1)


class _Relater(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.pairs = network.pairs

    def forward(
        self, states: Tensor, first: Tensor, last: Tensor, label: Tensor, distance: Tensor, sentence: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        scores: tuple[Tensor, Tensor, Tensor] = self.pairs(
            states, None, first, last, label, distance, sentence
        )
        return scores


def export(network: Network, folder: Path, *, quantise: bool = True) -> None:
    """Write both graphs, which take one text at a time, and `parameters.json` into a folder."""
    network = network.eval().float()
    width = network.encoder.config.width
    index = torch.zeros(1, 8, dtype=torch.long)
    tokens = torch.arange(4, 20)[None]
    square = torch.zeros(1, 8, 8, dtype=torch.long)
    label = torch.full((1, 8), PAPER_LABEL)
    reader = _write(
        _Reader(network).eval(),
        (tokens, index, index),
        folder / READER,
        {"tokens": {1: "length"}, "first": {1: "words"}, "last": {1: "words"}},
        ["states", "spans"],
        quantise,
    )
    nodes = {name: {1: "nodes"} for name in ("first", "last", "label")}
    pairs = {name: {1: "nodes", 2: "nodes"} for name in ("distance", "sentence")}
    relater = _write(
        _Relater(network).eval(),
        (torch.zeros(1, 16, width), index, index, label, square, square),
        folder / RELATER,
        {"states": {1: "length"}, **nodes, **pairs},
        ["new", "pairs", "nothing"],
        quantise,
    )
    described = {
        "encoder": asdict(network.encoder.config),
        "hidden": network.hidden,
        READER: reader,
        RELATER: relater,
    }
    (folder / PARAMETERS).write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    file: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
    quantise: bool,
) -> Places:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as scratch, _quiet():
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            module,
            inputs,
            str(plain),
            input_names=list(axes),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        places = _places(module, plain)
        if not quantise:
            file.write_bytes(plain.read_bytes())
            return places
        quantize_dynamic(
            plain,
            file,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        return places


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the advice that the exporter and the quantiser give."""
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)


def _places(module: nn.Module, graph: Path) -> Places:
    """Find the parameters of a module among the initializers of its graph, by value.

    The exporter renames and transposes matrices, and keeps equal ones once.
    """
    import onnx
    from onnx.numpy_helper import to_array

    held = {tensor.name: to_array(tensor) for tensor in onnx.load(graph).graph.initializer}
    places = {}
    for name, parameter in _parameters(module):
        value = parameter.numpy()
        found = ((at, held[at]) for at in sorted(held))
        same = next(((at, flipped) for at, kept in found for flipped in _equal(value, kept)), None)
        if same is None:
            raise ValueError(f"the graph {graph.name} does not hold the parameter {name}")
        places[name] = same
    return places


def _parameters(module: nn.Module) -> list[tuple[str, Tensor]]:
    """The parameters that a graph uses, by their names in the network."""
    named = [(name.removeprefix("network."), p.detach()) for name, p in module.named_parameters()]
    return [(name, p) for name, p in named if isinstance(module, _Relater) or not name.startswith("pairs.")]


def _equal(value: np.ndarray, kept: np.ndarray) -> list[bool]:
    """`[False]` where the arrays are equal, `[True]` where they are transposed, else nothing."""
    if np.array_equal(value, kept):
        return [False]
    return [True] if value.ndim == 2 and np.array_equal(value.T, kept) else []
