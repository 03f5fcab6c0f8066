"""The tagged text of Copac, the union catalogue of British libraries."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"(?P<tag>[A-Z]{2})- (?P<value>.*)"),
    start=("TI",),
    end=re.compile(r"(?!)"),
    title=("TI",),
    abstract=("AB",),
    authors=("AU",),
    dates=("PY",),
    venue=("SE",),
    comments=("NT",),
    blank=True,
)


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    tags = re.findall(r"^([A-Z]{2})- \S", head.text, re.M)
    return 0.7 if "TI" in tags and ("PY" in tags or "AU" in tags) else 0.0


FORMAT = Format(
    name="copac",
    label="Copac text",
    suffixes=(".txt",),
    fields="title, authors, date, series, notes",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
