"""Names in author fields: people and organisations, in whatever order and with whatever separators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import Author, AuthorKind
from kg.sources.ids import orcid
from kg.sources.tex import unbrace
from kg.sources.text import one_line, plain

PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "la",
        "le",
        "les",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "af",
        "av",
        "zu",
        "zur",
        "ter",
        "ten",
        "te",
        "y",
        "e",
        "i",
        "’t",
        "'t",
        "of",
        "d'",
        "vom",
        "und",
        "bint",
        "abu",
        "st",
        "und",
    ]
)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."))
_ORG_WORD = re.compile(
    r"\b(?:Teams?|Groups?|Collaborations?|Consorti(?:um|a)|Lab(?:s|oratory|oratories)?|Institut\w*|"
    r"Universit\w+|Project|"
    r"Initiative|Community|Network|Foundation|Inc|Ltd|LLC|Corp(?:oration)?|GmbH|Company|Committee|"
    r"Collaborators|"
    r"Contributors|Department|Fakultät|Cent(?:er|re)|Alliance|Agency|Council|Association|Society|"
    r"Organi[sz]ation|"
    r"Workshop|Working|Task Force|Researchers|Investigators|Survey|Observatory|Mission|Team[s]?|Board|"
    r"Ministry|"
    r"Hospital|College|Academy|Bank|Corporation|Commission|Authors of)\b|团队|实验室|大学|研究院"
)
_ORG_TAIL = re.compile(r"(?:^|[\s.-])(?:AI|Research|Technologies|Robotics|DeepMind|Brain|Cloud|LLC|Inc\.?)$")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_NAME_PREFIX = re.compile(
    r"^(?:Mc|Mac|De|Di|Du|Da|La|Le|Lo|Van|Von|Fitz|O|D|L|San|St|El|Al|Ben|Abu|Del|Dos|Vander|Ver|Ter|Ste|"
    r"Mu|Ha|Bo|Ma)(?=[’'\-]?[A-Z])"
)
_ET_AL = re.compile(
    r"(?:[,;&]|\band\b|\s|^)\s*\(?\b(?:et\.?\s*al(?:ii|ia)?\b\.?|u\.\s?a\.|and\s+others|others|等人?|"
    r"ほか)\)?\s*$",
    re.I,
)
_MORE = re.compile(
    r"(?:[,;&]|\band\b)?\s*(?:and\s+|\+|…|\.\.\.)?\s*\(?(?:\+?\d+\s+(?:more|others|additional|"
    r"other)(?:\s+(?:authors?|not shown))*|"
    r"\(?\d+\s+(?:additional\s+)?authors?\s+not\s+shown\)?|…|\.\.\.)\)?\s*$",
    re.I,
)
_AND = re.compile(r"\s*[,;]?\s+(?:and|und|et|y|&amp;|&|及|和)\s+|\s*[、，；]\s*", re.I)
_INITIALS = re.compile(r"(?:[A-Z]{1,3}|(?:[^\W\d_]\.?[\s-]?){1,4}\.|[^\W\d_])(?:,?\s(?:Jr|Sr|II|III)\.?)?")
_FOOTNOTES = re.compile(r"[*†‡§¶#✉⋆★∗]+|\^\{?[\d,*]+\}?|[¹²³⁴-⁹⁰]+(?:[,，][¹²³⁴-⁹⁰]+)*")
_EMAIL = re.compile(r"<?\b[\w.+-]+@[\w.-]+\w>?")


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of a field, in order, and whether the field names all of them."""

    authors: tuple[Author, ...] = ()
    complete: bool = True


def clean_name(name: str) -> str:
    """`name` decoded and on one line, without footnote marks and e-mail addresses."""
    if not (name.isascii() and name.replace(" ", "").isalpha()):
        name = unbrace(plain(name))
        name = (
            _EMAIL.sub("", _FOOTNOTES.sub("", name))
            if not name.isascii() or any(c in name for c in "*#^@")
            else name
        )
    return one_line(name).strip(" ,;:|·")


def first_last(name: str) -> str:
    """`name` in "First Last" order; "Last, Jr., First" too.

    >>> first_last("de la Cruz, Jr., José"), first_last("Yana Wei")
    ('José de la Cruz Jr.', 'Yana Wei')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2 and parts[1].lower() in _SUFFIXES:
        return " ".join(parts)
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and parts[1].lower() in _SUFFIXES:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    if len(parts) == 3 and parts[2].lower() in _SUFFIXES:
        return f"{parts[1]} {parts[0]} {parts[2]}"
    return " ".join(parts)


def kind_of(name: str) -> AuthorKind:
    """Whether `name` is a person's or an organisation's, by its words and its spelling.

    >>> [kind_of(n) for n in ("NextStep Team", "StepFun", "CMS Collaboration", "Ian McDonald", "Suyash")]
    ['organization', 'organization', 'organization', 'person', 'person']
    """
    if _ORG_WORD.search(name) or _ORG_TAIL.search(name):
        return "organization"
    if " " in name or "." in name.strip("."):
        return "person"
    coined = _INNER_CAPITAL.search(_NAME_PREFIX.sub("", name)) or any(c.isdigit() for c in name)
    shouted = name.isascii() and name.isupper() and name.isalpha() and 3 <= len(name) <= 6
    return "organization" if coined or shouted else "person"


def author(
    name: str,
    *,
    kind: AuthorKind | None = None,
    affiliations: tuple[str, ...] = (),
    identifier: str | None = None,
) -> Author | None:
    """An author from a name as written (either order), or None where there is no name."""
    cleaned = clean_name(name)
    kind = kind or kind_of(cleaned)
    if kind == "person" and "," in cleaned:
        cleaned = first_last(cleaned)
    if kind == "organization":
        cleaned = re.sub(r"^(?:on behalf of|for)\s+(?:the\s+)?", "", cleaned, flags=re.I)
    if not any(char.isalpha() for char in cleaned) or cleaned.lower() in (
        "none",
        "null",
        "nan",
        "n/a",
        "unknown",
        "others",
    ):
        return None
    return Author(cleaned, kind, affiliations, orcid(identifier) if identifier else None)


def given_family(given: str | None, family: str | None, **more: object) -> Author | None:
    """An author from separate given and family names."""
    name = " ".join(clean_name(part) for part in (given, family) if part and part.strip())
    return author(name.replace(",", " "), **more) if name else None  # type: ignore[arg-type]


def split_names(text: str) -> AuthorList:
    """The authors of a field that holds a whole list as one string.

    >>> [a.name for a in split_names("Wei, Yana and Zhao, Liang and others").authors]
    ['Yana Wei', 'Liang Zhao']
    >>> split_names("Yana Wei, Liang Zhao, and 7 others").complete
    False
    """
    text = (
        one_line(unbrace(plain(text)))
        if not text.isascii() or "\\" in text or "{" in text or "&" in text
        else one_line(text)
    )
    text, complete = cut_more(text)
    text = _affiliation_notes(text)
    made = (author(name) for name in _pieces(text))
    return AuthorList(tuple(one for one in made if one), complete)


def cut_more(text: str) -> tuple[str, bool]:
    """`text` without a closing "et al." or "and 7 others", and whether there was none."""
    for pattern in (_ET_AL, _MORE):
        match = pattern.search(text)
        if match:
            return text[: match.start()].rstrip(" ,;&"), False
    return text, True


def _affiliation_notes(text: str) -> str:
    """Affiliations in brackets, as arXiv author lines carry them, are no names."""
    while "(" in text:
        shorter = re.sub(r"\s*\([^()]*\)", "", text)
        if shorter == text:
            return text[: text.index("(")]
        text = shorter
    return text


def _pieces(text: str) -> list[str]:
    if ";" in text or "；" in text:
        return re.split(r"\s*[;；]\s*(?:and\s+)?", text)
    if re.search(r"\s+and\s+", text) and _inverted(text):
        return re.split(r"\s+and\s+", text)
    if " | " in text:
        return text.split(" | ")
    return _rejoin([piece.strip() for part in _AND.split(text) for piece in part.split(",") if piece.strip()])


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
        if joined and piece.lower() in _SUFFIXES:
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    lasts, initials = joined[::2], joined[1::2]
    alternating = len(lasts) == len(initials) and all(_INITIALS.fullmatch(i) for i in initials)
    if alternating and not any(_INITIALS.fullmatch(last) for last in lasts):
        return [f"{last}, {first}" for last, first in zip(lasts, initials, strict=True)]
    if len(joined) == 2 and all(" " not in piece for piece in joined):
        return [f"{joined[0]}, {joined[1]}"]
    return joined
