"""The network on ONNX Runtime, one text at a time, so that no text's scores depend on its neighbours."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.errors import ExtractionError
from kg.extract.features import Features
from kg.extract.nodes import NodeArrays

if TYPE_CHECKING:
    import onnxruntime

Floats = NDArray[np.float32]
READER, RELATER = "reader.onnx", "relater.onnx"
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
PARAMETERS = "parameters.json"
"""Where the graphs hold which parameter; only training reads it."""


@dataclass(frozen=True, slots=True)
class PairScores:
    """Logits: `new` `(nodes,)`, `pairs` `(nodes, nodes, labels)`, `nothing` `(nodes, roles)`."""

    new: Floats
    pairs: Floats
    nothing: Floats


class Sessions:
    """Both graphs of a network, kept as bytes so that a pipeline can be written to disk again."""

    def __init__(self, graphs: dict[str, bytes], *, device: str = "cpu") -> None:
        self.graphs = graphs
        providers = _providers(device)
        self._reader = _session(graphs[READER], providers)
        self._relater = _session(graphs[RELATER], providers)

    @classmethod
    def load(cls, folder: Path, *, device: str = "cpu") -> Sessions:
        """Read `reader.onnx` and `relater.onnx`; raises `ExtractionError` where one is missing."""
        missing = [name for name in (READER, RELATER) if not (folder / name).is_file()]
        if missing:
            raise ExtractionError(f"{folder}: no {missing[0]}; this folder holds no kg model")
        return cls({name: (folder / name).read_bytes() for name in (READER, RELATER)}, device=device)

    def read(self, features: Features) -> tuple[Floats, Floats]:
        """States `(1, tokens, width)` and span probabilities `(words, WIDEST, labels)`."""
        inputs = {
            "tokens": _row(features.tokens),
            "first": _row(features.first),
            "last": _row(features.last),
        }
        states, spans = self._reader.run(None, inputs)
        return states, spans[0]

    def relate(self, states: Floats, nodes: NodeArrays) -> PairScores:
        """Scores of nodes and of ordered pairs of nodes."""
        inputs = {
            "states": states,
            "first": nodes.first[None],
            "last": nodes.last[None],
            "label": nodes.label[None],
            "distance": nodes.distance[None],
            "sentence": nodes.sentence[None],
        }
        new, pairs, nothing = self._relater.run(None, inputs)
        return PairScores(new[0], pairs[0], nothing[0])


def _row(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)[None]


def _session(graph: bytes, providers: list[str]) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=providers)
    if session.get_providers()[0] != providers[0]:
        raise ExtractionError(
            "device cuda did not start: there is no NVIDIA GPU, or not the CUDA that onnxruntime-gpu needs "
            "(pip install 'onnxruntime-gpu[cuda,cudnn]' brings it); use --device cpu"
        )
    return session


def _providers(device: str) -> list[str]:
    """What a session runs on, best first; loads the CUDA of Python packages, which the system overlooks."""
    if device == "cpu":
        return [CPU]
    if device != "cuda":
        raise ExtractionError(f"unknown device {device!r}; use cpu or cuda")
    import onnxruntime

    if CUDA not in onnxruntime.get_available_providers():
        raise ExtractionError("device cuda needs onnxruntime-gpu; install it or use --device cpu")
    if hasattr(onnxruntime, "preload_dlls"):
        # It prints which of several places hold nothing; what matters is whether the session starts.
        with contextlib.redirect_stdout(io.StringIO()):
            onnxruntime.preload_dlls()
    return [CUDA, CPU]
