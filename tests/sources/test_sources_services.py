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


def test_day_and_links_of_a_listing_in_html(tmp_path):
    page = f"""<!DOCTYPE html><html><body><h3>Showing new listings for Monday, 7 July 2025</h3>
    <dl><h3>New submissions (showing 1 of 1 entries)</h3><dt><a href="/abs/2507.01001" title="Abstract">arXiv:2507.01001</a></dt>
    <dd><div class='list-title'>Title: Fish</div><div class='list-authors'><a>Ann Lee</a></div>
    <div class='list-comments'><span>Comments:</span> Code at <a href="https://github.com/sea/fish" class="link-external">this https URL</a></div>
    <p class='mathjax'>{ABSTRACT} See <a href="https://fish.example">this https URL</a>.</p></dd></dl></body></html>"""
    [fish] = _records(tmp_path, "x.html", page)
    assert (_dates(fish), fish.comments) == (
        [("2025-07-07", "listed")],
        ("Code at https://github.com/sea/fish",),
    )
    assert fish.abstract.endswith("See https://fish.example.")
    assert fish.has_code


def test_journal_references_in_html(tmp_path):
    page = """<!DOCTYPE html><html><head><meta name="citation_title" content="Fish"/><meta name="citation_arxiv_id" content="2507.01001"/></head>
    <body><table><tr><td>Journal reference:</td><td class="tablecell jref">Fish Letters 3 (2025)</td></tr></table></body></html>"""
    [fish] = _records(tmp_path, "x.html", page)
    assert fish.venue == "Fish Letters 3 (2025)"
    page = """<!DOCTYPE html><html><body><ol><li class="arxiv-result"><p class="list-title"><a href="https://arxiv.org/abs/2507.01001">arXiv:2507.01001</a></p>
    <p class="title">Fish</p><p class="authors"><a>Ann Lee</a></p><p class="comments is-size-7"><span>Journal ref:</span> Fish Letters 3 (2025)</p></li></ol></body></html>"""
    [fish] = _records(tmp_path, "y.html", page)
    assert (fish.venue, fish.comments) == ("Fish Letters 3 (2025)", ())


def _latexml(authors):
    return f"""<!DOCTYPE html><html><head><title>Fish</title><base href="/html/2507.01001v1/"/></head><body>
    <nav><ol><li><a class="ltx_ref" href="#S1">1 Introduction</a></li></ol></nav>
    <div id="watermark-tr">arXiv:2507.01001v1 [cs.CL] 1 Jul 2025</div><article class="ltx_document">
    <h1 class="ltx_title ltx_title_document"><math alttext="\\tau" class="ltx_Math"><semantics><mi>τ</mi><annotation encoding="application/x-tex">\\tau</annotation></semantics></math>-Fish<span class="ltx_note">Thanks</span></h1>
    <div class="ltx_authors">{authors}</div><div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6><p class="ltx_p">{ABSTRACT}</p></div>
    <section><h2>1 Introduction</h2><p>Much has been written.</p></section></article></body></html>"""


def test_pages_of_latexml(tmp_path):
    person = '<span class="ltx_creator"><span class="ltx_personname">{}</span></span>'
    apart = person.format("Ann Lee<sup>1</sup>") + person.format(
        "Bob Ray<br/>Hugging Face<br/>bob@fish.example"
    )
    [fish] = _records(tmp_path, "x.html", _latexml(apart))
    assert (fish.title, fish.abstract, fish.arxiv_id, fish.arxiv_version) == (
        "$\\tau$-Fish",
        ABSTRACT,
        "2507.01001",
        1,
    )
    assert (fish.categories, _dates(fish)) == (("cs.CL",), [("2025-07-01", "created")])
    assert (_names(fish), fish.authors_complete) == (["Ann Lee", "Bob Ray"], True)
    together = person.format("Ann Lee<br/>Bob Ray<br/>Cy Moe<br/>Fish University")
    [fish] = _records(tmp_path, "y.html", _latexml(together))
    assert (_names(fish), fish.authors_complete) == (["Ann Lee", "Bob Ray", "Cy Moe"], True)
    unclear = person.format("Ann Lee<br/>Hugging Face<br/>ann@fish.example")
    [fish] = _records(tmp_path, "z.html", _latexml(unclear))
    assert (_names(fish), fish.authors_complete) == (["Ann Lee"], False)


def test_zenodo(tmp_path):
    metadata = {
        "title": "FishNet",
        "description": f"<p>{ABSTRACT}</p>",
        "doi": "10.5281/zenodo.1",
        "publication_date": "2025-07-01",
        "creators": [{"name": "Lee, Ann", "affiliation": "Oslo", "orcid": "0000-0001-2345-6789"}],
        "related_identifiers": [
            {"identifier": "https://github.com/sea/fish", "relation": "isSupplementTo"},
            {"identifier": "arXiv:2507.09999", "relation": "cites"},
        ],
    }
    hit = {
        "id": 1,
        "conceptrecid": "0",
        "title": "FishNet",
        "created": "2025-07-02",
        "metadata": metadata,
        "links": {},
    }
    [fish] = _records(tmp_path, "x.json", {"hits": {"hits": [hit]}})
    assert (fish.title, fish.abstract, fish.doi, fish.arxiv_id) == (
        "FishNet",
        ABSTRACT,
        "10.5281/zenodo.1",
        None,
    )
    assert [(a.name, a.affiliations, a.orcid) for a in fish.authors] == [
        ("Ann Lee", ("Oslo",), "0000-0001-2345-6789")
    ]
    assert (fish.urls, _dates(fish)) == (("https://github.com/sea/fish",), [("2025-07-01", "published")])


def test_dblp(tmp_path):
    info = {
        "authors": {"author": [{"@pid": "1", "text": "Ann Lee 0004"}, {"@pid": "2", "text": "Bob Ray"}]},
        "title": "Fish &amp; Chips.",
        "venue": "CoRR",
        "volume": "abs/2507.01001",
        "year": "2025",
        "key": "journals/corr/abs-2507-01001",
        "url": "https://dblp.org/rec/journals/corr/abs-2507-01001",
    }
    alone = {
        **info,
        "authors": {"author": {"text": "Ann Lee"}},
        "title": "Why Fish?",
        "venue": "ACL",
        "volume": "1",
    }
    hits = [{"@id": "1", "info": info, "url": "URL#1"}, {"@id": "2", "info": alone, "url": "URL#2"}]
    fish, why = _records(tmp_path, "x.json", {"result": {"hits": {"@total": "2", "hit": hits}}})
    assert (fish.title, _names(fish), fish.arxiv_id) == ("Fish & Chips", ["Ann Lee", "Bob Ray"], "2507.01001")
    assert (why.title, _names(why), why.arxiv_id) == ("Why Fish?", ["Ann Lee"], None)


def test_inspire(tmp_path):
    metadata = {
        "titles": [{"source": "arXiv", "title": "Fish at $13$ TeV"}],
        "abstracts": [{"source": "APS", "value": "Other."}, {"source": "arXiv", "value": ABSTRACT}],
        "arxiv_eprints": [{"categories": ["hep-ex"], "value": "2507.01001"}],
        "dois": [{"value": "10.1234/fish.1"}],
        "authors": [
            {
                "full_name": "Lee, Ann",
                "ids": [{"schema": "ORCID", "value": "0000-0001-2345-6789"}],
                "affiliations": [{"value": "Oslo U."}],
            }
        ],
        "author_count": 2000,
        "collaborations": [{"value": "FISH"}],
        "preprint_date": "2025-07-01",
        "publication_info": [{"journal_title": "Fish Lett.", "year": 2025}],
        "references": [{"reference": {"title": {"title": "Cited"}, "arxiv_eprint": "1706.03762"}}],
    }
    [fish] = _records(tmp_path, "x.json", {"hits": {"hits": [{"id": "1", "metadata": metadata}]}})
    assert (fish.title, fish.abstract, fish.arxiv_id, fish.doi) == (
        "Fish at $13$ TeV",
        ABSTRACT,
        "2507.01001",
        "10.1234/fish.1",
    )
    assert [(a.name, a.kind, a.affiliations) for a in fish.authors] == [
        ("FISH Collaboration", "organization", ()),
        ("Ann Lee", "person", ("Oslo U.",)),
    ]
    assert (fish.authors_complete, fish.categories, fish.venue) == (False, ("hep-ex",), "Fish Lett.")
    assert _dates(fish) == [("2025-07-01", "created"), ("2025", "published")]


def test_europe_pmc(tmp_path):
    core = {
        "id": "1",
        "source": "MED",
        "doi": "10.1234/fish.1",
        "title": "Fish <i>in vivo</i>.",
        "authorString": "Lee A, Fish Consortium.",
        "authorList": {
            "author": [
                {
                    "fullName": "Lee A",
                    "firstName": "Ann",
                    "lastName": "Lee",
                    "authorId": {"type": "ORCID", "value": "0000-0001-2345-6789"},
                    "authorAffiliationDetailsList": {"authorAffiliation": [{"affiliation": "Oslo, Norway."}]},
                },
                {"collectiveName": "Fish Consortium"},
            ]
        },
        "journalInfo": {"journal": {"title": "Fish Letters"}},
        "pubYear": "2025",
        "firstPublicationDate": "2025-07-01",
        "abstractText": "<h4>Aim</h4>To see fish (p &lt; 0.01).<h4>Results</h4>Seen.",
    }
    lite = {
        "id": "2",
        "source": "PPR",
        "title": "Birds",
        "authorString": "de la Cruz JA, Ray B.",
        "pubYear": "2025",
    }
    fish, birds = _records(tmp_path, "x.json", {"resultList": {"result": [core, lite]}})
    assert (fish.title, fish.abstract) == ("Fish in vivo.", "Aim: To see fish (p < 0.01). Results: Seen.")
    assert [(a.name, a.affiliations) for a in fish.authors] == [
        ("Ann Lee", ("Oslo, Norway.",)),
        ("Fish Consortium", ()),
    ]
    assert (fish.venue, _dates(fish)) == ("Fish Letters", [("2025-07-01", "published")])
    assert (_names(birds), _dates(birds)) == (["JA de la Cruz", "B Ray"], [("2025", "published")])


def test_papers_with_code(tmp_path):
    row = {
        "model_name": "FishNet",
        "metrics": {"F1": "95.4"},
        "paper_title": "Fish",
        "paper_url": "https://arxiv.org/abs/2507.01001v1",
        "paper_date": "2025-07-01",
        "code_links": [{"title": "sea/fish", "url": "https://github.com/sea/fish"}],
    }
    link = {
        "paper_url": "https://paperswithcode.com/paper/birds",
        "paper_title": "Birds",
        "paper_arxiv_id": "2507.01002",
        "repo_url": "https://github.com/sky/birds",
    }
    table = {"task": "Swimming", "datasets": [{"dataset": "AquaBench", "sota": {"rows": [row]}}]}
    fish, birds = _records(tmp_path, "x.json", [table, link])
    assert (fish.title, fish.arxiv_id, fish.has_code) == ("Fish", "2507.01001", True)
    assert (birds.title, birds.arxiv_id, birds.has_code) == ("Birds", "2507.01002", True)


def test_orcids_of_datacite(tmp_path):
    creator = {
        "name": "Lee, Ann",
        "nameIdentifiers": [
            {"nameIdentifier": "https://orcid.org/0000-0001-2345-6789", "nameIdentifierScheme": "ORCID"}
        ],
    }
    [fish] = _records(
        tmp_path, "x.json", {"doi": "10.1234/fish.1", "titles": [{"title": "Fish"}], "creators": [creator]}
    )
    assert [(one.name, one.orcid) for one in fish.authors] == [("Ann Lee", "0000-0001-2345-6789")]


def test_formulas_of_crossref_come_once(tmp_path):
    formula = (
        "<jats:inline-formula><jats:alternatives><jats:tex-math>\\begin{document}$$\\alpha $$\\end{document}</jats:tex-math>"
        "<mml:math><mml:mi>α</mml:mi></mml:math></jats:alternatives></jats:inline-formula>"
    )
    work = {
        "DOI": "10.1234/fish.1",
        "title": ["Fish"],
        "abstract": f"<jats:p>We present {formula}-fish.</jats:p>",
    }
    [fish] = _records(tmp_path, "x.json", work)
    assert fish.abstract == "We present $$\\alpha $$-fish."


def test_anonymous_and_withdrawn_submissions(tmp_path):
    def note(name, **content):
        return {"id": name, "forum": name, "replyto": None, "content": {"abstract": ABSTRACT, **content}}

    hidden = note("a", title="Fish", authors=["Anonymous"], venue="FISH 2025 Submitted")
    gone = note("b", title={"value": "Birds"}, venueid={"value": "FISH/2025/Conference/Withdrawn_Submission"})
    fish, birds = _records(tmp_path, "x.json", {"notes": [hidden, gone]})
    assert (fish.authors, fish.withdrawn, birds.withdrawn) == ((), False, True)


def test_data_sets_of_semantic_scholar(tmp_path):
    abstracts = {
        "corpusid": 1,
        "openaccessinfo": {"externalids": {"ArXiv": "2507.01001", "DOI": None}},
        "abstract": ABSTRACT,
    }
    text = f"Fish\nAnn Lee\nBob Ray\nAbstract\n{ABSTRACT}\n1 Introduction"

    def spans(*parts):
        return json.dumps(
            [{"start": text.index(part), "end": text.index(part) + len(part)} for part in parts]
        )

    annotations = {
        "title": spans("Fish"),
        "author": spans("Ann Lee", "Bob Ray"),
        "abstract": spans(ABSTRACT),
        "bibtitle": None,
    }
    whole = {
        "corpusid": 2,
        "externalids": {"arxiv": "2507.01002", "doi": None},
        "content": {"text": text, "annotations": annotations},
    }
    first, second = _records(tmp_path, "x.jsonl", "\n".join(map(json.dumps, (abstracts, whole))))
    assert (first.abstract, first.arxiv_id) == (ABSTRACT, "2507.01001")
    assert (second.title, second.abstract, second.arxiv_id) == ("Fish", ABSTRACT, "2507.01002")
    assert _names(second) == ["Ann Lee", "Bob Ray"]


def test_arxiv_ids_and_translated_titles_of_pubmed(tmp_path):
    article = (
        "<Article><Journal><JournalIssue/><Title>ArXiv</Title></Journal><ArticleTitle>[Fish and Birds].</ArticleTitle>"
        '<ELocationID EIdType="pii">arXiv:2507.01001v2</ELocationID></Article>'
    )
    text = f"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle><MedlineCitation>{article}</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    [fish] = _records(tmp_path, "x.xml", text)
    assert (fish.title, fish.arxiv_id, fish.arxiv_version) == ("Fish and Birds", "2507.01001", 2)


def test_papers_under_their_arxiv_ids(tmp_path):
    papers = {
        "2507.01001": {"title": "Fish", "abstract": ABSTRACT},
        "2507.01002": {"title": "Birds", "abstract": ABSTRACT},
    }
    records = _records(tmp_path, "x.json", {"updated": "2025-07-02", "by_id": papers})
    assert [(one.title, one.arxiv_id) for one in records] == [("Fish", "2507.01001"), ("Birds", "2507.01002")]


def test_openalex_table(tmp_path):
    table = "id,title,authorships.author.display_name,authorships.raw_affiliation_strings\nhttps://openalex.org/W1,Fish,Ann Lee|Bob Ray,Oslo|Bern\n"
    [fish] = _records(tmp_path, "x.csv", table)
    assert [(one.name, one.affiliations) for one in fish.authors] == [
        ("Ann Lee", ("Oslo",)),
        ("Bob Ray", ("Bern",)),
    ]


def test_paper_within_a_parquet_row(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    inner = {"id": "2507.01001", "title": "Fish", "summary": ABSTRACT, "authors": [{"name": "Ann Lee"}]}
    parquet.write_table(
        pyarrow.table({"paper": [inner], "title": ["Fish"], "numComments": [1]}), tmp_path / "x.parquet"
    )
    [fish] = read_file(tmp_path / "x.parquet")
    assert (fish.abstract, fish.arxiv_id, _names(fish)) == (ABSTRACT, "2507.01001", ["Ann Lee"])


def test_xml_documents_one_after_the_other(tmp_path):
    entry = (
        "<entry><id>http://arxiv.org/abs/2507.{:05}v1</id><title>Fish</title><summary>{}</summary></entry>"
    )
    pages = [
        f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n{entry.format(number, ABSTRACT + " " * number)}\n</feed>\n'
        for number in range(1, 400)
    ]
    records = _records(tmp_path, "x.xml", "".join(pages))
    assert [one.arxiv_id for one in records] == [f"2507.{number:05}" for number in range(1, 400)]
    assert [one.origin.line for one in records] == [4 * number + 3 for number in range(399)]


def test_jats_in_oai_pmh(tmp_path):
    meta = (
        "<article-meta><article-id pub-id-type='doi'>10.1234/fish.1</article-id><title-group><article-title>Fish</article-title></title-group>"
        f"<abstract><p>{ABSTRACT}</p></abstract></article-meta>"
    )
    record = f"<record><header><identifier>oai:x:1</identifier></header><metadata><article><front>{meta}</front></article></metadata></record>"
    text = f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord>{record}</GetRecord></OAI-PMH>'
    [fish] = _records(tmp_path, "x.xml", text)
    assert (fish.title, fish.abstract, fish.doi) == ("Fish", ABSTRACT, "10.1234/fish.1")


def test_a_title_in_brackets_is_no_python(tmp_path):
    [fish] = _records(tmp_path, "x.json", [{"id": "2507.01001", "title": "[SO(3)]", "abstract": ABSTRACT}])
    assert fish.title == "[SO(3)]"
