"""Real abstracts pasted without anything to tell them apart but how they begin and end."""

import json
import lzma
import random
import re
import textwrap
from itertools import islice
from pathlib import Path

import pytest

from kg.records import PaperRecord
from kg.sources import read_file

CORPUS = Path(__file__).parents[2] / "../shared/corpus/papers-00.jsonl.xz"
PASTES = 60
LEAST = 0.97
"""Share of abstracts that come back whole; the rest end in links on lines of their own, which are notes."""
ONE = 0.80
"""Share of abstracts broken into paragraphs that stay one paper."""

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus lies beside the repository")


@pytest.fixture(scope="module")
def abstracts(tmp_path_factory) -> list[str]:
    """What the reader of JSON makes of abstracts."""
    file = tmp_path_factory.mktemp("corpus") / "papers.jsonl"
    with lzma.open(CORPUS, "rt") as lines:
        rows = [row for row in map(json.loads, islice(lines, 4000)) if len(row.get("abstract") or "") > 300]
    file.write_text("\n".join(map(json.dumps, rows)))
    return [
        record.abstract for record in read_file(file) if isinstance(record, PaperRecord) and record.abstract
    ]


def _pasted(tmp_path, text):
    (tmp_path / "paste.txt").write_text(text)
    found = read_file(tmp_path / "paste.txt")
    return [record.abstract for record in found if isinstance(record, PaperRecord)]


def _wrapped(text, indent=""):
    return "\n".join(textwrap.wrap(text, 72, initial_indent=indent, subsequent_indent=indent))


LAYOUTS = {
    "blank lines": "\n\n".join,
    "lines": "\n".join,
    "bullets": lambda texts: "\n".join(f"- {text}" for text in texts),
    "numbers": lambda texts: "\n\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1)),
    "wrapped": lambda texts: "\n\n".join(map(_wrapped, texts)),
    "indented": lambda texts: "\n\n".join(_wrapped(text, "   ") for text in texts),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_abstracts_alone_are_told_apart(tmp_path, abstracts, layout):
    random.seed(layout)
    right = total = 0
    for _ in range(PASTES):
        texts = random.sample(abstracts, random.choice((2, 3, 4, 6, 8)))
        found = {re.sub(r"\W", "", one or "") for one in _pasted(tmp_path, LAYOUTS[layout](texts))}
        right += sum(re.sub(r"\W", "", text) in found for text in texts)
        total += len(texts)
    assert right >= LEAST * total


@pytest.mark.parametrize("parts", [2, 3])
def test_paragraphs_of_one_abstract_are_one_paper(tmp_path, abstracts, parts):
    random.seed(parts)
    texts = [re.split(r"(?<=[a-z]\.) (?=[A-Z])", text) for text in random.sample(abstracts, 300)]
    texts = [sentences for sentences in texts if len(sentences) >= 2 * parts]
    one = 0
    for sentences in texts:
        size = -(-len(sentences) // parts)
        paragraphs = [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
        one += len(_pasted(tmp_path, "\n\n".join(paragraphs))) == 1
    assert one >= ONE * len(texts)
