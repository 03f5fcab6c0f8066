"""Normal forms of text that identity is decided on."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_GREEK_LETTER = re.compile(r"(?<![α-ω])[α-ω](?![α-ω])")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[^a-z0-9.]+")
_TEX_COMMAND = re.compile(r"\\[a-zA-Z]+\*?")


def fold(text: str) -> str:
    """The text without accents, ligatures, width variants and case; Greek letters that stand alone as words.

    >>> fold("Müller’s ﬁne-tuning of β-VAE")
    'muller’s fine-tuning of beta-vae'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    plain = _BEYOND_ASCII.sub(_without_accents, decomposed).casefold()
    return _GREEK_LETTER.sub(_letter_name, plain)


def _without_accents(match: re.Match[str]) -> str:
    return "".join(c for c in match.group() if not unicodedata.combining(c))


def _letter_name(match: re.Match[str]) -> str:
    return unicodedata.name(match.group()).rpartition(" ")[2].lower().replace("lamda", "lambda")


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
    return _BETWEEN.sub("-", text).strip("-.")[:80].rstrip("-.") or f"x{digest(name)}"
