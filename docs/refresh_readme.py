"""Run the commands of README.md and write what they print into its `console` blocks.

A line `<!-- at most N lines -->` before a block keeps the first N lines of each output.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?P<limit><!-- at most (?P<lines>\d+) lines -->\n)?```console\n(?P<body>.*?)```\n", re.S)
WIDTH = 100


def commands(body: str) -> Iterator[str]:
    """The commands of a block, without their prompts."""
    return (line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ "))


def run(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and what a terminal of `WIDTH` columns would show of stdout."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    launcher = tools / "kg"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
        "COLUMNS": str(WIDTH),
    }
    terminal, inner = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdout=inner, stderr=subprocess.DEVNULL
    )
    os.close(inner)
    output = b"".join(_chunks(terminal)).decode().replace("\r\n", "\n")
    return process.wait(), "\n".join(line.rstrip() for line in output.splitlines())


def workplace(folder: Path) -> Path:
    """A folder as a fresh clone has it, as far as the commands of the README see."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    return folder


def _chunks(terminal: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(terminal, 65536):
            yield chunk
    except OSError:  # how Linux says that the other end was closed
        return
    finally:
        os.close(terminal)


def refreshed(text: str, folder: Path) -> str:
    """The text with the outputs of its commands as they are now."""

    def replace(block: re.Match[str]) -> str:
        parts = []
        for command in commands(block["body"]):
            code, output = run(command, folder)
            if code:
                sys.exit(f"README command failed with {code}: {command}")
            parts.append(f"$ {command}\n{_shortened(output, block['lines'])}")
        body = "\n".join(parts)
        return f"{block['limit'] or ''}```console\n{body}```\n"

    return BLOCK.sub(replace, text)


def _shortened(output: str, limit: str | None) -> str:
    lines = output.strip("\n").splitlines()
    if limit and len(lines) > int(limit):
        lines = [*lines[: int(limit)], "…"]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Rewrite README.md."""
    with tempfile.TemporaryDirectory() as folder:
        text = refreshed(README.read_text(encoding="utf-8"), workplace(Path(folder)))
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
