"""Biblioscape's tagged text."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"--(?P<tag>[A-Z]{2})--\s?(?P<value>.*)"),
    start=(),
    end=re.compile(r"-{6,}\s*$"),
    title=("TI", "ST"),
    abstract=("AB",),
    authors=("AU",),
    dates=("DP", "YP"),
    venue=("ST",),
    doi=("DI", "UR", "AT"),
    urls=("UR", "AT", "WP"),
    comments=("NT",),
    affiliations=("AD",),
)


def _sniff(head: Head) -> float:
    return 0.9 if not head.binary and len(re.findall(r"^--[A-Z]{2}-- ", head.text, re.M)) >= 2 else 0.0


FORMAT = Format(
    name="biblioscape",
    label="Biblioscape text",
    suffixes=(".txt",),
    fields="title, abstract, authors, date, journal, affiliations, links",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
