"""Lines of Markdown digests: headings, entry titles, labelled fields, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_LABELS = {
    "title": "title", "paper title": "title", "标题": "title", "题目": "title", "论文标题": "title",
    "タイトル": "title",
    "author": "authors", "authors": "authors", "author(s)": "authors", "by": "authors", "作者": "authors",
    "论文作者": "authors", "著者": "authors", "저자": "authors", "auteurs": "authors", "autoren": "authors",
    "abstract": "abstract", "摘要": "abstract", "原文摘要": "abstract", "英文摘要": "abstract",
    "abstract (en)": "abstract",
    "summary": "summary", "中文摘要": "summary", "要旨": "abstract", "概要": "summary", "초록": "abstract",
    "link": "url", "links": "url", "url": "url", "pdf": "url", "arxiv": "url", "arxiv link": "url",
    "pdf link": "url",
    "paper": "url", "paper link": "url", "arxiv id": "url", "id": "url", "html": "url", "链接": "url",
    "论文链接": "url",
    "原文链接": "url", "リンク": "url", "doi": "url", "source": "url", "arxiv url": "url", "pdf url": "url",
    "code": "code", "github": "code", "代码": "code", "project": "url", "project page": "url",
    "homepage": "url",
    "subjects": "categories", "subject": "categories", "categories": "categories", "category": "categories",
    "分类": "categories", "类别": "categories", "arxiv所属领域": "categories", "领域": "categories",
    "primary category": "categories",
    "カテゴリ": "categories", "分野": "categories",
    "comments": "comments", "comment": "comments", "备注": "comments", "评论": "comments",
    "コメント": "comments",
    "date": "date", "published": "date", "publish date": "date", "published date": "date", "发布日期": "date",
    "发布时间": "date",
    "发表日期": "date", "日期": "date", "published on": "date", "publication date": "date", "公開日": "date",
    "submitted": "created", "submitted on": "created", "提交日期": "created", "提交时间": "created",
    "updated": "updated", "last updated": "updated", "更新日期": "updated", "更新时间": "updated",
    "journal": "venue", "venue": "venue", "conference": "venue", "journal ref": "venue", "期刊": "venue",
    "会议": "venue",
    "affiliation": "affiliations", "affiliations": "affiliations", "institution": "affiliations",
    "institutions": "affiliations", "机构": "affiliations", "单位": "affiliations",
    "简介": "ignored", "tl;dr": "ignored", "tldr": "ignored", "keywords": "ignored", "关键词": "ignored",
    "要点": "ignored",
    "一句话要点": "ignored", "匹配领域": "ignored", "score": "ignored", "tags": "ignored", "标签": "ignored",
    "ai summary": "ignored",
    "relevance": "ignored", "highlights": "ignored", "contribution": "ignored", "motivation": "ignored",
    "method": "ignored",
    "result": "ignored", "results": "ignored", "conclusion": "ignored", "动机": "ignored", "方法": "ignored",
    "结果": "ignored",
    "结论": "ignored", "核心要点": "ignored", "研究背景": "ignored", "主要贡献": "ignored",
    "关键思路": "ignored",
}  # fmt: skip
_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>.*?)\s*#*$")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,4}[.)])\s+(?P<text>.+)")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*"
    r"\")?\)"
)
_HTML_LINK = re.compile(r"<a\b[^>]*?href=[\"'](?P<url>[^\"']*)[\"'][^>]*>", re.I)
_TAG = re.compile(
    r"</?(?:font|span|b|i|strong|em|u|p|div|br|small|center|sub|sup|summary|details|button|img|a|"
    r"h\d)\b[^<>]*>",
    re.I,
)
_LEADING = re.compile(
    r"^(?:[^\w\[(\"“‘'$\\{<*`_]+|\[(?:new|replaced|cross|updated?|revised|\d+)[\s\d]*\]|\d{1,4}[.)、]\s+|"
    r"\(\d+\)\s+|paper\s+\d+\s*[:.]\s*)+",
    re.I,
)
_LABEL = re.compile(
    r"(?:[^\w\s]*\s*)(?P<label>" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")"
    r"(?:\s*[（(][^()（）]{1,12}[)）])?\s*(?:[:：]\s*(?P<value>.*)|(?P<bare>))$",
    re.I | re.S,
)
_BOLD = re.compile(r"^(?:\*\*|__)(?P<inside>.+?)(?:\*\*|__)\s*(?P<rest>.*)$", re.S)
_ORIGINAL = re.compile(r"原文|英文|english|original|\ben\b", re.I)


class Part(Enum):
    """What a line of a digest is."""

    BLANK = auto()
    HEADING = auto()
    ITEM = auto()
    LABEL = auto()
    TEXT = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class MdLine:
    """A line with its markup resolved; `links` are the addresses in it."""

    number: int
    part: Part
    text: str = ""
    label: str = ""
    links: tuple[str, ...] = ()
    level: int = 0
    quoted: bool = False
    original: bool = False


def parse_line(number: int, raw: str) -> MdLine:
    """What the line says."""
    quoted = raw.lstrip().startswith(">")
    line = re.sub(r"^\s*(?:>\s?)+", "", raw).strip()
    if not line:
        return MdLine(number, Part.BLANK, quoted=quoted)
    if re.fullmatch(r"[-*_=]{3,}", line):
        return MdLine(number, Part.RULE)
    links = tuple(m["url"] for m in _LINK.finditer(line)) + tuple(m["url"] for m in _HTML_LINK.finditer(line))
    heading = _HEADING.fullmatch(line)
    body = heading["text"] if heading else line
    bullet = _BULLET.match(body) if not heading else None
    label = _labelled(bullet["text"] if bullet else body, strict=not heading)
    if label:
        original = bool(_ORIGINAL.search(line[:40]))
        return MdLine(number, Part.LABEL, label[1], label[0], links, quoted=quoted, original=original)
    if heading:
        return MdLine(number, Part.HEADING, title_text(body), links=links, level=len(heading["level"]))
    emphatic = bullet and (_LINK.search(body) or "**" in body)
    if emphatic or (re.match(r"\*\*.+\*\*\s*$", line) and len(line) > 20):
        return MdLine(number, Part.ITEM, title_text(bullet["text"] if bullet else line), links=links)
    return MdLine(number, Part.TEXT, line, links=links, quoted=quoted)


def _labelled(text: str, *, strict: bool) -> tuple[str, str] | None:
    """The label and the value of a labelled line: `**Authors:** A, B`, `**分类: cs.RO**`, `Abstract`."""
    text = _TAG.sub("", text).strip()
    bold = _BOLD.match(text)
    if bold:
        inside, rest = bold["inside"].strip(), bold["rest"].strip()
        match = _LABEL.fullmatch(inside)
        if match:
            value = " ".join(part for part in (match["value"] or "", rest.lstrip(":： ")) if part)
            return _LABELS[match["label"].lower()], value
        return None
    match = _LABEL.fullmatch(text)
    if not match or (strict and match["bare"] is not None and len(text) > 25):
        return None
    if match["value"] is None and strict and not re.match(r"[A-Z\W]", text):
        return None
    return _LABELS[match["label"].lower()], match["value"] or ""


def title_text(text: str) -> str:
    """A title without numbering, emphasis, link targets and what follows its link."""
    text = _TAG.sub("", text).strip()
    text = _LEADING.sub("", text)
    bold = re.match(r"(?:\*\*|__)(.+?)(?:\*\*|__)", text)
    text = bold[1] if bold and len(bold[1]) > 5 else text
    text = _LEADING.sub("", text)
    link = _LINK.match(text)
    if link and not re.fullmatch(r"(?:pdf|arxiv|html|link|code|abs|paper)", link["text"].strip(), re.I):
        text = link["text"]
    else:
        text = _LINK.sub("", text)
    return unmark(text)


def unmark(text: str) -> str:
    """`text` without emphasis around it and without backslashes before Markdown's own signs."""
    text = re.sub(r"^(\*{1,3}|_{1,3})(.+)\1$", r"\2", text.strip())
    return re.sub(r"\\([*_\[\]()#+.!|`-])", r"\1", text).strip()


def link_text(text: str) -> str:
    """`text` with links reduced to what they show, images dropped, and tags removed."""
    return _TAG.sub("", _LINK.sub(lambda m: "" if m.group().startswith("!") else m["text"], text)).strip()
