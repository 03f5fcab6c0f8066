# ruff: noqa: E501
"""Listing layouts with other papers, orders, line ends and faults than the seeds have."""

import json
import lzma
import random
import re
import textwrap
from pathlib import Path

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import read_file
from kg.sources.glued import split_glued

CORPUS = Path(__file__).parents[2] / "../shared/corpus/papers-00.jsonl.xz"

FISH = (
    "Fish are studied here. We introduce FishNet, a model of fish that swims through data and outperforms prior work "
    "on AquaBench by 2.4 points on average, at half of the cost of the best baseline that we know of."
)
SNAKES = (
    "Reptiles come last. We introduce SnakeNet, a model of snakes, in the hope that it may be useful to people who keep "
    "snakes, and test it on a set of 10,000 photos from zoos in twelve countries on four continents."
)
BIRDS = (
    "Finally we study birds, and present BirdNet, which hears birds from afar. In this work, experiments show robust "
    "performance across seasons and continents for over 900 species, including those that seldom sing at all."
)


def _items(tmp_path, text, name="paste.txt"):
    path = tmp_path / name
    path.write_bytes(text.encode())
    return list(read_file(path))


def _records(tmp_path, text):
    items = _items(tmp_path, text)
    assert not [item for item in items if isinstance(item, Problem)]
    return items


TRAILING = f"""{FISH}

12 pages; submitted to a journal

arXiv:2402.00077v2
Created: 2024-02-01 Updated: 2024-03-01

Snakes at Scale
Ann Lee, Bob Ray, and the Reptile Consortium

{SNAKES}

arXiv:hep-th/9901001
Created: 1 Feb 1999
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", ["", "\n", "\n \n"])
def test_ids_below_the_abstract(tmp_path, end, blank):
    fish, snakes = _records(tmp_path, (blank + TRAILING.replace("\n\n", "\n\n" + blank)).replace("\n", end))
    assert (fish.abstract, fish.arxiv_id, fish.arxiv_version) == (FISH, "2402.00077", 2)
    assert fish.comments == ("12 pages; submitted to a journal",)
    assert [(date.kind, date.iso) for date in fish.dates] == [
        ("created", "2024-02-01"),
        ("updated", "2024-03-01"),
    ]
    assert (snakes.title, snakes.abstract, snakes.arxiv_id) == ("Snakes at Scale", SNAKES, "hep-th/9901001")
    assert [(a.name, a.kind) for a in snakes.authors] == [
        ("Ann Lee", "person"),
        ("Bob Ray", "person"),
        ("Reptile Consortium", "organization"),
    ]


def test_ids_glued_to_the_next_abstract(tmp_path):
    text = f"{FISH}\narXiv:2402.000773D {SNAKES}\nWork in progress\n7\narXiv:0704.00012. {BIRDS}\narXiv:2402.00079"
    fish, snakes, birds = _records(tmp_path, text)
    assert [r.arxiv_id for r in (fish, snakes, birds)] == ["2402.00077", "0704.0001", "2402.00079"]
    assert (fish.abstract, snakes.abstract, birds.abstract) == (FISH, f"3D {SNAKES}", f"2. {BIRDS}")
    assert snakes.comments == ("Work in progress", "7")
    assert [(r.origin.line, r.origin.end_line) for r in (fish, snakes, birds)] == [(1, 2), (2, 5), (5, 6)]


def test_headers_with_glued_titles(tmp_path):
    text = (
        f"cs.CVMar 3, 2024Code\nA Study of Cats: Whiskers, Tails and PawsSiobhan O'Neill, Jürgen Müller et al. · oxford\n{FISH}\n"
        f"MLDec 31\n\nReview of LLMsXi Chen, Y. Wei\n\n{SNAKES}\n"
        f"RO2024-05-06\nBirds Without WingsOpenBird Team et al.\n{BIRDS}"
    )
    cats, review, birds = _records(tmp_path, text)
    assert cats.title == "A Study of Cats: Whiskers, Tails and Paws"
    assert [a.name for a in cats.authors] == ["Siobhan O'Neill", "Jürgen Müller"]
    assert (cats.authors_complete, cats.affiliations, cats.has_code) == (False, ("oxford",), True)
    assert (cats.categories, cats.dates[0].iso) == (("cs.CV",), "2024-03-03")
    assert (review.title, [a.name for a in review.authors]) == ("Review of LLMs", ["Xi Chen", "Y. Wei"])
    assert (review.authors_complete, review.dates[0].iso, review.has_code) == (True, "--12-31", False)
    assert (birds.title, birds.authors[0].kind, birds.abstract) == (
        "Birds Without Wings",
        "organization",
        BIRDS,
    )


def test_several_layouts_in_one_file(tmp_path):
    text = f"CVMar 3, 2024\nOn FishAda Byron, Al Turing et al.\n{FISH}\nAbstract:{SNAKES}\nAbstract: {BIRDS}\n{FISH}\narXiv:2402.00077{SNAKES}\n7 pages\narXiv:2402.00078"
    found = _records(tmp_path, text)
    assert [r.abstract for r in found] == [FISH, SNAKES, BIRDS, FISH, SNAKES]
    assert [r.arxiv_id for r in found] == [None, None, None, "2402.00077", "2402.00078"]


def test_hard_wrapped_abstracts(tmp_path):

    text = f"{textwrap.fill(FISH, 60)}\n\n10 pages\n\narXiv:2301.00001\n\n{textwrap.fill(SNAKES, 70)}\n\narXiv:2301.00002\n"
    fish, snakes = _records(tmp_path, text)
    assert (fish.abstract, fish.comments) == (FISH, ("10 pages",))
    assert (snakes.abstract, snakes.comments) == (SNAKES, ())


def test_arxiv_listing_page(tmp_path):
    text = (
        "Showing new listings for Monday, 7 July 2025\n\n[1] arXiv:2507.01001 [pdf, html, other]\nTitle: Sparse Fish\n"
        "Authors: Maria Gómez, Jan de Vries\nComments: 9 pages, accepted at EMNLP 2025\n"
        f"Subjects: Computation and Language (cs.CL); Machine Learning (cs.LG)\n\n{FISH}\n\n"
        f"[2] arXiv:2507.01002 (cross-list from stat.ML) [pdf, html, other]\nTitle: Snakes\nAuthors: Ann Lee\n\n{SNAKES}\n"
    )
    fish, snakes = _records(tmp_path, text)
    assert (fish.title, fish.abstract, fish.venue) == ("Sparse Fish", FISH, "EMNLP 2025")
    assert (fish.categories, [a.name for a in fish.authors]) == (
        ("cs.CL", "cs.LG"),
        ["Maria Gómez", "Jan de Vries"],
    )
    assert (snakes.arxiv_id, snakes.title, snakes.abstract) == ("2507.01002", "Snakes", SNAKES)


def test_arxiv_search_page(tmp_path):
    text = (
        f"arXiv:2507.03003 [pdf, ps, other]  cs.CV cs.AI\nFish without Water\nAuthors: Chen Xu, Emre Öztürk\nAbstract: {FISH} △ Less\n"
        "Submitted 8 July, 2025; v1 submitted 3 July, 2025; originally announced July 2025.\n"
        "Comments: 12 pages; code at https://github.com/foo/bar\n"
        f"arXiv:2507.03004 [pdf, ps, other]  cs.CL\nTiny Snakes\nAuthors: Fay Wong\nAbstract: {SNAKES} △ Less\nSubmitted 2 July, 2025; originally announced July 2025.\n"
    )
    fish, snakes = _records(tmp_path, text)
    assert (fish.title, fish.abstract, fish.categories) == ("Fish without Water", FISH, ("cs.CV", "cs.AI"))
    assert {(d.kind, d.iso) for d in fish.dates} == {
        ("updated", "2025-07-08"),
        ("created", "2025-07-03"),
        ("listed", "2025-07"),
    }
    assert fish.has_code
    assert (snakes.title, snakes.abstract, snakes.arxiv_id) == ("Tiny Snakes", SNAKES, "2507.03004")


def test_arxiv_abstract_page(tmp_path):
    text = (
        f"Title:Learning from Fish\nAuthors:Gil Haas, Hanna Ito\nView PDF\nHTML (experimental)\nAbstract:{FISH}\nComments:\t5 pages\n"
        "Subjects:\tInformation Retrieval (cs.IR)\nCite as:\tarXiv:2506.11111 [cs.IR]\n \t(or arXiv:2506.11111v2 [cs.IR] for this version)\n"
        " \thttps://doi.org/10.48550/arXiv.2506.11111\nSubmission history\nFrom: Gil Haas [view email]\n"
        "[v1] Wed, 11 Jun 2025 10:00:00 UTC (1,234 KB)\n[v2] Fri, 20 Jun 2025 10:00:00 UTC (1,240 KB)\n"
    )
    [fish] = _records(tmp_path, text)
    assert (fish.title, fish.abstract, fish.arxiv_id) == ("Learning from Fish", FISH, "2506.11111")
    assert (fish.comments, fish.doi) == (("5 pages",), None)
    assert [(d.kind, d.iso) for d in fish.dates] == [("created", "2025-06-11"), ("updated", "2025-06-20")]


def test_plain_text_of_one_paper(tmp_path):
    text = f"Deep Learning for Fish\nAda Byron, Grace Hopper and Joan Clarke\n\nAbstract\n{FISH}\n\nKeywords: fish\n"
    [fish] = _records(tmp_path, text)
    assert (fish.title, fish.abstract) == ("Deep Learning for Fish", FISH)
    assert [a.name for a in fish.authors] == ["Ada Byron", "Grace Hopper", "Joan Clarke"]


def test_chinese_labels(tmp_path):
    text = "标题：大模型的稀疏注意力\n作者：张三, 李四\n摘要：我们提出一种新的稀疏注意力方法。\n链接：https://arxiv.org/abs/2501.01234\n日期：2025年1月2日\n"
    [record] = _records(tmp_path, text)
    assert (record.title, record.arxiv_id, record.dates[0].iso) == (
        "大模型的稀疏注意力",
        "2501.01234",
        "2025-01-02",
    )
    assert [a.name for a in record.authors] == ["张三", "李四"]


def test_a_listing_cut_off_at_its_start(tmp_path):
    text = f"arXiv:2402.00001\nCreated: 2024-01-01\n\n{FISH}\n\narXiv:2402.00077\nCreated: 2024-02-01\n"
    items = _items(tmp_path, text)
    records = [item for item in items if isinstance(item, PaperRecord)]
    assert [(r.arxiv_id, r.abstract) for r in records] == [("2402.00001", None), ("2402.00077", FISH)]
    assert [item.line for item in items if isinstance(item, Problem)] == [1]


def test_withdrawn_notices(tmp_path):
    text = f"{FISH}\nThis paper has been withdrawn by the authors due to an error in Table 2.\narXiv:2402.00077{SNAKES}\narXiv:2402.00078"
    fish, snakes = _records(tmp_path, text)
    assert (fish.withdrawn, snakes.withdrawn) == (True, False)
    assert fish.abstract == FISH


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("On the Limits of RLJ. Smith, A. B. Jones et al.", "On the Limits of RL", "J. Smith, A. B. Jones"),
        (
            "Faster, Better, StrongerJan de Vries, Li Wei et al.",
            "Faster, Better, Stronger",
            "Jan de Vries, Li Wei",
        ),
        ("Can LLMs Count?Émile Zola, Ðorđe Ilić", "Can LLMs Count?", "Émile Zola, Ðorđe Ilić"),
        ("A Survey (Part 2)María del Mar López et al.", "A Survey (Part 2)", "María del Mar López"),
        (
            "Running PyTorch on GPT-4Bo McDonald, Yann LeCun et al.",
            "Running PyTorch on GPT-4",
            "Bo McDonald, Yann LeCun",
        ),
        ("Qwen Technical ReportQwen Team", "Qwen Technical Report", "Qwen Team"),
        ("Nothing glued here at all", None, None),
    ],
)
def test_titles_glued_to_authors(line, title, authors):
    half = split_glued(line)
    assert (half.title if half else None, half.authors if half else None) == (title, authors)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus lies beside the repository")
def test_share_of_glued_titles_split_right():
    random_numbers, right, count = random.Random(7), 0, 0
    with lzma.open(CORPUS, "rt") as lines:
        for row in (
            json.loads(line) for place, line in enumerate(lines) if place < 30_000 and place % 25 == 0
        ):
            shown = row["authors"][: random_numbers.choice([1, 2, 3, 3, 3])]
            if not shown:
                continue
            rest = " et al." if len(shown) < len(row["authors"]) else ""
            title = " ".join(row["title"].split())
            half = split_glued(
                f"{title}{', '.join(shown)}{rest}",
                known=frozenset(re.findall(r"\w+", row["abstract"].lower())),
            )
            count += 1
            right += half is not None and (half.title, half.authors) == (title, ", ".join(shown))
    assert count > 1000
    assert right / count >= 0.97


FURTHER = (
    " We look at it from every side, with care and with patience, and compare what we find with what was known before, "
    "which is less than one would think after so many years in which so many people have looked at the same thing."
)
ABSTRACTS = tuple(one + 2 * FURTHER for one in (FISH, SNAKES, BIRDS))
MOSS = (
    "mBryo demonstrates that small plants rival the growth of large ones. We show how moss spreads over stones in the "
    f"shade, why it needs no roots to do so, and release MossBench.{FURTHER} Project page: https://moss.example.org/bench"
)
STARTS = (
    f"3D fish are hard to see. {FISH}{FURTHER}",
    f'"Snake eyes" are rarer than one thinks. {SNAKES}{FURTHER}',
    f"$\\tau$-birds sing. {BIRDS}{FURTHER}",
    MOSS,
    FISH + FURTHER,
)


@pytest.mark.parametrize(
    "mark", ["• ", "- ", "* ", "{n}. ", "[{n}] ", "({n}) ", "> ", "#{n}\n", "{n}\n\n", "Paper {n}:\n"]
)
def test_abstracts_in_a_list_are_papers_each(tmp_path, mark):
    text = "\n\n".join(mark.format(n=n) + one for n, one in enumerate(ABSTRACTS, 1))
    assert [record.abstract for record in _records(tmp_path, text)] == list(ABSTRACTS)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n-----\n", "\n***\n"])
def test_abstracts_may_begin_and_end_in_any_way(tmp_path, between):
    assert [record.abstract for record in _records(tmp_path, between.join(STARTS))] == list(STARTS)


def test_two_abstracts_are_two_papers(tmp_path):
    text = f"{SNAKES} {BIRDS}{2 * FURTHER}\n\n{FISH} {BIRDS}{2 * FURTHER}"
    assert len(_records(tmp_path, text)) == 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FISH, SNAKES),
        (FISH + FURTHER, BIRDS + FURTHER, SNAKES),
        (f"{SNAKES} {FISH}", f"The framework is simple. {BIRDS}{3 * FURTHER}"),
    ],
)
def test_an_abstract_of_several_paragraphs_is_one_paper(tmp_path, paragraphs):
    assert len(_records(tmp_path, "\n\n".join(paragraphs))) == 1


def test_a_paragraph_that_goes_on_is_no_second_paper(tmp_path):
    text = f"{BIRDS} {SNAKES}\n\nExtensive experiments show this. {FISH}"
    assert len(_records(tmp_path, text)) == 1


def test_contributions_in_a_list_belong_to_the_abstract_above(tmp_path):
    text = f"Fish and Snakes\nAnn Lee, Bob Ray\n\n{FISH}\n\n- {SNAKES}\n- {BIRDS}\n\narXiv:2402.00077"
    assert len(_records(tmp_path, text)) == 1


def test_quotation_marks_around_an_abstract_are_none_of_it(tmp_path):
    text = "\n\n".join(f"“{one}”" for one in ABSTRACTS)
    assert [record.abstract for record in _records(tmp_path, text)] == list(ABSTRACTS)


def test_lines_broken_at_a_hyphen_are_put_together_with_it(tmp_path):
    text = "\n".join(textwrap.wrap(FISH.replace("prior work", "prior state-of-the-art work"), 60))
    (record,) = _records(tmp_path, text.replace("\n", "\n  ") + "\n\narXiv:2402.00077\n")
    assert "prior state-of-the-art work" in record.abstract


@pytest.mark.parametrize(
    "link",
    [
        "https://doi.org/10.48550/arXiv.{}",
        "arxiv.org/abs/{}",
        "https://www.alphaxiv.org/abs/{}",
        "https://huggingface.co/papers/{}",
        "[arXiv:{}]",
        "> arXiv:{}",
    ],
)
def test_ids_in_links_of_any_kind(tmp_path, link):
    ids = ["2402.00077", "2402.00078", "2402.00079"]
    text = "\n".join(f"{one}\n{link.format(ident)}\n" for one, ident in zip(ABSTRACTS, ids, strict=True))
    records = _records(tmp_path, text)
    assert [(record.arxiv_id, record.abstract, record.title) for record in records] == [
        (ident, one, None) for one, ident in zip(ABSTRACTS, ids, strict=True)
    ]


def test_an_id_in_brackets_ends_an_abstract(tmp_path):
    text = "\n\n".join(f"{one} [arXiv:2402.0007{n}]" for n, one in enumerate(ABSTRACTS))
    assert [record.abstract for record in _records(tmp_path, text)] == list(ABSTRACTS)


def test_titles_of_browser_tabs(tmp_path):
    text = "[2402.00077] Fish at Scale\n[2402.00078v2] $\\tau$-Snakes in the Grass - https://arxiv.org/abs/2402.00078v2\n"
    assert [(record.arxiv_id, record.title) for record in _records(tmp_path, text)] == [
        ("2402.00077", "Fish at Scale"),
        ("2402.00078", "$\\tau$-Snakes in the Grass"),
    ]


def test_labels_in_chinese_brackets(tmp_path):
    text = "".join(
        f"【标题】Fish at Scale {n}\n【作者】Ann Lee, Bob Ray\n【链接】https://arxiv.org/abs/2402.0007{n}\n【摘要】{one}\n\n"
        for n, one in enumerate(ABSTRACTS)
    )
    records = _records(tmp_path, text)
    assert [(r.title, r.arxiv_id, r.abstract) for r in records] == [
        (f"Fish at Scale {n}", f"2402.0007{n}", one) for n, one in enumerate(ABSTRACTS)
    ]
    assert all([a.name for a in r.authors] == ["Ann Lee", "Bob Ray"] for r in records)


def test_an_abstract_that_begins_in_a_small_letter_has_its_title_and_authors(tmp_path):
    text = f"Moss on Stones\nAnn Lee, Bob Ray\n{MOSS}\n\nSnakes at Scale\nCleo May, Dan Fox\n{SNAKES}\n"
    moss, snakes = _records(tmp_path, text)
    assert (moss.title, moss.abstract, len(moss.authors)) == ("Moss on Stones", MOSS, 2)
    assert (snakes.title, snakes.abstract, len(snakes.authors)) == ("Snakes at Scale", SNAKES, 2)


@pytest.mark.parametrize(
    ("line", "title", "dates", "venue"),
    [
        ("[2025-06-09] $\\tau$-Fish at Scale", "$\\tau$-Fish at Scale", ["2025-06-09"], None),
        ("Fish at Scale (Jun 9, 2025)", "Fish at Scale", ["2025-06-09"], None),
        ("Fish at Scale\n2025/06/09", "Fish at Scale", ["2025-06-09"], None),
        ("Fish at Scale\n2025-06-09 ⭐ Github 🤗 Model", "Fish at Scale", ["2025-06-09"], None),
        ("Fish at Scale ⭐ Github", "Fish at Scale", [], None),
        ("Fish at Scale [ICLR 2026]", "Fish at Scale", [], "ICLR 2026"),
    ],
)
def test_dates_badges_and_venues_beside_a_title(tmp_path, line, title, dates, venue):
    first, second = _records(
        tmp_path, f"{line}\n{FISH}{FURTHER}\n\nSnakes at Scale\nAnn Lee, Bob Ray\n{SNAKES}{FURTHER}\n"
    )
    assert (first.title, [date.iso for date in first.dates], first.venue) == (title, dates, venue)
    assert (second.title, second.abstract) == ("Snakes at Scale", SNAKES + FURTHER)


@pytest.mark.parametrize(
    "before", ["By Ann Lee, Bob Ray and Cleo May", "Monday, June 9, 2025 | Ann Lee, Bob Ray, Cleo May"]
)
def test_authors_behind_other_words(tmp_path, before):
    text = f"Fish at Scale\n{before}\n{FISH}{FURTHER}\n\nSnakes at Scale\n{before}\n{SNAKES}{FURTHER}\n"
    for record in _records(tmp_path, text):
        assert [author.name for author in record.authors] == ["Ann Lee", "Bob Ray", "Cleo May"]


@pytest.mark.parametrize("mark", ["- ", "[x] ", "1. "])
def test_the_heading_of_a_reading_list_is_no_title(tmp_path, mark):
    lines = [f"{mark}Fish at Scale {n} https://arxiv.org/abs/2402.0007{n}" for n in range(4)]
    records = _records(tmp_path, "To read\n" + "\n".join(lines))
    assert [record.title for record in records] == [f"Fish at Scale {n}" for n in range(4)]


def test_ids_with_and_without_characters_of_no_width(tmp_path):
    text = f"{FISH}\n\u200barXiv:2402.00077\n\n{SNAKES}\narXiv:2402.00078v23D fish follow. {BIRDS}\narXiv:2402.00079\n"
    assert [r.arxiv_id for r in _records(tmp_path, text)] == ["2402.00077", "2402.00078", "2402.00079"]
