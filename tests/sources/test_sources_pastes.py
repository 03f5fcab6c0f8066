# ruff: noqa: E501
"""Made-up papers pasted in many layouts: every field comes back exactly, whatever the layout."""

import random
import textwrap
from dataclasses import dataclass

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import read_file
from kg.sources.citations import citation
from kg.sources.glued import split_glued
from kg.sources.listing_names import is_author_line

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
GIVEN = ["Ann", "Bo", "Carla", "Dmitri", "Émile", "Fatima", "Grace", "Hiro", "Ines", "Jürgen", "Kofi", "Lena"]
FAMILY = [
    "Lee",
    "Müller",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Sato",
    "Tanaka",
    "Ueda",
    "Vega",
    "Wolff",
    "Zhou",
]
NOUNS = ["Fish", "Snakes", "Birds", "Moss", "Rivers", "Clouds", "Bees", "Foxes", "Glaciers", "Ferns"]


@dataclass(frozen=True)
class Paper:
    """What a paste was made from."""

    title: str
    authors: tuple[str, ...]
    id: str
    day: int
    month: int
    abstract: str

    @property
    def names(self):
        return ", ".join(self.authors)

    @property
    def iso(self):
        return f"2024-{self.month:02d}-{self.day:02d}"


def _paper(rng):
    noun, other = rng.sample(NOUNS, 2)
    title = rng.choice(
        [
            f"On {noun} near {other}: A Study of Water",
            f"Can {noun} Count?",
            f"{noun}Net: Counting {other} by Ear",
        ]
    )
    people = tuple(f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}" for _ in range(rng.choice([2, 3, 5, 14])))
    abstract = (
        f"{noun} are hard to count, and {other.lower()} are harder. In this paper, we introduce a method that counts "
        f"both in {rng.randint(2, 90)} places, and show that it is {rng.randint(2, 40)}.5% better than the best that was "
        "known before. The results hold in summer and in winter, and for small ones too."
    )
    number = f"24{rng.randint(1, 12):02d}.{rng.randint(0, 99999):05d}"
    return Paper(title, people, number, rng.randint(1, 28), rng.randint(1, 12), abstract)


def _wrapped(text, indent=""):
    return textwrap.fill(text, 78, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


LAYOUTS = {
    "arxiv listing": (
        lambda n, p: (
            f"[{n}] arXiv:{p.id} [pdf, html, other]\nTitle: {p.title}\n{p.names}\nComments: 9 pages\n"
            f"Subjects: Computer Vision (cs.CV)\n{p.abstract}"
        ),
        "title authors id abstract",
    ),
    "arxiv listing, values below": (
        lambda n, p: (
            f"[{n}] arXiv:{p.id} [pdf, other]\nTitle:\n          {p.title}\nAuthors:\n{p.names}\n\n{p.abstract}\n"
        ),
        "title authors id abstract",
    ),
    "arxiv listing, indented": (
        lambda n, p: (
            f"[{n}] arXiv:{p.id} [pdf]\n    Title: {p.title} by Water\n    {p.names}\n    Comments: 9 pages"
        ),
        "authors id",
    ),
    "arxiv search": (
        lambda n, p: (
            f"{n}. arXiv:{p.id} [pdf, ps, other] \n    cs.CV cs.AI\n    {p.title}\n    Authors: {p.names}\n"
            f"    Abstract: {p.abstract} △ Less\n    Submitted {p.day} {MONTHS[p.month - 1]}, 2024; originally "
            f"announced {MONTHS[p.month - 1]} 2024."
        ),
        "title authors id date abstract",
    ),
    "arxiv abstract page": (
        lambda n, p: (
            f"Computer Science > Computer Vision\n[Submitted on {p.day} {MONTHS[p.month - 1][:3]} 2024 (v1), last "
            f"revised 2 Feb 2025 (this version, v2)]\n{p.title}\n{p.names}\nView PDF\n{p.abstract}\nSubjects:\tVision (cs.CV)\n"
            f"Cite as:\tarXiv:{p.id} [cs.CV]\n \t(or arXiv:{p.id}v2 [cs.CV] for this version)\nSubmission history\n"
        ),
        "title authors id date abstract",
    ),
    "page with names on lines": (
        lambda n, p: (
            f"arxiv:{p.id}\n{p.title}\nPublished on {MONTHS[p.month - 1][:3]} {p.day}, 2024\n· Submitted by\n"
            f"someone on Feb 2, 2025\nUpvote\n{n + 40}\n\n+9\nAuthors:\n"
            + "\n,\n".join(p.authors)
            + f"\nAbstract\n{p.abstract}\n"
            "\nView arXiv page\nView PDF\n"
        ),
        "title authors id date abstract",
    ),
    "reviews": (
        lambda n, p: (
            f"{p.title}\nDownload PDF\n{p.names}\nPublished: {p.day} {MONTHS[p.month - 1][:3]} 2024, Last Modified: "
            f"3 Mar 2025\nICLR 2025 Poster\nEveryone\nRevisions\nKeywords: fish\nTL;DR: Counting.\nAbstract: {p.abstract}\n"
            f"Primary Area: nature\nSubmission Number: {n}\n"
        ),
        "title authors date abstract",
    ),
    "anthology": (
        lambda n, p: f"pdf\nbib\nabs\n{p.title}\n{' | '.join(p.authors)}\n\n{p.abstract}",
        "title authors abstract",
    ),
    "anthology page": (
        lambda n, p: (
            f"{p.title}\n{p.names}\nAbstract\n{p.abstract}\nAnthology ID:2024.x-1.{n}\nVolume:Proceedings of the "
            f"Meeting\nMonth:May\nYear:2024\nPages:{n}–{n + 9}\nLanguage:\n"
        ),
        "title authors abstract",
    ),
    "title, authors, abstract": (
        lambda n, p: f"{p.title}\n\n{p.names}\n\n{p.abstract}\n\n",
        "title authors abstract",
    ),
    "title, link, abstract": (
        lambda n, p: f"{p.title}\nhttps://arxiv.org/abs/{p.id}\n{p.abstract}\n",
        "title id abstract",
    ),
    "numbered": (
        lambda n, p: f"{n}. {p.title}\n   {p.names}\n   arXiv:{p.id}\n   {p.abstract}\n",
        "title authors id abstract",
    ),
    "dates first": (
        lambda n, p: f"{p.day:02d} {MONTHS[p.month - 1][:3]} 2024\n{p.title}\n{p.names}\n{p.abstract}\n",
        "title authors date abstract",
    ),
    "labels alone on their lines": (
        lambda n, p: f"Title\n{p.title}\nAuthors\n{p.names}\nAbstract\n{p.abstract}\n",
        "title authors abstract",
    ),
    "labels in another order": (
        lambda n, p: (
            f"Title: {p.title}\nAbstract: {p.abstract}\nPublished: {p.iso}\narXiv ID: {p.id}\nAuthors: "
            f"{'; '.join(p.authors)}\n---"
        ),
        "title authors id date abstract",
    ),
    "German labels": (
        lambda n, p: (
            f"Titel: {p.title}\nAutoren: {p.names}\nDatum: {p.day}. {GERMAN[p.month - 1]} 2024\n"
            f"Zusammenfassung: {p.abstract}\n"
        ),
        "title authors date abstract",
    ),
    "wrapped": (
        lambda n, p: f"{_wrapped(p.title)}\n{_wrapped(p.names)}\n\n{_wrapped(p.abstract)}\n\narXiv:{p.id}\n",
        "title authors id abstract",
    ),
    "wrapped labels": (
        lambda n, p: (
            f"{_wrapped('Title: ' + p.title, '  ')}\n{_wrapped('Authors: ' + p.names, '  ')}\n\n"
            f"{_wrapped(p.abstract)}\n\narXiv:{p.id}\n"
        ),
        "title authors id abstract",
    ),
    "feed reader": (
        lambda n, p: f"{p.title}\narXiv:{p.id}v1 Announce Type: new \nAbstract: {p.abstract}\nby {p.names}\n",
        "title authors id abstract",
    ),
    "emphasis": (
        lambda n, p: (
            f"**{p.title}**\n*{p.names}*\n\n{p.abstract}\n\n[arXiv:{p.id}](https://arxiv.org/abs/{p.id})\n"
        ),
        "title authors id abstract",
    ),
    "pictures": (
        lambda n, p: f"📄 {p.title}\n👥 {p.names}\n🔗 https://arxiv.org/abs/{p.id}\n📝 {p.abstract}\n",
        "title authors id abstract",
    ),
    "affiliations below": (
        lambda n, p: (
            f"{p.title}\n{p.names}\nDepartment of Water, University of Rivers\nAbstract. {p.abstract}\n"
        ),
        "title authors abstract",
    ),
    "title and id on a line": (lambda n, p: f"{p.title} (arXiv:{p.id})", "title id"),
    "id and title on a line": (lambda n, p: f"{p.id}  {p.title}", "title id"),
    "ids with a category below": (
        lambda n, p: (
            f"{p.abstract}\n\narXiv:{p.id} [cs.CV]\nSubmitted: {p.day} {MONTHS[p.month - 1][:3]} 2024; Revised: 3 Feb 2025\n"
        ),
        "id date abstract",
    ),
    "all labels on a line": (
        lambda n, p: f"Title: {p.title} Authors: {p.names} Abstract: {p.abstract}",
        "title authors abstract",
    ),
    "date and category on a line": (
        lambda n, p: (
            f"{p.title}\n{p.names}\nSubmitted on {p.day} {MONTHS[p.month - 1][:3]} 2024 to cs.CV\n{p.abstract}\n"
        ),
        "title authors date abstract",
    ),
    "names after a space": (
        lambda n, p: f"CV {MONTHS[p.month - 1][:3]} {p.day}, 2024 Code\n{p.title} {p.names}\n{p.abstract}\n",
        "title authors date abstract",
    ),
    "bars": (lambda n, p: f"{p.title} | {p.names} | {p.iso} | arXiv:{p.id}", "title authors id date"),
    "references": (
        lambda n, p: f"[{n}] {p.names}. {p.title.rstrip('?')}. arXiv preprint arXiv:{p.id}, 2024.",
        "authors id",
    ),
    "ids and dates on one line": (
        lambda n, p: f"{p.abstract}\n12 pages\narXiv:{p.id} | Created: {p.iso} | Updated: 2025-02-03\n",
        "id date abstract",
    ),
    "ids glued into one line": (lambda n, p: f"{p.abstract}arXiv:{p.id}", "id abstract"),
    "dates glued to the next abstract": (
        lambda n, p: f"{p.abstract}\narXiv:{p.id}\nCreated: {p.iso}",
        "id date abstract",
    ),
    "abstracts in quotes": (
        lambda n, p: f"“{p.abstract}”\n\narXiv:{p.id}\nCreated: {p.iso}\n",
        "id date abstract",
    ),
    "abstract before a dash": (lambda n, p: f"Abstract—{p.abstract}", "abstract"),
    "numbered abstracts": (lambda n, p: f"{n}. Abstract: {p.abstract}\n", "abstract"),
    "abstracts with buttons": (
        lambda n, p: f"Abstract:{p.abstract}\nVia\nAccess Paper or Ask Questions\n",
        "abstract",
    ),
    "dates above abstracts": (
        lambda n, p: f"{MONTHS[p.month - 1][:3]} {p.day}, 2024\nAbstract:{p.abstract}",
        "date abstract",
    ),
    "headers with other flags": (
        lambda n, p: (
            f"{('NLP', 'CVLG', 'Robotics', 'cs.CL')[n % 4]}{MONTHS[p.month - 1][:3]} {p.day}, 2024"
            f"{('Website', 'CodeDemo', 'Spotlight', '')[n % 4]}\n{p.title}{p.names}\n{p.abstract}"
        ),
        "title authors date abstract",
    ),
    "headers without dates": (
        lambda n, p: f"{('CV', 'CL LG')[n % 2]}\n{p.title}{p.names}\n{p.abstract}",
        "title authors abstract",
    ),
    "headers below": (
        lambda n, p: f"{p.title}{p.names}\n{p.abstract}\nCV{MONTHS[p.month - 1][:3]} {p.day}, 2024",
        "title authors date abstract",
    ),
    "headers that say how long ago": (
        lambda n, p: f"CV{n} days agoCode\n{p.title}{p.names}\n{p.abstract}",
        "title authors abstract",
    ),
    "bullets and ids in brackets": (
        lambda n, p: f"• {p.abstract}\n[9 pages]\n(arXiv:{p.id}, {p.day} {MONTHS[p.month - 1][:3]} 2024)\n",
        "id date abstract",
    ),
    "index terms": (lambda n, p: f"Abstract : {p.abstract}\nIndex Terms—fish, water", "abstract"),
    "notes that read like names": (
        lambda n, p: f"{p.abstract}\nBest Paper, Moss Prize; PhD thesis\narXiv:{p.id}",
        "id abstract",
    ),
    "ids with a DOI": (
        lambda n, p: f"{p.abstract}\n\narXiv:{p.id} DOI:10.48550/arXiv.{p.id}\n",
        "id abstract",
    ),
}


def _read(tmp_path, text, end="\n"):
    path = tmp_path / "paste.txt"
    path.write_bytes(text.replace("\n", end).encode())
    items = list(read_file(path))
    return [i for i in items if isinstance(i, PaperRecord)], [i for i in items if isinstance(i, Problem)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_comes_back(tmp_path, layout, end):
    write, fields = LAYOUTS[layout]
    for seed in range(4):
        rng = random.Random(f"{layout}{seed}")
        papers = [_paper(rng) for _ in range(6)]
        text = "\n".join(write(number, paper) for number, paper in enumerate(papers, 1))
        records, problems = _read(tmp_path, text, end)
        assert not problems
        assert len(records) == len(papers)
        for paper, record in zip(papers, records, strict=True):
            found = {
                "title": (record.title, paper.title),
                "authors": (tuple(author.name for author in record.authors), paper.authors),
                "id": (record.arxiv_id, paper.id),
                "date": (paper.iso in [date.iso for date in record.dates], True),
                "abstract": (record.abstract, paper.abstract),
            }
            for field in fields.split():
                assert found[field][0] == found[field][1], (layout, seed, field)
            if "abstract" not in fields:
                assert record.abstract is None


def test_results_of_a_literature_search(tmp_path):
    text = (
        "[PDF] fish.org\nOn Fish\nA Lee, B Ray… - Journal of …, 2024 - fish.org\n… fish are many, and we count them in "
        "\nall seas …\nSave Cite Cited by 12 Related articles All 3 versions\nOn Snakes\nC Doe - arXiv preprint "
        "arXiv:2401.00001, 2024 - arxiv.org\n… snakes …\nSave Cite Cited by 2\n"
    )
    (fish, snakes), problems = _read(tmp_path, text)
    assert not problems
    assert (fish.title, [a.name for a in fish.authors], fish.authors_complete) == (
        "On Fish",
        ["A Lee", "B Ray"],
        False,
    )
    assert (fish.abstract, fish.venue, fish.dates[0].iso) == (None, None, "2024")
    assert (snakes.title, snakes.arxiv_id, snakes.abstract) == ("On Snakes", "2401.00001", None)


def test_only_the_abstract_of_a_whole_paper_is_read(tmp_path):
    paper = _paper(random.Random(1))
    text = f"{paper.title}\n{paper.names}\n\nAbstract\n{paper.abstract}\n\n1. Introduction\n\n{paper.abstract * 3}\n\n"
    [record], problems = _read(tmp_path, text + "2. Related Work\n\n" + paper.abstract * 2)
    assert (record.title, record.abstract, problems) == (paper.title, paper.abstract, [])


def test_who_wrote_it_and_when_behind_the_title(tmp_path):
    paper = _paper(random.Random(3))
    text = f"1. {paper.title} (Ann Lee et al., 2024)\nhttps://arxiv.org/abs/{paper.id}\n{paper.abstract}\n\n"
    records, _ = _read(tmp_path, text + text.replace("1. ", "2. ").replace(paper.id, "2401.00002"))
    found = [(r.title, [a.name for a in r.authors], r.authors_complete, r.dates[0].iso) for r in records]
    assert found == [(paper.title, ["Ann Lee"], False, "2024")] * 2


def test_a_mention_of_an_id_is_none(tmp_path):
    paper = _paper(random.Random(2))
    text = f"{paper.abstract} We go on from arXiv:2301.01234, and from more.\nText overlap with arXiv:2301.01234\narXiv:{paper.id}"
    [record], _ = _read(tmp_path, text)
    assert (record.arxiv_id, record.abstract) == (paper.id, text.split("\n", maxsplit=1)[0])


def test_an_abstract_of_two_paragraphs(tmp_path):
    papers = [_paper(random.Random(seed)) for seed in range(4)]
    more = "However, to count them by ear is slow. " * 4
    text = "\n\n".join(f"{p.abstract}\n\n{more.strip()}\n\narXiv:{p.id}" for p in papers)
    records, problems = _read(tmp_path, text)
    assert [record.abstract for record in records] == [f"{p.abstract} {more.strip()}" for p in papers]
    assert not problems


def test_the_heading_of_a_page_is_no_title(tmp_path):
    papers = [_paper(random.Random(seed)) for seed in range(4)]
    text = "Recent papers\n\n" + "\n\n".join(f"{p.abstract}\n\narXiv:{p.id}" for p in papers)
    records, _ = _read(tmp_path, text)
    assert [(record.title, record.abstract) for record in records] == [(None, p.abstract) for p in papers]


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("On Fish and Mosscuong tien ray, Ann Lee et al.", None, None),
        ("On Fish and MossAnn Lee, cuong tien ray et al.", "On Fish and Moss", "Ann Lee, cuong tien ray"),
        ("On Fish and MossAnn kr. Lee, Bo ur Ray", "On Fish and Moss", "Ann kr. Lee, Bo ur Ray"),
        ('Do "Fish Sleep?"Ann Lee, Bo d\'Ray', 'Do "Fish Sleep?"', "Ann Lee, Bo d'Ray"),
        ("On Fish and MossY. -W. Lee, Or Ray", "On Fish and Moss", "Y. -W. Lee, Or Ray"),
        ("On Fish and MossWei Lee (李伟), Ann Ray", "On Fish and Moss", "Wei Lee (李伟), Ann Ray"),
    ],
)
def test_names_glued_to_titles(line, title, authors):
    found = split_glued(line)
    assert (found and (found.title, found.authors)) == (title and (title, authors))


def test_paragraphs_that_are_abstracts_are_papers(tmp_path):
    papers = [_paper(random.Random(seed)) for seed in range(4)]
    texts = [f"{paper.abstract} {'We propose to go on counting. ' * 8}".strip() for paper in papers]
    records, problems = _read(tmp_path, "\n\n".join(texts))
    assert [record.abstract for record in records] == texts
    assert not problems


@pytest.mark.parametrize(
    "text",
    [
        "Buy milk.\nCall Ann Lee, Bob Ray about the fish.\n",
        "\n".join(f"src/part_{n}/file_{n}.py" for n in range(60)),
        "\n".join(f"2024-01-{n:02d} 10:00:00 INFO started worker {n}" for n in range(1, 28)),
        "Dear all,\nplease find the slides attached.\nBest wishes\nAnn Lee\n",
        "name = value\nother = thing\n" * 20,
    ],
)
def test_what_is_no_listing_gives_no_paper(tmp_path, text):
    records, problems = _read(tmp_path, text)
    assert not records
    assert len(problems) == 1


def test_many_bare_ids_are_pointed_at_once(tmp_path):
    text = "\n".join(f"https://arxiv.org/abs/2401.{n:05d}" for n in range(20))
    records, problems = _read(tmp_path, text)
    assert len(records) == 20
    assert [problem.message for problem in problems] == ["20 ids without title or abstract"]


@pytest.mark.parametrize(
    ("line", "authors", "title"),
    [
        (
            "Lee, A., & Ray, B. (2024). On fish and water. Nature, 3(2).",
            ["A. Lee", "B. Ray"],
            "On fish and water",
        ),
        (
            "Lee A, Ray BC, et al. (2024) Do fish sleep? Nature 3(2): 1–9.",
            ["A Lee", "BC Ray"],
            "Do fish sleep",
        ),
        (
            'A. Lee and B. Ray, "On fish and water," in Proc. of X, 2024.',
            ["A. Lee", "B. Ray"],
            "On fish and water",
        ),
        ("[7] Ann Lee. On fish and the water. In Proc. of X, 2024.", ["Ann Lee"], "On fish and the water"),
        ("Lee et al. (2024) showed that fish sleep. We show that they do not.", None, None),
        ("They Will Not Act. How Fish Win in the End and Other Stories (2024)", None, None),
    ],
)
def test_references(line, authors, title):
    found = citation(line)
    if authors is None:
        assert found is None
    else:
        assert [author.name for author in found.authors.authors] == authors
        assert found.title == title


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ann Lee, Bob Ray, +3 authors, Carl Doe", True),
        ("Ann Lee · Bob Ray · Carl Doe", True),
        ("张三, 李四", True),
        ("University of Rivers, Institute of Water", False),
        ("CVPR 2025, Project Page", False),
        ("H.5.2; H.1.2; I.2.7", False),
        ("Vision, Language, and Action", False),
    ],
)
def test_lists_of_authors(line, expected):
    assert is_author_line(line) is expected
