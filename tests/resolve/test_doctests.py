from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import kg.resolve

MODULES = sorted(module.name for module in pkgutil.iter_modules(kg.resolve.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(f"kg.resolve.{name}")).failed == 0
