"""Which key or column holds which field, told from its name, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "titles", "papertitle", "articletitle", "documenttitle", "primarytitle", "titleutf8",
        "fulltitle", "titleen",
        "titletext", "titledisplay", "itemtitle", "ti", "t1", "headline", "papername",
        "标题", "题目", "论文标题", "论文题目", "论文名称", "论文名", "题名", "篇名", "文章标题", "タイトル",
        "題名",
        "titel",
        "titre", "título", "titulo",
        "displayname",
    ),
    "abstract": (
        "abstract", "abstracttext", "summary", "abstracts", "paperabstract", "abstractnote", "abstractutf8",
        "abs", "ab", "abstracten",
        "摘要", "英文摘要", "论文摘要", "要旨", "抄録", "概要", "zusammenfassung", "résumé", "resumen",
        "resumo", "description",
    ),
    "authors": (
        "authorsparsed", "authorfullnames", "authors", "author", "authorlist", "authornames", "authorslist",
        "creators", "creator",
        "firstauthors", "primaryauthors", "authordisplay", "authorsfull", "authornameslist",
        "paperauthors", "authorsutf8", "authorshipsauthordisplayname", "contributors", "af", "au", "a1",
        "作者", "论文作者", "作者列表", "全部作者", "著者", "autoren", "auteurs", "autores",
    ),
    "arxiv": ("arxivid", "arxiv", "eprint", "arxivnumber", "arxivurl", "arxivlink", "arxivversionid",
    "arxiv编号", "arxiv链接"),
    "id": ("id", "paperid", "entryid", "identifier", "identifiers", "externalids", "uid", "paper", "guid",
    "documentid"),
    "doi": ("doi", "paperdoi", "itemdoi", "do", "di", "doiurl", "articledoi", "dois"),
    "created": (
        "submitteddateall", "created", "submitted", "submitteddate", "submissiondate", "datesubmitted",
        "createddate", "firstsubmitted", "cdate", "versions", "提交日期", "提交时间",
    ),
    "updated": ("updated", "updatedate", "updateddate", "lastupdated", "modified",
    "lastrevised", "revised", "更新日期", "更新时间"),
    "published": (
        "published", "publicationdate", "publisheddate", "publishdate", "datepublished", "date",
        "publishedat", "pubdate", "issued",
        "coverdate", "onlinedate", "publicationdateyear", "announceddate", "submittedonat", "pd", "year",
        "publicationyear",
        "pubyear", "py", "y1",
        "发布日期", "发表日期", "发布时间", "发表时间", "出版日期", "日期", "年份", "发表年份", "出版年",
        "jahr", "année", "año",
    ),
    "categories": (
        "primarycategory", "categories", "category", "primaryclassification", "subjects", "subject",
        "arxivcategories", "arxivcategory", "terms", "abscategories", "fieldsofstudy", "分类", "类别", "领域",
    ),
    "comment": ("comment", "comments", "arxivcomment", "authorcomments", "note", "notes", "备注"),
    "venue": (
        "journalref", "venue", "journal", "journaltitle", "booktitle", "containertitle", "conference",
        "publicationtitle", "sourcetitle", "secondarytitle",
        "journalconference", "conferencejournal", "confjournal", "venuename",
        "publicationname", "journalname", "publicationvenue", "proceedings", "jo", "jf", "t2",
        "so", "期刊", "会议", "期刊名称", "会议名称", "来源期刊", "刊名",
        "journalbook", "publication", "source",
    ),
    "affiliations": ("affiliations", "affiliation", "aff", "institutions", "institution", "organizations",
    "authorshipsrawaffiliationstrings", "机构", "单位", "作者单位"),
    "url": (
        "url", "urls", "link", "links", "pdf", "pdfurl", "pdflink", "htmlurl", "absurl", "absurl",
        "arxivurl", "code", "codeurl", "codelink", "codelinks", "github",
        "githubrepo", "githuburl", "githublink", "repo", "repository", "repourl", "project", "projectpage",
        "projecturl", "site", "website", "openreview", "sourceurls",
        "landingpage", "landingpageurl", "paperurl", "paperlink", "openaccesspdf", "uri", "software",
        "demo", "articleurl", "链接", "论文链接", "论文地址", "原文链接", "网址", "代码", "代码链接",
        "リンク",
    ),
    "withdrawn": ("iswithdrawn", "withdrawn", "isretracted", "retracted"),
    "has_code": ("hascode", "iscodeavailable"),
}  # fmt: skip
"""Names of each field in the order in which they are preferred, in the form that `normal` gives."""

_BESIDE = {"source": "articleurl"}
"""Names that hold their field only beside another name: a "Source" is a journal in Publish or Perish."""

_MAPPED = {
    "id": "id",
    "title": "title",
    "abstract": "abstract",
    "authors": "authors",
    "date": "published",
    "categories": "categories",
    "comment": "comment",
    "venue": "venue",
    "doi": "doi",
    "url": "url",
}


def normal(key: str) -> str:
    """`key` in lower case without anything but letters and digits: "Paper Title" is "papertitle"."""
    return re.sub(r"[\W_]+", "", key.lower())


_PLACE = {
    name: (field, rank) for field, names in NAMES.items() for rank, name in reversed(list(enumerate(names)))
}


@lru_cache(maxsize=4096)
def _fields(keys: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    names = {normal(key) for key in keys}
    for order, key in enumerate(keys):
        name = normal(key)
        place = _PLACE.get(name) if _BESIDE.get(name, name) in names else None
        if place and (
            len(name) > 2 or name == "id" or not name.isascii() or key.isupper()
        ):  # "ti" is a language too
            found.setdefault(place[0], []).append((place[1], order, key))
    chosen = {field: tuple(key for _, _, key in sorted(named)) for field, named in found.items()}
    for field, column in columns:
        match = next((key for key in keys if key == column), None) or next(
            (key for key in keys if normal(key) == normal(column)), None
        )
        if match is not None:
            chosen[_MAPPED[field]] = (match,)
    return chosen


def fields_of(keys: Iterable[str], columns: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """For each field the keys that hold it, the best first; `columns` overrides the guess.

    >>> fields_of(["Name", "Abstract ", "Year"], {"title": "name"})["title"]
    ('Name',)
    """
    return _fields(tuple(keys), tuple(sorted(columns.items())) if columns else ())
