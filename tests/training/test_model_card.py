"""The model card's figures are those of the model that is shipped."""

from pathlib import Path

import pytest

from benchmarks.model_card import BEGIN, END, replace_section, table
from kg.extract import version

CARD = Path(__file__).parents[2] / "docs/model-card.md"


def test_the_card_is_about_the_shipped_model():
    assert f"`{version()}`" in CARD.read_text(encoding="utf-8"), "run: python -m benchmarks.model_card"


def test_only_the_section_is_replaced(tmp_path):
    card = tmp_path / "card.md"
    card.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n", encoding="utf-8")
    replace_section(card, "new")
    assert card.read_text(encoding="utf-8") == f"before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"


def test_a_card_without_markers_is_refused(tmp_path):
    card = tmp_path / "card.md"
    card.write_text(f"{BEGIN}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="lacks the markers"):
        replace_section(card, "new")


def test_tables():
    assert table(("a", "b"), [("x", 1)]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
