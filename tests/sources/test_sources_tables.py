# ruff: noqa: E501
"""Tables as spreadsheets, databases of literature and note tools export them."""

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import detect, read_file

FISH, SNAKES = "On Fish: Hearing What Swims", "Counting Snakes by Their Shadows"
URL, OTHER = "https://arxiv.org/abs/2507.01234", "https://arxiv.org/abs/2506.05678"


def _read(tmp_path, name, text):
    path = tmp_path / name
    data = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(data)
    assert detect(data, path.suffix).name == "csv"
    items = list(read_file(path))
    assert not [item for item in items if isinstance(item, Problem)], items
    return items


def _names(record):
    return [author.name for author in record.authors]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["06/09/2025", "05/30/2025"], ["2025-06-09", "2025-05-30"]),
        (["06/09/2025 12:30", "30/05/2025"], ["2025-09-06", "2025-05-30"]),
        (["06/09/2025", "05/04/2025"], ["2025", "2025"]),
        (["06/09/2025", "07/07/2025"], ["2025", "2025-07-07"]),
        (["05/30/2025", "30/05/2025"], ["2025-05-30", "2025-05-30"]),
        (["6/2025", "2025-05"], ["2025-06", "2025-05"]),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_column(tmp_path, dates, expected):
    text = f'Title,Published\n"{FISH}",{dates[0]}\n"{SNAKES}",{dates[1]}\n'
    assert [record.dates[0].iso for record in _read(tmp_path, "x.csv", text)] == expected


def test_a_table_of_a_note_tool(tmp_path):
    text = f'\ufeffName,Authors,Date,Status,URL\n"{FISH}","Ann Lee, Bob Ray","July 7, 2025",To read,{URL}\n'
    [fish] = _read(tmp_path, "x.csv", text)
    assert (fish.title, _names(fish), fish.arxiv_id) == (FISH, ["Ann Lee", "Bob Ray"], "2507.01234")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Authors,Date\nfishlib,Ann Lee,2025\nsnakes,Bob Ray,2024\n",
        f"Name,Town,URL\n{FISH},Oslo,https://a.org\n",
    ],
)
def test_names_that_are_no_titles(tmp_path, text):
    path = tmp_path / "x.csv"
    path.write_text(text)
    [problem] = read_file(path)
    assert "without a title" in problem.message


def test_cells_pasted_from_a_spreadsheet(tmp_path):
    rows = [
        f"{FISH}\tAnn Lee, Bob Ray, Cy Doe\t2025-07-07\t{URL}",
        f"{SNAKES}\tDee Fox, Eve Gray\t2025-06-09\t{OTHER}",
    ]
    fish, snakes = _read(tmp_path, "paste.txt", "\n".join(rows) + "\n")
    assert (fish.title, _names(fish), fish.arxiv_id) == (FISH, ["Ann Lee", "Bob Ray", "Cy Doe"], "2507.01234")
    assert (snakes.title, snakes.dates[0].iso, snakes.origin.line) == (SNAKES, "2025-06-09", 2)


def test_a_row_of_unknown_names_is_no_paper(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        f'Nimi,Tekijät,Osoite\n"{FISH}","Ann Lee, Bob Ray",{URL}\n"{SNAKES}","Cy Doe, Dee Fox",{OTHER}\n'
    )
    assert not [item for item in read_file(path) if isinstance(item, PaperRecord)]


def test_exports_of_databases(tmp_path):
    abstract = "We hear fish in nine of ten rivers."
    text = (
        '"Authors","Author full names","Title","Year","Source title","DOI","Abstract"\n'
        f'"Lee, A.; Ray, B.","Lee, Ann (57211); Ray, Bob (57212)","{FISH}","2025","Waters","10.1000/fish","{abstract} © The Author(s), under exclusive license to Brook 2025."\n'
    )
    [fish] = _read(tmp_path, "scopus.csv", text)
    assert (fish.title, _names(fish), fish.abstract) == (FISH, ["Ann Lee", "Bob Ray"], abstract)
    text = f'"Document Title",Authors,"Publication Year","Abstract",Online Date\n"{FISH}","A. Lee; B. Ray","2025","{abstract}","7 Jul 2025"\n'
    [fish] = _read(tmp_path, "ieee.csv", text)
    assert (fish.dates[0].iso, fish.abstract) == ("2025-07-07", abstract)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_chinese_tables(tmp_path, encoding):
    text = f'序号,论文标题,作者,发布日期,论文链接\n1,"{FISH}","Ann Lee; Bob Ray",2025-07-07,{URL}\n'
    [fish] = _read(tmp_path, "x.csv", text.encode(encoding))
    assert (fish.title, _names(fish), fish.arxiv_id) == (FISH, ["Ann Lee", "Bob Ray"], "2507.01234")


def test_western_files_stay_western(tmp_path):
    text = f"Title;Authors\n{FISH};Jürgen Müßig and Zoë Ångström\n"
    [fish] = _read(tmp_path, "x.csv", text.encode("cp1252"))
    assert _names(fish) == ["Jürgen Müßig", "Zoë Ångström"]
