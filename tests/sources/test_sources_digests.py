# ruff: noqa: E501
"""Digests, reading lists and notes in Markdown, as their authors and tools write them."""

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import read_file

ABSTRACT = (
    "We introduce FishNet, a model of fish that swims through data and outperforms prior work on AquaBench by 2.4 points "
    "on average, at half of the cost of the best baseline that we know of. It counts fish in all rivers of the north by "
    "the sound that they make, and needs neither nets nor boats. In experiments on three rivers and two lakes we find "
    "that it hears nine of ten fish, and that it hears them sooner than anyone who looks at the water does."
)
FISH, SNAKES = "On Fish: Hearing What Swims", "Counting Snakes by Their Shadows"
STAR = "https://img.shields.io/github/stars/a/b.svg?style=social"
URL, OTHER = "https://arxiv.org/abs/2507.01234", "https://arxiv.org/abs/2506.05678"


def _read(tmp_path, text, name="notes.md"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    items = list(read_file(path))
    assert not [item for item in items if isinstance(item, Problem)], items
    assert all(isinstance(item, PaperRecord) for item in items)
    return items


def _names(record):
    return [author.name for author in record.authors]


def _dates(record):
    return [date.iso for date in record.dates]


def _doubled(line):
    """A list of two papers, made by writing `line` once for each."""
    other = line.replace(FISH, SNAKES).replace(URL, OTHER).replace("2507.01234", "2506.05678")
    return f"# Awesome Fish\n\nA list of papers.\n\n## Papers\n\n{line}\n{other}\n"


@pytest.mark.parametrize(
    "line",
    [
        f"* **{FISH}** \\\n  [![arXiv](https://img.shields.io/badge/arXiv-2507.01234-b31b1b.svg)]({URL}) [![Star]({STAR})](https://github.com/a/b)\n",
        f"- [{FISH}]({URL})\n  - Ann Lee, Bob Ray\n  - *University of Oslo*",
        f"- **{FISH}**, Ann Lee, Bob Ray, *ICLR 2026*. [[Paper]]({URL}) [[Code]](https://github.com/a/b)",
        f"1. **{FISH}** *Ann Lee, Bob Ray* `ICLR 2026` [[pdf]({URL})] [[code](https://github.com/a/b)]",
        f"- **[{FISH}]({URL})** ![](https://img.shields.io/badge/2025.07-blue) ![]({STAR})\n  - Ann Lee, Bob Ray",
        f"- 2025-07-07, **{FISH}**, Ann Lee et.al., Paper: [{URL}]({URL}), Code: **[https://github.com/a/b](https://github.com/a/b)**",
        f"- [ICLR 2026] [{FISH}]({URL}), Ann Lee, Bob Ray",
        f"- [x] [[2507.01234v2] {FISH}]({URL})",
        f"- TODO [{FISH}]({URL}) #paper\n  collapsed:: true",
        f"**1. [{FISH}]({URL})** (2025-07-07)\n\n{ABSTRACT}\n",
        f"- [{FISH}]({URL}) (released in 2024 by a fish farm)",
        f"- [[arXiv 2507]]({URL}) **{FISH}** [[Code]](https://github.com/a/b)",
        f"- *{FISH}*. Ann Lee, Bob Ray. ICLR 2026. [[paper]]({URL})",
        f"- {FISH}. Ann Lee, Bob Ray. [[paper]({URL})]",
        f'- Ann Lee, Bob Ray. "{FISH}." *arXiv* (2025) [paper]({URL})',
        f"- [ ] [2507.01234] {FISH} {URL}\n  - see also what others say of it at https://arxiv.org/abs/2401.00001",
        f"1. **{FISH}** *(ICLR 2026)* \\\n  Ann Lee, Bob Ray \\\n  [[Paper]({URL})] [[Code](https://github.com/a/b)]\n",
        f"+ [{FISH}]({URL})\n\n    Ann Lee, Bob Ray [ICLR 2026]\n",
        f"**{FISH}**<br>*Ann Lee, Bob Ray*<br>[Paper]({URL})\n",
    ],
)
def test_lists_of_papers(tmp_path, line):
    fish, snakes = _read(tmp_path, _doubled(line))
    assert (fish.title, fish.arxiv_id) == (FISH, "2507.01234")
    assert (snakes.title, snakes.arxiv_id) == (SNAKES, "2506.05678")
    listed = ["Ann Lee"] if "Ann Lee et.al" in line else ["Ann Lee", "Bob Ray"] if "Ann Lee" in line else []
    assert _names(fish) == _names(snakes) == listed
    assert fish.authors_complete == ("et.al" not in line)
    assert fish.venue == ("ICLR 2026" if "ICLR" in line else None)
    said = {"2025-07-07": "2025-07-07", "2025.07": "2025-07", "(2025)": "2025"}
    dated = next((date for text, date in said.items() if text in line), None)
    assert _dates(fish) == ([dated] if dated else [])
    assert fish.abstract == (ABSTRACT if ABSTRACT in line else None)
    assert not any("shields" in url for url in fish.urls)


@pytest.mark.parametrize(
    ("names", "row"),
    [
        ("Title & Authors | Intro", f"[![Star]({STAR})](https://github.com/a/b)<br>[{FISH}]({URL}) <br> Ann Lee, Bob Ray | <img src='a.png'>"),
        ("Title | Venue", f"![Star]({STAR}) <br> [**{FISH}**]({URL}) <br> | ICLR 2026"),
        ("Venue | Paper | Code", f"ICLR 2026 | [{FISH}]({URL}) | [link](https://github.com/a/b)"),
    ],
)  # fmt: skip
def test_tables_with_badges(tmp_path, names, row):
    rule = " | ".join("---" for _ in names.split(" | "))
    [fish] = _read(tmp_path, f"# Fish\n\n| {names} |\n| {rule} |\n| {row} |\n")
    assert (fish.title, fish.arxiv_id) == (FISH, "2507.01234")
    assert _names(fish) == (["Ann Lee", "Bob Ray"] if "Ann" in row else [])
    assert fish.venue == ("ICLR 2026" if "ICLR" in row else None)


def test_a_table_of_models_is_no_table_of_titles(tmp_path):
    text = f"# Fish\n\n| Paper | Weights |\n| --- | --- |\n| [FishNet]({URL}) | [here](https://a.org/w) |\n"
    path = tmp_path / "x.md"
    path.write_text(text)
    assert not [item for item in read_file(path) if isinstance(item, PaperRecord)]


@pytest.mark.parametrize(
    "other", ["Status: To read", "**Upvotes:** 10", "- **Upvotes**: 10", "Read by: Cy Doe"]
)
def test_unknown_labels_are_no_authors(tmp_path, other):
    text = f"# {FISH}\n\nAuthors: Ann Lee, Bob Ray\n{other}\nDate: July 7, 2025\nURL: {URL}\n\n## Abstract\n\n{ABSTRACT}\n"
    [fish] = _read(tmp_path, text)
    assert (_names(fish), _dates(fish)) == (["Ann Lee", "Bob Ray"], ["2025-07-07"])
    assert (fish.title, fish.abstract) == (FISH, ABSTRACT)


@pytest.mark.parametrize(
    "head",
    [
        f'---\ntitle: "{FISH}"\nauthors:\n  - "[[Ann Lee]]"\n  - "[[Bob Ray|Bob Ray]]"\nyear: 2025\ndate: 2025-07-07\narxiv: 2507.01234\n---\n\n# {FISH}\n\n> [!abstract]- Abstract\n> {ABSTRACT}\n\n## Notes\n\n> [!quote]\n> see also [[FishNet]], which says this better, at greater length and with more fish\n',
        f"title:: @{FISH}\nauthors:: [[Ann Lee]], [[Bob Ray]]\ndate:: [[Jul 7th, 2025]]\nurl:: {URL}\ntags:: #paper\n\n- [[Abstract]]\n\t- {ABSTRACT}\n- [[Notes]]\n\t- nice\n- [[Attachments]]\n\t- [Preprint PDF]({URL}) {{{{zotero-imported-file A}}}}\n",
    ],
    ids=["front matter", "properties"],
)
def test_pages_of_note_tools(tmp_path, head):
    [fish] = _read(tmp_path, head)
    assert (fish.title, fish.arxiv_id, fish.abstract) == (FISH, "2507.01234", ABSTRACT)
    assert (_names(fish), _dates(fish)) == (["Ann Lee", "Bob Ray"], ["2025-07-07"])


def test_the_front_matter_of_a_digest_is_no_paper(tmp_path):
    entry = f"## [{FISH}]({URL})\n\n**Authors:** Ann Lee, Bob Ray\n\n**Abstract:** {ABSTRACT}\n\n"
    other = entry.replace(FISH, SNAKES).replace(URL, OTHER)
    text = f"---\ntitle: Papers of today\nauthor: Cy Doe\n---\n\n# Today\n\n{entry}{other}"
    assert [record.title for record in _read(tmp_path, text)] == [FISH, SNAKES]


CHINESE = "本文提出一种听鱼的模型，可以在没有渔网的情况下数清北方所有河流中的鱼。"


@pytest.mark.parametrize(
    "entry",
    [
        "【1】{title}\n【作者】Ann Lee, Bob Ray\n【链接】{url}\n【摘要】{abstract}\n",
        "标题：{title}\n作者：Ann Lee，Bob Ray\n链接：{url}\nAbstract: {abstract}\n摘要：{chinese}\n",
        "标题：{title}\n作者：Ann Lee, Bob Ray\n链接：{url}\n英文摘要：{abstract}\n中文摘要：{chinese}\n",
        "【1】 {title}\n标题：听鱼的模型\n链接：{url}\n\n作者：Ann Lee, Bob Ray\n摘要：{chinese}\n摘要：{abstract}\n",
    ],
)
def test_digests_with_chinese_labels(tmp_path, entry):
    papers = [(FISH, URL), (SNAKES, OTHER)]
    text = "\n".join(entry.format(title=t, url=u, abstract=ABSTRACT, chinese=CHINESE) for t, u in papers)
    fish, snakes = _read(tmp_path, text, "digest.txt")
    assert (fish.title, fish.arxiv_id, fish.abstract) == (FISH, "2507.01234", ABSTRACT)
    assert (snakes.title, snakes.arxiv_id, snakes.abstract) == (SNAKES, "2506.05678", ABSTRACT)
    assert _names(fish) == _names(snakes) == ["Ann Lee", "Bob Ray"]


@pytest.mark.parametrize(
    "entry",
    [
        "[{id}] {title}\n{url}\n",
        "[{id}v2] {title} - {url}\n",
        "[x] {title} ({url})\n",
        "- [ ] {title} {url}\n",
    ],
)
def test_reading_lists_in_plain_text(tmp_path, entry):
    papers = [(FISH, URL), (SNAKES, OTHER)]
    text = "".join(entry.format(title=t, url=u, id=u[-10:]) for t, u in papers)
    found = _read(tmp_path, text, "list.txt")
    assert [(one.title, one.arxiv_id) for one in found] == [(FISH, "2507.01234"), (SNAKES, "2506.05678")]


def test_unknown_labels_in_plain_text(tmp_path):
    entry = f"1. {FISH}\nAuthors: Ann Lee, Bob Ray\nUpvotes: 10\nURL: https://huggingface.co/papers/2507.01234\n{ABSTRACT}\n"
    [fish] = _read(tmp_path, entry, "mail.txt")
    assert (_names(fish), fish.arxiv_id, fish.abstract) == (["Ann Lee", "Bob Ray"], "2507.01234", ABSTRACT)


def test_org_files(tmp_path):
    first, second = ABSTRACT[:200].rsplit(" ", 1)[0], ABSTRACT[len(ABSTRACT[:200].rsplit(" ", 1)[0]) + 1 :]
    text = (
        f"#+TITLE: Reading list\n#+AUTHOR: Me\n\n* TODO {FISH} :paper:rl:\n:PROPERTIES:\n:AUTHOR: Ann Lee, Bob Ray\n"
        f":DATE: 2025-07-07\n:URL: {URL}\n:END:\n\n{first}\n{second}\n\n* Papers\n** [[{OTHER}][{SNAKES}]]\n- nice\n"
    )
    fish, snakes = _read(tmp_path, text, "list.org")
    assert (fish.title, fish.arxiv_id, fish.abstract) == (FISH, "2507.01234", ABSTRACT)
    assert (_names(fish), _dates(fish), fish.origin.line) == (["Ann Lee", "Bob Ray"], ["2025-07-07"], 4)
    assert (snakes.title, snakes.arxiv_id) == (SNAKES, "2506.05678")


def test_org_files_without_papers(tmp_path):
    path = tmp_path / "todo.org"
    path.write_text("* TODO Buy nets\n  by Friday\n* DONE Call Ann\n")
    [problem] = read_file(path)
    assert "org file without papers" in problem.message


def test_addresses_in_notes_are_no_papers_of_their_own(tmp_path):
    text = (
        f"# Notes\n\n## [{FISH}]({URL})\n- they also cite {OTHER} as their baseline\n- **Key result**: nine of ten\n"
        "## Next\n- 2025-07-01 meeting with Ann Lee, Bob Ray\n- read more about fish\n"
    )
    [fish] = _read(tmp_path, text)
    assert (fish.title, fish.arxiv_id, fish.authors, fish.dates) == (FISH, "2507.01234", (), ())
