"""Normal forms of text that identity is decided on, and the sentences of a text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from kg.annotation import Span

_WORD = re.compile(r"[^\W_]+")
_TEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?")
_SENTENCE_START = r"[\"'(\[“‘$]*(?:\\[a-z]+\{)*[A-Z0-9]|[a-z]+-?[A-Z0-9]"
_SENTENCE_END = re.compile(rf"[.!?][\"')\]”’]*(\s+)(?={_SENTENCE_START})|\n+")
_SHORT = (
    "al cf dr e.g eg eq eqs etc fig figs i.e ie mr mrs ms no prof ref refs resp sec st tab vs viz vol wrt "
    "approx"
)
_ABBREVIATIONS = frozenset(_SHORT.split())


def fold(text: str) -> str:
    """The text without accents, ligatures, width variants and case.

    >>> fold("Müller’s ﬁne-tuning")
    'muller’s fine-tuning'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str) -> list[str]:
    r"""The folded words of a text, without punctuation, markup commands or layout.

    >>> words("A 2$\\times$ faster\nLLM-based")
    ['a', '2', 'faster', 'llm', 'based']
    """
    if "\\" in text:
        text = _TEX_COMMAND.sub(" ", text)
    return _WORD.findall(fold(text))


def squeeze(text: str) -> str:
    """All letters and digits of a text, folded and run together.

    >>> squeeze("Step-Audio~2: A Report")
    'stepaudio2areport'
    """
    return "".join(words(text))


def digest(text: str, length: int = 12) -> str:
    """A short hexadecimal fingerprint of a text, the same on every machine."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()[:length]


@lru_cache(maxsize=1 << 15)
def slug(name: str) -> str:
    """A readable piece of a key; names without a single ASCII letter or digit become a fingerprint.

    >>> slug("Qwen2.5-VL-7B"), slug("C++"), slug("Yana Wei")
    ('qwen2.5-vl-7b', 'c-plus-plus', 'yana-wei')
    """
    text = fold(name).replace("+", " plus ").replace("#", " sharp ")
    text = re.sub(r"[^a-z0-9.]+", "-", text).strip("-.")
    return re.sub(r"-{2,}", "-", text)[:80].rstrip("-.") or f"x{digest(name)}"


def sentences(text: str) -> list[Span]:
    """The sentences of a scientific text; abbreviations, initials and decimals do not end one.

    >>> text = "See Fig. 2 of J. Doe et al. We gain 3.5%. It works."
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['See Fig. 2 of J. Doe et al. We gain 3.5%.', 'It works.']
    """
    spans = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _is_abbreviation(text, match.start()):
            continue
        end = match.start(1) if match.group(1) else match.start()
        if end > start:
            spans.append(Span(start, end))
        start = match.end()
    if start < len(text.rstrip()):
        spans.append(Span(start, len(text.rstrip())))
    return spans


def _is_abbreviation(text: str, dot: int) -> bool:
    if text[dot] != ".":
        return False
    start = dot
    while start > 0 and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    word = text[start:dot]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and start > 0)
