# ruff: noqa: E501
"""Empty, binary, cut-off, packed, hostile and missing input: one clear line each, and the good records."""

import bz2
import gzip
import io
import json
import lzma
import tracemalloc
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.errors import UsageError
from kg.records import PaperRecord, Problem
from kg.sources import read_file, read_paths

ABSTRACT = (
    "We present a method for reading papers. It reads them all, from the first line to the last, and our experiments "
    "show that it does so without loss on every set of papers that we tried in this work."
)
LINE = json.dumps({"id": "2501.00001", "title": "A Title", "abstract": ABSTRACT})


def _read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_file(path))


def _split(items):
    return [i for i in items if isinstance(i, PaperRecord)], [i for i in items if isinstance(i, Problem)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (bytes(range(256)) * 20, "layout is not known"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "layout is not known"),
        (b"lorem ipsum dolor sit amet\n" * 5, "layout is not known"),
        (b"%PDF-1.7\nnothing", "PDF"),
        (b"PAR1" + b"\x00" * 50, "Parquet"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
        (b"PK\x03\x04broken", "cannot be read"),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>cut", "malformed"),
        (b'{"papers": []}', "no papers"),
        (b"a,b,c\n1,2,3\n", "layout is not known"),
    ],
)
def test_unreadable_files_give_one_problem_with_a_reason(tmp_path, data, message):
    records, problems = _split(_read(tmp_path, "file", data))
    assert not records
    assert len(problems) == 1
    assert message in str(problems[0])
    assert problems[0].hint


def test_missing_path_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        list(read_paths([tmp_path / "nothing"]))
    with pytest.raises(UsageError, match="no such file"):
        list(read_file(tmp_path / "nothing"))


def test_a_missing_path_is_found_before_anything_is_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(LINE)
    with pytest.raises(UsageError):
        next(read_paths([tmp_path / "a.jsonl", tmp_path / "nothing"]))


def test_unknown_field_in_the_column_map_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="headline"):
        list(read_paths([tmp_path], columns={"headline": "Name"}))


def test_directory_without_anything_readable(tmp_path):
    items = list(read_paths([tmp_path]))
    assert [item.message for item in items] == ["no papers found in this directory"]
    (tmp_path / "empty.txt").touch()
    assert len(list(read_paths([tmp_path]))) == 2


def test_directories_are_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b/2.jsonl", "b/1.jsonl", "a.jsonl", ".hidden/x.jsonl", "b/.x.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE + "\n" + LINE)
    files = [item.origin.file for item in read_paths([tmp_path])]
    assert list(dict.fromkeys(files)) == [
        f"{tmp_path.as_posix()}/{n}" for n in ("a.jsonl", "b/1.jsonl", "b/2.jsonl")
    ]


def test_wrong_encoding_is_read_all_the_same(tmp_path):
    text = "@article{a, title={Über Größe}, author={Müller, Jörg}, year={2020}}"
    for encoding in ("utf-8", "cp1252", "utf-16", "utf-8-sig"):
        records, problems = _split(_read(tmp_path, "x.bib", text.encode(encoding)))
        assert not problems
        assert (records[0].title, records[0].authors[0].name) == ("Über Größe", "Jörg Müller")


def test_broken_lines_do_not_spoil_the_others(tmp_path):
    records, problems = _split(_read(tmp_path, "x.jsonl", f"{LINE}\n{{broken\n{LINE}\n[1, 2]\n{LINE}"))
    assert len(records) == 3
    assert [problem.line for problem in problems] == [2, 4]


def test_truncated_json_keeps_the_whole_objects(tmp_path):
    document = json.dumps([json.loads(LINE)] * 5, indent=1)
    records, problems = _split(_read(tmp_path, "x.json", document[:-30]))
    assert len(records) == 4
    assert len(problems) == 1
    assert problems[0].line


def test_malformed_bibtex_entry_does_not_spoil_the_next(tmp_path):
    text = "@article{a,\n title={One}\n}\n@article{b,\n title={Two\n}\n\n@article{c,\n title={Three},\n}\n@article{d, title={Four"
    records, problems = _split(_read(tmp_path, "x.bib", text))
    assert [record.title for record in records] == ["One", "Three"]
    assert [problem.line for problem in problems] == [4, 11]


def test_listing_cut_off_mid_record(tmp_path):
    text = f"{ABSTRACT}\n\narXiv:2501.00001\nCreated: 2025-01-01\n\n{ABSTRACT[:100]}"
    records, problems = _split(_read(tmp_path, "x.txt", text))
    assert records[0].arxiv_id == "2501.00001"
    assert [(problem.line, problem.message) for problem in problems] == [(6, "the last entry seems cut off")]


@pytest.mark.parametrize("suffix", [".gz", ".xz", ".bz2"])
def test_packed_files(tmp_path, suffix):
    pack = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}[suffix]
    data = pack(f"{LINE}\n{LINE}".encode())
    records, problems = _split(_read(tmp_path, f"x.jsonl{suffix}", data))
    assert len(records) == 2
    assert not problems
    records, problems = _split(_read(tmp_path, f"cut{suffix}", data[: len(data) // 2]))
    assert len(problems) == 1


def test_archives_name_their_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("b/two.jsonl", f"{LINE}\n{LINE}")
        archive.writestr("one.bib", "@article{a, title={One}, author={A. Bee}}")
        archive.writestr("__MACOSX/._one.bib", "junk")
    records, problems = _split(list(read_file(tmp_path / "x.zip")))
    assert not problems
    files = [record.origin.file.removeprefix(tmp_path.as_posix()) for record in records]
    assert files == ["/x.zip!b/two.jsonl", "/x.zip!b/two.jsonl", "/x.zip!one.bib"]


def test_bombs_are_refused(tmp_path):
    bomb = gzip.compress(b"@article{a, title={" + b"0" * (80 << 20))
    _, problems = _split(_read(tmp_path, "bomb.bib.gz", bomb))
    assert len(problems) == 1
    assert "unpacks to more" in problems[0].message


def test_entities_and_external_files_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    text = (
        f'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY x SYSTEM "file://{tmp_path}/secret">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2501.00001v1</id>'
        "<title>T &x; &b;</title><summary>S</summary></entry></feed>"
    )
    records, _ = _split(_read(tmp_path, "x.xml", text))
    assert all("SECRET" not in (record.title or "") for record in records)
    assert all("aaaa" not in (record.title or "") for record in records)


def test_hostile_markup_stays_text(tmp_path):
    row = {
        "title": "</script><img src=x onerror=alert(1)> a < b",
        "abstract": ABSTRACT,
        "authors": ["<b>Eve</b> \u202eX"],
    }
    [record], problems = _split(_read(tmp_path, "x.json", json.dumps([row])))
    assert not problems
    assert record.title == "</script><img src=x onerror=alert(1)> a < b"
    assert "\u202e" not in record.authors[0].name


def test_control_and_invisible_characters_go(tmp_path):
    row = {
        "title": "A\u0000 Ti\u200btle\ufeff \ud800",
        "abstract": "x\u0007y\u00a0z " + ABSTRACT,
        "id": "2501.00001",
    }
    [record], _ = _split(_read(tmp_path, "x.json", json.dumps([row])))
    assert record.title == "A Title \ufffd"
    assert record.abstract.startswith("xy z We present")
    record.title.encode()


def test_nulls_and_odd_types_are_survived(tmp_path):
    rows = [
        {"title": "T1", "abstract": ABSTRACT, "authors": None, "year": None, "id": 704.056},
        {"title": "T2", "abstract": ABSTRACT, "authors": [None, {"name": None}, {"name": "A B"}], "doi": 7},
        {"title": ["T3"], "abstract": {"value": ABSTRACT}, "authors": {"value": ["A B"]}, "versions": [{}]},
        {"title": "T4", "abstract": ABSTRACT, "authors": 5, "categories": {"a": [1]}, "date": {"x": []}},
    ]
    records, problems = _split(_read(tmp_path, "x.json", json.dumps(rows)))
    assert [record.title for record in records] == ["T1", "T2", "T3", "T4"]
    assert records[0].arxiv_id == "0704.0560"
    assert [len(record.authors) for record in records] == [0, 1, 1, 0]
    assert not problems


def test_three_thousand_authors_and_ten_thousand_characters(tmp_path):
    names = [f"Anna{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Berg{chr(97 + i // 676)}" for i in range(3000)]
    row = {"title": "T", "abstract": "word " * 50_000, "authors": ", ".join(names)}
    [record], _ = _split(_read(tmp_path, "x.json", json.dumps([row])))
    assert len(record.authors) == 3000
    assert len(record.abstract) == 249_999


def test_standard_input(tmp_path, monkeypatch):
    class Piped(io.RawIOBase):
        def __init__(self, data):
            self._data = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, buffer):
            return self._data.readinto(buffer[:7])

    piped = SimpleNamespace(buffer=io.BufferedReader(Piped(f"{LINE}\n{LINE}\n".encode())))
    monkeypatch.setattr("sys.stdin", piped)
    records, problems = _split(list(read_paths([Path("-")])))
    assert not problems
    assert [record.origin.file for record in records] == ["-", "-"]


def test_columns_override_the_guess(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f"Name,Text,Title\nA Paper,{ABSTRACT.replace(',', '')},Dr.\n")
    [record] = read_paths([path], columns={"title": "Name", "abstract": "text"})
    assert (record.title, record.abstract) == ("A Paper", ABSTRACT.replace(",", ""))


def test_line_formats_stream(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text((LINE + "\n") * 4_000)
    tracemalloc.start()
    assert sum(1 for _ in read_file(path)) == 4_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "schema.json",
            '{"$schema": "x", "title": "Settings", "description": "What can be set.", "type": "object"}',
        ),
        ("package.json", '{"name": "x", "version": "1.0", "description": "A tool.", "author": "Bob"}'),
        ("post.md", "---\ntitle: Hello\nauthor: Bob\nlayout: post\n---\n\nMy first post.\n"),
        ("things.csv", "name,description\nhammer,hits nails\n"),
        ("ci.yml", "name: ci\non: push\njobs:\n  a:\n    steps:\n    - name: title\n      title: x\n"),
        (
            "page.html",
            "<!DOCTYPE html><html><head><title>Hello</title></head><body><p>World</p></body></html>",
        ),
        ("notes.txt", "Buy milk.\nCall Ann Lee, Bob Ray about the fish.\n"),
        (
            "README.md",
            "# My tool\n\nIt does things. See [the docs](https://example.org).\n\n## Install\n\n- **pip** install it\n",
        ),
    ],
)
def test_what_is_no_paper_does_not_become_one(tmp_path, name, text):
    records, problems = _split(_read(tmp_path, name, text))
    assert not records
    assert len(problems) == 1


def test_nul_characters_in_text_are_dropped(tmp_path):
    records, problems = _split(_read(tmp_path, "x.jsonl", f"{LINE}\n\x00\x00\n{LINE}\n"))
    assert (len(records), problems) == (2, [])
    [record], problems = _split(_read(tmp_path, "x.txt", f"Abstract: {ABSTRACT}\x00\x00\n"))
    assert (record.abstract, problems) == (ABSTRACT, [])


def test_archives_inside_archives_are_named(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.jsonl", LINE)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("good.jsonl", LINE)
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("packed.jsonl.gz", gzip.compress(LINE.encode()))
    records, problems = _split(list(read_file(tmp_path / "x.zip")))
    assert len(records) == 1
    assert [problem.file.rsplit("!")[-1] for problem in problems] == ["inner.zip", "packed.jsonl.gz"]
    assert all("inside another" in problem.message for problem in problems)


def test_office_documents_give_one_problem(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/sheet1.xml", "<sheet/>")
    records, problems = _split(list(read_file(tmp_path / "x.xlsx")))
    assert (records, len(problems)) == ([], 1)
    assert "office document" in problems[0].message


def test_a_very_long_line_and_very_many_authors(tmp_path):
    names = ", ".join(f"Ann Lee{chr(97 + n % 26)}" for n in range(3000))
    [record], problems = _split(
        _read(tmp_path, "x.txt", f"Title: T\nAuthors: {names}\nAbstract: {ABSTRACT * 5000}\n")
    )
    assert (len(record.authors), len(record.abstract) > 500_000, problems) == (3000, True, [])


MANUAL = """The ponds of the frog
=====================

What is new

"frog jump" has learnt to look before it leaps, so that scripts which relied on it to leap first have to ask for that
with an option, which may be set for a single pond or for all of them in the file of settings of the person.

How ponds are drained

The pond is drained in parallel now, where there is more than one outlet, and the order of the outlets is kept. It was
reported that some frogs could be left behind by this, which is mended; all of them are counted at the end.

12
"""


def test_prose_that_is_of_no_papers_is_refused(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text(MANUAL)
    (problem,) = read_file(file)
    assert isinstance(problem, Problem)
    assert problem.message == "the layout is not known"
