"""Turn a network's weights into a pipeline folder, as `kg --model` reads it.

python -m training.export WEIGHTS --tokenizer FILE --out DIR [--settings FILE] [--roles FILE] [--float32]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.extract.components import ROLES, SETTINGS, TOKENIZER
from kg.extract.pipeline import assemble, version
from kg.extract.roles import RoleWeights
from kg.extract.settings import Settings
from kg.learn.export import export
from training.fit import load_network


def write_pipeline(args: argparse.Namespace) -> None:
    """Export the graphs, put the other files beside them, and wrap all in a pipeline."""
    with tempfile.TemporaryDirectory() as scratch:
        parts = Path(scratch)
        export(load_network(args.weights), parts, quantise=not args.float32)
        shutil.copyfile(args.tokenizer, parts / TOKENIZER)
        if args.settings:
            shutil.copyfile(args.settings, parts / SETTINGS)
        else:
            Settings().save(parts / SETTINGS)
        if args.roles:
            shutil.copyfile(args.roles, parts / ROLES)
        else:
            RoleWeights.none().save(parts / ROLES)
        assemble(parts, args.out, name=args.name, version=args.version)


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("weights", type=Path, help="written by training.fit or training.distil")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--settings", type=Path, help="thresholds and calibration; left out: the defaults")
    parser.add_argument("--roles", type=Path, help="written by training.roles; left out: the network alone")
    parser.add_argument("--name", default="abstracts")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--float32", action="store_true", help="no 8-bit weights, to measure their cost")
    args = parser.parse_args(arguments)
    write_pipeline(args)
    print(f"wrote {args.out}: {version(args.out)}")


if __name__ == "__main__":
    main()
