"""EndNote's tagged text (refer, `.enw`)."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"%(?P<tag>[0-9A-Z@!#$&*()^+<>=?~\[\]|:.])\s(?P<value>.*)"),
    start=("0",),
    end=re.compile(r"(?!)"),
    title=("T",),
    abstract=("X",),
    authors=("A",),
    dates=("8", "D"),
    venue=("J", "B", "S"),
    doi=("R", "M", "U"),
    ids=("M",),
    urls=("U", ">"),
    comments=("Z",),
    affiliations=("+",),
    blank=True,
)


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    lines = re.findall(r"^%([0-9A-Z])\s\S", head.text, re.M)
    return 0.85 if "T" in lines and ("0" in lines or "A" in lines) and head.text.startswith("%") else 0.0


FORMAT = Format(
    name="endnote",
    label="EndNote text (refer)",
    suffixes=(".enw", ".refer", ".txt"),
    fields="title, abstract, authors, DOI, date, journal, notes, affiliations, links",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
