"""The command line: each command parses, calls the library and prints."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and end the process with 0 (fine), 1 (failed), 2 (usage) or 130 (interrupted)."""
    try:
        from kg.cli.app import app

        app(prog_name="kg")
    except KeyboardInterrupt:  # before the command itself began, which sees to interrupts from then on
        sys.exit(130)
    finally:
        # The process ends: what is left need not be searched for garbage once more.
        gc.freeze()
