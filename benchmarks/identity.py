"""How long identity takes and how much memory, by number of papers: python benchmarks/identity.py 10000 30000

Papers are made up, of the size that arXiv abstracts and their annotations have (on average 165 words, 5.3
authors, 10 entities, 8 relations, 1 result; one paper in ten is listed twice, once without identifiers). Each
size runs in a process of its own, so that its peak memory is its own.

`--people FILE.jsonl.xz` measures people instead, on real author lists (records with id, title, abstract and
authors), beside a rule that goes by names alone: half the listings give initials. Truth within a paper is the
place in the list; truth across papers is what full names and co-authors give when no name is shortened.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.annotation import Annotation, Entity, Mention, Relation, Result, Span
from kg.records import Author, Origin, PaperRecord, PartialDate
from kg.resolve import document, merge_papers, resolve_all
from kg.resolve.readings import Readings

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "en", "in", "on")]
TYPES = ("Method", "Method", "Method", "Task", "Metric", "Benchmark", "Dataset", "Model")


class Maker:
    """Made-up papers; the same seed gives the same papers."""

    def __init__(self, papers: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(30_000)
        ]
        self.given = [self._name(2) for _ in range(2_000)]
        self.family = [self._name(2) for _ in range(3_000)]
        self.authors = [self._author() for _ in range(max(100, papers * 2))]
        self.terms = [self._term() for _ in range(max(200, papers // 2))]
        self.shared: dict[str, str] = {}

    def _name(self, size: int) -> str:
        return "".join(self.random.choices(SYLLABLES, k=size)).capitalize()

    def _author(self) -> str:
        return f"{self._skewed(self.given)} {self._skewed(self.family)}"

    def _skewed(self, items: list[str]) -> str:
        return items[int(len(items) * self.random.random() ** 3)]

    def _term(self) -> str:
        words = [self._skewed(self.words) for _ in range(self.random.randint(1, 3))]
        return " ".join(words) if self.random.random() < 0.7 else "-".join(w[:3].upper() for w in words)

    def _circle(self, number: int) -> list[str]:
        """Authors who mostly write together."""
        start = (number * 7) % len(self.authors)
        size = min(1 + int(self.random.expovariate(1 / 4.3)), 40)
        return [self.authors[(start + self.random.randint(0, 12)) % len(self.authors)] for _ in range(size)]

    def paper(self, number: int) -> tuple[list[PaperRecord], list[str]]:
        """The listings of one paper, and the names that its abstract holds."""
        names = [self.terms[int(len(self.terms) * self.random.random() ** 4)] for _ in range(9)]
        names = list(dict.fromkeys([*names, f"{self._name(2)}-{number}"]))
        words = self.random.choices(self.words, k=145)
        for name in names:
            words.insert(
                self.random.randrange(len(words)), f"{name}." if self.random.random() < 0.2 else name
            )
        abstract = " ".join(words).capitalize() + "."
        title = " ".join(self.random.choices(self.words, k=9)).title()
        authors = tuple(Author(name) for name in dict.fromkeys(self._circle(number)))
        year, month = 2015 + number * 11 // 300_000, 1 + number % 12
        day = PartialDate(f"{year}-{month:02}-01", "created", "")
        identifier = f"{year % 100:02}{month:02}.{number % 100_000:05}"
        first = PaperRecord(
            Origin("made-up.jsonl", number, number),
            title,
            abstract,
            authors,
            arxiv_id=identifier,
            dates=(day,),
        )
        again = PaperRecord(Origin("again.txt", number, number), None, abstract.replace(" ba ", " "))
        return ([first, again] if number % 10 == 0 else [first]), names


def annotate(doc, names: list[str], rng: random.Random) -> Annotation:
    """A made-up annotation of realistic size, with spans in the text."""
    text = doc.text
    entities = []
    for number, name in enumerate(names):
        start = text.find(name)
        span = Span(max(start, 0), max(start, 0) + len(name))
        kind = TYPES[hash_of(name) % len(TYPES)] if rng.random() < 0.9 else rng.choice(TYPES)
        new = number == len(names) - 1
        entities.append(Entity(name, kind, (), new, (Mention(span, name, 0.9),), 0.9, 0.9 if new else 0.0))
    sentence = Span(0, min(200, len(text)))
    head = names[-1]
    relations = [Relation(head, "uses", name, sentence, 0.8) for name in names[:-1]]
    results = [Result(head, names[0], None, "95.3%", "absolute", sentence, sentence, 0.8)]
    return Annotation(doc, tuple(entities), tuple(relations), tuple(results), "made-up")


def hash_of(name: str) -> int:
    return sum(map(ord, name))


def peak() -> float:
    """Peak memory of this process so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measure(papers: int) -> None:
    """Print the times and memory of one size."""
    maker = Maker(papers)
    records, names = [], {}
    for number in range(papers):
        listed, found = maker.paper(number)
        records += listed
        names[listed[0].arxiv_id, number] = found
    by_line = {number: found for (_, number), found in names.items()}
    started = time.process_time()
    merged = merge_papers(records)
    papers_done = time.process_time()
    rng = random.Random(2)
    annotations = {}
    for cluster in merged.clusters:
        annotations[cluster.key] = annotate(document(cluster), by_line[cluster.records[0].origin.line], rng)
    inputs, begun = peak(), time.process_time()
    found = resolve_all(
        cluster_list := merged.clusters, Readings(annotations), extractor="made-up", merges=merged.merges
    )
    ended = time.process_time()
    total = papers_done - started + ended - begun
    print(
        f"{papers:>8,} papers  {len(records):>8,} records  {len(cluster_list):>8,} after merging  "
        f"{len(found.knowledge.mentions):>10,} mentions  {len(found.knowledge.entities):>8,} entities  "
        f"{len(found.knowledge.people):>8,} people  papers {papers_done - started:6.1f} s  "
        f"rest {ended - begun:6.1f} s  {1e6 * total / papers:5.0f} µs a paper  "
        f"input {inputs:4.2f} GB  peak {peak():4.2f} GB",
        flush=True,
    )


def initials(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return " ".join([*(f"{part[0]}." for part in given.split()), family])


def pairwise(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of the marks that `truth` and `found` put together."""

    def pairs(groups: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in groups)

    both = pairs(Counter((truth[mark], found[mark]) for mark in truth).values())
    wanted, made = (
        pairs(Counter(truth.values()).values()),
        pairs(Counter(found[mark] for mark in truth).values()),
    )
    precision, recall = both / made if made else 1.0, both / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def listed(paper: dict, number: int, *, short: bool, bare: bool) -> PaperRecord:
    """A listing whose authors carry a mark each, as an affiliation that no other place has."""
    side = "short" if short else "full"
    authors = tuple(
        Author(initials(name) if short else name, affiliations=(f"{number} {side} {place}",))
        for place, name in enumerate(paper["authors"])
    )
    identifier = None if bare else f"{2400 + number // 100_000}.{number % 100_000:05}"
    return PaperRecord(
        Origin(side, number, number), paper["title"], paper["abstract"], authors, arxiv_id=identifier
    )


def people_by_mark(records: list[PaperRecord]) -> dict[str, str]:
    """The person of every mark."""
    knowledge = resolve_all(merge_papers(records).clusters, Readings({}), extractor="none").knowledge
    return {
        mark: authorship.person
        for paper in knowledge.papers
        for authorship in paper.authorships
        for mark in authorship.affiliations
    }


def measure_people(path: Path, limit: int) -> None:
    """Print pairwise precision, recall and F1 for people."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        papers = [json.loads(line) for line in itertools.islice(file, limit * 2)]
    papers = [paper for paper in papers if paper.get("authors") and paper.get("abstract")][:limit]
    rows = list(enumerate(papers))
    twice = [listed(p, n, short=False, bare=False) for n, p in rows]
    twice += [listed(p, n, short=True, bare=True) for n, p in rows]
    found = people_by_mark(twice)
    truth = {mark: " ".join(mark.split()[::2]) for mark in found}
    within = {mark: f"{mark.split()[0]} {person}" for mark, person in found.items()}
    show(f"two listings of each of {len(rows):,} papers, within the paper", pairwise(truth, within))
    full = people_by_mark([listed(p, n, short=False, bare=False) for n, p in rows])
    mixed = [listed(p, n, short=n % 2 == 1, bare=False) for n, p in rows]
    silver = {
        mark.replace("full", "short") if int(mark.split()[0]) % 2 else mark: who for mark, who in full.items()
    }
    show("one listing each, half with initials, across papers", pairwise(silver, people_by_mark(mixed)))
    names = {m: a.name for r in mixed for a in r.authors for m in a.affiliations}
    show(
        "the same by name alone (initials and family name)",
        pairwise(silver, {m: key(n) for m, n in names.items()}),
    )


def key(name: str) -> str:
    return f"{name[0]} {name.rpartition(' ')[2]}".casefold()


def show(what: str, figures: tuple[float, float, float]) -> None:
    precision, recall, f1 = figures
    print(f"{what:70} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 30_000])
    parser.add_argument("--here", action="store_true", help="measure in this process (used for each size)")
    parser.add_argument("--people", type=Path, help="measure people on these records instead")
    parser.add_argument("--limit", type=int, default=20_000, help="records to read for --people")
    options = parser.parse_args()
    if options.people:
        measure_people(options.people, options.limit)
        return
    for size in options.sizes:
        if options.here:
            measure(size)
        else:
            subprocess.run([sys.executable, __file__, "--here", str(size)], check=True)


if __name__ == "__main__":
    main()
