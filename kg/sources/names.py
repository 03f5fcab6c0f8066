"""Names in author fields: people and organisations, in whatever order and with whatever separators."""

from __future__ import annotations

import re

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
        "ur",
        "ul",
        "uz",
        "ud",
        "st",
        "und",
    ]
)
_GENERATIONS = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."))
ORG_WORD = re.compile(
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
_ORG_LAST = frozenset(
    ("collaboration", "collaborations", "consortium", "team", "teams", "group", "collaborators")
)
_ORG_STEMS = ("Institut", "Universi", "Fakultät")
_ORG_TAILS = frozenset(["AI", "Research", "Technologies", "Robotics", "DeepMind", "Brain", "Cloud"])
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_NAME_PREFIX = re.compile(
    r"^(?:Mc|Mac|De|Di|Du|Da|La|Le|Lo|Van|Von|Fitz|O|D|L|San|St|El|Al|Ben|Abu|Del|Dos|Vander|Ver|Ter|Ste|"
    r"Mu|Ha|Bo|Ma)(?=[’'\-]?[A-Z])"
)
_NOBODY = frozenset(
    (
        "none",
        "null",
        "nan",
        "n/a",
        "unknown",
        "others",
        "anonymous",
        "anonymous authors",
        "anonymous author(s)",
    )
)
_LETTER = re.compile(r"[^\W\d_]")
_FOOTNOTES = re.compile(r"[*†‡§¶#✉⋆★∗]+|\^\{?[\d,*]+\}?|[¹²³⁴-⁹⁰]+(?:[,，][¹²³⁴-⁹⁰]+)*")
_FOOTNOTE_NUMBER = re.compile(r"(?<=\s)([^\W\d_A-Z]?[^\W\d_]{2,})\d{1,2}(?:,\d{1,2})*$")
_HOMONYM = re.compile(r"(?<=[^\W\d_]) 0\d{3}$")
"""The number by which DBLP tells namesakes apart."""
_BEHALF = re.compile(
    r"(?!for\b|on behalf)(.+?)[\s,]+(?:for|on behalf of)\s+(?:the\s+)?"
    r"((?:\S+\s+){0,8}(?:Collaborations?|Consortium|Teams?|Groups?|Network|Survey))",
    re.I,
)
_UNUSUAL = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ɏ .,'’-]")
_EMAIL = re.compile(r"<?\b[\w.+-]+@[\w.-]+\w>?")


def clean_name(name: str) -> str:
    """`name` decoded and on one line, without footnote marks and e-mail addresses."""
    if _UNUSUAL.search(name):
        name = _EMAIL.sub("", _FOOTNOTES.sub("", unbrace(plain(name))))
        name = _FOOTNOTE_NUMBER.sub(r"\1", _HOMONYM.sub("", name))
    return one_line(name).strip(" ,;:|·")


def first_last(name: str) -> str:
    """`name` in "First Last" order; "Last, Jr., First" too.

    >>> first_last("de la Cruz, Jr., José"), first_last("Yana Wei")
    ('José de la Cruz Jr.', 'Yana Wei')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 2 and parts[1].lower() in SUFFIXES:
        return " ".join(parts)
    if len(parts) == 2:
        given, _, last = parts[1].rpartition(" ")
        if given and last.lower() in _GENERATIONS:
            return f"{given} {parts[0]} {last}"
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3 and parts[1].lower() in SUFFIXES:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    if len(parts) == 3 and parts[2].lower() in SUFFIXES:
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
    if words and words[-1].rstrip(".") in _ORG_LAST:
        return "organization"
    if any(stem in name for stem in _ORG_STEMS) or not (name.isascii() or not ORG_WORD.search(name)):
        return "organization"
    return "person" if len(words) > 1 else _kind_of_word(name)


def _kind_of_word(name: str) -> AuthorKind:
    """A single word is an organisation's name where it is coined ("StepFun", "DeepSeek-AI", "NVIDIA")."""
    last = re.split(r"[-.]", name)[-1]
    if last in _ORG_TAILS or last == "ai" or ("-" in name and ORG_WORD.search(name)):
        return "organization"
    if "." in name.strip("."):
        return "person"
    coined = _INNER_CAPITAL.search(_NAME_PREFIX.sub("", name)) or any(c.isdigit() for c in name)
    shouted = (
        name.isascii()
        and name.isupper()
        and name.isalpha()
        and 3 <= len(name) <= 6
        and set(name) - set("IVX")
    )
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
        family = cleaned.partition(",")[0].lower()
        kind = "organization" if family in _ORG_LAST else kind  # "Team, Gemma"
        cleaned = first_last(cleaned)
    if kind == "organization":
        cleaned = re.sub(r"^(?:(?:on behalf of|for)\s+)?(?:the\s+)?", "", cleaned, flags=re.I)
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
