"""Rows reach stdout unharmed in every style, and never steer the terminal."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.messages import visible
from kg.cli.parsing import pairs
from kg.cli.tables import TableFormat, write_table

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(st.tuples(TEXT, TEXT), max_size=5)
COLUMNS = ("left", "right")


def written(rows, style):
    """What `write_table` prints, with line ends as they are."""
    stream = io.StringIO(newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", stream)
        write_table(COLUMNS, rows, style=style)
    return stream.getvalue()


def steering(text):
    """The characters other than line ends that make a terminal do something."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


@given(ROWS)
def test_csv_is_read_back(rows):
    header, *found = csv.reader(io.StringIO(written(rows, TableFormat.csv), newline=""))
    assert header == list(COLUMNS)
    assert [tuple(row) for row in found] == rows


@given(ROWS)
def test_json_is_read_back(rows):
    found = json.loads(written(rows, TableFormat.json))
    assert [(row["left"], row["right"]) for row in found] == rows


@given(ROWS)
def test_tsv_has_a_line_a_row_and_a_tab_a_column(rows):
    lines = written(rows, TableFormat.tsv).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


@given(ROWS)
def test_a_drawn_table_holds_no_control_characters(rows):
    drawn = written(rows, TableFormat.table)
    assert not steering(drawn)


@given(st.text())
def test_visible_text_is_one_line_that_can_be_written(text):
    shown = visible(text)
    assert not steering(shown)
    assert "\n" not in shown
    shown.encode("utf-8")


def test_no_style_in_a_pipe_is_tsv():
    assert written([("a", "b")], None) == "left\tright\na\tb\n"


def test_cells_that_are_no_text():
    rows = [(None, True), (1, 2.5)]
    assert written(rows, TableFormat.tsv) == "left\tright\n\tyes\n1\t2.5\n"
    assert json.loads(written(rows, TableFormat.json)) == [
        {"left": None, "right": True},
        {"left": 1, "right": 2.5},
    ]


def test_pairs():
    import typer

    assert pairs(["title=Name", "id=a=b"], option="--map") == {"title": "Name", "id": "a=b"}
    with pytest.raises(typer.BadParameter):
        pairs(["title"], option="--map")


WIDE = ("a", "b", "c", "d", "e", "f")


def test_rows_too_wide_for_the_terminal_are_drawn_one_below_the_other(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    write_table(
        WIDE, [[f"{column} is quite a long text, too long" for column in WIDE]], style=TableFormat.table
    )
    assert stream.getvalue().splitlines()[0] == "a  a is quite a long text, too long"
    assert all(len(line) <= 80 for line in stream.getvalue().splitlines())


def test_no_rows_are_said_so(capsys):
    write_table(COLUMNS, [], style=TableFormat.table)
    assert capsys.readouterr() == ("", "no rows\n")


def test_a_grid_is_as_wide_as_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("TERM", "dumb")
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    write_table(COLUMNS, [("short", "long " * 40)], style=TableFormat.table)
    assert 80 < max(map(len, stream.getvalue().splitlines())) <= 90
