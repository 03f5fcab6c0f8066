"""Rows of Papers with Code: links between papers and code, and evaluation tables."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make


def matches(row: Object) -> bool:
    """Whether an object names a paper beside its code or its results."""
    return "paper_title" in row and "paper_url" in row and ("repo_url" in row or "model_name" in row)


def paper(row: Object, origin: Origin) -> PaperRecord:
    """The record of the paper that a row names."""
    links = [values.text(row.get(key)) for key in ("paper_url_abs", "paper_url", "paper_url_pdf", "repo_url")]
    return make(
        origin,
        title=values.text(row.get("paper_title")),
        identifiers=[values.text(row.get("paper_arxiv_id"))],
        dates=[values.date(row.get("paper_date"), "published")],
        links=[*links, *(values.text(one.get("url")) for one in values.objects(row.get("code_links")))],
    )


DIALECT = Dialect(
    name="papers-with-code",
    label="Papers with Code JSON (links and evaluation tables)",
    suffixes=(".json", ".jsonl"),
    fields="title, arXiv id, date, links, code",
    marks=re.compile(r'"paper_title"\s*:'),
    keys=frozenset(("paper_title",)),
    matches=matches,
    paper=paper,
)
