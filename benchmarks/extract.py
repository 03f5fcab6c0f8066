"""Abstracts a second and memory: kg's extractor beside spaCy's own tok2vec + ner pipeline.

    python benchmarks/extract.py [--texts FILE.jsonl] [--count N] [--threads N] [--model FOLDER]

The peer is spaCy's default English NER pipeline for the same seven labels, with random weights, since speed
does not depend on their values. It only tags entities; kg also finds relations, results and what is new.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
WARM_UP = 64


def main() -> None:
    options = parse_options()
    if options.only:
        print(json.dumps(measure(options.only, options)))
        return
    rows = {name: measured(name, options) for name in ("spacy", "kg")}
    print(f"{options.count} abstracts, {options.threads} threads, {os.uname().machine}")
    print(f"{'pipeline':34} {'abstracts/s':>12} {'startup s':>10} {'peak MB':>9}")
    labels = {"spacy": "spaCy tok2vec + ner", "kg": "kg: entities, relations, results"}
    for name, row in rows.items():
        print(f"{labels[name]:34} {row['rate']:12.1f} {row['startup']:10.2f} {row['memory']:9.0f}")
    print(f"{'ratio kg : spaCy':34} {rows['kg']['rate'] / rows['spacy']['rate']:12.2f}")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, default=ROOT / "seeds", help="JSON Lines or listings")
    parser.add_argument("--count", type=int, default=400, help="abstracts to annotate; short inputs repeat")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--only", choices=("spacy", "kg"), help=argparse.SUPPRESS)
    return parser.parse_args()


def measured(name: str, options: argparse.Namespace) -> dict[str, float]:
    """Measure in a process of its own, so that memory is that of one pipeline only."""
    command = [sys.executable, __file__, "--only", name, "--texts", options.texts]
    command += ["--count", options.count, "--threads", options.threads]
    command += ["--model", options.model] if options.model else []
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[: options.threads]))
    environment = {**os.environ, "OMP_NUM_THREADS": str(options.threads)}
    run = ["taskset", "-c", cores, *map(str, command)]
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def measure(name: str, options: argparse.Namespace) -> dict[str, float]:
    documents = list(islice(load_documents(options), options.count + WARM_UP))
    start = time.perf_counter()
    annotate = {"kg": start_kg, "spacy": start_spacy}[name](options.model)
    consume(annotate(documents[:1]))
    startup = time.perf_counter() - start
    consume(annotate(documents[1:WARM_UP]))
    start = time.perf_counter()
    consume(annotate(documents[WARM_UP:]))
    rate = (len(documents) - WARM_UP) / (time.perf_counter() - start)
    return {
        "rate": rate,
        "startup": startup,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def start_kg(model: Path | None):
    from kg.extract import load

    return load(model).annotate


def start_spacy(model: Path | None):
    import spacy

    from kg.annotation import EntityType

    pipeline = spacy.blank("en")
    recognizer = pipeline.add_pipe("ner")
    for label in get_args(EntityType):
        recognizer.add_label(label)
    pipeline.initialize()
    return lambda documents: pipeline.pipe((d.text for d in documents), batch_size=128)


def load_documents(options: argparse.Namespace) -> Iterator:
    """The documents of the texts, again and again."""
    from kg.extraction_records import Text, read_texts

    documents = [item.document for item in read_texts([options.texts]) if isinstance(item, Text)]
    if not documents:
        sys.exit(f"no texts in {options.texts}")
    return cycle(documents)


def consume(items: Iterable) -> None:
    for _ in items:
        pass


if __name__ == "__main__":
    main()
