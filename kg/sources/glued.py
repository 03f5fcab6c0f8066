"""Titles with an author list glued to their end: "…at ScaleNextStep Team, Chunrui Han et al."."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from kg.sources.author_lists import cut_more
from kg.sources.names import ORG_WORD, PARTICLES

_TOKEN = re.compile(r"(?:-?[^\W\d_]\.(?:[\s-]?[^\W\d_]\.)*-?)|[^\W\d_]+(?:[’'`.\-‐][^\W\d_]+)*[.-]?")
_PLAIN = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_A-Z]*$")
_CAPS = re.compile(r"(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Von|Fitz|O['’]|D['’]|L['’]|Al|El|St)[A-Z][^\W\d_A-Z]+$")
_IN_SCRIPT = re.compile("\\s*[(（][\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·\\s]{2,12}[)）]$")
"""A name once more, in another script: "Wei Zhang (张伟)"."""
_ELIDED = re.compile(r"^[dlo]['’](?=[^\W\d_a-z])")
_INNER = re.compile(r"[^\W\d_A-Z][A-Z]")
_TITLE_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "via",
        "without",
        "using",
        "through",
        "towards",
        "toward",
        "under",
        "over",
        "between",
        "into",
        "is",
        "are",
        "be",
        "can",
        "do",
        "does",
        "how",
        "why",
        "what",
        "when",
        "where",
        "which",
        "who",
        "is",
        "not",
        "as",
        "its",
        "their",
        "our",
        "your",
        "it",
        "this",
        "that",
        "these",
        "beyond",
        "against",
        "across",
        "within",
        "based",
        "learning",
        "model",
        "models",
        "language",
        "vision",
        "large",
        "neural",
        "network",
        "networks",
        "data",
        "deep",
        "report",
        "analysis",
        "approach",
        "approaches",
        "framework",
        "method",
        "methods",
        "system",
        "systems",
        "generation",
        "detection",
        "training",
    ]
)
_PLACE = re.compile(r"(\bet al\.?)\s+\(([^()]{2,80})\)$")
"""Where the authors work, in brackets at the end."""
_TOO_LONG = 5000
"""Characters beyond which a line is no heading."""
_LEAST = 4
"""Words that a title and a name have together."""
_NAME = 120
"""Characters that the name of one author may have."""
_NAMES_TOO = frozenset(
    [
        "a",
        "an",
        "as",
        "at",
        "be",
        "by",
        "can",
        "deep",
        "do",
        "how",
        "in",
        "is",
        "it",
        "not",
        "on",
        "or",
        "over",
        "the",
        "this",
        "to",
        "who",
    ]
)


@dataclass(frozen=True, slots=True)
class Glued:
    """The two halves of a line, and what follows the authors after " · "."""

    title: str
    authors: str
    complete: bool
    affiliations: tuple[str, ...] = ()


def split_glued(line: str, *, known: Collection[str] = ()) -> Glued | None:
    """The title and the authors of a line in which they touch, or None where no author list ends it.

    `known` holds lower-case words of texts nearby (the abstract): a title ends in a whole word.

    >>> half = split_glued("Perception in ReflectionYana Wei, Liang Zhao et al. · tsinghua")
    >>> half.title, half.authors, half.complete, half.affiliations
    ('Perception in Reflection', 'Yana Wei, Liang Zhao', False, ('tsinghua',))
    """
    if len(line) > _TOO_LONG:
        return None
    body, *rest = re.split(r"\s+[·•]\s+", _PLACE.sub(r"\1 · \2", line.strip()))
    listed, complete = cut_more(body)
    pieces = re.split(r",\s+|\s+(?:and|&)\s+(?=[^\W\d_a-z])", listed)
    best: tuple[float, int, int] | None = None
    for place in range(len(pieces) - 1, -1, -1):
        cut = _cut(pieces[place], known)
        if cut and place and " " not in pieces[place][: -cut[1]]:
            cut = (cut[0] - 1.5, cut[1])  # a name such as "ShiYu Hu", more often than a title's last word
        if cut and (best is None or cut[0] > best[0]):
            best = (cut[0], place, -cut[1])
        if not (is_name(pieces[place]) or _lower_name(pieces[place], known)):
            break
    if best is None:
        return None
    at = _offset(listed, pieces, best[1], best[2])
    return Glued(listed[:at].strip(), listed[at:].strip(), complete, tuple(rest))


def split_spaced(line: str) -> Glued | None:
    """The halves of a line in which only a space parts the title from a list of names of two words.

    >>> half = split_spaced("Perception in Reflection Yana Wei, Liang Zhao et al.")
    >>> half.title, half.authors, half.complete
    ('Perception in Reflection', 'Yana Wei, Liang Zhao', False)
    """
    body, *rest = re.split(r"\s+[·•]\s+", line.strip()[:_TOO_LONG])
    listed, complete = cut_more(body)
    head, *others = re.split(r",\s+", listed)
    while others and not all(is_name(piece) for piece in others):  # commas of the title
        head, others = f"{head}, {others[0]}", others[1:]
    words = head.split()
    if (complete and not others) or len(words) < _LEAST or not is_name(" ".join(words[-2:])):
        return None
    return Glued(" ".join(words[:-2]), ", ".join([" ".join(words[-2:]), *others]), complete, tuple(rest))


def _offset(listed: str, pieces: list[str], place: int, cut: int) -> int:
    """Where in `listed` the seam is that lies `cut` characters into the piece at `place`."""
    offset = 0
    for piece in pieces[:place]:
        offset = listed.index(piece, offset) + len(piece)
    return listed.index(pieces[place], offset) + cut


def is_name(text: str) -> bool:
    """Whether `text` reads as one person's or organisation's name: capitalised words, initials, particles."""
    if ORG_WORD.search(text) and len(text.split()) <= 8 and text.removeprefix("the ")[:1].isupper():
        return True
    tokens = _IN_SCRIPT.sub("", text).split()
    if not 1 <= len(tokens) <= 6 or not text[:1].isalpha():
        return False
    if any(_title_word(token) for token in tokens):
        return False
    strong = sum(bool(_TOKEN.fullmatch(_ELIDED.sub("", token))) and _rises(token) for token in tokens)
    weak = sum(token.lower() in PARTICLES and token[0].islower() for token in tokens)
    lower = sum(_lowered(token) for token in tokens[1:]) if weak == 0 else 0
    return strong >= 1 and strong + weak + min(lower, 1) == len(tokens) and (lower == 0 or len(tokens) <= 3)


def _lowered(token: str) -> bool:
    """Whether a part of a name is one that its bearer does not capitalise: "kr.", "chen"."""
    return len(token) > 2 and token.islower() and token.removesuffix(".").isalpha()


def _rises(token: str) -> bool:
    """Whether a part of a name begins with a capital, after "d'" too, or with a letter that has none."""
    return not _ELIDED.sub("", token)[0].islower()


def _lower_name(text: str, known: Collection[str]) -> bool:
    """Whether `text` may be a name in small letters: no words that titles or the text nearby have."""
    tokens = text.split()
    return 2 <= len(tokens) <= 3 and all(
        token.isalpha() and token.islower() and token not in _TITLE_WORDS and token not in known
        for token in tokens
    )


def _title_word(token: str) -> bool:
    """Whether `token` belongs to titles; "An", "The" or "A." are names too."""
    low = token.lower()
    return low in _TITLE_WORDS and low not in PARTICLES and not (token[0].isupper() and low in _NAMES_TOO)


def _seam(text: str, at: int) -> bool:
    """Whether a title could end and a name begin between two characters."""
    before, after = text[at - 1], text[at]
    if not after.isalpha() or after.islower() or before.isspace():
        return False
    if before == '"' and at >= _LEAST and not text[at - 2].isspace() and text[: at - 1].count('"') % 2:
        return True  # a closing one
    if before in "-–'’`./&+(\"“[{~_":
        return before == "." and not (
            at >= 2 and text[at - 2].isupper() and (at < 3 or not text[at - 3].isalnum())
        )
    if before.isalpha() and before.isupper():
        return text[at + 1 : at + 2].islower() or text[at + 1 : at + 2] == "."
    return True


def _cut(piece: str, known: Collection[str]) -> tuple[float, int] | None:
    """Where in `piece` the name begins: the best of all seams and its score, or None."""
    seams = [
        at for at in range(max(1, len(piece) - _NAME), len(piece)) if _seam(piece, at) and is_name(piece[at:])
    ]
    return max(((_score(piece, at, known), -at) for at in seams), default=None)


def _score(piece: str, at: int, known: Collection[str]) -> float:
    """How well a title ends at `at` and a name begins there."""
    name = piece[at:].split()
    word = re.split(r"[\s(\[\"“]", piece[:at])[-1].strip("?!.:;)]}\"”'’$")
    first = name[0]
    score = 0.0
    score += 2.0 if _PLAIN.match(first) or (_TOKEN.fullmatch(first) and "." in first) else 0.0
    score += 1.0 if _CAPS.match(first) else 0.0
    score += 1.5 if not _INNER.search(word) else 0.0
    score += 2.5 if _in(word, known) else 0.0
    score += 1.5 if first.lower() in known and _INNER.search(first) else 0.0
    score -= 2.0 if len(name) == 1 and not ORG_WORD.search(piece[at:]) else 0.0
    score -= 1.0 if len(word) < 3 and not word.isdigit() and not _in(word, known) else 0.0
    score -= 2.0 if len(first) == 1 else 0.0
    inner = sum(bool(_INNER.search(token)) and not _CAPS.match(token) for token in name)
    score += (
        min(inner, 1) if ORG_WORD.search(piece[at:]) else -inner
    )  # "OpenBird Team" is coined, people are not
    return score


def _in(word: str, known: Collection[str]) -> bool:
    low = word.lower()
    return bool(low) and (low in known or low.split("-")[-1] in known or low.rstrip("s") in known)
