"""RIS, as most reference managers and publishers export it."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s?(?P<value>.*))"),
    start=("TY",),
    end=re.compile(r"ER\s{1,2}-"),
    title=("TI", "T1", "CT", "BT"),
    abstract=("AB", "N2"),
    authors=("AU", "A1"),
    dates=("DA", "Y1", "PY"),
    venue=("JF", "T2", "JO", "JA", "J2", "J1", "BT"),
    doi=("DO", "DI", "M3", "N1", "L3", "UR"),
    ids=("AN", "M1", "C7"),
    urls=("UR", "L1", "L2", "LK"),
    comments=("N1",),
    affiliations=("AD",),
    ignored=re.compile(r"\d+\.$|EF\s{1,2}-|Record #\d+|(?:Provider|Content|Database|Tagformat)\s*:"),
)


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    tags = re.findall(r"^[ \t]*\ufeff?([A-Z][A-Z0-9])\s{1,2}- ", head.text, re.M)
    if "TY" in tags:
        return 0.9
    return 0.6 if len(tags) >= 3 and re.search(r"^ER\s{1,2}-", head.text, re.M) else 0.0


FORMAT = Format(
    name="ris",
    label="RIS",
    suffixes=(".ris", ".txt"),
    fields="title, abstract, authors, DOI, date, journal, notes, affiliations, links",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
