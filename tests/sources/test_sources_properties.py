# ruff: noqa: E501
"""Whatever the bytes, only records and problems come out."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.records import PaperRecord, Problem
from kg.sources import FORMATS
from kg.sources.author_lists import split_names
from kg.sources.dates import iso
from kg.sources.ids import arxiv_id, doi, urls
from kg.sources.read import _UNREADABLE, read_source
from kg.sources.record import clean
from kg.sources.source import Source
from kg.sources.tex import detex, unbrace
from kg.sources.text import one_line, plain

STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PAR1",
    b"@article{a, ",
    b'{"title": "T", "abstract": ',
    b'[{"title": ',
    b"{'title': ",
    b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry>",
    b"<rss version='2.0'><channel><item>",
    b"<OAI-PMH><record><metadata><dc>",
    b"<article><front><article-meta>",
    b"<html><body><dl><dt>",
    b"title,abstract,authors\n",
    b"TY  - JOUR\nTI  - ",
    b"PMID- 1\nTI  - ",
    b"%0 Journal Article\n%T ",
    b"interactions:\n- response:\n    body:\n      string: ",
    b"---\ntitle: x\nabstract: ",
    b"# Title\n\n**Authors**: ",
    b"| Title | Date |\n| --- | --- |\n| ",
    b"\\\\\narXiv:0704.0001\nTitle: x\nAuthors: ",
    b"CVJan 14Code\n",
    b"Abstract: ",
    b"arXiv:2501.00001",
]


def _read(data, suffix=""):
    return list(read_source(Source.open("f", suffix, io.BytesIO(data), {})))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_arbitrary_bytes_give_records_or_problems(start, rest):
    items = _read(start + rest)
    assert items
    assert all(isinstance(item, (PaperRecord, Problem)) for item in items)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.text(max_size=300))
def test_arbitrary_text_gives_records_or_problems(start, rest):
    items = _read(start + rest.encode("utf-8", "replace"))
    assert all(isinstance(item, (PaperRecord, Problem)) for item in items)
    for item in items:
        repr(item).encode()


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(
            ["title", "abstract", "authors", "id", "doi", "DOI", "date", "versions", "type", "name", "paperId", "itemType",
             "titles", "creators", "issued", "date-parts", "authorships", "abstract_inverted_index", "categories", "url",
             "comment", "paper", "papers", "externalIds", "ids", "author", "metadata", "dates", "descriptions"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_json)
def test_arbitrary_json_gives_records_or_problems(value):
    for text in (
        json.dumps(value),
        repr(value),
        json.dumps([value, value], indent=1),
        f"{json.dumps(value)}\n" * 2,
    ):
        items = _read(text.encode("utf-8", "replace"), ".json")
        assert all(isinstance(item, (PaperRecord, Problem)) for item in items)


@given(st.text(max_size=200))
def test_cleaning_is_stable_and_printable(text):
    once = clean(text)
    assert once is None or one_line(plain(once)) == one_line(plain(plain(once)))
    assert once is None or not any(ord(char) < 32 for char in once)


@given(st.text(alphabet="\\'\"`^~{}$aeoucvH ", max_size=60))
def test_tex_never_fails(text):
    detex(text)
    unbrace(text)


@given(st.text(max_size=120))
def test_small_readers_never_fail(text):
    split_names(text)
    iso(text)
    arxiv_id(text)
    doi(text)
    urls([text])


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True),
            st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True),
        ),
        min_size=2,
        max_size=6,
    ).filter(
        lambda names: not any(w in {"And", "Others", "Von", "Van", "Der", "Den"} for n in names for w in n)
    ),
    st.sampled_from([", ", " and ", "; "]),
)
def test_the_same_names_come_out_of_every_notation(names, separator):
    plainly = [" ".join(name) for name in names]
    assert [a.name for a in split_names(separator.join(plainly)).authors] == plainly
    inverted = " and ".join(f"{last}, {first}" for first, last in names)
    assert [a.name for a in split_names(inverted).authors] == plainly


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_reader_survives_what_is_not_its_own(form):
    for data in (b"", b"x", b"{}", b"<a/>", b"\x00\xff" * 50, "é\n\n---\n".encode()):
        try:
            list(form.read(Source.open("f", "", io.BytesIO(data), {})))
        except Exception as error:  # the kinds that the reader of files turns into problems
            assert isinstance(error, (SourceError, *_UNREADABLE))
