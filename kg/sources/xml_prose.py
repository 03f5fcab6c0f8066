"""The text of XML paragraphs that carry maths, footnotes and references."""

from __future__ import annotations

import re

from kg.sources.xml_tools import Element, children, local

_SKIPPED = frozenset(
    ("xref", "fn", "annotation", "annotation-xml", "graphic", "inline-graphic", "object-id", "label")
)
_BLOCKS = frozenset(("p", "title", "sec", "list-item", "AbstractText", "subtitle"))
_TEX = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.S)


def prose(element: Element | None, *, skip: tuple[str, ...] = ()) -> str | None:
    """The text below `element`; formulas given twice are taken as TeX; notes and marks are left out."""
    if element is None:
        return None
    parts: list[str] = []
    _collect(element, parts, skip)
    text = "".join(parts)
    return text if text.strip() else None


def _collect(element: Element, parts: list[str], skip: tuple[str, ...]) -> None:
    name = local(element)
    block = name in _BLOCKS
    if block:
        parts.append(" ")
    parts.append(element.text or "")
    for child in element:
        kind = local(child)
        tex = _formula(child) if kind in ("inline-formula", "disp-formula", "alternatives") else None
        if tex is not None:
            parts.append(tex)
        elif kind and kind not in _SKIPPED and kind not in skip:
            _collect(child, parts, skip)
        parts.append(child.tail or "")
    if block:
        parts.append(" ")


def _formula(element: Element) -> str | None:
    """The TeX of a formula, where it has one beside its MathML."""
    for one in element.iter():
        if local(one) == "tex-math":
            return tex_alone("".join(one.itertext()))
    return None


def tex_alone(text: str) -> str:
    """The formula in the text of a `tex-math`, without the document that may be around it."""
    inner = _TEX.search(text)
    tex = (inner[1] if inner else text).strip()
    return tex if tex.startswith(("$", "\\")) else f"${tex}$"


def headed(element: Element) -> bool:
    """Whether an abstract is made of sections with titles."""
    return bool(children(element, "sec"))
