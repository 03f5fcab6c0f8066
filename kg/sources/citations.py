"""References as bibliographies set them, one a line: "[3] A. Lee and B. Ray. On Fish. Nature, 2024."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.sources.author_lists import AuthorList, cut_more, split_names
from kg.sources.glued import is_name
from kg.sources.names import kind_of

LONGEST = 700
"""Characters that a reference may have."""
_NUMBER = re.compile(r"^\s*(?:\[[\w+-]{1,12}\]|\(?\d{1,4}[.)]|[-•*])\s+")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_STOP = r"(?<![\s.(][A-Z])(?<!\bal)(?<!\bJr)(?<!\bSr)(?<!\bvs)"
_END = rf"(?:{_STOP}\.(?=\s|$)|[?!](?=$|\s+(?:In\b|arXiv|[A-Z][\w .&]{{2,60}}[ ,]\d)))"
_PATTERNS = (
    re.compile(
        rf"(?P<names>[^()\"“]{{4,400}}?),\s*{_YEAR}[a-z]?[.:]\s+"
        rf"(?P<title>[^\W_a-z].{{6,300}}?)(?:{_END}|$)(?P<rest>.*)"
    ),
    re.compile(
        rf"(?P<names>[^()\"“]{{4,400}}?)[\s,]*\({_YEAR}[a-z]?(?:, \w+(?: \d+)?)?\)[.,:]?\s+"
        rf"(?P<title>[^\W_a-z].{{6,300}}?)(?:{_END}|$)(?P<rest>.*)"
    ),
    re.compile(
        r"(?P<names>[^\"“”]{4,400}?)[\s,.:]*[\"“](?P<title>[^\"“”]{8,300}?)[.,]?[\"”][.,]?"
        r"(?P<rest>(?:\s|$).*)"
    ),
    re.compile(
        rf"(?P<names>[^()\"“:]{{4,400}}?){_STOP}\.\s+(?P<title>[^\W_a-z].{{6,300}}?){_END}\s+(?P<rest>.+)"
    ),
)
_ANY_YEAR = re.compile(rf"(?<![\d.]){_YEAR}(?![\d.]*\d)")
_VENUE = re.compile(r"\s*(?:In:?\s+)?(?P<venue>[A-Z][^.,;()]{2,120})")
_INITIALED = re.compile(
    r"(?:[^\W\d_]\.?[ -]?){1,4} (?:\w{1,3} )?[^\W\d_a-z][\w’'-]+"
    r"|[^\W\d_a-z][\w’'-]+(?: [\w’'-]+)? [A-Z]{1,3}\.?"
)
_PLACE = re.compile(r"arxiv|\bin\b|\bproc|journal|conference|trans|press|\bpp\b|\bvol|doi", re.I)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference says; `rest` is all that follows the title."""

    authors: AuthorList
    title: str
    year: str
    venue: str
    rest: str


def citation(text: str) -> Citation | None:
    """The parts of a line that is one reference, or None where it reads as anything else.

    >>> one = citation("[3] Lee, A., & Ray, B. (2024). On fish and water. Nature, 3(2), 1-9.")
    >>> [author.name for author in one.authors.authors], one.title, one.year, one.venue
    (['A. Lee', 'B. Ray'], 'On fish and water', '2024', 'Nature')
    """
    if not 40 <= len(text) <= LONGEST:
        return None
    bare = _NUMBER.sub("", text).strip()
    for pattern in _PATTERNS:
        match = pattern.fullmatch(bare)
        names = _names(match["names"]) if match else None
        if match is None or names is None:
            continue
        rest = match["rest"]
        if len(names.authors) == 1 and names.complete and not _PLACE.search(rest):
            continue  # two sentences, the first of which could be a name
        years = _ANY_YEAR.findall(rest)
        year = match.groupdict().get("year") or (years[-1] if years else "")
        if year:
            venue = _VENUE.match(rest.lstrip(" .,"))
            named = venue["venue"].strip() if venue and "rxiv" not in venue["venue"] else ""
            return Citation(names, match["title"].strip(), year, named if not named.isdigit() else "", rest)
    return None


def _names(text: str) -> AuthorList | None:
    """The authors of a reference, where all that stands there are names."""
    listed, complete = cut_more(re.sub(r"(?<=\w\w)\.$", "", text.strip(" ,:")))
    found = split_names(listed)
    names = [one.name for one in found.authors]
    if not names or not all(
        _INITIALED.fullmatch(name) or is_name(name) or kind_of(name) != "person" for name in names
    ):
        return None
    if len(names) == 1 and complete and not re.search(r"\s", names[0]):
        return None
    return AuthorList(found.authors, found.complete and complete)
