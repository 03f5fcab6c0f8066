# ruff: noqa: E501
"""What services, libraries and their exports write, with made-up papers."""

import datetime
import json

import pytest

from kg.records import Problem
from kg.sources import read_file

ABSTRACT = (
    "We introduce FishNet, a model of fish that swims through data and outperforms prior work on AquaBench by 2.4 points "
    "on average, at half of the cost of the best baseline that we know of."
)


def _items(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(read_file(path))


def _records(tmp_path, name, content):
    items = _items(tmp_path, name, content)
    assert not [item for item in items if isinstance(item, Problem)], items
    return items


def _names(record):
    return [author.name for author in record.authors]


def _dates(record):
    return [(date.iso, date.kind) for date in record.dates]


@pytest.mark.parametrize(
    "day", [datetime.date(2025, 7, 1), datetime.datetime(2025, 7, 1, 12, tzinfo=datetime.UTC)]
)
def test_dates_of_parquet_columns(tmp_path, day):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table({"title": ["Fish"], "published": [day]}), tmp_path / "x.parquet")
    [fish] = read_file(tmp_path / "x.parquet")
    assert _dates(fish) == [("2025-07-01", "published")]


_COLUMNS = {
    "title": ["Fish", "Birds"],
    "abstract": [ABSTRACT, "Two."],
    "authors": [["Ann Lee"], ["Bob Ray", "Cy Moe"]],
}


@pytest.mark.parametrize(
    "table",
    [
        _COLUMNS,
        {name: {str(at): value for at, value in enumerate(column)} for name, column in _COLUMNS.items()},
        {"columns": list(_COLUMNS), "index": [0, 1], "data": list(zip(*_COLUMNS.values(), strict=True))},
    ],
    ids=["lists", "objects", "split"],
)
def test_tables_by_column(tmp_path, table):
    fish, birds = _records(tmp_path, "x.json", table)
    assert (fish.title, fish.abstract, _names(fish)) == ("Fish", ABSTRACT, ["Ann Lee"])
    assert (birds.title, birds.abstract, _names(birds)) == ("Birds", "Two.", ["Bob Ray", "Cy Moe"])


def test_daily_feed_in_atom(tmp_path):
    feed = f"""<?xml version='1.0' encoding='UTF-8'?><feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.w3.org/2005/Atom">
    <id>http://rss.arxiv.org/atom/cs.CL</id><title>cs.CL updates on arXiv.org</title><updated>2025-07-02T04:00:21+00:00</updated>
    <entry><id>oai:arXiv.org:2507.01001v2</id><title>Fish</title><updated>2025-07-02T04:00:21+00:00</updated><link href="https://arxiv.org/abs/2507.01001" rel="alternate"/>
    <summary>arXiv:2507.01001v2 Announce Type: replace
Abstract: {ABSTRACT}</summary><category term="cs.CL"/><published>2025-07-02T00:00:00-04:00</published>
    <arxiv:DOI>10.1234/fish.1</arxiv:DOI><arxiv:journal_reference>Fish Letters 3 (2025)</arxiv:journal_reference><dc:creator>Ann Lee (Oslo), Bob Ray</dc:creator></entry></feed>"""
    [fish] = _records(tmp_path, "x.xml", feed)
    assert (fish.abstract, fish.arxiv_id, fish.arxiv_version) == (ABSTRACT, "2507.01001", 2)
    assert (fish.doi, fish.venue, _dates(fish)) == (
        "10.1234/fish.1",
        "Fish Letters 3 (2025)",
        [("2025-07-02", "listed")],
    )
    assert [(one.name, one.affiliations) for one in fish.authors] == [("Ann Lee", ("Oslo",)), ("Bob Ray", ())]


def test_python_objects_in_a_table(tmp_path):
    table = "entry_id,published,title,authors,links\n" + ",".join(
        (
            "http://arxiv.org/abs/2507.01001v1",
            '"datetime.datetime(2025, 7, 1, 12, 30, tzinfo=datetime.timezone.utc)"',
            "Fish",
            '"[arxiv.Result.Author(\'Ann Lee\'), arxiv.Result.Author(""Bob O\'Ray"")]"',
            "\"[arxiv.Result.Link('http://arxiv.org/pdf/2507.01001v1', title='pdf', rel='related')]\"",
        )
    )
    [fish] = _records(tmp_path, "x.csv", table)
    assert (_names(fish), _dates(fish)) == (["Ann Lee", "Bob O'Ray"], [("2025-07-01", "published")])
    assert fish.urls == ("http://arxiv.org/abs/2507.01001v1", "http://arxiv.org/pdf/2507.01001v1")
