"""Identifiers found in fields and texts: arXiv ids, DOIs, ORCIDs and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|"
    "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|"
    "patt-sol|physics|"
    "plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_NEW = r"(?P<new>\d{2}(?:0[1-9]|1[0-2])\.(?:\d{5}|\d{4}))"
_OLD = rf"(?P<old>(?:{_OLD_ARCHIVES})(?:\.[A-Za-z-]{{2,}})?/\d{{2}}(?:0[1-9]|1[0-2])\d{{3}})"
_VERSION = r"(?:v(?P<version>\d{1,3})(?!\d))?"
_WHOLE = re.compile(rf"(?:{_NEW}|{_OLD}){_VERSION}", re.I)
_PREFIX = re.compile(
    r"\s*(?:oai:arxiv\.org:|arxiv(?!\.org)[:.\s]\s*|(?:https?://)?(?:[\w-]+\.)*(?:arxiv|alphaxiv)\.org/(?:abs|pdf|"
    r"html|format|ps|overview|e-print)/"
    r"|(?:https?://)?(?:www\.)?huggingface\.co/papers/|(?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)",
    re.I,
)
_IN_TEXT = re.compile(
    r"(?:\barxiv:\s?|\barxiv preprint\s|\barxiv\.org/(?:abs|pdf|html|format|ps)/|\bhuggingface\.co/papers/"
    r"|\bcorr,? abs/|10\.48550/arxiv\.)"
    rf"(?:{_NEW}|{_OLD}){_VERSION}",
    re.I,
)
_FLOAT = re.compile(r"(\d{3,4})\.(\d{1,5})")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'{}|\\^`]+", re.I)
_SHORT_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10/[a-z0-9]{3,12})", re.I)
_ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\b")
_URL = re.compile(r"\bhttps?://[^\s<>\"{}|\\^`\u3000-\u303f\uff00-\uffef]+", re.I)
_CODE_HOSTS = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|"
    r"sourceforge\.net)/[^/\s]+/?\S*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ArxivId:
    """An arXiv id without version, and the version where one was given."""

    id: str
    version: int | None = None


def _arxiv(match: re.Match[str]) -> ArxivId | None:
    version = int(match["version"]) if match["version"] else None
    if match["new"]:
        return ArxivId(_new_style(match["new"]), version)
    archive, _, number = match["old"].partition("/")
    return ArxivId(f"{archive.split('.')[0].lower()}/{number}", version)


def _new_style(identifier: str) -> str:
    """Ids have five digits since 1501 (a number may have lost its last zero) and four before.

    A fifth digit before 1501 belongs to what follows.
    """
    month, _, number = identifier.partition(".")
    return f"{month}.{number:0<5}" if "1501" <= month <= "9012" else f"{month}.{number[:4]}"


def arxiv_id(value: str) -> ArxivId | None:
    """The arXiv id that a field holds as id, `arXiv:` reference, link, DOI or number.

    >>> arxiv_id("https://arxiv.org/pdf/2507.05255v2.pdf")
    ArxivId(id='2507.05255', version=2)
    >>> arxiv_id("arxiv.org/abs/2507.05255")
    ArxivId(id='2507.05255', version=None)
    >>> arxiv_id("704.056").id, arxiv_id("math.GT/0309136").id
    ('0704.0560', 'math/0309136')
    """
    value = value.strip()
    prefix = _PREFIX.match(value)
    rest = value[prefix.end() :] if prefix else value
    match = _WHOLE.match(rest)
    if match and (prefix or match.end() == len(rest) or not rest[match.end()].isalnum()):
        if (
            not prefix
            and match.end() < len(rest)
            and not rest[match.end() :].lstrip().startswith(("[", "(", ".pdf"))
        ):
            return None
        return _arxiv(match)
    return _from_number(rest)


def _from_number(value: str) -> ArxivId | None:
    """Spreadsheets and parsers read ids as numbers and lose zeros at both ends."""
    match = _FLOAT.fullmatch(value)
    if not match:
        return None
    month = match[1].zfill(4)
    if not "01" <= month[2:] <= "12":
        return None
    return ArxivId(f"{month}.{match[2].ljust(5 if month >= '1501' else 4, '0')}")


def find_arxiv(text: str) -> ArxivId | None:
    """The first arXiv id that `text` names by prefix or link.

    >>> find_arxiv("arXiv preprint arXiv:2507.05255, 2025").id
    '2507.05255'
    """
    if (
        "xiv" not in text
        and "Xiv" not in text
        and "XIV" not in text
        and "abs/" not in text
        and "huggingface.co/papers" not in text
    ):
        return None  # most texts name none, and this is quick
    match = _IN_TEXT.search(text)
    return _arxiv(match) if match else None


def doi(value: str) -> str | None:
    """The first DOI in `value`, lower case, without resolver.

    >>> doi("https://doi.org/10.1103/PhysRevD.93.016005, 10.1103/PhysRevD.98.079901")
    '10.1103/physrevd.93.016005'
    """
    if "10." not in value:
        short = _SHORT_DOI.fullmatch(value.strip())
        return short[1].lower() if short else None
    match = _DOI.search(value.replace("%2F", "/").replace("%2f", "/"))
    if not match:
        return None
    found = match.group().lower().rstrip(".,;:]>\u3002")
    found = re.split(r"[,;](?=10\.\d{4})", found)[0]
    return found.rstrip(")") if found.count(")") > found.count("(") else found


def orcid(value: str) -> str | None:
    """The ORCID in `value`, without resolver."""
    match = _ORCID.search(value)
    return match[1].upper() if match else None


def urls(texts: Iterable[str]) -> tuple[str, ...]:
    """Every link in `texts`, once each, in order, without the punctuation that follows it."""
    found: dict[str, None] = {}
    for text in texts:
        if "://" in text:
            for match in _URL.finditer(text):
                found.setdefault(_trim(match.group()))
    return tuple(found)


def _trim(url: str) -> str:
    while url and url[-1] in ".,;:!?'*_)]~$":
        if url[-1] == ")" and url.count("(") >= url.count(")"):
            break
        url = url[:-1]
    return url


def is_repository(url: str) -> bool:
    """Whether `url` leads to a place where code is kept."""
    return bool(_CODE_HOSTS.match(url))
