"""Labels before the fields of pasted entries, in several languages, and what pages say beside the papers."""

from __future__ import annotations

import re

from kg.sources.listing_names import is_author_line, is_lone_name

_NAMES = {
    "title": "title|paper title|titel|titre|título|titolo|название|标题|题目|论文标题|タイトル|제목",
    "authors": (
        "author|authors|author(s)|by|autoren|autor|autores|auteurs|auteur|autori|авторы|作者|著者|저자"
    ),
    "abstract": (
        "abstract|summary|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|аннотация|摘要|要旨|概要|초록"
        "|英文摘要|原文摘要|中文摘要"
    ),
    "comments": "comment|comments|note|备注|コメント",
    "categories": "subject|subjects|categories|category|primary category|分类|カテゴリ",
    "venue": ("journal ref|journal-ref|journal reference|published in|venue|conference|journal|会议|期刊"),
    "doi": "doi|related doi",
    "id": "cite as|arxiv|arxiv id|arxiv identifier|id",
    "url": "url|link|links|pdf|pdf link|paper link|paper url|arxiv link|arxiv url|链接|リンク|링크",
    "affiliations": "affiliation|affiliations|institution|institutions|机构|单位",
    "year": "year|date|datum|fecha|data|дата|日期|年份|発行日",
    "ignored": (
        "index terms|keywords|keyword|tl;dr|tldr|report number|report-no|msc classes|acm classes|msc-class"
        "|acm-class|from|license|anthology id|bibkey|isbn|issn|submission number|primary area"
        "|supplementary material|verify author list|code of ethics|volume|month|address|editor|editors"
        "|publisher|pages|checklist"
        "|关键词|关键字|キーワード|schlagwörter|mots-clés|palabras clave"
    ),
}
LABELS = {label: field for field, labels in _NAMES.items() for label in labels.split("|")}
"""The field that a label (lower case) stands before; `ignored` are fields that no record has."""
_ALONE = re.compile(
    r"(?:title|authors?|author\(s\)|abstract|summary|key ?words|comments|subjects|affiliations?|tl;?dr|doi"
    r"|摘要|要旨|标题|作者|zusammenfassung|résumé|resumen|titel|autoren|auteurs)\s*[.:：—-]?",
    re.I,
)
_LABEL = re.compile(
    r"(?:\[?\d{1,4}[.)\]]\s+(?=abstract)|【)?(?:论文|paper |article )?(?P<label>"
    + "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
    + r")"
    r"(?:\s?[:：]\s*|】\s?[:：]?\s*|(?:(?<=keywords)|(?<=index terms))\s?[—–]\s?"
    r"|(?<=abstract)(?:\s?[—–]\s?|\.\s+)(?-i:(?=[^\W_a-z])))(?P<text>.*)",
    re.I,
)
_SECTION = re.compile(
    r"(?:\d{1,2}\.?\s+|[IVX]+\.\s+)?(?:introduction|related works?|references|bibliography|acknowledge?ments?"
    r"|(?:table of )?contents)\s*:?",
    re.I,
)
_LOWER = re.compile(
    r"(?:title|authors?|abstract|url|doi|date|year|id|venue|categories|comments):(?:\s|$)|doi$"
)
_DOI = re.compile(r"(?:doi:?\s+)?(?P<doi>10\.\d{4,9}/\S+)", re.I)
_BY = re.compile(r"by\s+(?P<text>[^\W\d_a-z].*)")
_OWN_LINK = re.compile(r"https?://(?:(?:dx\.)?doi\.org|arxiv\.org)/\S+")
_NOISE = re.compile(
    r"view pdf.*|html \(experimental\)|view a pdf of the paper.*|submission history.*|focus to learn more"
    r"|\(or arxiv:\S+ \[.*\] for this version\)|access paper:|current browse context:.*"
    r"|showing \d+.*(?:entries|results).*|showing up to .*|showing (?:new|recent|all) listings.*"
    r"|(?:new|cross|replacement) submissions? \(showing.*|see today's new changes|total of \d+ entries.*"
    r"|(?:△ less|▽ more|show more|show less|expand|collapse|read more|more|upvote|share|save|cite|alert)"
    r"|(?:\[?(?:bibtex|bib|pdf|html|abs|abstract page|code|dataset|video|slides|poster|paper|papers|arxiv"
    r"|other formats|project page|project|website|demo|supp|supplementary|download pdf|pdf icon|url)\]?"
    r"[\s,|/·•]*)+"
    r"|(?:save\s+cite\s+)?(?:cited by \d+.*|related articles.*|all \d+ versions.*)|save\s+cite.*"
    r"|view (?:arxiv page|blog|paper|as html|on \w+)|add to (?:collection|library)|show details|hide details"
    r"|everyone|revisions|readers:.*|cc[ -]by.*|submitted by|\[(?:pdf|html|doc|book|b)\] \S+\.\w{2,4}"
    r"|.{2,40}\s\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?"
    r"|\d{1,2}:\d\d\s*[–-]\s*\d{1,2}:\d\d.{0,60}|open in\b.{0,40}"
    r"|\d[\d,.]*k?\s(?:citations?|references?|views?|downloads?|upvotes?|likes?|stars?)\b.{0,60}"
    r"|(?:sort|filter|order)(?: by\b.{0,30})?:?|bookmark(?:ed)?|likes?|favou?rite|load more.*|back to top"
    r"|next(?: page)?|prev(?:ious)?(?: page)?|add to .{0,20}|view (?:details|abstract|more)|via"
    r"|access paper or ask questions|figures and tables:?|©.*|copyright .*"
    r"|(?:\d{1,2}|an?) (?:minute|hour|day|week|month)s? ago"
    r"|\d[\d,]* (?:papers|results|entries|items)(?: found)?|showing \d.{0,40}"
    r"|\\{2,}|[%-]{5,}|(?:\\\\\s*)?\(\s*https?://arxiv\.org/abs/\S+\s*,\s*\d+kb\)"
    r"|search v\d.*|search term.*|show abstracts.*|advanced search|\d+ results per page.*|sort results by.*"
    r"|[\s\d…·•,|+/-]*[…·•,|+/-][\s\d…·•,|+/-]*|={3,}|\*{3,}|_{3,}|#\d+ paper of the day|\+\d+",
    re.I,
)


_DAY = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}|\d{1,2}/\d{1,2}/\d{4}")


def is_noise(text: str) -> bool:
    """Whether a line is a button, a rule or a counter of the page, not a part of an entry.

    >>> is_noise("1 / 3"), is_noise("2025/07/03")
    (True, False)
    """
    return (
        len(text) < 200
        and not _DAY.fullmatch(text)
        and _NOISE.fullmatch(text.lstrip("·• ") or text) is not None
    )


def labelled(text: str) -> tuple[str, str] | None:
    """The field and the value of a labelled line; the value is empty where it stands on the next line.

    The headings of a whole paper that follow its abstract have the field `section`.

    >>> labelled("Autoren: Ann Lee"), labelled("Abstract"), labelled("by Ann Lee"), labelled("from: no")
    (('authors', 'Ann Lee'), ('abstract', ''), ('authors', 'Ann Lee'), None)
    """
    if len(text) < 40 and _SECTION.fullmatch(text) and not text[0].islower():
        return "section", ""
    if _OWN_LINK.fullmatch(text):
        return "url", text
    if doi := _DOI.fullmatch(text):
        return "doi", doi["doi"]
    if text[:1].islower() and text[:1].isascii() and text[:5] != "arXiv":
        by = _BY.fullmatch(text)
        if by or not _LOWER.match(text):
            named = by and (is_author_line(by["text"]) or is_lone_name(by["text"]))
            return ("authors", by["text"]) if by and named else None
    if len(text) < 30 and _ALONE.fullmatch(text):
        return LABELS[re.sub(r"\s*[.:：—-]?$", "", text.lower()).replace("key words", "keywords")], ""
    match = _LABEL.match(text)
    return (LABELS[match["label"].lower()], match["text"]) if match else None
