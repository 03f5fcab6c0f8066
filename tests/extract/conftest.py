"""The shipped model, loaded once, and texts that it reads."""

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from kg.extract import load
from kg.extract.pipeline import COMPONENT, MODEL

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "../shared/gold"
CORPUS = ROOT / "../shared/corpus"


@pytest.fixture(scope="session")
def extractor():
    return load()


@pytest.fixture(scope="session")
def tokenizer():
    return Tokenizer.from_file(str(MODEL / COMPONENT / "tokenizer.json"))


@pytest.fixture(scope="session")
def gold():
    """The folder of annotated papers, which is not part of the repository."""
    if not (GOLD / "dev.jsonl").is_file():
        pytest.skip("no ../shared/gold")
    return GOLD


@pytest.fixture(scope="session")
def dev(gold):
    """The first 40 annotated papers of the development set."""
    lines = (gold / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:40]]
