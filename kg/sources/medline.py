"""MEDLINE's tagged text (`.nbib`), as PubMed exports it."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"(?P<tag>[A-Z]{2,4})\s{0,2}- ?(?P<value>.*)"),
    start=("PMID",),
    end=re.compile(r"(?!)"),
    title=("TI", "BTI"),
    abstract=("AB", "OAB"),
    authors=("FAU", "AU"),
    organisations=("CN",),
    dates=("DEP", "DP"),
    venue=("JT", "TA"),
    doi=("LID", "AID", "SO"),
    ids=("LID",),
    urls=("URL",),
    categories=("MH",),
    affiliations=("AD",),
    blank=True,
)


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    if re.search(r"^PMID\s{0,2}- ?\d", head.text, re.M):
        return 0.9
    tags = set(re.findall(r"^([A-Z]{2,4})\s{0,2}- \S", head.text, re.M))
    return 0.8 if {"TI", "AU"} <= tags and tags & {"OWN", "JT", "FAU", "STAT", "OID"} else 0.0


FORMAT = Format(
    name="medline",
    label="MEDLINE (nbib)",
    suffixes=(".nbib", ".txt"),
    fields="title, abstract, authors, DOI, date, journal, subject headings, affiliations",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
