"""Write a network as two ONNX graphs with 8-bit weights: one reads a text, one relates its nodes."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.extract.labels import PAPER_LABEL
from kg.learn.network import Network

OPSET = 17


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
    """Write `reader.onnx` and `relater.onnx` into a folder; both take one text at a time."""
    network = network.eval().float()
    width = network.encoder.config.width
    index = torch.zeros(1, 8, dtype=torch.long)
    tokens = torch.arange(4, 20)[None]
    square = torch.zeros(1, 8, 8, dtype=torch.long)
    label = torch.full((1, 8), PAPER_LABEL)
    _write(
        _Reader(network),
        (tokens, index, index),
        folder / "reader.onnx",
        {"tokens": {1: "length"}, "first": {1: "words"}, "last": {1: "words"}},
        ["states", "spans"],
        quantise,
    )
    nodes = {name: {1: "nodes"} for name in ("first", "last", "label")}
    pairs = {name: {1: "nodes", 2: "nodes"} for name in ("distance", "sentence")}
    _write(
        _Relater(network),
        (torch.zeros(1, 16, width), index, index, label, square, square),
        folder / "relater.onnx",
        {"states": {1: "length"}, **nodes, **pairs},
        ["new", "pairs", "nothing"],
        quantise,
    )


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    file: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
    quantise: bool,
) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
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
        if not quantise:
            file.write_bytes(plain.read_bytes())
            return
        quantize_dynamic(
            plain,
            file,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
