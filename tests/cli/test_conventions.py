"""What holds for every command: streams, exit codes, help, speed."""

import json
import os
import resource
import signal
import subprocess
import time

import pytest
import typer
from typer.testing import CliRunner

import kg as library
from kg.cli.app import app
from kg.cli.messages import visible


def leaves(group, prefix=""):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, f"{prefix}{name} ")
        else:
            yield prefix + name, command


TOP = typer.main.get_command(app).commands
COMMANDS = dict(leaves(typer.main.get_command(app)))
PARAMETERS = [(name, p) for name, command in COMMANDS.items() for p in command.params]


def test_version(kg):
    done = kg("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"kg {library.__version__}\n", "")


def test_help_without_arguments_lists_every_command(kg):
    assert kg().returncode == 2
    done = kg("--help")
    assert done.returncode == 0
    for name in TOP:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name):
    done = CliRunner().invoke(app, [*name.split(), "--help"])
    assert done.exit_code == 0
    first = COMMANDS[name].help.split("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 60


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=lambda value: getattr(value, "name", value))
def test_every_option_says_what_happens_when_it_is_left_out(name, parameter):
    assert parameter.help, f"{name} {parameter.name} has no help"
    if not parameter.required:
        assert "Left out:" in parameter.help
    if not getattr(parameter, "is_flag", False):
        assert parameter.metavar


def test_help_is_quick(kg):
    def processor_seconds():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert kg("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # The promise is 0.3 s of waiting; processor time does not depend on what else the machine does.
    assert min(processor_seconds() for _ in range(5)) < 0.4


def test_help_imports_nothing_heavy(kg):
    script = "import sys; from kg.cli.app import app; print([m for m in sys.modules if '.' not in m])"
    done = subprocess.run(
        [kg.command()[0], "-c", script], env=kg.environment, capture_output=True, text=True, check=True
    )
    heavy = {"spacy", "numpy", "scipy", "rdflib", "pyoxigraph", "networkx", "onnxruntime", "orjson", "pyvis"}
    assert heavy.isdisjoint(eval(done.stdout))


def test_wrong_usage_exits_with_2(kg):
    for arguments in (["--nonsense"], ["nonsense"], ["build", "--nonsense"], ["eval"]):
        done = kg(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr


def test_an_unknown_command_gives_near_ones(kg):
    done = kg("shwo", "Heron")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'shwo'. Did you mean show?" in done.stderr


def test_an_error_is_one_line_and_debug_shows_where(kg):
    done = kg("eval", "nowhere.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: nowhere.jsonl: no such file; name a file of JSON Lines\n"
    assert "Traceback" in kg("--debug", "eval", "nowhere.jsonl").stderr


def gold_line(**fields):
    return json.dumps({"id": "1", "entities": [{"name": "A", "type": "Model"}], **fields}) + "\n"


def test_a_closed_pipe_is_quiet(kg):
    (kg.folder / "gold.jsonl").write_text(gold_line(), encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    process = kg.start(
        "eval", "gold.jsonl", "--predicted", "gold.jsonl", stdout=writer, stderr=subprocess.PIPE
    )
    os.close(writer)
    _, messages = process.communicate(timeout=60)
    assert (process.returncode, messages) == (141, "")


def _interruptible():
    """Undo what a shell does to the processes that it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_exits_with_130(kg):
    (kg.folder / "gold.jsonl").write_text(gold_line(), encoding="utf-8")
    process = kg.start(
        *("eval", "gold.jsonl", "--predicted", "-"),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_interruptible,
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert (process.returncode, messages) == (130, "")


def test_output_is_utf8_whatever_the_locale(kg):
    (kg.folder / "gold.jsonl").write_text(
        gold_line(entities=[{"name": "Å", "type": "Модель"}]), encoding="utf-8"
    )
    done = kg("eval", "gold.jsonl", "-p", "gold.jsonl", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert "type:Модель" in done.stdout


@pytest.mark.parametrize("name", ["nul\x1b[2J.jsonl", "a\nb.jsonl", "caf\udce9.jsonl", "\u202egnp.jsonl"])
def test_a_file_name_cannot_steer_the_terminal(kg, name):
    done = kg("eval", name)
    assert done.returncode == 2
    assert all(line.isprintable() for line in done.stderr.splitlines())


def test_visible_leaves_ordinary_text_alone():
    assert visible("Müller – 模型 👍") == "Müller – 模型 👍"


def test_completion_knows_the_commands(kg):
    request = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg ex", "COMP_CWORD": "1"}
    done = kg(env=request)
    assert set(done.stdout.split()) >= {"export", "extract"}
