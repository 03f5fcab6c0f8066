"""Garbage is looked for where it should be, and nowhere else."""

from __future__ import annotations

import gc

from kg.memory import collected, uncollected


def test_nothing_is_looked_for_but_where_asked() -> None:
    with uncollected():
        assert not gc.isenabled()
        with collected():
            assert gc.isenabled()
            assert gc.get_freeze_count()
        assert not gc.isenabled()
        assert not gc.get_freeze_count()
    assert gc.isenabled()
