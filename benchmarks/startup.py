"""How long people wait: `kg --help`, the first annotation, a first and a second build of seeds/.

    python benchmarks/startup.py

Each figure is the best of a few processes, beside an empty Python process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
KG = [sys.executable, "-m", "kg"]
FIRST_ANNOTATION = """
from kg.annotation import Document
from kg.extract import load
list(load(None).annotate([Document(id="1", abstract="We present OVR, based on Qwen2.5-VL-7B.")]))
"""


def seconds(command: list[str], *, folder: str, runs: int = 3) -> float:
    """The least wall time of a few runs."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        build = [*KG, "build", str(ROOT / "seeds")]
        rows = {
            "empty Python process": seconds([sys.executable, "-c", "pass"], folder=folder),
            "import kg": seconds([sys.executable, "-c", "import kg"], folder=folder),
            "kg --help": seconds([*KG, "--help"], folder=folder, runs=5),
            "first annotation, start included": seconds(
                [sys.executable, "-c", FIRST_ANNOTATION], folder=folder
            ),
            "kg build seeds/, first": seconds(build, folder=folder, runs=1),
            "kg build seeds/, nothing changed": seconds(build, folder=folder),
        }
    for name, value in rows.items():
        print(f"{name:34} {value:7.2f} s")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'peak memory of any of them':34} {memory:7.0f} MB")


if __name__ == "__main__":
    main()
