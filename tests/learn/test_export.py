"""A network, its graphs, and the network that is built again from them, say the same."""

import json

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from kg.errors import ExtractionError  # noqa: E402
from kg.extract.features import featurise  # noqa: E402
from kg.extract.labels import PAPER_LABEL  # noqa: E402
from kg.extract.nodes import node_arrays  # noqa: E402
from kg.extract.sessions import Sessions  # noqa: E402
from kg.learn.export import export  # noqa: E402
from kg.learn.restore import restore  # noqa: E402


@pytest.fixture(scope="module")
def features(tokenizer, records):
    return featurise(records[0].document.text, tokenizer)


@torch.no_grad()
def by_torch(network, features):
    rows = [torch.tensor([row]) for row in (features.tokens, features.first, features.last)]
    states, spans = network.encode(rows[0], None, *rows[1:])
    nodes = node_arrays(features, [(0, 1), (5, 7)], [1, 3], PAPER_LABEL)
    parts = (nodes.first, nodes.last, nodes.label, nodes.distance, nodes.sentence)
    new, pairs, nothing = network.pairs(states, None, *(torch.from_numpy(part[None]) for part in parts))
    return [part[0].numpy() for part in (spans.softmax(-1), new, pairs, nothing)]


def by_graphs(folder, features):
    sessions = Sessions.load(folder)
    states, spans = sessions.read(features)
    nodes = node_arrays(features, [(0, 1), (5, 7)], [1, 3], PAPER_LABEL)
    scores = sessions.relate(states, nodes)
    return [spans, scores.new, scores.pairs, scores.nothing]


def differences(one, other):
    return [float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True)]


def test_plain_graphs_and_restored_network_equal_the_network(network, features, tmp_path):
    export(network, tmp_path, quantise=False)
    assert not any(module.training for module in network.modules())
    expected = by_torch(network, features)
    assert max(differences(expected, by_graphs(tmp_path, features))) < 1e-4
    kept = restore(tmp_path).state_dict()
    for name, value in network.state_dict().items():
        assert torch.equal(kept[name], value), name


def test_eight_bits_change_little(network, features, tmp_path):
    export(network, tmp_path)
    expected = by_torch(network, features)
    assert max(differences(expected, by_graphs(tmp_path, features))) < 0.15
    kept = restore(tmp_path).state_dict()
    for name, value in network.state_dict().items():
        assert (kept[name] - value).abs().max() <= value.abs().max() / 60, name


def test_exporting_a_restored_network_changes_nothing_more(network, features, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    export(network, tmp_path / "first")
    export(restore(tmp_path / "first"), tmp_path / "second")
    once, twice = by_graphs(tmp_path / "first", features), by_graphs(tmp_path / "second", features)
    assert max(differences(once, twice)) < 0.05


def test_graphs_that_do_not_fit_are_refused(network, tmp_path):
    export(network, tmp_path)
    described = json.loads((tmp_path / "parameters.json").read_text())
    described["relater.onnx"]["pairs.first.bias"] = ["elsewhere", False]
    (tmp_path / "parameters.json").write_text(json.dumps(described))
    with pytest.raises(ExtractionError, match="does not fit"):
        restore(tmp_path)
    (tmp_path / "parameters.json").unlink()
    with pytest.raises(ExtractionError, match="cannot be trained further"):
        restore(tmp_path)


def test_the_shipped_model_can_be_restored():
    from kg.extract.pipeline import COMPONENT, MODEL

    network = restore(MODEL / COMPONENT)
    assert network.encoder.config.layers >= 2
    assert network.encoder.embedding.weight.std() > 0.01
