"""What the text lines of a listing are by their form: authors, abstracts and notes."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kg.sources.author_lists import cut_more
from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_author_line
from kg.sources.listing_notes import is_note
from kg.sources.listing_prose import opens, united
from kg.sources.listing_wrap import SENTENCE_END

LONG = 200
"""Characters from which a line is a paragraph, not a heading or a note."""
PROSE = re.compile(
    r"\b(?:we (?:propose|present|introduce|show|study|investigate|develop|describe|demonstrate|report|"
    r"find)|this (?:paper|work|article|study)|"
    r"in this (?:paper|work)|our (?:method|model|approach|results|experiments)|experiments (?:show|"
    r"demonstrate|on)|results (?:show|demonstrate|suggest)|"
    r"existing (?:methods|approaches)|state-of-the-art)\b",
    re.I,
)
LINK_END = re.compile(r"(?:https?://|www\.)\S+\s*$")
_SENTENCES = 90
"""Characters from which sentences are a short abstract."""
_LOOKED_AT = 600
"""Characters that tell what a text is."""
_WORD = re.compile(
    r"[(\[\"“'‘«]*[^\W\d_][\w’'‑-]*[)\]\"”'’».,;:!?。，；：！？…%]*|[\w]*[\u3040-\u30ff\u3400-\u9fff].*"
)
_NUMBERING = re.compile(
    r"^(?:\[\d{1,4}\]|\(?\d{1,4}[.)、]|[-•*·▪●]|\[[ xX✓]\]|\[\d{4}\.\d{4,5}(?:v\d{1,2})?\])\s+(?=\S)"
    r"|^【\d{1,4}】\s*|^\[(?:PDF|HTML|DOC|BOOK|B|C)\]\s+"
)

_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_COUNT = re.compile(r"(?:(?:paper|abstract|no\.?|#)\s?)?[\[(]?(\d{1,3})[.):\]]?", re.I)
_FEWEST = 2


_ORIGINAL_TITLE = re.compile(r"【\d{1,4}】")
"""How digests number titles, which stand above their labelled translation."""
_HAN = re.compile("[\u3400-\u9fff]")
_FIELD = re.compile(r"[A-Z][\w-]*(?: [\w-]+){0,2}\s?: ?(?P<value>.*)")
"""A line with a label that names none of the fields: "Upvotes: 10"."""


def unnumbered(text: str) -> str:
    """`text` without the number, the bullet or the box of its list, and the id before it.

    >>> unnumbered("12. On Fish"), unnumbered("- [ ] On Fish"), unnumbered("3D Fish")
    ('On Fish', 'On Fish', '3D Fish')
    """
    bare = text.strip()
    while (shorter := _NUMBERING.sub("", bare).strip()) != bare:
        bare = shorter
    return bare


def reads_as_prose(text: str) -> bool:
    """Whether most of a text is words, not the paths, numbers or signs of a log or a list.

    >>> reads_as_prose("We show this, too."), reads_as_prose("a/b.py c/d.py e_f/g.py 12 | 13")
    (True, False)
    """
    pieces = text[:_LOOKED_AT].split()
    return sum(_WORD.fullmatch(piece) is not None for piece in pieces) * 2 >= len(pieces)


def valued(lines: list[Line]) -> list[Line]:
    """Labels whose values stand on the lines below them, with these values."""
    out: list[Line] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.kind is Kind.LABEL and not line.text and line.label not in ("counted", "section"):
            taken, place = _value(lines, place, many=line.label == "authors")
            joined = (", " if line.label == "authors" else " ").join(one.text.strip(" ,") for one in taken)
            line = replace(line, text=joined, last=taken[-1].end) if taken else replace(line, kind=Kind.NOISE)
        out.append(line)
    return out


def _value(lines: list[Line], place: int, *, many: bool) -> tuple[list[Line], int]:
    """The text lines of a value from `place` on, and where they end."""
    passed = (Kind.BLANK, Kind.NOISE) if lines[place - 1].label == "abstract" else (Kind.BLANK,)
    while place < len(lines) and lines[place].kind in passed:
        place += 1
    taken: list[Line] = []
    while (place < len(lines) and lines[place].kind is Kind.TEXT) or (
        many and taken and _comma(lines, place)
    ):
        line = lines[place]
        if taken and (not many or (len(line.text) >= LONG and not is_author_line(line.text.strip()))):
            break
        taken += [line] if line.kind is Kind.TEXT else []
        place += 1
    return taken, place


def _comma(lines: list[Line], place: int) -> bool:
    return place < len(lines) and lines[place].kind is Kind.NOISE


def told(lines: list[Line]) -> list[Line]:
    """Text lines labelled as authors, abstract or note by their form; broken abstracts are joined."""
    out: list[Line] = []
    for place, line in enumerate(lines):
        if line.kind is not Kind.TEXT:
            out.append(line)
            continue
        text = line.text.strip()
        before = out[-1] if out else None
        following = lines[place + 1] if place + 1 < len(lines) else None
        if before and (_continues(before, line, following) or _goes_on(before, line, following)):
            out[-1] = replace(before, text=united([before.text.strip(), text]), last=line.end)
            continue
        label = _form(text)
        out.append(replace(line, text=_unquoted(text) if label == "abstract" else text, label=label))
    _one_language(out)
    return out


def marked(lines: list[Line]) -> list[Line]:
    """Abstracts without the marks of a list, which head their entries, if all have such marks."""
    held = [line for line in lines if line.kind is Kind.TEXT and line.label == "abstract"]
    if any(unnumbered(line.text) == line.text for line in held):
        return lines
    return [
        replace(line, text=unnumbered(line.text), leads=True) if line.label == "abstract" else line
        for line in lines
    ]


def counted(lines: list[Line]) -> list[Line]:
    """Numbers alone on their lines begin entries, if there are no others and they count from 1."""
    counts = {
        place: int(match[1])
        for place, line in enumerate(lines)
        if line.kind is Kind.TEXT and (match := _COUNT.fullmatch(line.text))
    }
    if len(counts) < _FEWEST or list(counts.values()) != list(range(1, len(counts) + 1)):
        return lines
    return [replace(line, kind=Kind.START) if at in counts else line for at, line in enumerate(lines)]


def _unquoted(text: str) -> str:
    """A text without quotation marks around all of it.

    >>> _unquoted('"On fish."'), _unquoted('"Fish" and "moss"')
    ('On fish.', '"Fish" and "moss"')
    """
    quoted = _QUOTED.fullmatch(text)
    return quoted[1] if quoted else text


def _one_language(lines: list[Line]) -> None:
    """Ignore the Chinese one of two titles or labelled abstracts that follow one another, a translation."""
    places = [place for place, line in enumerate(lines) if line.kind is not Kind.BLANK]
    for first, second in itertools.pairwise(places):
        above, below = lines[first], lines[second]
        if above.kind is Kind.TEXT and _ORIGINAL_TITLE.match(above.text) and below.label == "title":
            above = replace(above, kind=Kind.LABEL, text=unnumbered(above.text), label="title")
        pair = above.label == below.label and above.label in ("title", "abstract")
        if not pair or above.kind is not Kind.LABEL or below.kind is not Kind.LABEL:
            continue
        if _is_chinese(above.text) != _is_chinese(below.text):
            chinese = _is_chinese(above.text)
            lines[first] = replace(above, label="ignored") if chinese else above
            lines[second] = below if chinese else replace(below, label="ignored")


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) * 4 > len(text)


def _form(text: str) -> str:
    bare = unnumbered(text)
    if is_author_line(bare):
        return "authors"
    if is_note(text) and len(text) < 2 * LONG:
        return "note"
    ended = (
        text.endswith((".", "。")) and cut_more(text)[1] and (". " in text or PROSE.search(text) is not None)
    )
    if (len(text) >= LONG or (len(text) >= _SENTENCES and ended)) and reads_as_prose(text):
        return "abstract"
    return ""


def _continues(before: Line, line: Line, following: Line | None) -> bool:
    """Whether a line goes on with the abstract that breaks off in the line right before it."""
    if before.label != "abstract" or line.number != before.end + 1 or SENTENCE_END.search(before.text):
        return False
    text = line.text.strip()
    titles = following is not None and following.kind is Kind.TEXT and is_author_line(following.text.strip())
    if LINK_END.search(before.text) and opens(unnumbered(text)):
        return False
    return not (is_note(text) or titles or is_author_line(text)) and (
        len(text) < LONG or not opens(unnumbered(text))
    )


def _goes_on(before: Line, line: Line, following: Line | None) -> bool:
    """Whether a line between two labelled ones belongs to the value of the first."""
    if (
        before.kind is not Kind.LABEL
        or before.label not in ("title", "authors")
        or line.number != before.end + 1
    ):
        return False
    if (
        following is None
        or following.kind is not Kind.LABEL
        or following.label == "title"
        or _form(line.text.strip()) == "abstract"
    ):
        return False
    if before.label == "title":
        return following.label == "authors"
    field = _FIELD.fullmatch(line.text.strip())
    return is_author_line(before.text) and (field is None or is_author_line(field["value"]))
