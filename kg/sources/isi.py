"""Web of Science's tagged text (ISI export)."""

from __future__ import annotations

import re
from functools import partial

from kg.sources import tagged
from kg.sources.format import Format, Head

_LAYOUT = tagged.Layout(
    line=re.compile(r"(?P<tag>(?!ER$|EF$)[A-Z][A-Z0-9])(?: (?P<value>.*)|$)"),
    start=("PT",),
    end=re.compile(r"ER\s*$|EF\s*$"),
    title=("TI",),
    abstract=("AB",),
    authors=("AF", "AU"),
    organisations=("CA",),
    dates=("PY",),
    month=("PD",),
    venue=("SO", "JI"),
    doi=("DI",),
    ids=("AR",),
    affiliations=("C1",),
    categories=("WC",),
    line_per_author=True,
    ignored=re.compile(r"(?:FN|VR) "),
)


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    if re.match(r"FN (?:ISI|Clarivate|Thomson)", head.text):
        return 0.95
    return (
        0.7 if re.search(r"^PT [A-Z]\s*$", head.text, re.M) and re.search(r"^TI \S", head.text, re.M) else 0.0
    )


FORMAT = Format(
    name="isi",
    label="Web of Science (ISI) text",
    suffixes=(".isi", ".ciw", ".txt"),
    fields="title, abstract, authors, DOI, date, journal, affiliations",
    sniff=_sniff,
    read=partial(tagged.read, layout=_LAYOUT),
)
