"""Adding papers to a large graph: seconds, and where they go.

    python benchmarks/update.py ../shared/corpus/papers-00.jsonl.xz --papers 20000 --added 100

The language model is replaced by one that makes up about ten entities, eight relations and a result a
paper from the words of the abstract, so that the figures are those of everything else; its own time for
the added papers is that of `benchmarks/extraction.py`.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import lzma
import os
import pstats
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from kg.annotation import PAPER, Annotation, Document, Entity, EntityType, Mention, Relation, Result, Span
from kg.build import BuildReport

TYPES: tuple[EntityType, ...] = ("Method", "Model", "Task", "Dataset", "Benchmark", "Metric")
STOPPED = frozenset(
    ("the", "a", "of", "in", "on", "for", "and", "to", "with", "we", "is", "are", "that", "this", "by")
)


class MadeUp:
    """Annotations of realistic size: common phrases recur across papers, rare ones do not."""

    version = "made-up-1"

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotation]:
        return (made_up(document) for document in documents)


def made_up(document: Document) -> Annotation:
    chance = random.Random(document.text[:200])
    phrases = list(dict.fromkeys(_phrases(document.text)))
    chosen = chance.sample(phrases, min(10, len(phrases)))
    entities = tuple(_entity(document.text, phrase, first=phrase is chosen[0]) for phrase in chosen)
    whole = Span(0, min(len(document.text), 150))
    relations = tuple(
        Relation(head, "uses", tail, whole, round(chance.uniform(0.4, 1), 3))
        for head, tail in islice(zip([PAPER, *chosen], chosen, strict=False), 8)
    )
    results = (
        (Result(chosen[0], None, None, f"{chance.uniform(10, 99):.1f}%", "absolute", whole, whole, 0.8),)
        if chosen
        else ()
    )
    return Annotation(document, entities, relations, results, MadeUp.version)


def _phrases(text: str) -> Iterator[str]:
    words = text.split()
    for one, two in pairwise(words):
        if one.isalpha() and two.isalpha() and not {one.lower(), two.lower()} & STOPPED:
            yield f"{one} {two}"


def _entity(text: str, phrase: str, *, first: bool) -> Entity:
    words = " ".join(phrase.split())
    start = text.find(words)
    kind = TYPES[sum(phrase.encode()) % len(TYPES)]
    mention = Mention(Span(max(start, 0), max(start, 0) + len(words)), words, 0.9)
    return Entity(words, kind, (), first, (mention,), 0.9, 0.8 if first else 0.0)


def install() -> None:
    """Put the made-up annotations in the place of the language model."""
    import kg.extract

    kg.extract.version = lambda model=None: MadeUp.version
    kg.extract.load = lambda model=None, *, device="cpu": MadeUp()  # type: ignore[assignment, return-value]


def cpu() -> float:
    """Seconds of a core that this process and those that it started have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Clock:
    """Progress that notes how long each step took."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float, float]] = []

    def step(self, name: str, total: int | None) -> None:
        self.steps.append((name, time.perf_counter(), cpu()))

    def advance(self, count: int = 1) -> None:
        pass

    def report(self) -> None:
        self.step("", None)
        for (name, start, used), (_, stop, used_then) in pairwise(self.steps):
            print(f"    {name:28} {stop - start:7.2f} s  ({used_then - used:.2f} s of one core)")


def split(corpus: Path, folder: Path, papers: int, added: int) -> tuple[Path, Path]:
    """Two files: the papers of the graph, and those to be added."""
    with lzma.open(corpus, "rt", encoding="utf-8") as stream:
        lines = [line for line in islice(stream, papers + added) if json.loads(line).get("abstract")]
    old, new = folder / "old.jsonl", folder / "new.jsonl"
    # The added ones come from all over, as a new listing of old and new papers does.
    chosen = set(random.Random(0).sample(range(len(lines)), added))
    old.write_text("".join(line for n, line in enumerate(lines) if n not in chosen), encoding="utf-8")
    new.write_text("".join(lines[n] for n in sorted(chosen)), encoding="utf-8")
    return old, new


def timed(name: str, work: Callable[[Clock], BuildReport], *, profile: bool = False) -> None:
    clock, profiler = Clock(), cProfile.Profile()
    started, before = time.perf_counter(), cpu()
    if profile:
        profiler.enable()
    report = work(clock)
    profiler.disable()
    seconds, used = time.perf_counter() - started, cpu() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:32} {seconds:7.2f} s  ({used:.2f} s of one core), "
        f"{report.counts['papers']} papers, {memory:.0f} MB"
    )
    clock.report()
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help="papers as xz-compressed JSON lines")
    parser.add_argument("--papers", type=int, default=20_000, help="papers in the graph (default 20000)")
    parser.add_argument("--added", type=int, default=100, help="papers to add (default 100)")
    parser.add_argument("--folder", type=Path, help="where to work; kept (default: a temporary folder)")
    parser.add_argument("--profile", action="store_true", help="print where the time of the addition goes")
    parser.add_argument("--check", action="store_true", help="compare with a fresh build of all papers")
    options = parser.parse_args()
    install()
    from kg.build import build
    from kg.update import add

    folder = options.folder or Path(tempfile.mkdtemp(prefix="kg-update-"))
    folder.mkdir(parents=True, exist_ok=True)
    old, new = split(options.corpus, folder, options.papers, options.added)
    output = folder / "output"
    timed("first build", lambda clock: build([old], output=output, progress=clock))
    timed("build, nothing changed", lambda clock: build([old], output=output, progress=clock))
    timed(
        f"add {options.added} papers",
        lambda clock: add([new], output=output, progress=clock),
        profile=options.profile,
    )
    for path in sorted(output.iterdir()):
        print(f"    {path.name:28} {path.stat().st_size / 1e6:7.1f} MB")
    if options.check:
        build([old, new], output=folder / "fresh")
        for name in ("graph.ttl", "graph.html"):
            same = (output / name).read_bytes() == (folder / "fresh" / name).read_bytes()
            print(f"    {name} equals that of a fresh build: {same}")
    if not options.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
