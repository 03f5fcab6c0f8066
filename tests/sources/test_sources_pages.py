# ruff: noqa: E501
"""Web pages copied whole, with menus, counters, buttons and replies: the papers in them and nothing else."""

import pytest

from kg.records import Problem
from kg.sources import read_file
from kg.sources.listing_furniture import furniture

FISH = (
    "Fish are studied here. We introduce FishNet, a model of fish that swims through data and outperforms prior work "
    "on AquaBench by 2.4 points on average, at half of the cost of the best baseline that we know of."
)
SNAKES = (
    "Reptiles come last. We introduce SnakeNet, a model of snakes, in the hope that it may be useful to people who keep "
    "snakes, and test it on a set of 10,000 photos from zoos in twelve countries on four continents."
)
PAPERS = (
    ("On Fish and the Water around Them", "Ann Lee, Bob Ray, Cy Moe", FISH, "2402.00077"),
    ("Snakes at Scale", "Dan Poe, Eva Roe", SNAKES, "2403.00078"),
)
ARXIV = """Skip to main content
Cornell University
We gratefully acknowledge support from the Simons Foundation, member institutions, and all contributors. Donate
> cs > arXiv:{id}

Help | Advanced Search

Search
Computer Science > Machine Learning
[Submitted on 1 Feb 2024 (v1), last revised 1 Mar 2024 (this version, v2)]
{title}
{names}
View PDF
HTML (experimental)
{abstract}

Comments:	12 pages
Subjects:	Machine Learning (cs.LG); Robotics (cs.RO)
Cite as:	arXiv:{id} [cs.LG]
Submission history
From: Ann Lee [view email]
[v1] Thu, 1 Feb 2024 17:58:05 UTC (8,521 KB)

Access Paper:
View PDFHTML (experimental)TeX Source
view license
Current browse context: cs.LG
< prev   |   next >
new | recent | 2024-02
Change to browse by:
cs
cs.RO
References & Citations
DBLP - CS Bibliography
listing | bibtex
Ann Lee
Bob Ray
Export BibTeX Citation
Bookmark
BibSonomy
Bibliographic Tools
Bibliographic and Citation Tools
Bibliographic Explorer Toggle
Litmaps (What is Litmaps?)
Author
Venue
Institution
Topic
About arXivLabs
arXivLabs is a framework that allows collaborators to develop and share new arXiv features directly on our website.
Both individuals and organizations that work with arXivLabs have embraced and accepted our values of openness, community, excellence, and user data privacy. arXiv is committed to these values and only works with partners that adhere to them.
Which authors of this paper are endorsers? | Disable MathJax (What is MathJax?)
About
Help
contact arXivClick here to contact arXiv Contact
"""
HUGGING_FACE = """Hugging Face's logo
Hugging Face
Models
Community
Pricing

Papers
arxiv:{id}

{title}
Published on Feb 1
· Submitted by
ann-lee
on Feb 2
Upvote
34
Authors:
{names}
Abstract
A short summary of the paper that nobody wrote.

AI-generated summary
{abstract}
View arXiv page
GitHub
73
Community

bob
Paper author
We release our model! In this paper we show that it swims, and we propose that all who read this try it out for themselves at home.

Models citing this paper
1
bob/fishnet
Text Generation
Collections including this paper
2
"""
ANTHOLOGY = """{title}
{names}
Abstract
{abstract}
Anthology ID:
2024.x-1.1
Volume:
Proceedings of the Meeting
Month:
May
Year:
2024
Address:
Oslo, Norway
Editors:
Fay Coe, Gus Doe, Hal Foe
Venue:
MEET
SIG:
Publisher:
The Association
Note:
Pages:
1–9
Language:
URL:
https://aclanthology.org/2024.x-1.1/
Cite (ACL):
{names}. 2024. {title}. In Proceedings of the Meeting, pages 1–9, Oslo, Norway. The Association.
Cite (Informal):
{title} (Lee et al., MEET 2024)
PDF:
https://aclanthology.org/2024.x-1.1.pdf
"""
CVF = """{title}
{names}; Proceedings of the Conference on Rivers (CR), 2024, pp. 1-9
Abstract
{abstract}
Related Material
[pdf] [supp] [arXiv]
[bibtex]
"""
NEURIPS = """{title}
Part of Advances in Neural Information Processing Systems 37 (NeurIPS 2024) Main Conference Track

Bibtex Paper Supplemental

Authors
{names}

Abstract
{abstract}

Name Change Policy
Requests for name changes in the electronic proceedings will be accepted with no questions asked. However name changes may cause bibliographic tracking issues.

Use the "Report an Issue" link to request a name change.

"""
PROGRAMME = """Poster

{title}

{dotted}

Pavilion 3 P3-#101
[ Abstract ] [ Project Page ]
[ OpenReview]
Thu 23 Apr 10 a.m. PDT — 12:30 p.m. PDT
Abstract:
{abstract}

"""
ALPHAXIV = """01 Feb 2024
computer-vision-and-pattern-recognition
reinforcement-learning
{title}
{names}
Oslo University logo
Oslo University
{abstract}
View blog
Resources
73
100
"""
OPEN_REVIEW = """Go to ICLR 2024 Conference homepage
{title}
Download PDF
{names}
Published: 01 Feb 2024, Last Modified: 01 Mar 2024
Everyone
Abstract: {abstract}
Submission Number: 12
Filter by reply type...
1 / 1 replies shown
Official Review of Submission12 by Reviewer 3fKq
Summary:
The paper proposes a model. It is interesting, and we think that this paper shows what it says that it shows.
"""
CATALYZEX = """Picture for {title}

{title}

Feb 01, 2024
{names}

Figures and Tables:
Figure 1 for {title}
Figure 2 for {title}
Abstract:{abstract}

Via
arxiv icon

Access Paper or Ask Questions

"""
LIBRARY = """research-article
Open Access
{title}
Authors: {names}Authors Info & Claims
FISH '24: Proceedings of the Meeting on Fish
https://doi.org/10.1145/1234.{number}
Published: 01 February 2024 Publication History
 2citation145Downloads

Abstract
{abstract}

"""
PAGES = {
    "arXiv": (ARXIV, "id dates abstract"),
    "Hugging Face": (HUGGING_FACE, "id abstract"),
    "Anthology": (ANTHOLOGY, "abstract"),
    "CVF": (CVF, "venue dates abstract"),
    "NeurIPS": (NEURIPS, "venue dates abstract"),
    "programme": (PROGRAMME, "abstract"),
    "alphaXiv": (ALPHAXIV, "dates abstract"),
    "OpenReview": (OPEN_REVIEW, "dates abstract"),
    "CatalyzeX": (CATALYZEX, "dates abstract"),
    "digital library": (LIBRARY, "venue dates abstract"),
}
VENUES = {
    "CVF": "Proceedings of the Conference on Rivers (CR)",
    "NeurIPS": "Advances in Neural Information Processing Systems 37 (NeurIPS 2024)",
    "digital library": "FISH '24: Proceedings of the Meeting on Fish",
}


def _records(tmp_path, text):
    path = tmp_path / "paste.txt"
    path.write_text(text)
    items = list(read_file(path))
    assert not [item for item in items if isinstance(item, Problem)]
    return items


def _names(record):
    return ", ".join(author.name for author in record.authors)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("count", [1, 2])
def test_pages_copied_whole(tmp_path, page, count):
    form, fields = PAGES[page]
    text = "".join(
        form.format(
            title=title,
            names=names,
            dotted=names.replace(", ", " ⋅ "),
            abstract=text,
            id=ident,
            number=number,
        )
        for number, (title, names, text, ident) in enumerate(PAPERS[:count])
    )
    found = _records(tmp_path, text)
    assert [record.title for record in found] == [title for title, *_ in PAPERS[:count]]
    for record, (_, names, abstract, ident) in zip(found, PAPERS, strict=False):
        assert _names(record) == names
        assert record.abstract == abstract
        assert "id" not in fields or record.arxiv_id == ident
        assert "venue" not in fields or record.venue == VENUES[page]
        assert "dates" not in fields or record.dates[0].iso[:4] == "2024"
        assert not record.comments or record.comments == ("12 pages",)


LISTS = {
    "profile": ("{title}\n{names}, ...\narXiv preprint arXiv:{id}, 2024\n1,234*\t2024\n", "id"),
    "laboratory": ("{title}\n{names}\narXiv preprint arXiv:{id}, 2024\n\n", "id"),
    "sentences": ("{title}.\n{names}.\nIn FishConf 2024.\n\n", "FishConf 2024"),
    "numbered": (
        "[{number}] {title}.\n    {names}.\n    In FishConf 2024. arXiv:{id}. (Oral)\n",
        "id FishConf 2024",
    ),
    "small letters": ("{title}\n{names}\nnature 521 (7553), 436-444, 2024\n7\t2024\n", "nature"),
    "acronyms": (
        "{title}\n{names}\nFishConf 2024 (Oral)\n[Paper] [Code] [Project Page]\n\n",
        "FishConf 2024",
    ),
    "journals": ("{title}\n{names}\nJournal of Fish 12 (3), 45-67, 2024\n\n", "Journal of Fish"),
    "volume": (
        "{title}\n{names}; Proceedings of the Meeting, PMLR 267:1-25\n\n[abs][Download PDF][OpenReview]\n\n",
        "Proceedings of the Meeting",
    ),
}


@pytest.mark.parametrize("layout", LISTS)
def test_lists_of_titles_authors_and_venues(tmp_path, layout):
    form, fields = LISTS[layout]
    text = "".join(
        form.format(title=title, names=names, id=ident, number=number)
        for number, (title, names, _, ident) in enumerate(PAPERS, 1)
    )
    found = _records(tmp_path, text)
    assert [(r.title, _names(r)) for r in found] == [(title, names) for title, names, *_ in PAPERS]
    assert [r.arxiv_id for r in found] == [ident if "id" in fields else None for *_, ident in PAPERS]
    assert [r.venue or "" for r in found] == [fields.removeprefix("id").strip()] * 2
    assert all([date.iso for date in r.dates] == ["2024"] for r in found) or layout == "volume"


def test_titles_and_sentences_are_no_venues(tmp_path):
    text = f"On Fish and Water\nAnn Lee, Bob Ray\nIn Fish Learning (FL), {FISH[0].lower()}{FISH[1:]}\n\nIn Defense of Snakes and Their Ways\nDan Poe, Eva Roe\n{SNAKES}\n"
    fish, snakes = _records(tmp_path, text)
    assert (fish.title, snakes.title) == ("On Fish and Water", "In Defense of Snakes and Their Ways")
    assert (fish.venue, snakes.abstract) == (None, SNAKES)
    assert fish.abstract.startswith("In Fish Learning (FL), fish are")


def test_the_last_word_of_a_broken_line_is_no_button(tmp_path):
    text = f"On the Location of Fish in Rivers with Scarce\nResources\nAnn Lee, Bob Ray\n{FISH}\n\nThe Water and Its Fish: A Long Look with a Meta-\nmeta-analysis\nDan Poe, Eva Roe\n{SNAKES}\n"
    lines = text.split("\n")
    assert not {2, 7} & furniture(lines)


def test_a_paper_below_a_menu_and_a_search(tmp_path):
    form = "arXiv:{}  [pdf, other]  cs.LG\ndoi \n10.1000/182  \n{}\nAuthors: {}\nAbstract: …{}\nSubmitted 1 March, 2024; originally announced February 2024.\n"
    found = _records(tmp_path, "".join(form.format(ident, *rest) for *rest, ident in PAPERS))
    assert [(r.title, r.abstract, r.doi, r.comments) for r in found] == [
        (title, abstract, "10.1000/182", ()) for title, _, abstract, _ in PAPERS
    ]


def test_a_literature_search_and_its_filters(tmp_path):
    head = "About 12,400 results for “fish”\nFields of Study\nHas PDF\nAuthor\nJournals & Conferences\nSort by Relevance\n"
    form = "{}\n{}, +5 authors Zoe Ode\nComputer Science\narXiv.org\n7 July 2024\nTLDR\nA model of fish. Expand\n9\n\n[PDF]\n\nSave\nAlert\nCite\n"
    found = _records(tmp_path, head + "".join(form.format(title, names) for title, names, *_ in PAPERS))
    assert not any(r.authors_complete for r in found)
    assert [(r.title, _names(r), r.dates[0].iso) for r in found] == [
        (title, f"{names}, Zoe Ode", "2024-07-07") for title, names, *_ in PAPERS
    ]
