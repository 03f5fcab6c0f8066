"""What the panel lists of a node beside its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from kg.view.model import FactValue

Row = tuple[str, tuple[FactValue, ...]]


def facts(attributes: dict[str, Any], *, authors: tuple[FactValue, ...]) -> tuple[Row, ...]:
    """Name and values of each fact that is known, in reading order; only web pages become links."""
    return tuple((name, values) for name, values in (("authors", authors), *_rows(attributes)) if values)


def _rows(attributes: dict[str, Any]) -> Iterator[Row]:
    arxiv_id, doi = attributes.get("arxiv_id"), attributes.get("doi")
    yield "arXiv", _linked(arxiv_id, "https://arxiv.org/abs/")
    yield "DOI", _linked(doi, "https://doi.org/")
    yield "venue", _texts(attributes.get("venue"))
    yield "dates", _texts(*dict.fromkeys(attributes.get("dates", ())))
    yield "code", _texts("available" if attributes.get("has_code") else None)
    yield "links", tuple(FactValue(url, _web(url)) for url in attributes.get("urls", ()))
    yield "listed in", _texts(*(attributes.get("source") or "").split("; "))


def _linked(identifier: str | None, base: str) -> tuple[FactValue, ...]:
    return (FactValue(identifier, base + quote(identifier, safe="/:;()._-")),) if identifier else ()


def _texts(*values: str | None) -> tuple[FactValue, ...]:
    return tuple(FactValue(value) for value in values if value)


def _web(url: str) -> str | None:
    return url if url.lower().startswith(("https://", "http://")) else None
