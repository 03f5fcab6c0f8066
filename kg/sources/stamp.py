"""arXiv's stamp on a PDF or a page: `arXiv:2507.01001v2 [cs.CL] 3 Jul 2025`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import PartialDate
from kg.sources.record import partial

_STAMP = re.compile(r"arXiv:\s?(\S+?v\d+)\s+\[([a-z.A-Z-]+)\]\s+(\d{1,2} \w{3} \d{4})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The id with its version, the first category and the day of that version."""

    identifier: str
    category: str
    date: PartialDate | None


def find_stamp(text: str) -> Stamp | None:
    """The stamp in `text`.

    >>> find_stamp("arXiv:2507.01001v1 [cs.CL] 1 Jul 2025").date.kind
    'created'
    """
    match = _STAMP.search(text)
    if not match:
        return None
    date = partial(match[3], "created" if match[1].endswith("v1") else "updated")
    return Stamp(match[1], match[2], date)
