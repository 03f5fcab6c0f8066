# ruff: noqa: E501
"""Formats of which no sample file is at hand, written here as their services write them."""

import json
import zlib

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import detect, read_file

ABSTRACT = (
    "We introduce FishNet, a model of fish that swims through data and outperforms prior work on AquaBench by 2.4 points "
    "on average, at half of the cost of the best baseline that we know of."
)


def _read(tmp_path, name, text, format_name):
    path = tmp_path / name
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data)
    assert detect(data, path.suffix).name == format_name
    items = list(read_file(path))
    assert not [item for item in items if isinstance(item, Problem)], items
    return items


def _names(record):
    return [author.name for author in record.authors]


def test_arxiv_listing_in_html(tmp_path):
    page = f"""<!DOCTYPE html><html><body><h3>Showing new listings for Monday, 7 July 2025</h3><dl id='articles'>
    <dt><a name='item1'>[1]</a> <a href="/abs/2507.01001" title="Abstract">arXiv:2507.01001</a> [<a href="/pdf/2507.01001">pdf</a>]</dt>
    <dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span> Fish &amp; Chips</div>
    <div class='list-authors'><a href="x">Ann Lee</a>, <a href="y">J&uuml;rgen M&uuml;ller</a></div>
    <div class='list-comments mathjax'><span class='descriptor'>Comments:</span> Accepted at EMNLP 2025</div>
    <div class='list-subjects'><span class='descriptor'>Subjects:</span> <span class="primary-subject">Computation and Language (cs.CL)</span>; Machine Learning (cs.LG)</div>
    <p class='mathjax'>{ABSTRACT}</p></div></dd>
    <dt><a href="/abs/2507.01002v2" title="Abstract">arXiv:2507.01002</a></dt><dd><div class='list-title'>Title: Two</div><div class='list-authors'><a>Bob Ray</a></div></dd>
    </dl></body></html>"""
    fish, two = _read(tmp_path, "list.html", page, "html")
    assert (fish.title, fish.abstract, fish.arxiv_id, fish.venue) == (
        "Fish & Chips",
        ABSTRACT,
        "2507.01001",
        "EMNLP 2025",
    )
    assert (_names(fish), fish.categories) == (["Ann Lee", "Jürgen Müller"], ("cs.CL", "cs.LG"))
    assert (fish.dates[0].iso, fish.dates[0].kind) == ("2025-07-07", "listed")
    assert (two.title, two.arxiv_id, two.arxiv_version) == ("Two", "2507.01002", 2)


def test_arxiv_search_results_in_html(tmp_path):
    page = f"""<!DOCTYPE html><html><body><ol><li class="arxiv-result"><div><p class="list-title is-inline-block"><a href="https://arxiv.org/abs/2507.03003">arXiv:2507.03003</a></p>
    <div class="tags"><span class="tag is-small">cs.CV</span><span class="tag">cs.AI</span></div></div>
    <p class="title is-5 mathjax">Fish</p><p class="authors"><span>Authors:</span><a>Ann Lee</a>, <a>Bob Ray</a></p>
    <p class="abstract mathjax"><span>Abstract</span>:<span class="abstract-short">We…</span><span class="abstract-full">{ABSTRACT}<a>&#9651; Less</a></span></p>
    <p class="is-size-7"><span>Submitted</span> 8 July, 2025; <span>v1</span> submitted 3 July, 2025; <span>originally announced</span> July 2025.</p>
    <p class="comments is-size-7"><span>Comments:</span> 12 pages</p></li></ol></body></html>"""
    [fish] = _read(tmp_path, "s.html", page, "html")
    assert (fish.title, fish.abstract, fish.arxiv_id) == ("Fish", ABSTRACT, "2507.03003")
    assert (fish.categories, fish.comments) == (("cs.CV", "cs.AI"), ("12 pages",))
    assert {(d.kind, d.iso) for d in fish.dates} == {("created", "2025-07-03"), ("updated", "2025-07-08")}


def test_page_with_citation_tags(tmp_path):
    page = f"""<html><head><meta name="citation_title" content="Fish"/><meta name="citation_author" content="Lee, Ann"/><meta name="citation_author" content="M&uuml;ller, J."/>
    <meta name="citation_date" content="2025/07/01"/><meta name="citation_arxiv_id" content="2507.01001"/><meta name="citation_abstract" content="{ABSTRACT}"/></head><body></body></html>"""
    [fish] = _read(tmp_path, "p.html", page, "html")
    assert (fish.title, fish.abstract, fish.arxiv_id, _names(fish)) == (
        "Fish",
        ABSTRACT,
        "2507.01001",
        ["Ann Lee", "J. Müller"],
    )


def _pdf(lines):
    """A PDF of one page with the given (text, size, x, y) lines in Helvetica."""
    text = "".join(f"BT /F1 {size} Tf {x} {y} Td ({line}) Tj ET\n" for line, size, x, y in lines)
    stream = zlib.compress(text.encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_first_page_of_a_pdf(tmp_path):
    lines = [
        ("arXiv:2507.01001v2  [cs.CV]  8 Jul 2025", 20, 20, 400),
        ("FishNet: A Model of Fish that", 17, 120, 720),
        ("Swims through Data", 17, 180, 700),
        ("Ann Lee1, Bob Ray2 and Carl van der Berg1", 11, 150, 670),
        ("1University of Oslo 2Institute of Fish", 9, 160, 655),
        ("ann@example.org", 9, 160, 645),
        ("Abstract", 12, 270, 620),
        ("We introduce FishNet, a model of fish that swims through data and outper-", 10, 100, 600),
        ("forms prior work on AquaBench by 2.4 points on average, at half of the cost of the", 10, 100, 588),
        ("best baseline that we know of.", 10, 100, 576),
        ("1 Introduction", 12, 100, 540),
        ("Fish are everywhere.", 10, 100, 520),
    ]
    [fish] = _read(tmp_path, "x.pdf", _pdf(lines), "pdf")
    assert fish.title == "FishNet: A Model of Fish that Swims through Data"
    assert _names(fish) == ["Ann Lee", "Bob Ray", "Carl van der Berg"]
    assert fish.abstract == ABSTRACT
    assert (fish.arxiv_id, fish.arxiv_version, fish.categories) == ("2507.01001", 2, ("cs.CV",))
    assert fish.dates[0].iso == "2025-07-08"


def test_pdf_without_text_is_refused(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(_pdf([]))
    [problem] = read_file(tmp_path / "scan.pdf")
    assert "without text" in problem.message


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(
        {
            "Title": ["A", "B"],
            "abstract": [ABSTRACT, ""],
            "authors": [["Ann Lee"], ["Bob Ray"]],
            "arxiv_id": [704.056, 2507.0525],
        }
    )
    parquet.write_table(table, tmp_path / "x.parquet")
    first, second = read_file(tmp_path / "x.parquet")
    assert (first.title, first.abstract, first.arxiv_id, _names(first)) == (
        "A",
        ABSTRACT,
        "0704.0560",
        ["Ann Lee"],
    )
    assert (second.origin.line, second.arxiv_id) == (2, "2507.05250")


def test_old_rss(tmp_path):
    feed = f"""<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="http://arxiv.org/"><title>cs.CL updates</title></channel>
    <item rdf:about="http://arxiv.org/abs/2101.00001"><title>Fish in $n$ Seas. (arXiv:2101.00001v2 [cs.CL] UPDATED)</title><link>http://arxiv.org/abs/2101.00001</link>
    <description rdf:parseType="Literal">&lt;p&gt;{ABSTRACT}
    &lt;/p&gt;</description><dc:creator> &lt;a href="http://arxiv.org/a"&gt;Ann Lee&lt;/a&gt;, &lt;a href="http://arxiv.org/b"&gt;J&amp;#xfc;rgen M.&lt;/a&gt;</dc:creator></item></rdf:RDF>"""
    [fish] = _read(tmp_path, "x.xml", feed, "rss")
    assert (fish.title, fish.abstract, fish.arxiv_id, fish.arxiv_version) == (
        "Fish in $n$ Seas",
        ABSTRACT,
        "2101.00001",
        2,
    )
    assert (_names(fish), fish.categories) == (["Ann Lee", "Jürgen M."], ("cs.CL",))


def test_oai_raw_and_deleted(tmp_path):
    feed = f"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
    <record><header status="deleted"><identifier>oai:arXiv.org:0704.0001</identifier></header></record>
    <record><header><identifier>oai:arXiv.org:0704.0002</identifier></header><metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>0704.0002</id>
    <version version="v1"><date>Sat, 31 Mar 2007 02:26:18 GMT</date></version><version version="v2"><date>Sat, 13 Dec 2008 17:26:00 GMT</date></version>
    <title>Fish</title><authors>Ann Lee (Oslo) and J. M\\"uller</authors><categories>cs.CV cs.CL</categories><abstract> {ABSTRACT}</abstract></arXivRaw></metadata></record></ListRecords></OAI-PMH>"""
    [fish] = _read(tmp_path, "x.xml", feed, "oai-pmh")
    assert (fish.title, fish.abstract, _names(fish)) == ("Fish", ABSTRACT, ["Ann Lee", "J. Müller"])
    assert fish.authors[0].affiliations == ("Oslo",)
    assert [d.iso for d in fish.dates] == ["2007-03-31", "2008-12-13"]


def test_pubmed(tmp_path):
    text = f"""<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2024</Year><Month>Feb</Month></PubDate></JournalIssue><Title>Fish J</Title></Journal>
    <ArticleTitle>Fish <i>in vivo</i>.</ArticleTitle><Abstract><AbstractText Label="BACKGROUND">Fish swim.</AbstractText><AbstractText Label="RESULTS">{ABSTRACT}</AbstractText></Abstract>
    <AuthorList CompleteYN="N"><Author><LastName>Lee</LastName><ForeName>Ann</ForeName><Identifier Source="ORCID">0000-0001-2345-6789</Identifier></Author><Author><CollectiveName>Fish Group</CollectiveName></Author></AuthorList>
    </Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/fish.1</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
    [fish] = _read(tmp_path, "x.xml", text, "pubmed")
    assert (fish.title, fish.abstract) == ("Fish in vivo.", f"BACKGROUND: Fish swim. RESULTS: {ABSTRACT}")
    assert [(a.name, a.kind, a.orcid) for a in fish.authors] == [
        ("Ann Lee", "person", "0000-0001-2345-6789"),
        ("Fish Group", "organization", None),
    ]
    assert (fish.authors_complete, fish.doi, fish.dates[0].iso, fish.venue) == (
        False,
        "10.1000/fish.1",
        "2024-02",
        "Fish J",
    )


def test_medline_text(tmp_path):
    text = f"""PMID- 1
OWN - NLM
DP  - 2024 Feb 3
TI  - Fish in the sea: a long title that goes on over
      two lines.
LID - 10.1000/fish.1 [doi]
AB  - {ABSTRACT}
FAU - Lee, Ann
AU  - Lee A
FAU - Ray, Bob
AU  - Ray B
JT  - Fish journal

PMID- 2
TI  - Two.
"""
    fish, two = _read(tmp_path, "x.nbib", text, "medline")
    assert fish.title == "Fish in the sea: a long title that goes on over two lines."
    assert (_names(fish), fish.doi, fish.dates[0].iso) == (
        ["Ann Lee", "Bob Ray"],
        "10.1000/fish.1",
        "2024-02-03",
    )
    assert (two.title, two.origin.line) == ("Two.", 14)


def test_endnote_text(tmp_path):
    text = f"%0 Journal Article\n%T Fish\n%A Lee, Ann\n%A Ray, Bob\n%D 2024\n%J Fish J\n%X {ABSTRACT}\n%U https://doi.org/10.1000/fish.1\n\n%0 Book\n%T Two\n%A Ray, Bob\n"
    fish, two = _read(tmp_path, "x.enw", text, "endnote")
    assert (fish.title, fish.abstract, _names(fish), fish.doi) == (
        "Fish",
        ABSTRACT,
        ["Ann Lee", "Bob Ray"],
        "10.1000/fish.1",
    )
    assert two.title == "Two"


def test_mods(tmp_path):
    text = f"""<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods ID="a"><titleInfo><title>Fish</title><subTitle>A Study</subTitle></titleInfo>
    <name type="personal"><namePart type="given">Ann</namePart><namePart type="given">B.</namePart><namePart type="family">Lee</namePart><role><roleTerm>author</roleTerm></role></name>
    <name><namePart>Ed Itor</namePart><role><roleTerm>editor</roleTerm></role></name><abstract>{ABSTRACT}</abstract><identifier type="doi">10.1000/fish.1</identifier>
    <relatedItem type="host"><titleInfo><title>Proceedings of Fish</title></titleInfo><originInfo><dateIssued>2024-05</dateIssued></originInfo></relatedItem></mods></modsCollection>"""
    [fish] = _read(tmp_path, "x.xml", text, "mods")
    assert (fish.title, fish.abstract, _names(fish), fish.venue) == (
        "Fish: A Study",
        ABSTRACT,
        ["Ann B. Lee"],
        "Proceedings of Fish",
    )
    assert (fish.doi, fish.dates[0].iso) == ("10.1000/fish.1", "2024-05")


def test_acl_anthology(tmp_path):
    text = f"""<?xml version='1.0' encoding='UTF-8'?><collection id="2024.acl"><volume id="long"><meta><booktitle>Proceedings of ACL</booktitle><month>August</month><year>2024</year></meta>
    <frontmatter><url>2024.acl-long.0</url></frontmatter>
    <paper id="1"><title><fixed-case>F</fixed-case>ish in <tex-math>n</tex-math> Seas</title><author orcid="0000-0001-2345-6789"><first>Ann</first><last>Lee</last><affiliation>Oslo</affiliation></author>
    <abstract>{ABSTRACT}</abstract><url hash="x">2024.acl-long.1</url><doi>10.18653/v1/2024.acl-long.1</doi></paper></volume></collection>"""
    [fish] = _read(tmp_path, "x.xml", text, "acl-anthology")
    assert (fish.title, fish.abstract, fish.venue) == ("Fish in $n$ Seas", ABSTRACT, "Proceedings of ACL")
    assert (fish.doi, fish.dates[0].iso) == ("10.18653/v1/2024.acl-long.1", "2024-08")
    assert fish.authors[0].orcid == "0000-0001-2345-6789"
    assert fish.urls == ("https://aclanthology.org/2024.acl-long.1",)


def test_csl_yaml(tmp_path):
    text = f"---\nreferences:\n- id: lee2024\n  type: article-journal\n  title: 'Fish: a study'\n  author:\n  - family: Berg\n    given: Ann\n    non-dropping-particle: van den\n  issued:\n    date-parts:\n    - - 2024\n      - 5\n  abstract: {ABSTRACT}\n  DOI: 10.1000/fish.1\n...\n"
    [fish] = _read(tmp_path, "x.yaml", text, "yaml")
    assert (fish.title, fish.abstract, _names(fish)) == ("Fish: a study", ABSTRACT, ["Ann van den Berg"])
    assert (fish.dates[0].iso, fish.doi) == ("2024-05", "10.1000/fish.1")


def test_biblatex(tmp_path):
    text = (
        "@string{acl = {Proceedings of ACL}}\n@comment{ignored}\n@online{lee,\n  title = {{Fish}},\n  subtitle = {A {\\'E}tude of $x_{1}$},\n"
        '  author = {Lee, Ann and {Fish Consortium} and M{\\"u}ller, J{\\"o}rg and others},\n  date = {2024-05-06},\n  eprint = {2405.01234v2},\n  eprinttype = {arxiv},\n'
        "  booktitle = acl # { 2024},\n  note = {12 pages. Code: \\url{https://github.com/a/b}},\n}\n"
    )
    [fish] = _read(tmp_path, "x.bib", text, "bibtex")
    assert (fish.title, fish.venue) == ("Fish: A Étude of $x_{1}$", "Proceedings of ACL 2024")
    assert [(a.name, a.kind) for a in fish.authors] == [
        ("Ann Lee", "person"),
        ("Fish Consortium", "organization"),
        ("Jörg Müller", "person"),
    ]
    assert (fish.authors_complete, fish.arxiv_id, fish.arxiv_version) == (False, "2405.01234", 2)
    assert (fish.dates[0].iso, fish.has_code, fish.origin.line) == ("2024-05-06", True, 3)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("semantic-scholar", {"corpusid": 1, "externalids": {"ArXiv": "2405.01234", "DOI": "10.1000/FISH"}, "title": "Fish", "authors": [{"authorId": "1", "name": "Ann Lee"}], "year": 2024, "abstract": ABSTRACT}),
        ("semantic-scholar", {"paper_id": "1", "title": "Fish", "authors": [{"first": "Ann", "middle": [], "last": "Lee", "suffix": ""}], "abstract": ABSTRACT, "year": 2024, "arxiv_id": "2405.01234", "doi": "10.1000/fish", "s2_url": "u"}),
        ("zotero-json", {"itemType": "preprint", "title": "Fish", "creators": [{"creatorType": "author", "firstName": "Ann", "lastName": "Lee"}], "abstractNote": ABSTRACT, "date": "2024", "archiveID": "arXiv:2405.01234", "DOI": "10.1000/fish"}),
        ("datacite-json", {"id": "10.1000/fish", "type": "dois", "attributes": {"doi": "10.1000/fish", "titles": [{"title": "Fish"}], "creators": [{"name": "Lee, Ann", "givenName": "Ann", "familyName": "Lee", "nameType": "Personal"}], "publicationYear": 2024, "descriptions": [{"description": ABSTRACT, "descriptionType": "Abstract"}], "types": {"resourceTypeGeneral": "Text"}, "url": "https://arxiv.org/abs/2405.01234"}}),
        ("crossref", {"DOI": "10.1000/FISH", "title": ["Fish"], "author": [{"given": "Ann", "family": "Lee", "sequence": "first"}], "abstract": f"<jats:title>Abstract</jats:title><jats:p>{ABSTRACT}</jats:p>", "issued": {"date-parts": [[2024]]}, "reference-count": 3, "URL": "https://arxiv.org/abs/2405.01234"}),
        ("openalex", {"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/fish", "title": "Fish", "authorships": [{"author": {"display_name": "Ann Lee", "orcid": None}}], "publication_year": 2024, "abstract_inverted_index": {w: [i for i, x in enumerate(ABSTRACT.split()) if x == w] for w in ABSTRACT.split()}, "locations": [{"landing_page_url": "https://arxiv.org/abs/2405.01234"}]}),
        ("json", {"id": "https://openreview.net/forum?id=x", "content": {"title": {"value": "Fish"}, "abstract": {"value": ABSTRACT}, "authors": {"value": ["Ann Lee"]}, "year": 2024, "doi": {"value": "10.1000/fish"}, "link": {"value": "https://arxiv.org/abs/2405.01234"}}}),
        ("json", {"paper": {"id": "2405.01234", "title": "Fish", "summary": ABSTRACT, "authors": [{"name": "Ann Lee", "hidden": False}], "publishedAt": "2024-05-06T00:00:00.000Z", "doi": "10.1000/fish"}, "title": "Fish", "numComments": 3}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", ["array", "lines", "wrapped"])
def test_json_of_services(tmp_path, name, row, layout):
    text = {
        "array": json.dumps([row], indent=1),
        "lines": f"{json.dumps(row)}\n{json.dumps(row)}",
        "wrapped": json.dumps({"data": {"results": [row]}, "next": None}),
    }[layout]
    records = _read(tmp_path, "x.json", text, name)
    assert len(records) == (2 if layout == "lines" else 1)
    for record in records:
        assert isinstance(record, PaperRecord)
        assert (record.title, record.abstract, _names(record)) == ("Fish", ABSTRACT, ["Ann Lee"])
        assert (record.arxiv_id, record.doi, record.dates[0].iso[:4]) == (
            "2405.01234",
            "10.1000/fish",
            "2024",
        )


def test_web_of_science_table(tmp_path):
    text = f"PT\tAU\tTI\tAB\tPY\tDI\tSO\nJ\tLee, A; Ray, B\tFish\t{ABSTRACT}\t2024\t10.1000/fish\tFish J\n"
    [fish] = _read(tmp_path, "x.txt", text, "csv")
    assert (fish.title, fish.abstract, _names(fish), fish.doi) == (
        "Fish",
        ABSTRACT,
        ["A Lee", "B Ray"],
        "10.1000/fish",
    )


def test_excel_csv_with_line_breaks_in_cells(tmp_path):
    text = f'\ufeffPaper Title;Authors;Abstract;Publication Year;arXiv\r\n"Fish; or ""Chips""";Ann Lee and Bob Ray;"{ABSTRACT[:50]}\r\n{ABSTRACT[50:]}";2024;704.056\r\nTwo;"Lee, A.; Ray, B.";;2023;2501.1\r\n'
    fish, two = _read(tmp_path, "x.csv", text, "csv")
    assert (fish.title, _names(fish), fish.arxiv_id) == (
        'Fish; or "Chips"',
        ["Ann Lee", "Bob Ray"],
        "0704.0560",
    )
    assert (fish.origin.line, fish.origin.end_line, two.origin.line) == (2, 3, 4)
    assert (_names(two), two.arxiv_id) == (["A. Lee", "B. Ray"], "2501.10000")


def test_markdown_list_of_links(tmp_path):
    text = "# Awesome Fish\n\nA list.\n\n## Papers\n\n- [FishNet: A Model of Fish](https://arxiv.org/abs/2405.01234), Lee et al., 2024\n- **SnakeNet: A Model of Snakes** [[paper]](https://arxiv.org/abs/2405.01235) [[code]](https://github.com/a/b)\n\n## Tools\n\n- [Hammer](https://example.org/hammer)\n"
    fish, snakes = _read(tmp_path, "README.md", text, "markdown")
    assert (fish.title, fish.arxiv_id) == ("FishNet: A Model of Fish", "2405.01234")
    assert (snakes.title, snakes.arxiv_id, snakes.has_code) == (
        "SnakeNet: A Model of Snakes",
        "2405.01235",
        True,
    )


def test_zotero_rdf_with_journal_and_link(tmp_path):
    text = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:prism="http://p">
    <bib:Article rdf:about="https://arxiv.org/abs/2405.01234"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/>
    <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee</foaf:surname><foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
    <dcterms:abstract>{ABSTRACT}</dcterms:abstract><dc:date>2024-05-06</dc:date><dc:identifier>DOI 10.1000/fish</dc:identifier><dc:title>Fish</dc:title></bib:Article>
    <bib:Journal rdf:about="urn:issn:1"><dc:title>Fish J</dc:title></bib:Journal></rdf:RDF>"""
    [fish] = _read(tmp_path, "x.rdf", text, "zotero-rdf")
    assert (fish.title, fish.abstract, fish.venue, _names(fish)) == ("Fish", ABSTRACT, "Fish J", ["Ann Lee"])
    assert (fish.arxiv_id, fish.doi, fish.dates[0].iso) == ("2405.01234", "10.1000/fish", "2024-05-06")


def test_daily_mail_with_replacements(tmp_path):
    text = f"""------------------------------------------------------------------------------
Submissions to:
Computation and Language
received from  Thu 3 Jul 25 18:00:00 GMT  to  Fri  4 Jul 25 18:00:00 GMT
------------------------------------------------------------------------------
\\\\
arXiv:2507.01001
Date: Thu, 3 Jul 2025 19:00:00 GMT   (1234kb,D)

Title: Fish in Deep Water with a Long Title
  That Goes on
Authors: Ann Lee, Bob Ray (Oslo)
Categories: cs.CL cs.LG
Comments: 9 pages
\\\\
  {ABSTRACT}
\\\\ ( https://arxiv.org/abs/2507.01001 ,  1234kb)
------------------------------------------------------------------------------
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--
------------------------------------------------------------------------------
\\\\
arXiv:2406.00002
replaced with revised version Fri, 4 Jul 2025 10:00:00 GMT   (55kb)

Title: Two
Authors: Ann Lee
Categories: cs.CL
\\\\ ( https://arxiv.org/abs/2406.00002 ,  55kb)
"""
    fish, two = _read(tmp_path, "mail.txt", text, "arxiv-abs")
    assert (fish.title, fish.abstract) == ("Fish in Deep Water with a Long Title That Goes on", ABSTRACT)
    assert [(a.name, a.affiliations) for a in fish.authors] == [("Ann Lee", ()), ("Bob Ray", ("Oslo",))]
    assert (two.title, two.arxiv_id, two.abstract) == ("Two", "2406.00002", None)
    assert [(d.kind, d.iso) for d in two.dates] == [("updated", "2025-07-04")]


def test_bibtex_entries_inherit_from_their_volume(tmp_path):
    text = "@inproceedings{lee, title={Fish}, author={Ann Lee}, crossref={P}}\n@proceedings{p, title={Proceedings of Fish}, year=2024, month=may}\n"
    [fish] = _read(tmp_path, "x.bib", text, "bibtex")
    assert (fish.title, fish.venue, fish.dates[0].iso) == ("Fish", "Proceedings of Fish", "2024-05")
    assert fish.origin.line == 1


def test_openreview_notes_without_their_reviews(tmp_path):
    submission = {
        "id": "aBc", "forum": "aBc", "cdate": 1695000000000,
        "content": {"title": {"value": "On Fish"}, "authors": {"value": ["Ann Lee"]}, "abstract": {"value": "We count fish."}},
    }  # fmt: skip
    review = {
        "id": "r",
        "forum": "aBc",
        "replyto": "aBc",
        "content": {"title": {"value": "Review"}, "summary": {"value": "Fish."}},
    }
    [fish] = _read(tmp_path, "x.json", json.dumps({"notes": [submission, review]}), "json")
    assert (fish.title, fish.abstract, fish.dates[0].iso) == ("On Fish", "We count fish.", "2023-09-18")
    assert fish.urls == ("https://openreview.net/forum?id=aBc",)


def test_medline_without_pubmed_numbers(tmp_path):
    text = "\nOWN - ERIC\nTI  - On Fish\nAU  - Lee, Ann\nJT  - Waters\nDP  - 2000\nAB  - We count fish.\n\n"
    [fish] = _read(tmp_path, "x.nbib", text, "medline")
    assert (fish.title, _names(fish), fish.venue) == ("On Fish", ["Ann Lee"], "Waters")


def test_bibtex_ids_in_journals_and_volumes(tmp_path):
    text = (
        "@article{a, title={On Fish}, journal={arXiv preprint arXiv:1706.03762}, key words={a, b}, year=2017}\n"
        "@article{b, title={On Snakes}, journal={CoRR}, volume={abs/1706.03763}}\n"
    )
    fish, snakes = _read(tmp_path, "x.bib", text, "bibtex")
    assert (fish.arxiv_id, fish.venue, fish.dates[0].iso) == ("1706.03762", None, "2017")
    assert (snakes.arxiv_id, snakes.venue) == ("1706.03763", None)


def test_tables_with_odd_column_names(tmp_path):
    text = '#,Paper Name,Author(s),Pub. Year,Conf/Journal,Arxiv Link\n1,On Fish,"Lee A, Ray BC",2024,Waters,https://arxiv.org/abs/2401.00001\n'
    [fish] = _read(tmp_path, "x.csv", text, "csv")
    assert (fish.title, _names(fish), fish.venue) == ("On Fish", ["A Lee", "BC Ray"], "Waters")
    assert (fish.arxiv_id, fish.dates[0].iso) == ("2401.00001", "2024")


def test_markdown_without_labels(tmp_path):
    body = "Fish are counted in this paper, in all seas and rivers, by ear. " * 8
    text = f"# Today\n\n## [On Fish](https://arxiv.org/abs/2401.00001)\n\nAnn Lee, Bob Ray\n\n> {body}\n\n## A section\n\n{body}\n"
    [fish] = _read(tmp_path, "x.md", text, "markdown")
    assert (fish.title, _names(fish), fish.arxiv_id) == ("On Fish", ["Ann Lee", "Bob Ray"], "2401.00001")
    assert fish.abstract == body.strip()


def test_a_listing_kept_as_markdown(tmp_path):
    text = "**On Fish**\n*Ann Lee, Bob Ray*\n\nWe introduce FishNet, a model of fish. Our experiments show that it swims.\n\n[arXiv:2401.00001](https://arxiv.org/abs/2401.00001)\n"
    [fish] = _read(tmp_path, "x.md", text, "markdown")
    assert (fish.title, _names(fish), fish.arxiv_id) == ("On Fish", ["Ann Lee", "Bob Ray"], "2401.00001")


@pytest.mark.parametrize(
    "entry",
    [
        "<dt class='t'><br><a href='x'>{title}</a></dt><dd><form><a href='#'>Ann Lee</a>, </form><form><a>Bob Ray</a></form></dd>"
        "<dd>[<a href='p.pdf'>pdf</a>] [<a href='http://arxiv.org/abs/{id}'>arXiv</a>]</dd>",
        "<li><a href='x'>{title}</a> <i>Ann Lee, Bob Ray</i> <a href='https://arxiv.org/abs/{id}'>preprint</a></li>",
        "<div><p class='title'>{title}</p><p><span class='authors'>Ann Lee, Bob Ray</span>;<span>In Waters</span></p>"
        "<p>[<a href='https://arxiv.org/abs/{id}'>abs</a>]</p></div>",
        "<p><span><a class='badge' href='x'>pdf</a><a class='badge'>bib</a></span><span><strong><a href='y'>{title}</a></strong>"
        "<br><a>Ann Lee</a>&nbsp;|&nbsp;<a>Bob Ray</a></span> <a href='https://arxiv.org/abs/{id}'>arXiv</a></p>",
    ],
    ids=["open access", "proceedings", "volume", "anthology"],
)
def test_pages_of_proceedings(tmp_path, entry):
    papers = [("Counting Fish by Ear in the Sea", "2401.00001"), ("Counting Snakes", "2401.00002")]
    body = "".join(entry.format(title=title, id=number) for title, number in papers)
    page = f"<!DOCTYPE html><html><body><nav>Home</nav><h3>Papers</h3>{body}<script>x</script></body></html>"
    records = _read(tmp_path, "x.html", page, "html")
    assert [(r.title, _names(r), r.arxiv_id) for r in records] == [
        (title, ["Ann Lee", "Bob Ray"], number) for title, number in papers
    ]
