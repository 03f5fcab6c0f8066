"""`kg why` and `kg review` on a graph that was really built."""

import json

import pytest

from kg.resolve import load_curation
from tests.cli.conftest import CommandLine, rows


@pytest.fixture
def site(kg, built):
    """A folder of its own that holds a copy of a finished build of the seeds."""
    import shutil

    shutil.copytree(built.folder / "output", kg.folder / "output")
    (kg.folder / "seeds").symlink_to(built.folder / "seeds")
    return kg


def test_why_shows_the_rule_that_joined_two_names(built):
    done = built("why", "OVR", "Open-Vision-Reasoner")
    assert done.returncode == 0, done.stderr
    first, *rules = done.stdout.splitlines()
    assert first == "OVR and Open-Vision-Reasoner are one (entity)"
    assert any(" joined " in rule and "Open-Vision-Reasoner" in rule for rule in rules)


def test_why_shows_what_keeps_two_things_apart(built):
    done = built("why", "OVR", "GPT-4o")
    assert done.returncode == 0, done.stderr
    first, *rules = done.stdout.splitlines()
    assert first.endswith("are two different things (entity)")
    assert any(rule.startswith("  no ") for rule in rules)
    found = json.loads(built("why", "OVR", "GPT-4o", "-f", "json").stdout)
    assert found["same"] is False
    assert len(found["checks"]) == len(rules)


def test_why_of_an_unknown_name_is_one_line(built):
    done = built("why", "OVR", "Nonsense-9000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Nonsense-9000" in done.stderr


@pytest.mark.parametrize("command", [["why", "A", "B"], ["review"]], ids=lambda command: command[0])
def test_without_a_build_the_message_says_so(kg: CommandLine, command):
    done = kg(*command)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "kg build" in line


def test_review_lists_and_takes_decisions_that_a_build_replays(site):
    items = rows(site("review", "--limit", "5"))
    assert len(items) == 5
    statements = [item for item in items if item["kind"] == "statement"]
    assert all(item["sentence"] for item in statements)
    first, second = items[0], items[1]
    done = site("review", "--reject", first["id"], "--accept", second["id"])
    assert (done.returncode, done.stdout) == (0, "")
    assert len(load_curation(site.folder / "curation.toml").entries) == 2
    assert not {first["id"], second["id"]} & {item["id"] for item in rows(site("review"))}
    before = json.loads(site("stats", "-f", "json").stdout)
    assert site("build", "seeds/").returncode == 0
    assert json.loads(site("stats", "-f", "json").stdout) != before
    assert not {first["id"], second["id"]} & {item["id"] for item in rows(site("review"))}


def test_an_unknown_id_decides_nothing(site):
    known = rows(site("review", "--limit", "1"))[0]["id"]
    done = site("review", "--accept", known, "--reject", "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nonsense" in done.stderr
    assert not (site.folder / "curation.toml").exists()


def test_questions_are_put_one_by_one(site):
    done = site("review", "--ask", text="what\ns\na\nr\nq\n")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 of" in done.stderr
    assert "4 of" in done.stderr
    assert len(load_curation(site.folder / "curation.toml").entries) == 2


def test_the_end_of_input_ends_the_questions(site):
    assert site("review", "--ask", text="a\n").returncode == 0
    assert len(load_curation(site.folder / "curation.toml").entries) == 1
