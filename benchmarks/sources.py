# ruff: noqa: E501
"""How well and how fast sources are read.

    python benchmarks/sources.py [FORMATS_DIR] [--records N]

Prints, for the sample files in FORMATS_DIR (default: ../shared/formats): the share of files read or
refused with a reason, of records found and of fields right against the values of
`tests/sources/sources_expected.py`; and records per second for JSON lines and BibTeX, made up here,
as ratios to a loop of `json.loads` and to bibtexparser in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/sources")]

from sources_expected import EXPECTED, FORMATS_DIR  # noqa: E402

from kg.records import PaperRecord  # noqa: E402
from kg.sources import read_file  # noqa: E402

WORDS = (
    "model",
    "data",
    "learning",
    "network",
    "method",
    "we",
    "propose",
    "results",
    "show",
    "graph",
    "of",
    "the",
    "on",
)


def coverage(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    counts = Counter()
    for path in files:
        items = list(read_file(path))
        found = sum(isinstance(item, PaperRecord) for item in items)
        counts["records"] += found
        counts["read" if found else "refused" if items else "silent"] += 1
    print(
        f"files      {len(files)}: {counts['read']} read, {counts['refused']} refused with a reason, {counts['silent']} silent"
    )
    print(f"records    {counts['records']}")


def accuracy(folder: Path) -> None:
    """Records expected and found, and fields right, on the files whose values were written down."""
    read = {
        name: [i for i in read_file(folder / name) if isinstance(i, PaperRecord)]
        for name in {e.file for e in EXPECTED}
    }
    wanted = {e.file: e.records for e in EXPECTED}
    found = sum(min(len(records), wanted[name]) for name, records in read.items())
    extra = sum(max(0, len(records) - wanted[name]) for name, records in read.items())
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for expected in EXPECTED:
        if expected.records and expected.index < len(read[expected.file]):
            for name, good in _fields(expected, read[expected.file][expected.index]):
                total[name] += 1
                right[name] += good
    print(
        f"records    {found} of {sum(wanted.values())} expected ({found / sum(wanted.values()):.2%}), {extra} too many"
    )
    for name in total:
        print(f"{name:10} {right[name]} of {total[name]} right ({right[name] / total[name]:.1%})")
    print(f"fields     {sum(right.values()) / sum(total.values()):.2%} right")


def _fields(expected, record):
    first, last, number = expected.authors
    names = [author.name for author in record.authors]
    start, end = expected.abstract
    yield "title", (record.title or "") == expected.title
    yield (
        "authors",
        (
            names[:1] == ([first] if first else [])
            and (not last or names[-1] == last)
            and (not number or len(names) == number)
        ),
    )
    yield "id", expected.identifier in (record.arxiv_id or "", record.doi or "")
    yield "date", (record.dates[0].iso if record.dates else "") == expected.date
    yield "abstract", (record.abstract or "").startswith(start) and (record.abstract or "").endswith(end)


def _made_up(number: int) -> list[dict[str, object]]:
    rng = random.Random(0)
    rows = []
    for place in range(number):
        text = " ".join(rng.choices(WORDS, k=190)).capitalize() + "."
        names = [
            f"{rng.choice(['Ann', 'Bo', 'Chen', 'José'])} {rng.choice(['Lee', 'Müller', 'Wei', 'Ray'])}{chr(97 + place % 26)}"
            for _ in range(5)
        ]
        rows.append(
            {
                "id": f"25{place % 12 + 1:02d}.{place % 100_000:05d}",
                "title": text[:70],
                "authors": names,
                "abstract": text,
                "date": "2025-03-04",
                "categories": ["cs.CV", "cs.LG"],
            }
        )
    return rows


def _seconds(call) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def speed(number: int) -> None:
    rows = _made_up(number)
    with tempfile.TemporaryDirectory() as folder:
        lines, bib = Path(folder) / "x.jsonl", Path(folder) / "x.bib"
        lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        bib.write_text("\n".join(_entry(row) for row in rows[: number // 4]))
        ours = _seconds(lambda: sum(1 for _ in read_file(lines)))
        peer = _seconds(lambda: [json.loads(line) for line in lines.open()])
        print(
            f"jsonl      {number / ours:,.0f} records/s of CPU time; a loop of json.loads {number / peer:,.0f} ({ours / peer:.1f} times ours)"
        )
        ours = _seconds(lambda: sum(1 for _ in read_file(bib)))
        print(f"bibtex     {number // 4 / ours:,.0f} records/s of CPU time", end="")
        try:
            import bibtexparser
        except ImportError:
            print("; bibtexparser is not installed")
            return
        part = "\n".join(_entry(row) for row in rows[: number // 40])
        parse = getattr(bibtexparser, "parse_string", None) or bibtexparser.loads
        peer = _seconds(lambda: parse(part))
        rate = number // 40 / peer
        print(
            f"; bibtexparser {bibtexparser.__version__} {rate:,.0f} ({rate * ours / (number // 4):.1f} times ours, without decoding)"
        )


def _entry(row: dict[str, object]) -> str:
    return (
        f"@article{{{row['id']},\n  title = {{{row['title']}}},\n  author = {{{' and '.join(row['authors'])}}},\n"  # type: ignore[arg-type]
        f"  abstract = {{{row['abstract']}}},\n  year = {{2025}},\n  eprint = {{{row['id']}}},\n  archiveprefix = {{arXiv}},\n}}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formats", nargs="?", type=Path, default=FORMATS_DIR)
    parser.add_argument("--records", type=int, default=20_000)
    options = parser.parse_args()
    if options.formats.exists():
        coverage(options.formats)
        accuracy(options.formats)
    speed(options.records)


if __name__ == "__main__":
    main()
