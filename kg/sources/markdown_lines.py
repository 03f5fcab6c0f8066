"""Lines of Markdown digests: headings, entry titles, labelled fields, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from kg.sources.ids import find_arxiv
from kg.sources.markdown_titles import DATE, LINK, Headline, headline, untagged

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
    "year": "date", "年份": "date",
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
_HTML_LINK = re.compile(r"<a\b[^>]*?href=[\"'](?P<url>[^\"']*)[\"'][^>]*>", re.I)
_LABEL = re.compile(
    r"(?:[^\w\s]*\s*)(?P<label>" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")"
    r"(?:\s*[（(][^()（）]{1,12}[)）])?\s*(?:(?:[:：]{1,2}|】[:：]?)\s*(?P<value>.*)|(?P<bare>))$",
    re.I | re.S,
)
_BOLD = re.compile(r"^(?:\*\*|__)(?P<inside>.+?)(?:\*\*|__)\s*(?P<rest>.*)$", re.S)
_ORIGINAL = re.compile(r"原文|英文|english|original|\ben\b", re.I)
_HARD_BREAK = re.compile(r"\s*(?:(?<!\\)\\|<br\s*/?>)$")
_BARE_LINK = re.compile(r"[\s(<\[]*(?P<url>https?://[^\s<>()\]]+)[)>\]]*")
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?(?:\s.*)?")
_DATED = re.compile(r"[\s,;:|()\[\]–—.-]*" + DATE + r"[\s,;:|()\[\]–—.-]*")
_NO_HEAD = Headline("")


class Part(Enum):
    """What a line of a digest is."""

    BLANK = auto()
    HEADING = auto()
    ITEM = auto()
    LABEL = auto()
    TEXT = auto()
    RULE = auto()
    CALLOUT = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class MdLine:
    """A line with its markup resolved; `links` are the addresses in it.

    `indent` is where its bullet stands, if it has one, and `head` what it says beside a title.
    """

    number: int
    part: Part
    text: str = ""
    label: str = ""
    links: tuple[str, ...] = ()
    level: int = 0
    quoted: bool = False
    original: bool = False
    indent: int = -1
    head: Headline = _NO_HEAD


def parse_line(number: int, raw: str) -> MdLine:
    """What the line says."""
    quoted = raw.lstrip().startswith(">")
    line = _HARD_BREAK.sub("", re.sub(r"^\s*(?:>\s?)+", "", raw).strip())
    if not line:
        return MdLine(number, Part.BLANK, quoted=quoted)
    if re.fullmatch(r"[-*_=]{3,}", line):
        return MdLine(number, Part.RULE)
    callout = _CALLOUT.fullmatch(line) if quoted else None
    if callout:
        label = "abstract" if callout["kind"].lower() == "abstract" else "ignored"
        return MdLine(number, Part.CALLOUT, label=label, quoted=True)
    return _text_line(number, raw, line, quoted=quoted)


def _text_line(number: int, raw: str, line: str, *, quoted: bool) -> MdLine:
    """What a line of text says: a heading, a labelled field, an item that names a paper, or any other."""
    links = _addresses(line)
    heading = _HEADING.fullmatch(line)
    body = heading["text"] if heading else line
    bullet = _BULLET.match(body) if not heading else None
    inner = bullet["text"] if bullet else body
    indent = indent_of(raw)
    named = _labelled(inner, strict=not heading)
    if named:
        original = bool(_ORIGINAL.search(line[:40]))
        return MdLine(
            number, Part.LABEL, named[1], named[0], links, quoted=quoted, original=original, indent=indent
        )
    if heading:
        head = headline(body)
        return MdLine(number, Part.HEADING, head.title, links=links, level=len(heading["level"]), head=head)
    emphatic = bullet and (LINK.search(body) or "**" in body)
    if emphatic or _is_bold_title(line):
        head = headline(inner)
        return MdLine(number, Part.ITEM, head.title, links=links, indent=indent, head=head)
    bare = _BARE_LINK.search(inner) if bullet else None
    if bare and find_arxiv(bare["url"]):
        head = headline(_BARE_LINK.sub("\n", inner).strip("\n -–—:"))
        return MdLine(number, Part.ADDRESS, line, links=(bare["url"],), indent=indent, head=head)
    return MdLine(number, Part.TEXT, line, links=links, quoted=quoted, indent=indent)


def indent_of(raw: str) -> int:
    """Where the bullet of a line stands, or -1 where it has none."""
    bare = raw.lstrip()
    return len(raw) - len(bare) if _BULLET.match(bare) else -1


def unbulleted(text: str) -> str:
    """`text` without the bullet of its list."""
    bullet = _BULLET.match(text)
    return bullet["text"] if bullet else text


def _addresses(line: str) -> tuple[str, ...]:
    """Where the links of a line lead; pictures that are no links lead nowhere."""
    marked = (match["url"] for match in LINK.finditer(line) if not match.group().startswith("!"))
    return (*marked, *(match["url"] for match in _HTML_LINK.finditer(line)))


def _is_bold_title(line: str) -> bool:
    """Whether all of a line is bold, but for a date behind a title that is a link, and for lines below it."""
    bold = re.fullmatch(r"\*\*(?P<inside>.+?)\*\*(?P<rest>.*)", line)
    if bold is None or len(line) <= 20:
        return False
    if re.match(r"\s*<br\b", bold["rest"]) and find_arxiv(bold["rest"]):
        return True
    dated = LINK.search(bold["inside"]) and _DATED.fullmatch(LINK.sub("", bold["rest"]))
    return line.endswith("**") or dated is not None


def _labelled(text: str, *, strict: bool) -> tuple[str, str] | None:
    """The label and the value of a labelled line: `**Authors:** A, B`, `**分类: cs.RO**`, `Abstract`."""
    text = untagged(text)
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
