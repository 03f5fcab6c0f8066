"""A small network and vocabulary, so that training takes seconds."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

ROOT = Path(__file__).parents[2]

torch.set_num_threads(1)  # more only wait for each other on matrices this small

RECORDS = [
    {
        "id": f"paper-{name}",
        "title": f"{name}: Better Reasoning",
        "abstract": f"We introduce {name}, a language model based on {base}. {name} reaches {value} "
        f"accuracy on {bench} and outperforms {base}.",
        "entities": [
            {"name": name, "type": "Model", "aliases": [], "new": True},
            {"name": base, "type": "Model", "aliases": []},
            {"name": bench, "type": "Benchmark", "aliases": []},
            {"name": "accuracy", "type": "Metric", "aliases": []},
        ],
        "relations": [
            [name, "based_on", base],
            [name, "evaluated_on", bench],
            [name, "outperforms", base],
        ],
        "results": [
            {"subject": name, "benchmark": bench, "metric": "accuracy", "value": value, "kind": "absolute"}
        ],
    }
    for name, base, bench, value in [
        ("Heron-1", "Wren-7B", "BirdQA", "71.5%"),
        ("Ibis", "Heron-1", "NestBench", "64.2%"),
        ("Kite-3B", "Finch", "WingEval", "88.0%"),
        ("Osprey", "Kite-3B", "BirdQA", "75.1%"),
        ("Plover", "Tern-2", "ReedTest", "59.9%"),
        ("Tern-2", "Wren-7B", "NestBench", "60.7%"),
    ]
]


@pytest.fixture(scope="session")
def records():
    from kg.extraction_records import parse

    return [parse(json.dumps(record).encode()) for record in RECORDS]


@pytest.fixture(scope="session")
def tokenizer():
    from kg.learn.tokenizer import train_tokenizer

    return train_tokenizer((record["abstract"] for record in RECORDS), vocabulary=400)


@pytest.fixture(scope="session")
def network(tokenizer):
    """A small network with random weights."""
    from kg.learn.encoder import EncoderConfig
    from kg.learn.network import Network

    torch.manual_seed(3)
    made = Network(EncoderConfig(tokenizer.get_vocab_size(), 32, 2, 2, 64), hidden=24)
    with torch.no_grad():  # zeros and ones hide mistakes
        for parameter in made.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    return made.eval()


@pytest.fixture(scope="session")
def base(network, tokenizer, tmp_path_factory):
    """A whole pipeline around the small network."""
    from kg.extract.labels import ROLES
    from kg.extract.pipeline import assemble
    from kg.extract.roles import NAMES, RoleWeights
    from kg.extract.settings import Settings
    from kg.learn.export import export

    parts = tmp_path_factory.mktemp("parts")
    export(network, parts)
    tokenizer.save(str(parts / "tokenizer.json"))
    Settings(entity=0.3).save(parts / "settings.json")
    RoleWeights(np.zeros((len(ROLES), len(NAMES))), (0.0,) * len(ROLES)).save(parts / "roles.json")
    folder = tmp_path_factory.mktemp("base") / "model"
    assemble(parts, folder, name="small", version="0.1")
    return folder
