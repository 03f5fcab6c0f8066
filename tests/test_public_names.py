"""`kg.__all__` is what the package offers, and importing it is cheap."""

import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name):
    assert getattr(kg, name) is not None


def test_names_are_sorted_and_listed_once():
    assert kg.__all__ == sorted(set(kg.__all__))
    assert dir(kg) == kg.__all__


def test_every_error_is_public():
    from kg import errors

    assert {name for name in vars(errors) if name.endswith("Error")} <= set(kg.__all__)


def test_every_public_module_is_listed():
    packages = {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    internal = {"cli", "extraction_records", "learn", "ontology", "store"}
    assert packages - internal == {name for name in kg.__all__ if (ROOT / "kg" / name).is_dir()}


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kg.nonsense


def test_importing_is_cheap():
    script = "import sys, kg; print(sorted(m for m in sys.modules if m.startswith('kg')))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['kg']"
