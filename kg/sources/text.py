"""Cleaning of text: control characters, entities, inline markup, hard-wrapped lines."""

from __future__ import annotations

import html
import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_JOINERS = re.compile("(?<=[\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u024f])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOJIBAKE = re.compile("[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPICIOUS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_BREAKS = re.compile(
    r"</?(?:\w+:)?(?:p|br|div|li|ul|ol|sec|title|list|list-item|tr|td|h[1-6])\b[^<>]*>", re.I
)
_TAG = (
    r"(?:(?:jats|mml|m):[\w-]+|i|b|em|strong|su[bp]|span|u|tt|sc|scp|italic|bold|inf|a|code|font|small|"
    r"sans-serif|monospace|underline|roman|styled-content|ext-link|(?:inline|disp)-(?:formula|graphic)|"
    r"alternatives|tex-math|math|m(?:[inos]|text|row|frac|sqrt|root|su[bp]|subsup|under|over|underover|style|"
    r"space|padded|phantom|fenced|enclose|error|action|multiscripts|prescripts|table|labeledtr|tr|td|glyph))"
)
_INLINE = re.compile(rf"</?{_TAG}(?:\s[^<>]*)?/?>", re.I)
_PAIRED = re.compile(rf"<({_TAG}|p|sec|title)(?:\s[^<>]*)?>.*?</\1>", re.I | re.S)
_FORMULA = re.compile(r"<((?:jats:)?(?:inline|disp)-formula)\b[^<>]*>.*?</\1>", re.I | re.S)
_TEX_MATH = re.compile(r"<(?:jats:)?tex-math\b[^<>]*>(.*?)</", re.I | re.S)


def _cp1252(match: re.Match[str]) -> str:
    return match.group().encode("latin-1").decode("cp1252", "ignore")


def _utf8(match: re.Match[str]) -> str:
    """UTF-8 that someone read as Latin-1."""
    return match.group().encode("latin-1").decode("utf-8", "replace")


def _unescape(text: str) -> str:
    """Entities are decoded, twice where an exporter escaped what was escaped already."""
    text = _ENTITY.sub(lambda m: html.unescape(m.group()), text)
    return _ENTITY.sub(lambda m: html.unescape(m.group()), text) if "&" in text else text


def plain(text: str) -> str:
    r"""`text` without control and invisible characters, entities decoded; line breaks stay.

    >>> plain("caf\u200be\x00 &amp; M&uuml;ller")
    'cafe & Müller'
    """
    if "&" in text:
        text = _unescape(text)
    if text.isascii() and text.isprintable():
        return text
    text = _MOJIBAKE.sub(_utf8, text)
    if _SUSPICIOUS.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        text = _CONTROL.sub("", _C1.sub(_cp1252, text))
        text = visible(text)
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    r"""`text` without characters of no width, such as those of pages that let words break.

    >>> visible("\u200barXiv:2507.05255")
    'arXiv:2507.05255'
    """
    return _JOINERS.sub("", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """`text` with every run of white space, line breaks included, made one space."""
    if "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(text.split())


def strip_markup(text: str) -> str:
    """`text` without the inline tags that bibliographic services leave in it; other `<` stay.

    >>> strip_markup("<jats:p>H<sub>2</sub>O at p < 0.05</jats:p>")
    ' H2O at p < 0.05 '
    """
    if "<" not in text:
        return text
    text = _FORMULA.sub(_formula, text.replace("<jats:p", "<p").replace("</jats:p", "</p"))
    return _INLINE.sub("", _BREAKS.sub(" ", text))


def has_markup(text: str) -> bool:
    """Whether tags that are known open and close in `text`, which no text without markup has.

    >>> has_markup("fish <italic>in vivo</italic>"), has_markup("where a <b and c> d")
    (True, False)
    """
    return "</" in text and _PAIRED.search(text) is not None


def _formula(match: re.Match[str]) -> str:
    """A formula's TeX alone, where it is given beside other forms."""
    tex = _TEX_MATH.search(match.group())
    return tex[1] if tex else match.group()
