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
