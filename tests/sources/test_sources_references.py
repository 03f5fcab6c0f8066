# ruff: noqa: E501
"""What reference managers, databases and publishers write into their exports beside plain fields."""

import json

import pytest

from kg.records import Problem
from kg.sources import read_file
from kg.sources.record import clean


def _read(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    items = list(read_file(path))
    assert not [item for item in items if isinstance(item, Problem)], items
    return items


def _names(record):
    return [author.name for author in record.authors]


def _bib(tmp_path, fields):
    [record] = _read(tmp_path, "x.bib", f"@misc{{a, author={{Lee, Ann}}, {fields}}}")
    return record


_DOI = "10.48550/arXiv.2507.01001"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.bib", f"@misc{{a, title={{Fish}}, doi={{{_DOI.upper()}}}}}"),
        ("x.bib", f"@misc{{a, title={{Fish}}, doi={{https://doi.org/{_DOI}}}}}"),
        ("x.ris", f"TY  - JOUR\nTI  - Fish\nJO  - arXiv e-prints\nDO  - {_DOI}\nER  - \n"),
        ("x.enw", f"%0 Journal Article\n%T Fish\n%A Lee, Ann\n%R {_DOI}\n"),
        ("x.csv", f"DOI,Title,Authors\n{_DOI},Fish,Ann Lee\n"),
        (
            "x.json",
            json.dumps(
                [
                    {
                        "id": "a",
                        "type": "article",
                        "title": "Fish",
                        "DOI": _DOI,
                        "issued": {"date-parts": [[2025]]},
                    }
                ]
            ),
        ),
        (
            "x.json",
            json.dumps(
                {"items": [{"itemType": "preprint", "title": "Fish", "DOI": _DOI, "repository": "arXiv"}]}
            ),
        ),
    ],
)
def test_dois_of_arxiv_are_arxiv_ids(tmp_path, name, text):
    [record] = _read(tmp_path, name, text)
    assert (record.arxiv_id, record.doi, record.venue) == ("2507.01001", None, None)


def test_other_dois_are_no_arxiv_ids(tmp_path):
    record = _bib(tmp_path, "title={Fish}, doi={10.1038/2507.01001}")
    assert (record.arxiv_id, record.doi) == (None, "10.1038/2507.01001")


@pytest.mark.parametrize(
    "journal",
    [
        "arXiv preprint arXiv:2507.01001",
        "arXiv:2507.01001 [cs]",
        "CoRR, abs/2507.01001",
        "Preprint at https://arxiv.org/abs/2507.01001",
    ],
)
def test_arxiv_in_place_of_a_journal(tmp_path, journal):
    texts = {
        "x.bib": f"@article{{a, title={{Fish}}, journal={{{journal}}}}}",
        "x.ris": f"TY  - JOUR\nTI  - Fish\nJO  - {journal}\nER  - \n",
        "x.enw": f"%0 Journal Article\n%T Fish\n%A Lee, Ann\n%J {journal}\n",
        "x.json": json.dumps([{"id": "a", "type": "article", "title": "Fish", "container-title": journal}]),
        "x.xml": f'<xml><records><record><ref-type name="Generic">13</ref-type><titles><title>Fish</title><secondary-title>{journal}</secondary-title></titles></record></records></xml>',
    }
    for name, text in texts.items():
        [record] = _read(tmp_path, name, text)
        assert (name, record.arxiv_id, record.venue) == (name, "2507.01001", None)


def test_journals_that_are_cut_off_are_left_out(tmp_path):
    [record] = _read(tmp_path, "x.csv", "Authors,Title,Journal\nAnn Lee,Fish,Advances in neural …\n")
    assert record.venue is None


@pytest.mark.parametrize("journal", ["Corrosion Science", "Corr. Sci.", "Fish (arXiv:2507.01001)"])
def test_other_journals_stay(tmp_path, journal):
    assert _bib(tmp_path, f"title={{Fish}}, journal={{{journal}}}").venue == journal


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("{09--15 Jun}", "2023-06"),
        ("{23--29 Jul}", "2023-07"),
        ("{30 June--2 July}", "2023-06"),
        ('"7~" # may', "2023-05-07"),
        ("jun", "2023-06"),
        ("6", "2023-06"),
        ("{23--29}", "2023"),
    ],
)
def test_months_with_days(tmp_path, month, date):
    assert _bib(tmp_path, f"title={{Fish}}, year=2023, month={month}").dates[0].iso == date


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"7.4\texttimes{} faster, \textpm{}0.1, \texteuro{}5, 20\textmu{}s", "7.4× faster, ±0.1, €5, 20µs"),
        (r"pass{\textasciicircum}k", "pass^k"),
        (r"\ensuremath{\Lambda}Fish at z \ensuremath{\sim} 2", r"$\Lambda$Fish at z $\sim$ 2"),
        (r"{\textbackslash}pi-{Fish} in \$O(n{\textasciicircum}{2})\$", r"\pi-Fish in $O(n^{2})$"),
        (r"with {\$}{\backslash}tau{\$} and the {\$}k{\$}-NN", r"with $\tau$ and the $k$-NN"),
        (r"P{\textdollar}{\textbackslash}acute\{o\}{\textdollar}lya", r"P$\acute{o}$lya"),
        (r"$$\backslash$tau $-Fish $\{$a$\}$", r"$\tau $-Fish a"),
        (r"{\textbackslash}underline\{F\}ish", "Fish"),
        (r"{\$}5 and {\$}6", "$5 and $6"),
    ],
)
def test_symbols_and_escaped_tex(tex, text):
    assert clean(tex, tex=True) == text


def test_markup_of_publishers(tmp_path):
    formula = '<inline-formula><tex-math notation="LaTeX">$k$</tex-math><alternatives><mml:math><mml:mi>k</mml:mi></mml:math><inline-graphic xlink:href="a.gif"/></alternatives></inline-formula>'
    abstract = f"We <italic>fish</italic> with {formula}-fold nets where a<b."
    quoted = abstract.replace('"', '""')
    texts = {
        "x.bib": f"@misc{{a, title={{Fish}}, abstract={{{abstract}}}}}",
        "x.ris": f"TY  - JOUR\nTI  - Fish\nAB  - {abstract}\nER  - \n",
        "x.csv": f'Document Title,Abstract\nFish,"{quoted}"\n',
    }
    for name, text in texts.items():
        [record] = _read(tmp_path, name, text)
        assert (name, record.abstract) == (name, "We fish with $k$-fold nets where a<b.")


def test_names_in_parts_of_biblatex(tmp_path):
    names = r"Lee, Ann and family=Berg, given=Eva, prefix=van den, useprefix=true and family=Ray, given={Bob, C.}, suffix=Jr."
    [record] = _read(tmp_path, "x.bib", f"@misc{{a, title={{Fish}}, author={{{names}}}}}")
    assert _names(record) == ["Ann Lee", "Eva van den Berg", "Bob C. Ray Jr."]


@pytest.mark.parametrize(
    ("names", "read", "complete"),
    [
        ('Lee, Ann; Ray, Bob; M{\\"u}ller, Eva', ["Ann Lee", "Bob Ray", "Eva Müller"], True),
        ("Ann Lee, Bob C. Ray, Eva Müller", ["Ann Lee", "Bob C. Ray", "Eva Müller"], True),
        ("Ann Lee and Bob Ray and {et al.}", ["Ann Lee", "Bob Ray"], False),
        ("Lee, A., Ray, B. C., Müller, E.", ["A. Lee", "B. C. Ray", "E. Müller"], True),
        ("King, Jr., Ann Marie", ["Ann Marie King Jr."], True),
        ("Ann Lee et al.", ["Ann Lee"], False),
        ("Lee, U. A. and others", ["U. A. Lee"], False),
        ("Lee, Jr., Ann and {Fish Team, Sea; Inc}", ["Ann Lee Jr.", "Fish Team, Sea; Inc"], True),
        ("Lee, Ann Marie Jr and Bob Ray 0001", ["Ann Marie Lee Jr", "Bob Ray"], True),
    ],
)
def test_lists_of_authors_in_bibtex(tmp_path, names, read, complete):
    [record] = _read(tmp_path, "x.bib", f"@misc{{a, title={{Fish}}, author={{{names}}}}}")
    assert (_names(record), record.authors_complete) == (read, complete)


@pytest.mark.parametrize(
    "field",
    [
        "howpublished={arXiv:2507.01001}",
        "booktitle={arXiv preprint arXiv:2507.01001}",
        "journal={arXiv e-prints}, eid={arXiv:2507.01001}",
        "publisher={arXiv}, number={arXiv:2507.01001}",
    ],
)
def test_arxiv_ids_in_other_fields_of_bibtex(tmp_path, field):
    record = _bib(tmp_path, f"title={{Fish}}, {field}")
    assert (record.arxiv_id, record.venue) == ("2507.01001", None)


def test_numbers_of_issues_are_no_arxiv_ids(tmp_path):
    assert _bib(tmp_path, "title={Fish}, number={2507.01001}, pages={2507.1}").arxiv_id is None


def test_quotes_and_dashes_of_tex(tmp_path):
    record = _bib(
        tmp_path,
        "title={Fish---``big'' ones, 1--9}, abstract={With --depth and $a--b$.}, url={https://x.org/a--b}",
    )
    assert (record.title, record.abstract) == ("Fish—“big” ones, 1–9", "With --depth and $a--b$.")
    assert record.urls == ("https://x.org/a--b",)


def test_volumes_are_no_papers(tmp_path):
    text = "@proceedings{v, title={Proceedings of Fish}, editor={Bob Ray}, year=2024}\n@misc{a, title={Fish}}"
    assert [record.title for record in _read(tmp_path, "x.bib", text)] == ["Fish"]


def test_days_on_which_a_library_was_changed_are_not_the_papers(tmp_path):
    table = "Title,Author,Date,Date Added,Date Modified\nFish,Ann Lee,2014,2025-02-11 18:12:01,2025-02-12 18:12:01\n"
    [record] = _read(tmp_path, "x.csv", table)
    assert [(date.iso, date.kind) for date in record.dates] == [("2014", "published")]


def test_remark_above_a_table(tmp_path):
    remark = "\"About the data: Exported on Mar 01, 2025. Criteria: 'fish' in full data.\""
    [record] = _read(tmp_path, "x.csv", f"{remark}\nRank,Title,Authors,PubYear\n1,Fish,Ann Lee,2024\n")
    assert (record.title, record.origin.line, record.dates[0].iso) == ("Fish", 3, "2024")


def test_a_table_of_titles_alone_has_no_remark(tmp_path):
    titles = [record.title for record in _read(tmp_path, "x.csv", 'title\nFish\n"A, title, and authors"\n')]
    assert titles == ["Fish", "A, title, and authors"]


def test_dates_of_web_of_science(tmp_path):
    ris = "TY  - JOUR\nTI  - Fish\nDA  - MAY 28\nPY  - 2015\nER  -\nEF  -\n"
    table = "Authors,Article Title,Publication Date,Publication Year\nAnn Lee,Fish,MAY 28,2015\nAnn Lee,Sea,SEP,2022\n"
    tabs = "PT\tAU\tAF\tTI\tPD\tPY\nJ\tLee, A\tLee, Ann\tFish\tMAY 28\t2015\n"
    [record] = _read(tmp_path, "x.ris", ris)
    assert record.dates[0].iso == "2015-05-28"
    fish, sea = _read(tmp_path, "x.csv", table)
    assert (fish.dates[0].iso, sea.dates[0].iso) == ("2015-05-28", "2022-09")
    [record] = _read(tmp_path, "x.txt", tabs)
    assert (record.dates[0].iso, _names(record)) == ("2015-05-28", ["Ann Lee"])


def test_first_day_of_a_meeting(tmp_path):
    stated = {
        "27-30 June 2016": "2016-06-27",
        "10-17 Oct. 2021": "2021-10-10",
        "30 June-2 July 2023": "2023-06-30",
    }
    for text, day in stated.items():
        [record] = _read(tmp_path, "x.ris", f"TY  - CONF\nTI  - Fish\nPY  - 2016\nY1  - {text}\nER  - \n")
        assert record.dates[0].iso == day


def test_dates_in_yaml(tmp_path):
    text = "references:\n- id: a\n  title: Fish\n  type: article\n  issued: 2024-06-17\n- id: b\n  title: Sea\n  type: article\n  issued:\n  - year: 2020\n    month: 12\n    day: 6\n"
    assert [record.dates[0].iso for record in _read(tmp_path, "x.yaml", text)] == ["2024-06-17", "2020-12-06"]


def test_tables_of_search_services(tmp_path):
    tables = {
        "Cites,Authors,Title,Year,Source,Publisher,ArticleURL\n3,A Lee,Fish,2025,arXiv preprint,arxiv.org,https://arxiv.org/abs/2507.01001\n": (
            "2507.01001",
            None,
        ),
        "Authors,Title,Publication,Year\nAnn Lee; Bob Ray; ,Fish,arXiv preprint arXiv:2507.01001,2025\n": (
            "2507.01001",
            None,
        ),
        'PMID,Title,Authors,Journal/Book,Publication Year\n1,Fish,"Lee A, Ray B.",Nature,2025\n': (
            None,
            "Nature",
        ),
    }
    for table, (identifier, venue) in tables.items():
        [record] = _read(tmp_path, "x.csv", table)
        assert (record.arxiv_id, record.venue) == (identifier, venue)


def test_a_source_is_a_journal_in_publish_or_perish_only(tmp_path):
    [found] = _read(
        tmp_path, "x.csv", "Cites,Authors,Title,Year,Source,ArticleURL\n3,A Lee,Fish,2015,Nature,\n"
    )
    [other] = _read(tmp_path, "x.csv", "Authors,Title,Year,Source\nA Lee,Fish,2015,Zotero\n")
    assert (found.venue, other.venue) == ("Nature", None)


def test_tables_with_line_ends_of_old_macs(tmp_path):
    fish, sea = _read(tmp_path, "x.csv", "Title,Authors\rFish,Ann Lee\rSea,Bob Ray\r")
    assert (fish.title, sea.title, sea.origin.line) == ("Fish", "Sea", 3)


def test_answers_of_dblp(tmp_path):
    info = {
        "authors": {"author": [{"@pid": "1/2", "text": "Ann Lee 0001"}, {"@pid": "3/4", "text": "Bob Ray"}]},
        "title": "On Fish", "venue": "CoRR", "year": "2025", "doi": _DOI.upper(),
    }  # fmt: skip
    [record] = _read(
        tmp_path, "x.json", json.dumps({"result": {"hits": {"hit": [{"@score": "4", "info": info}]}}})
    )
    assert (_names(record), record.arxiv_id, record.venue) == (["Ann Lee", "Bob Ray"], "2507.01001", None)


def test_answers_of_inspire(tmp_path):
    metadata = {
        "titles": [{"title": "Fish"}, {"title": "Fish again"}],
        "authors": [{"full_name": "Lee, Ann", "affiliations": [{"value": "Oslo U."}]}],
        "abstracts": [{"value": "We fish."}],
        "arxiv_eprints": [{"value": "2507.01001", "categories": ["hep-ph", "cs.LG"]}],
        "dois": [{"value": "10.1000/fish"}],
        "publication_info": [{"journal_title": "Fish Lett.", "year": 2026}],
        "preprint_date": "2025-07-04",
    }
    answer = {
        "hits": {
            "hits": [{"id": "1", "created": "2025-08-01T00:00:00+00:00", "metadata": metadata}],
            "total": 1,
        }
    }
    [record] = _read(tmp_path, "x.json", json.dumps(answer))
    assert (record.title, record.abstract, record.arxiv_id, record.doi) == (
        "Fish",
        "We fish.",
        "2507.01001",
        "10.1000/fish",
    )
    assert (record.categories, record.venue) == (("hep-ph", "cs.LG"), "Fish Lett.")
    assert [(date.iso, date.kind) for date in record.dates] == [
        ("2025-07-04", "created"),
        ("2026", "published"),
    ]
    assert (_names(record), record.authors[0].affiliations) == (["Ann Lee"], ("Oslo U.",))


def test_volume_and_month_of_the_acl_anthology(tmp_path):
    text = "%0 Conference Proceedings\n%T Fish\n%A Lee, Ann\n%Y Ray, Bob\n%S Proceedings of Fish\n%D 2023\n%8 July\n"
    [record] = _read(tmp_path, "x.enw", text)
    assert (record.venue, record.dates[0].iso, _names(record)) == (
        "Proceedings of Fish",
        "2023-07",
        ["Ann Lee"],
    )


def test_preprints_in_medline(tmp_path):
    text = "PMID- 1\nTI  - Fish.\nLID - arXiv:2507.01001v2\nFAU - van der Berg, Eva C Jr\nJT  - ArXiv\n"
    [record] = _read(tmp_path, "x.nbib", text)
    assert (record.arxiv_id, record.arxiv_version, record.venue) == ("2507.01001", 2, None)
    assert _names(record) == ["Eva C van der Berg Jr"]


@pytest.mark.parametrize(
    ("abstract", "read"),
    [
        ("Abstract We survey fish.", "We survey fish."),
        ("Summary This article is on fish.", "This article is on fish."),
        ("Abstract interpretation of fish.", "Abstract interpretation of fish."),
        ("Abstract Syntax Trees of fish.", "Abstract Syntax Trees of fish."),
    ],
)
def test_labels_that_run_into_the_abstract(tmp_path, abstract, read):
    [record] = _read(tmp_path, "x.ris", f"TY  - JOUR\nTI  - Fish\nAB  - {abstract}\nER  - \n")
    assert record.abstract == read
