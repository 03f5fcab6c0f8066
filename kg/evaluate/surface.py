"""When two surface forms count as the same."""

from __future__ import annotations

import re
import unicodedata

from kg.extraction_records import EntityEntry

_SEPARATORS = re.compile(r"[^\w%]+|_")
_VALUE_NOISE = re.compile(r"[\s$~{}\\,]+")
_VALUE_SPELLINGS = (("\\times", "x"), ("×", "x"), ("\\%", "%"), ("percent", "%"))


def normal_name(name: str | None) -> str:
    """Letters and digits of a name, case folded, without a plural s.

    >>> normal_name("Large Language-Models")
    'largelanguagemodel'
    """
    letters = _SEPARATORS.sub("", unicodedata.normalize("NFKC", name or "").casefold())
    plural = len(letters) > 3 and letters.endswith("s") and not letters.endswith("ss")
    return letters[:-1] if plural else letters


def normal_value(value: str) -> str:
    r"""A reported number without spacing, TeX and outer signs.

    >>> normal_value("+2.2$\\times$")
    '2.2x'
    """
    text = unicodedata.normalize("NFKC", value).casefold()
    for spelling, normal in _VALUE_SPELLINGS:
        text = text.replace(spelling, normal)
    return _VALUE_NOISE.sub("", text).strip("+()")


def surface_forms(entity: EntityEntry) -> frozenset[str]:
    """The normal forms of an entity's name and aliases, without empty ones."""
    return frozenset(normal_name(form) for form in (entity.name, *entity.aliases)) - {""}
