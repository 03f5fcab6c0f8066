"""Measure the shipped model on annotated papers and write the figures into docs/model-card.md.

    python -m benchmarks.model_card [--gold FILE] [--model FOLDER] [--card FILE]

The tables between the two markers of the card are replaced; docs/reliability.png is drawn where matplotlib
is installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.confidence import confident
from kg.evaluate import Calibration, Scores, calibrate, score
from kg.extraction_records import ExtractionRecord, from_annotation, read_file

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- figures: written by benchmarks/model_card.py -->", "<!-- end of figures -->"
WANTED = 0.9
STEPS = 50


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "../shared/gold/dev.jsonl")
    parser.add_argument("--model", type=Path, help="left out: the shipped one")
    parser.add_argument("--card", type=Path, default=ROOT / "docs/model-card.md")
    options = parser.parse_args(arguments)
    gold = list(read_file(options.gold))
    name, found = predict(gold, options.model)
    calibrations = calibrate(gold, found)
    text = "\n\n".join(sections(name, gold, found, calibrations))
    replace_section(options.card, text)
    plot(calibrations, options.card.with_name("reliability.png"))
    print(f"wrote {options.card}")


def predict(gold: Sequence[ExtractionRecord], model: Path | None) -> tuple[str, list[ExtractionRecord]]:
    """The version of the model, and what it says of the texts of the gold records."""
    from kg.extract import load

    extractor = load(model)
    return extractor.version, [from_annotation(a) for a in extractor.annotate(g.document for g in gold)]


def sections(
    name: str,
    gold: Sequence[ExtractionRecord],
    found: Sequence[ExtractionRecord],
    calibrations: Sequence[Calibration],
) -> Iterable[str]:
    """The tables of the card."""
    scores = score(gold, found)
    yield f"Model `{name}` on {len(gold)} annotated papers, as `kg eval` counts them."
    yield table(("what", "precision", "recall", "F1", "gold"), score_rows(scores))
    yield (
        "Calibration: how far the mean confidence of a tenth of the scale lies from the share that is right, "
        "on average (expected calibration error)."
    )
    rows = ((c.kind, c.count, shown(c.confidence), shown(c.precision), shown(c.error)) for c in calibrations)
    yield table(("what", "predictions", "mean confidence", "share right", "error"), rows)
    yield f"The least `--min-confidence` that reaches a precision of {WANTED:.2f}, and what is left at it:"
    yield table(("what", "min confidence", "precision", "recall"), threshold_rows(gold, found))


def score_rows(scores: Scores) -> Iterable[Sequence[object]]:
    for name, tally in scores.rows():
        yield name, shown(tally.precision), shown(tally.recall), shown(tally.f1), tally.gold


def threshold_rows(
    gold: Sequence[ExtractionRecord], found: Sequence[ExtractionRecord]
) -> Iterable[Sequence[object]]:
    """For each kind the first threshold at which what is kept is right nine times in ten."""
    left = {"typed": "entities", "relations": "relations", "results": "results"}
    for step in range(STEPS):
        threshold = step / STEPS
        scores = score(gold, [confident(record, threshold) for record in found])
        for kind in list(left):
            tally = getattr(scores, kind)
            if tally.precision >= WANTED:
                yield left.pop(kind), f"{threshold:.2f}", shown(tally.precision), shown(tally.recall)
    for kind in left.values():
        yield kind, "not reached", "–", "–"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, rule, *rows))


def shown(share: float) -> str:
    return f"{share:.3f}"


def replace_section(card: Path, text: str) -> None:
    """Put the text between the markers of the card."""
    before, begin, rest = card.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{card}: lacks the markers {BEGIN} and {END}")
    card.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def plot(calibrations: Sequence[Calibration], file: Path) -> None:
    """Share right against confidence, by tenth; the area of a dot is the number of predictions."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        print(f"matplotlib is not installed, so {file} stays as it is")
        return
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    for axes, part in zip(figure.subplots(1, len(calibrations), sharey=True), calibrations, strict=True):
        bins = [one for one in part.bins if one.count]
        confidence, precision = [one.confidence for one in bins], [one.precision for one in bins]
        sizes = [max(6.0, 300 * one.count / part.count) for one in bins]
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, zorder=1)
        axes.plot(confidence, precision, color="#1f5fa8", zorder=2)
        axes.scatter(confidence, precision, sizes, color="#1f5fa8", zorder=3)
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", title=f"{part.kind} ({part.count})")
    figure.axes[0].set_ylabel("share right")
    figure.savefig(file, dpi=120, metadata={"Software": None})


if __name__ == "__main__":
    main()
