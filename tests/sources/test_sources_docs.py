"""The page on sources says what the table of formats says."""

from pathlib import Path

from kg.sources import FIELDS, FORMATS

DOCS = (Path(__file__).parents[2] / "docs/sources.md").read_text()


def test_every_format_has_its_row():
    for form in FORMATS:
        row = next(line for line in DOCS.splitlines() if line.startswith(f"| `{form.name}` |"))
        assert form.label in row
        assert form.fields in row
        assert all(suffix in row for suffix in form.suffixes)


def test_no_row_without_a_format():
    rows = [line for line in DOCS.splitlines() if line.startswith("| `")]
    assert len(rows) == len(FORMATS)


def test_every_field_of_the_column_map_is_named():
    assert all(f"`{field}`" in DOCS for field in FIELDS)
