"""Running the real command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.graph.made import knowledge

ROOT = Path(__file__).parents[2]


class CommandLine:
    """`kg` in a process of its own, in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}

    def __call__(self, *arguments, text=None, env=None):
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**self.environment, **(env or {})},
            input=text,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=120,
            check=False,
        )

    def start(self, *arguments, **streams):
        return subprocess.Popen(
            self.command(*arguments), cwd=self.folder, env=self.environment, text=True, **streams
        )

    @staticmethod
    def command(*arguments):
        return [sys.executable, "-m", "kg", *map(str, arguments)]


@pytest.fixture
def kg(tmp_path):
    return CommandLine(tmp_path)


@pytest.fixture(scope="session")
def seeds():
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def built(tmp_path_factory, seeds):
    """A command line in a folder where `kg build seeds/` has run."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "seeds").symlink_to(seeds)
    line = CommandLine(folder)
    line.build = line("build", "seeds/")
    assert line.build.returncode == 0, line.build.stderr
    return line


@pytest.fixture
def made_kg(kg):
    """A command line where output/ holds the graph of hand-made knowledge."""
    Graph.from_knowledge(knowledge()).write(kg.folder / "output/graph.ttl")
    return kg


def rows(done):
    """The tab-separated rows that a command wrote, by column."""
    assert done.returncode in (0, 1), done.stderr
    header, *lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert all(len(line) == len(header) for line in lines)
    return [dict(zip(header, line, strict=True)) for line in lines]
