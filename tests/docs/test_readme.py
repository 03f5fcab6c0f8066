"""What README.md shows can be done."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def load_refresher():
    spec = importlib.util.spec_from_file_location("refresh_readme", ROOT / "docs/refresh_readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESHER = load_refresher()
COMMANDS = [
    command for block in REFRESHER.BLOCK.finditer(TEXT) for command in REFRESHER.commands(block["body"])
]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    folder = REFRESHER.workplace(tmp_path_factory.mktemp("readme"))
    assert COMMANDS[0] == "kg build seeds/"
    assert REFRESHER.run(COMMANDS[0], folder)[0] == 0
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_and_prints_something(workplace, command):
    code, output = REFRESHER.run(command, workplace)
    assert code == 0, output
    assert output.strip()


def test_every_block_shows_output():
    for block in REFRESHER.BLOCK.finditer(TEXT):
        lines = block["body"].splitlines()
        assert len(lines) > len(list(REFRESHER.commands(block["body"]))), "run: make docs"


def test_the_python_example_runs(workplace):
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=workplace,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    papers, *models, many = done.stdout.splitlines()
    assert int(papers) > 40
    assert len(models) == 3
    assert many == "True"


@pytest.mark.parametrize("page", ["README.md", "docs/README.md", "benchmarks/README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize(("folder", "suffix"), [("docs", ".md"), ("benchmarks", ".py")])
def test_the_index_of_a_folder_is_complete(folder, suffix):
    index = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / folder).glob(f"*{suffix}")} - {"README.md"}
    listed = set(re.findall(r"\]\(([^)]+)\)|`([^`]+)`", index))
    missing = pages - {name for pair in listed for name in pair}
    assert not missing, f"{folder}/README.md does not list {missing}"


def test_mentioned_commands_exist():
    import typer

    from kg.cli.app import app

    known = set(typer.main.get_command(app).commands)
    assert set(re.findall(r"(?:`|^|\$ )kg ([a-z]+)", TEXT, re.M)) <= known
