from __future__ import annotations

import pytest

from kg.resolve.values import parse_value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("95.3%", (95.3, "%")),
        ("95.3 \\%", (95.3, "%")),
        ("+4.2%", (4.2, "%")),
        ("-0.7", (-0.7, None)),
        ("−0.7 dB", (-0.7, "dB")),
        ("2.2$\\times$", (2.2, "×")),
        ("20x", (20.0, "×")),
        ("3 times", (3.0, "×")),
        ("4,039 tokens per second per GPU", (4039.0, "tokens per second per GPU")),
        ("25.80", (25.8, None)),
        ("~40%", (40.0, "%")),
        ("up to 88%", (88.0, "%")),
        ("1.5k", (1500.0, None)),
        ("12 ms", (12.0, "ms")),
        ("5 m", (5.0, "m")),
        ("1e-3", (0.001, None)),
        ("18.6 points", (18.6, "points")),
        ("1% to3%", (None, None)),
        ("40-50%", (None, None)),
        ("95.3 ± 0.2", (None, None)),
        ("3/5", (None, None)),
        ("state of the art", (None, None)),
        ("", (None, None)),
        ("1.2.3", (None, None)),
        ("half", (None, None)),
    ],
)
def test_values_are_read_or_left(value, expected):
    assert parse_value(value) == expected
