"""What web pages have around papers, copied with them: menus, counters, buttons, replies of readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.sources.listing_labels import is_noise
from kg.sources.listing_wrap import SENTENCE_END

_HEAD = re.compile(
    r"skip to (?:main )?content|(?:back arrow)?(?:go|back) to .{2,80} homepage"
    r"|(?:arxiv logo)?\s*>\s*[a-z-]+(?:\.[a-z-]+)?\s*>\s*arxiv:\S+",
    re.I,
)
"""The first lines of pages."""
_ARXIV = (
    r"cornell university(?: library| logo)?|arxiv logo"
    r"|we gratefully acknowledge support from(?: the simons .*)?|learn about arxiv becoming .*|donate"
    r"|the simons foundation,?(?: and)? member institutions.*|help \| advanced search|all fields"
    r"|help pages?|open (?:search|navigation menu)|quick links|login|go"
    r"|full-text links:|arxiv-issued doi via .*|(?:view pdf|html \(experimental\)|tex source| )+"
    r"|license icon|\(?view license\)?|< ?prev.*|next ?>|new \| recent \| [\d-]+|change to browse by:.*"
    r"|references & citations|nasa ads|inspire ?hep|google scholar|semantic scholar|dblp - cs bibliography"
    r"|listing \| bibtex|\d+ blog links?|export bibtex citation|loading\W*|bibtex formatted citation|×"
    r"|data provided by:?|bibsonomy(?: logo)?|reddit(?: logo)?|bibliographic tools"
    r"|bibliographic and citation tools|code, data(?:,| and) media.*|demos|related papers"
    r"|recommenders and search tools|link to influence flower|.{2,60} (?-i:[Tt]oggle)"
    r"|.{2,60} \(what (?:is|are) .{2,60}\?\)|about arxivlabs|arxivlabs(?::| is a framework) .*"
    r"|both individuals and organizations .*arxivlabs.*|have an idea for a project .*arxiv.*"
    r"|which authors of this paper are endorsers.*|copyright|privacy policy|contact arxiv.*"
    r"|subscribe to arxiv.*|web accessibility assistance|arxiv operational status"
    r"|get status notifications via.*"
)
_HUGGING_FACE = (
    r"(?:daily|trending|weekly|monthly) papers|by ak and the research community|daily|weekly|monthly"
    r"|paper (?:author|submitter)|no (?:model|dataset|space|collection)s? (?:linking|including) this paper"
    r"|(?:models|datasets|spaces|collections) (?:citing|including) this paper.*"
    r"|cite arxiv\.org/\S+ in an? .* to link it from this page\.|browse \d+ \w+ citing this paper"
    r"|github(?: [\d.]+k?)?|arxiv page|·? ?sign up or log in to comment"
)
_PROCEEDINGS = (
    r"neurips proceedings|proceedings of machine learning research|volume \d+: .*|related material"
    r"|advances in neural information processing systems \d+ \(.*\).*"
    r"|(?:(?:bibtex|paper|supplemental|metadata|reviews?|markdown|mods xml|endnote|apa|more options…?)\s*)+"
    r"|acl logo|acl anthology|\w+\s?\(current\)|acl materials are copyright .*|site last built on .*"
    r"|the acl anthology is managed and built by .*"
    r"|correct metadata for \S+|pdf cite search.*|fix data|copy citation:.*|cite \((?:acl|informal)\):.+"
    r"|sig:|language:|cite this(?: paper)?|(?:cvpr|iccv|wacv|accv)\S* \d{4} open access|search:|back"
    r"|these \w+ \d{4} (?:workshop )?papers are the open access versions.*"
    r"|(?:except for th(?:e|is) watermark,|this material is presented to ensure timely dissemination) .*"
    r"|(?:\[\s*(?:pdf|supp|arxiv|bibtex|bib|abs(?:tract)?|citeproc|edit|download pdf|openreview|code|slides"
    r"|video|poster|project page|software|paper)\s*\]\s*)+"
)
_CONFERENCES = (
    r"openreview(?:\.net)?|search(?: \w+)?(?:\.{3}|…)|add:|(?:about openreview|hosting a venue|all venues)"
    r"|sponsors|join the team|frequently asked questions|terms of use|openreview is a long-term project .*"
    r"|(?:submission guidelines|reciprocal reviewing|anonymous url|no acknowledgement section): .*"
    r"|view full details|poster session.*|schedule"
    r"|(?:hall|pavilion|ballroom|.{0,40} hall) .*#\S*\d+"
    r"|(?:\w{3,9},? )?(?:\d{1,2} \w{3,9}|\w{3,9} \d{1,2}),? \d{1,2}(?::\d\d)? [ap]\.?m\.?.*"
    r"|.{2,60} conference submission\d+|accept \(\w+\)|reject"
)
_SEARCHES = (
    r"about [\d,]+ results.*|search [\d,]+ papers from all fields of science"
    r"|skip to (?:search form|account menu)|sign in|create (?:free account|alert)|fields of study"
    r"|date range|has pdf|journals & conferences|corpus id: \d+|(?:\[pdf\] )?semantic reader"
    r"|save to library|(?:highly influential|background|methods|results) citations|view all"
    r"|figures and tables from this paper|(?:figure|table) \d+|ai-generated|.{2,80} \(opens in a new tab\)"
    r"|ask this paper|beta|ai-powered|ask a question about [\"“].*|filters|citation type"
    r"|our system tries to constrain to information found in this paper\..*|\d+ excerpts?(?:, .*)?"
    r"|(?-i:(?:Figure|Table) \d+ for) .*|(?:arxiv|code) icon|.{2,80} (?-i:logo)|resources"
    r"|(?=.{10})(?-i:#?[a-z]+(?:-[a-z\d]+)+)|explore|communities|alphaxiv|hot|categories|[\d,]+\*?\t\s*(?:19|20)\d\d"
    r"|research-article|(?:open|free) access|\d* ?citations?\d* ?downloads"
)
_LINE = re.compile("|".join((_ARXIV, _HUGGING_FACE, _PROCEEDINGS, _CONFERENCES, _SEARCHES)), re.I)
_LONGEST = 600
"""Characters beyond which a line is no furniture, except in a block."""
_BROKEN = 30
"""Characters from which a line may have been broken off."""
_WORD = re.compile(r"[\w-]+")
_COUNT = re.compile(r"[\d,.]+k?")
_REPLIES = (
    r".*\n(?:.*\n)*?.*"
    r"(?=^(?:back arrow)?(?:Go|Back) to .* homepage$|^About OpenReview$|^.+\nDownload PDF$|\Z)"
)
_BLOCKS = {
    "Current browse context": r"Current browse context:.*\n(?:.*\n){0,30}?(?=References & Citations$)",
    "BibTeX": r"References & Citations\n(?:.*\n){0,40}?(?=[Ee]xport BibTeX [Cc]itation$)",
    "Institution\n": r"Author\nVenue\nInstitution\nTopic$",
    "contact arXiv": r"About\nHelp$(?=\ncontact arXiv)",
    "Hugging Face's logo": r"Hugging Face's logo\n(?:.*\n){0,15}?(?=\n|Papers$)",
    "AI-generated summary": r"(?<=^Abstract\n)\n?.+\n\n?AI-generated summary$",
    "Community\n": r"Community\n(?:(?!Community$|arxiv:\d).*\n){0,400}?(?=Models citing this paper)",
    "Models citing": r"Models citing this paper.*\n(?:(?!arxiv:\d).*\n){0,200}?(?=Collections including)",
    "Name Change Policy": r"Name Change Policy\n(?:.*\n){0,6}?Use the \"Report an Issue\" link.*$",
    "Cite (": r"Cite \((?:ACL|Informal)\):\s*\n.+$",
    "Publisher:": r"(?:SIG|Language):.*\n(?:[^\n:]+\n)?(?=Publisher:|URL:)",
    "CITED BY": r"TITLE\s+CITED BY\s+YEAR$",
    "Picture for": r"Picture for (.+)$(?=\n+\1$)",
    "All Authors": r"All Authors\n(?:.*\n){0,12}?(?=Abstract$)",
    "Document Sections": r"Document Sections\n(?:.*\n){0,60}?(?=Abstract:)",
    "Filter by": rf"Filter by reply type{_REPLIES}",
    "Official Review": rf"Official Review of{_REPLIES}",
}
"""Lines that belong to a page for the first of them and what follows the last, each by words in it."""


def heads_page(text: str) -> bool:
    """Whether a line is at the head of a page, which ends what stands before.

    >>> heads_page("Skip to main content"), heads_page("> cs > arXiv:2501.01234"), heads_page("On Fish")
    (True, True, False)
    """
    return _HEAD.fullmatch(text) is not None


def furniture(raw: Sequence[str]) -> frozenset[int]:
    """The numbers, from 1, of the lines that belong to a page and never to a paper.

    >>> sorted(furniture(["On Fish", "Save to Library", "12", "[pdf] [supp]"]))
    [2, 3, 4]
    """
    bare = [line.strip() for line in raw]
    found = {
        number
        for number, (before, line) in enumerate(pairwise(["", *bare]), 1)
        if 0 < len(line) < _LONGEST and _LINE.fullmatch(line) and not _goes_on(before, line)
    }
    found |= _in_blocks("\n".join(bare))
    return frozenset(found | _counts(bare, found))


def _goes_on(before: str, line: str) -> bool:
    """Whether a line may be the last word of a title or text that was broken off in the line before."""
    broken = len(before) >= _BROKEN and " " in before and not SENTENCE_END.search(before)
    return broken and _WORD.fullmatch(line) is not None


def _in_blocks(text: str) -> set[int]:
    """The numbers of the lines of all blocks."""
    found: set[int] = set()
    for words, pattern in _BLOCKS.items():
        for match in re.finditer(f"^{pattern}", text, re.M) if words in text else ():
            first = text.count("\n", 0, match.start()) + 1
            found.update(range(first, first + match.group().rstrip("\n").count("\n") + 1))
    return found


def _counts(bare: Sequence[str], found: set[int]) -> set[int]:
    """The numbers of the lines that hold a count below a button or another count."""
    counts: set[int] = set()
    button = False
    for number, line in enumerate(bare, 1):
        if line:
            counts |= {number} if button and _COUNT.fullmatch(line) else set()
            button = number in counts or number in found or is_noise(line)
    return counts
