"""Author fields that hold a whole list as one string, with whatever separators and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.records import Author
from kg.sources.names import SUFFIXES, author, kind_of
from kg.sources.tex import unbrace
from kg.sources.text import one_line, plain

_ET_AL = re.compile(
    r"(?:[,;&]|\band\b|\s|^)\s*\(?\b(?:et\.?\s*al(?:ii|ia)?\b\.?|u\.\s?a\.|and\s+others|others|等人?|"
    r"ほか)\)?\s*$",
    re.I,
)
_MORE = re.compile(
    r"(?:[,;&]|\band\b)?\s*(?:and\s+|\+|…|\.\.\.)?\s*\(?(?:\+?\d+\s+(?:more|others|additional|"
    r"other)(?:\s+(?:authors?|not shown))*|"
    r"\(?\d+\s+(?:additional\s+)?authors?\s+not\s+shown\)?|等\s*\d*\s*[位人名]?(?:作者)?|他\s*\d*\s*名|…|"
    r"\.\.\.)\)?\s*$",
    re.I,
)
_MAY_BE_CUT = re.compile(r"al\.?\)?\s*$|other|more|shown|author|u\.\s?a\.|…|\.\.\.|[等他ほ]", re.I)
_REST = re.compile(
    r"\s*(?:(?:and\s+)?(?:et\.?\s+)?al\b\.?|(?:and\s+)?others|(?:and\s+)?\+?\s*\d+\s+(?:co-?|more\s+)?(?:authors|others)\.?)(?:\s*\x01\d+\x02)?\s*",
    re.I,
)
_LEFT_OVER = re.compile(r"^(?:and|&)\s+|\s+et\.?\s+al\b\.?", re.I)
_AND = re.compile(r"\s*[,;]?\s+(?:and|(?-i:und|et|y)|&amp;|&|及|和)\s+|\s*[、，；]\s*", re.I)
_LAST_FIRST = re.compile(r"([^\W\d_]+(?:[ '’-][^\W\d_]+)*[^\W\d_A-Z]) ([A-Z]{1,3})\.?")
"""A name as medical journals set it: "Lim SM"."""
_INITIALS = re.compile(
    r"(?:[A-Z]{1,3}|(?:[^\W\d_]\.?[\s-]?){1,4}\.|(?:[^\W\d_]\.[\s-]?){5,9}|[^\W\d_])(?:,?\s(?:Jr|Sr|II|III)\.?)?"
)


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of a field, in order, and whether the field names all of them."""

    authors: tuple[Author, ...] = ()
    complete: bool = True


def split_names(text: str) -> AuthorList:
    """The authors of a field that holds a whole list as one string, with the affiliations in its brackets.

    >>> [a.name for a in split_names("Wei, Yana and Zhao, Liang and others").authors]
    ['Yana Wei', 'Liang Zhao']
    >>> split_names("Yana Wei, Liang Zhao, and 7 others").complete
    False
    >>> [(a.name, a.affiliations) for a in split_names("E. Wei (1), L. Li (2) ((1) Oslo, (2) Bern)").authors]
    [('E. Wei', ('Oslo',)), ('L. Li', ('Bern',))]
    """
    plain_ascii = text.isascii() and not any(sign in text for sign in "\\{&")
    text = one_line(text if plain_ascii else unbrace(plain(text)))
    text, complete = cut_more(text.rstrip(" ;,"))
    text, notes, numbered = _set_notes_aside(text)
    pieces = _pieces(text)
    whole = [piece for piece in pieces if not _REST.fullmatch(piece)]
    complete = complete and len(whole) == len(pieces)
    names = [_noted(_LEFT_OVER.sub("", piece), notes, numbered) for piece in whole]
    return AuthorList(tuple(joined_colons(name for pair in names for name in pair)), complete)


def joined_colons(names: Iterable[Author | None]) -> Iterator[Author]:
    """`names` without lone colons; what stands before a colon ("Qwen, :, An Yang") is an organisation."""
    waiting: Author | None = None
    for name in names:
        if name is not None and name.name == ":":
            waiting = replace(waiting, kind="organization") if waiting else None
            continue
        if waiting is not None:
            yield waiting
        waiting = name if name is not None else None
    if waiting is not None:
        yield waiting


def cut_more(text: str) -> tuple[str, bool]:
    """`text` without a closing "et al." or "and 7 others", and whether there was none."""
    if not _MAY_BE_CUT.search(text, max(0, len(text) - 24)):
        return text, True
    for pattern in (_ET_AL, _MORE):
        match = pattern.search(text)
        if match:
            return text[: match.start()].rstrip(" ,;&"), False
    return text, True


_NOTE = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_NUMBERED = re.compile(r"\(\s*\(\s*(?:\d|[a-z]\s*\))")
_NUMBER = re.compile(r"\(\s*(\d{1,3}|[a-z])\s*\)")
_MARK = re.compile("\x01(\\d+)\x02")
_MARK_THEN_NAME = re.compile("\x01(\\d+)\x02(?=\\s+[A-Z])")


def _set_notes_aside(text: str) -> tuple[str, list[str], dict[str, str]]:
    """`text` with marks for its bracketed notes, the notes, and the numbered affiliations among them."""
    notes: list[str] = []
    numbered: dict[str, str] = {}

    def aside(match: re.Match[str]) -> str:
        if _NUMBERED.match(match.group()):
            numbered.update(_numbered(match.group()[1:-1]))
            return ""
        notes.append(match.group()[1:-1].strip())
        return f"\x01{len(notes) - 1}\x02"

    text = _NOTE.sub(aside, text)
    text = _MARK_THEN_NAME.sub(lambda m: m.group() + ("," if notes[int(m[1])].isdigit() else ""), text)
    opened = text.find("(")
    if opened >= 0:  # a bracket that never closes ends the names
        numbered.update(_numbered(text[opened + 1 :]))
        text = text[:opened]
    return text.replace(")", ""), notes, numbered


def _numbered(text: str) -> dict[str, str]:
    """Affiliations by number: "(1) Oslo, (2) Bern"."""
    parts = _NUMBER.split(text)
    return {number: place.strip(" ,;.") for number, place in zip(parts[1::2], parts[2::2], strict=False)}


def _noted(piece: str, notes: list[str], numbered: dict[str, str]) -> list[Author | None]:
    """The author of a piece with its affiliations; two where "Team: Name" begins a list."""
    marks = [notes[int(mark)] for mark in _MARK.findall(piece)]
    name = one_line(_MARK.sub(" ", piece))
    group, colon, first = name.partition(": ")
    if colon and (kind_of(group) == "organization" or " " not in group):
        return [author(group, kind="organization"), author(first)]
    if name.strip() == ":":
        return [Author(":")]
    places: list[str] = []
    for note in marks:
        keys = re.split(r"[\s,;&]+(?:and\s+)?", note)
        if all(key in numbered or key.isdigit() for key in keys):
            places += [numbered[key] for key in keys if key in numbered]
        elif len(note) > 3 and piece.rstrip().endswith("\x02"):
            places.append(note)
    if name.endswith(":"):
        return [author(name, kind="organization", affiliations=tuple(places))]
    return [author(name, affiliations=tuple(places))]


def _pieces(text: str) -> list[str]:
    if ";" in text or "；" in text:
        parts = re.split(r"\s*[;；]\s*(?:and\s+)?", text)
        if all(part.count(",") < 3 for part in parts):
            return parts
        text = ", ".join(parts)
    if re.search(r"\s+and\s+", text) and _inverted(text):
        return re.split(r"\s+and\s+", text)
    if "|" in text:
        return re.split(r"\s*\|\s*", text)
    pieces = [piece.strip() for part in _AND.split(text) for piece in part.split(",") if piece.strip()]
    if len(pieces) > 1 and all(_LAST_FIRST.fullmatch(piece) for piece in pieces):
        return [_LAST_FIRST.sub(r"\2 \1", piece) for piece in pieces]
    return _rejoin(pieces)


def _inverted(text: str) -> bool:
    """Whether " and " separates "Last, First" names (BibTeX's way)."""
    parts = re.split(r"\s+and\s+", text)
    return (
        (all(part.count(",") <= 2 for part in parts) and any("," in part for part in parts[1:]))
        or (len(parts) == 2 and all(part.count(",") == 1 for part in parts))
        or (len(parts) > 2 and all(part.count(",") <= 1 for part in parts))
    )


def _rejoin(pieces: list[str]) -> list[str]:
    """Pieces between commas, with "Last, F. M." pairs and "Name, Jr." put together again."""
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.lower() in SUFFIXES:
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    lasts, initials = joined[::2], joined[1::2]
    alternating = len(lasts) == len(initials) and all(_INITIALS.fullmatch(i) for i in initials)
    if alternating and not any(_INITIALS.fullmatch(last) for last in lasts):
        return [f"{last}, {first}" for last, first in zip(lasts, initials, strict=True)]
    if len(joined) == 2 and all(" " not in piece and piece[0] < "\u2e80" for piece in joined):
        return [f"{joined[0]}, {joined[1]}"]
    return joined
