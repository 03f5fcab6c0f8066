"""Whether a line of a listing is a list of authors."""

from __future__ import annotations

import re

from kg.sources.author_lists import cut_more
from kg.sources.glued import is_name
from kg.sources.names import ORG_WORD, kind_of

_BETWEEN = re.compile(r"\s*[,;|、，；]\s*(?:and\s+|&\s*)?|\s+(?:and|&|und|et|y)\s+")
_DOTS = re.compile(r"\s+[·•⋅]\s+")
_MARKS = re.compile(r"\s*\([^)]*\)|[\d*†‡§¶∗✉]+|(?:,\s*)?\.{3}|…")
_MORE_INSIDE = re.compile(r"\+?\s*\d+\s+(?:more\s+)?(?:authors?|others|co-?authors)", re.I)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}")
_WORD = re.compile(r"[^\W\d_]{2}")
_INITIALS = re.compile(r"[^\W\d_a-z]{1,4} (?:(?:van|von|de|der|den|la|el|al|di|da|del) )*[^\W\d_a-z][\w’'-]+")
_SENTENCES = 200
_APART = 50
"""Characters beyond which a text is no list where its commas are farther apart on average."""
_NOT_NAMES = re.compile(r"://|\b(?:19|20)\d\d\b|: ")


def _pieces(text: str) -> tuple[list[str], bool]:
    """What stands between the commas, and whether nothing says that there are more."""
    listed, complete = cut_more(names_and_places(text)[0])
    bare = _MARKS.sub(",", _MORE_INSIDE.sub("", listed))
    pieces = [piece for piece in _BETWEEN.split(bare) if piece.strip(" .")]
    return pieces, complete and _MORE_INSIDE.search(listed) is None


def names_and_places(text: str) -> tuple[str, list[str]]:
    """The names and the affiliations of a line with dots in it, which may also stand between the names.

    >>> names_and_places("Ann Lee, Bob Ray · oslo"), names_and_places("Ann Lee · Bob Ray")
    (('Ann Lee, Bob Ray', ['oslo']), ('Ann Lee, Bob Ray', []))
    """
    first, *rest = _DOTS.split(text)
    group = len(rest) > 1 and kind_of(first) == "organization"
    if rest and (group or is_lone_name(first)) and all(map(is_lone_name, rest)):
        return ", ".join((first, *rest)), []
    return first, rest


def is_author_line(text: str) -> bool:
    """Whether a line is a list of at least two names, or names that end in "et al.".

    >>> [is_author_line(text) for text in ("Ann Lee, Bob Ray", "Cats, Dogs, and Horses", "Ann Lee et al.")]
    [True, False, True]
    >>> is_author_line("Kept Alive: Fish Tanks, River Birds")
    False
    """
    if len(text) > _SENTENCES and (text.count(",") + text.count(";") + text.count("|")) * _APART < len(text):
        return False  # which spares most paragraphs the closer look
    pieces, complete = _pieces(text)
    if not pieces or (len(pieces) < 2 and complete) or _NOT_NAMES.search(text):
        return False
    if max(map(len, pieces)) > 60 or not text[:1].isalpha():
        return False
    if len(pieces) > 1 and complete and all(ORG_WORD.search(piece) for piece in pieces):
        return False  # where they work
    names = sum(is_name(piece) and _WORD.search(piece) is not None for piece in pieces)
    return names >= 0.75 * len(pieces) and _full(pieces) >= 0.5 * len(pieces)


def _full(pieces: list[str]) -> int:
    """How many of the pieces are more than one capitalised word, which may be any word."""
    return sum(
        " " in piece.strip() or ". " in piece or bool(_CJK.fullmatch(piece) or ORG_WORD.search(piece))
        for piece in pieces
    )


def is_lone_name(text: str) -> bool:
    """Whether a line may be the name of the only author; many a title may, too."""
    words = text.split()
    return 2 <= len(words) <= 5 and is_name(text) and not any(len(word) > 15 for word in words)


def names_people(text: str) -> bool:
    """Whether a text lists authors by initials and last names, as searches do: "A Lee, B Ray…"."""
    pieces, _ = _pieces(text)
    return bool(pieces) and all(_INITIALS.fullmatch(piece) or is_name(piece) for piece in pieces)
