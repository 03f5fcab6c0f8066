from __future__ import annotations

import doctest

from kg.graph import iris


def test_the_examples_in_docstrings_hold() -> None:
    found = doctest.testmod(iris)
    assert found.attempted > 2
    assert not found.failed
