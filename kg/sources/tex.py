"""TeX in names, titles and abstracts: accents, ties, links and font commands decoded, maths left alone."""

from __future__ import annotations

import re
import unicodedata

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "dots": "…", "ldots": "…",
    "textellipsis": "…",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textunderscore": "_",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textbullet": "•", "textless": "<",
    "textgreater": ">", "textasciicircum": "^", "textbar": "|", "textdollar": "$", "texttimes": "×",
    "textdiv": "÷", "textpm": "±", "textmu": "µ", "texteuro": "€", "textsterling": "£", "textyen": "¥",
    "textcent": "¢", "textsection": "§", "textparagraph": "¶", "textcopyright": "©", "textdagger": "†",
    "textdaggerdbl": "‡", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textperthousand": "‰",
    "textordmasculine": "º", "textordfeminine": "ª", "textperiodcentered": "·", "textasteriskcentered": "∗",
    "textminus": "−", "textlnot": "¬", "textsurd": "√", "textohm": "Ω", "textrightarrow": "→",
    "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓", "textquotesingle": "'",
    "textexclamdown": "¡", "textquestiondown": "¿", "textnumero": "№", "guillemotleft": "«",
    "guillemotright": "»", "dag": "†", "ddag": "‡", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX",
}  # fmt: skip
_FONTS = (
    "emph|text(?:it|bf|rm|sc|tt|sf|sl|up|md|normal|superscript|subscript)|mbox|hbox|underline|uline|"
    "MakeUppercase|"
    "MakeLowercase|enquote|mathrm|mathbf|texorpdfstring"
)
_MATH = re.compile(r"(?<!\\)(\$\$.+?\$\$|\$[^$]*?(?<!\\)\$|\\\(.+?\\\)|\\\[.+?\\\])", re.S)
_BRACE_ACCENT = re.compile(
    r"""\{\s*\\([`'^~=."]|[uvHtcdbkr](?![A-Za-z]))\s*(\{?)\s*(\\[ij](?![A-Za-z])|[^\W\d_])\s*(\}?)\s*\}"""
)
_ACCENT = re.compile(
    r"""\\([`'^~=."])\s*(?:\{\s*(\\[ij](?![A-Za-z])|[^\W\d_]{0,2})\s*\}|(\\[ij](?![A-Za-z])\s*|[^\W\d_]))"""
    r"""|\\([uvHtcdbkr])(?:\s*\{\s*(\\[ij](?![A-Za-z])|[^\W\d_]{0,2})\s*\}|\s+([^\W\d_])(?![^\W\d_]{0}\\))"""
)
_LETTER = re.compile(
    r"\{\s*\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])\s*(?:\{\})?\s*\}"
    r"|\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|\s+(?=\S)|)"
)
_ENSURED = re.compile(r"\\ensuremath\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_BRACED_DOLLAR = re.compile(r"\{\s*(?:\\\$|\\textdollar(?:\{\})?)\s*\}")
_LONE_BRACE = re.compile(r"\$(\\[{}])\$")
_BACKSLASH = re.compile(r"\{\s*\\(?:text)?backslash\s*(?:\{\})?\s*\}|\\textbackslash(?![A-Za-z])(?:\{\}|\s)?")
_SET_ASIDE = "\ue000"
"""A backslash that is meant as such, until all commands are decoded."""
_PRINTED = {"``": "“", "''": "”", "---": "—", "--": "–"}
_SIGNS = re.compile(r"\w+://\S+|(?<!\S)--?[A-Za-z]\S*|-{2,}|``|''")
"""What is printed otherwise than written, and links and options, which are not."""
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_URL = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_FONT = re.compile(r"\\(?:" + _FONTS + r")\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_FONT_GROUP = re.compile(
    r"\{\s*\\(?:em|it|bf|rm|sc|tt|sf|sl|itshape|bfseries|scshape|ttfamily)(?![A-Za-z])\s*((?:[^{}]|"
    r"\{[^{}]*\})*)\}"
)
_ESCAPE = re.compile(r"\\([%&_#{}])")
_SPACE = re.compile(
    r"\\(?:[ ,;:!/@]|(?:quad|qquad|thinspace|enspace|xspace|newline|par|noindent|protect|-)(?![A-Za-z]))|"
    r"\\\\(?=\s)"
)
_TIE = re.compile(
    r"(?<=[A-Za-zÀ-ɏ][\w)\]}.,:;])~(?=[\w(\[$\\{])|(?<=[)\]}.,:;$])~(?=[\w(\[$\\])|(?<=\d)~(?=[A-Za-z(\[\\])"
)
_COMMAND = re.compile(r"\\[A-Za-z]+\s*(?=\{)|\\[A-Za-z]+\s?")


def _accented(accent: str, letter: str) -> str:
    base = letter.strip().replace("\\i", "i").replace("\\j", "j")
    if not base:
        return accent if accent in "`'^~\"" else ""
    return unicodedata.normalize("NFC", base[0] + _COMBINING[accent] + base[1:])


def _accent(match: re.Match[str]) -> str:
    sign, braced, bare, word, word_braced, word_bare = match.groups()
    if sign:
        return _accented(sign, braced if braced is not None else bare)
    return _accented(word, word_braced if word_braced is not None else word_bare)


def _letters(text: str) -> str:
    text = _BRACE_ACCENT.sub(lambda m: _accented(m[1], m[3]), text)
    text = _ACCENT.sub(_accent, text)
    return _LETTER.sub(lambda m: _LETTERS[m[1] or m[2]], text)


def _prose(text: str) -> str:
    """Text outside maths, decoded; unknown commands stay as they are."""
    if "\\" in text:
        text = _ENSURED.sub(r"$\1$", _BACKSLASH.sub(_SET_ASIDE, text))
        text = _URL.sub(r"\1", _HREF.sub(r"\2", text))
        text = _letters(text)
        for _ in range(3):
            text, changes = _FONT.subn(r"\1", text)
            text, groups = _FONT_GROUP.subn(r"\1", text)
            if not changes + groups:
                break
        text = _SPACE.sub(" ", text)
        text = _ESCAPE.sub(r"\1", text).replace("\\$", "$")
    return _TIE.sub(" ", text) if "~" in text else text


def detex(text: str) -> str:
    r"""`text` with accents, ties, links, fonts and escapes decoded; `$…$` and unknown commands stay.

    >>> detex(r"M\"uller's \emph{Step-Audio}~2 is 28\% better on $\mathbb{R}^n$ ({\AA}rhus)")
    "Müller's Step-Audio 2 is 28% better on $\\mathbb{R}^n$ (Århus)"
    """
    return _decoded(text).replace(_SET_ASIDE, "\\")


def _decoded(text: str) -> str:
    if "\\" not in text and "~" not in text:
        return text
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return _prose(text)
    # Odd pieces are the maths. A tie next to maths belongs to the prose around it.
    pieces = _MATH.split(text)
    return "".join(
        piece if index % 2 else _tied(_prose(piece), index, pieces) for index, piece in enumerate(pieces)
    )


def _tied(text: str, index: int, pieces: list[str]) -> str:
    if (
        text.endswith("~")
        and index + 1 < len(pieces)
        and len(text) > 2
        and text[-2].isalpha()
        and text[-3].isalpha()
    ):
        text = text[:-1] + " "
    if text.startswith("~") and index and text[1:2].isalpha():
        text = " " + text[1:]
    return text


def unbrace(text: str) -> str:
    r"""`text` of a BibTeX field: decoded, with grouping braces and left-over commands removed outside maths.

    >>> unbrace(r"{CORDIC} {II:} {A} new {\'{E}}tude of $x_{1}$ \textsuperscript{\textregistered}")
    'CORDIC II: A new Étude of $x_{1}$ ®'
    """
    if "{\\" in text or "$\\" in text:
        text = _BRACED_DOLLAR.sub(r"\\$", text)
        text = _LONE_BRACE.sub(r"\1", text).replace(r"$\backslash$", _SET_ASIDE)
    text = _decoded(text)
    if _SET_ASIDE in text:  # exporters escape TeX that stands in a title
        text = _decoded(text.replace(_SET_ASIDE, "\\")).replace("\\", _SET_ASIDE)
    if "{" in text or "}" in text or "\\" in text:
        pieces = _MATH.split(text)
        text = "".join(piece if index % 2 else _bare(piece) for index, piece in enumerate(pieces))
    return text.replace(_SET_ASIDE, "\\")


def typeset(text: str) -> str:
    r"""`text` of a BibTeX field as `unbrace` gives it, with TeX's quotes and dashes as they are printed.

    >>> typeset("{F}ish---part 2: ``quoted'', 1--9, $a--b$ and --help")
    'Fish—part 2: “quoted”, 1–9, $a--b$ and --help'
    """
    text = unbrace(text)
    if "--" not in text and "``" not in text and "''" not in text:
        return text
    pieces = _MATH.split(text)
    return "".join(
        piece if index % 2 else _SIGNS.sub(lambda m: _PRINTED.get(m.group(), m.group()), piece)
        for index, piece in enumerate(pieces)
    )


def _bare(text: str) -> str:
    return (
        _COMMAND.sub("", text).replace("{", "").replace("}", "")
        if "\\" in text
        else text.replace("{", "").replace("}", "")
    )
