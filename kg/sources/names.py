"""Names in author fields: people and organisations, in whatever order and with whatever separators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
_ORG_WORDS = frozenset((
    "Team", "Teams", "Group", "Groups", "Collaboration", "Collaborations", "Consortium", "Consortia",
    "Lab", "Labs", "Laboratory", "Laboratories", "Project", "Initiative", "Community", "Network",
    "Foundation", "Inc", "Inc.", "Ltd", "Ltd.", "LLC", "Corp", "Corp.", "Corporation", "GmbH",
    "Company", "Committee", "Collaborators", "Contributors", "Department", "Center", "Centre",
    "Alliance", "Agency", "Council", "Association", "Society", "Organization", "Organisation",
    "Workshop", "Working", "Researchers", "Investigators", "Survey", "Observatory", "Mission", "Board",
    "Ministry", "Hospital", "College", "Academy", "Bank", "Commission",
))  # fmt: skip
_ORG_STEMS = ("Institut", "Universi", "Fakultät")
_ORG_TAILS = frozenset(["AI", "Research", "Technologies", "Robotics", "DeepMind", "Brain", "Cloud"])
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
    r"\(?\d+\s+(?:additional\s+)?authors?\s+not\s+shown\)?|等\s*\d*\s*[位人名]?(?:作者)?|他\s*\d*\s*名|…|"
    r"\.\.\.)\)?\s*$",
    re.I,
)
_MAY_BE_CUT = re.compile(r"al\.?\)?\s*$|other|more|shown|author|u\.\s?a\.|…|\.\.\.|[等他ほ]", re.I)
_NOBODY = frozenset(("none", "null", "nan", "n/a", "unknown", "others"))
_LETTER = re.compile(r"[^\W\d_]")
_AND = re.compile(r"\s*[,;]?\s+(?:and|und|et|y|&amp;|&|及|和)\s+|\s*[、，；]\s*", re.I)
_INITIALS = re.compile(r"(?:[A-Z]{1,3}|(?:[^\W\d_]\.?[\s-]?){1,4}\.|[^\W\d_])(?:,?\s(?:Jr|Sr|II|III)\.?)?")
_FOOTNOTES = re.compile(r"[*†‡§¶#✉⋆★∗]+|\^\{?[\d,*]+\}?|[¹²³⁴-⁹⁰]+(?:[,，][¹²³⁴-⁹⁰]+)*")
_BEHALF = re.compile(
    r"(?!for\b|on behalf)(.+?)[\s,]+(?:for|on behalf of)\s+(?:the\s+)?"
    r"((?:\S+\s+){0,8}(?:Collaborations?|Consortium|Teams?|Groups?|Network|Survey))",
    re.I,
)
_UNUSUAL = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ɏ .,'’-]")
_EMAIL = re.compile(r"<?\b[\w.+-]+@[\w.-]+\w>?")


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of a field, in order, and whether the field names all of them."""

    authors: tuple[Author, ...] = ()
    complete: bool = True


def clean_name(name: str) -> str:
    """`name` decoded and on one line, without footnote marks and e-mail addresses."""
    if _UNUSUAL.search(name):
        name = _EMAIL.sub("", _FOOTNOTES.sub("", unbrace(plain(name))))
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
    words = name.split()
    if not _ORG_WORDS.isdisjoint(words) or (words and words[-1] in _ORG_TAILS):
        return "organization"
    if any(stem in name for stem in _ORG_STEMS) or not (name.isascii() or not _ORG_WORD.search(name)):
        return "organization"
    return "person" if len(words) > 1 else _kind_of_word(name)


def _kind_of_word(name: str) -> AuthorKind:
    """A single word is an organisation's name where it is coined ("StepFun", "DeepSeek-AI", "NVIDIA")."""
    last = re.split(r"[-.]", name)[-1]
    if last in _ORG_TAILS or last == "ai" or ("-" in name and _ORG_WORD.search(name)):
        return "organization"
    if "." in name.strip("."):
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
    behalf = (
        _BEHALF.fullmatch(cleaned) if kind is None and (" for " in cleaned or "behalf" in cleaned) else None
    )
    if behalf and kind_of(behalf[1]) == "person":
        return author(
            behalf[1], kind="person", affiliations=(*affiliations, behalf[2]), identifier=identifier
        )
    kind = kind or kind_of(cleaned)
    if kind == "person" and "," in cleaned:
        cleaned = first_last(cleaned)
    if kind == "organization":
        cleaned = re.sub(r"^(?:on behalf of|for)\s+(?:the\s+)?", "", cleaned, flags=re.I)
    if not cleaned or cleaned.lower() in _NOBODY or not _LETTER.search(cleaned):
        return None
    return Author(cleaned, kind, affiliations, orcid(identifier) if identifier else None)


def given_family(
    given: str | None,
    family: str | None,
    *,
    affiliations: tuple[str, ...] = (),
    identifier: str | None = None,
) -> Author | None:
    """An author from separate given and family names."""
    name = " ".join(clean_name(part) for part in (given, family) if part and part.strip())
    return author(name.replace(",", " "), affiliations=affiliations, identifier=identifier) if name else None


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
    text, complete = cut_more(text)
    text, notes, numbered = _set_notes_aside(text)
    names = [_noted(piece, notes, numbered) for piece in _pieces(text)]
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
