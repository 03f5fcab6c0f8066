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


def test_feedparser_entries(tmp_path):
    entry = {
        "id": "http://arxiv.org/abs/2507.01001v1",
        "guidislink": True,
        "link": "http://arxiv.org/abs/2507.01001v1",
        "title": "Fish",
        "summary": ABSTRACT,
        "authors": [{"name": "Ann Lee"}, {"name": "Bob Ray"}],
        "published": "2025-07-01T00:00:00Z",
        "updated": "2025-07-03T00:00:00Z",
        "tags": [{"term": "cs.CL", "scheme": None, "label": None}, {"term": "cs.LG"}],
        "arxiv_primary_category": {"term": "cs.LG"},
        "arxiv_doi": "10.1234/fish.1",
        "arxiv_journal_ref": "Fish Letters 3 (2025)",
        "links": [{"href": "http://arxiv.org/pdf/2507.01001v1", "title": "pdf"}],
    }
    daily = {
        "id": "oai:arXiv.org:2507.01002v1",
        "guidislink": False,
        "title": "Birds",
        "summary": f"arXiv:2507.01002v1 Announce Type: new \nAbstract: {ABSTRACT}",
        "authors": [{"name": "Ann Lee, Bob Ray"}],
        "published": "Wed, 02 Jul 2025 00:00:00 -0400",
    }
    feed = {"title": "ArXiv Query", "title_detail": {"value": "ArXiv Query"}, "guidislink": True, "id": "x"}
    fish, birds = _records(tmp_path, "x.json", {"feed": feed, "entries": [entry, daily], "bozo": False})
    assert (fish.abstract, _names(fish), fish.categories) == (
        ABSTRACT,
        ["Ann Lee", "Bob Ray"],
        ("cs.LG", "cs.CL"),
    )
    assert (fish.doi, fish.venue) == ("10.1234/fish.1", "Fish Letters 3 (2025)")
    assert _dates(fish) == [("2025-07-01", "created"), ("2025-07-03", "updated")]
    assert (birds.abstract, _names(birds)) == (ABSTRACT, ["Ann Lee", "Bob Ray"])
    assert _dates(birds) == [("2025-07-02", "listed")]


_LOST = {
    "id": "2507.01001",
    "title": "Fish",
    "abstract": ABSTRACT,
    "references": [{"id": "2507.01009", "title": "Old Fish", "abstract": "Cited."}],
}
_KEPT = {"id": "2507.01002", "title": "Birds", "abstract": ABSTRACT}


@pytest.mark.parametrize("indent", [None, 1])
def test_references_of_a_broken_entry_are_no_papers(tmp_path, indent):
    text = json.dumps({"data": [_KEPT, _LOST]}, indent=indent)
    record, problem = _items(tmp_path, "x.json", text[: text.index("Cited.") + 8])
    assert record.title == "Birds"
    assert "breaks off" in problem.message


@pytest.mark.parametrize("indent", [None, 1])
def test_an_entry_that_is_malformed_is_left_out_alone(tmp_path, indent):
    text = json.dumps([_LOST, _KEPT], indent=indent).replace('"Fish",', '"Fish"')
    record, problem = _items(tmp_path, "x.json", text)
    assert record.title == "Birds"
    assert problem.line == (5 if indent else 1)


def test_groups_in_last_first_order(tmp_path):
    rows = [
        {
            "title": "Fish",
            "authors": ["Team, Fish", "Collaboration, Deep Sea", "Bank, Ann"],
            "id": "2507.01001",
        }
    ]
    [fish] = _records(tmp_path, "x.json", rows)
    assert [(one.name, one.kind) for one in fish.authors][:2] == [
        ("Fish Team", "organization"),
        ("Deep Sea Collaboration", "organization"),
    ]
    assert fish.authors[2].name == "Ann Bank"
