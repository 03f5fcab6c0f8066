"""Notes on a paper, told by their form: counts of pages, venues, links."""

from __future__ import annotations

import re

_NOTE = re.compile(
    r"^\W*(?:\d{1,4}$|(?:minor|major) revision|to be (?:published|presented)|latex\b|in submission|"
    r"(?:poster|oral|spotlight|includes?|source code)\b.{0,60}$|"
    r"\d+\s*(?:\+\s*\d+\s*)?(?:pages?|pp\b|figures?|figs?\b|tables?|p\.)|pages?\b|"
    r"accepted|to appear|published|presented|submitted|"
    r"technical report|tech report|preprint|work in progress|under review|in proceedings|camera[- ]ready|"
    r"extended version|"
    r"(?:full|short|long|first|final|updated|revised) version|v\d+\b|arxiv admin note|withdrawn|this "
    r"(?:paper|article|submission) (?:has been|was) withdrawn|"
    r"equal contribution|this is (?:a|the|an) (?:preprint|extended|full|short|accepted|author|working|draft)|"
    r"(?:the )?(?:first )?(?:\w+ )?authors contributed equally|comments welcome|in \w+ language\b|"
    r"code\b.{0,60}https?:|(?:github|project|home|web|demo|data|model|code|dataset|"
    r"video|source)(?:s|set|sets|base|page|site)?\s*(?:page|site|repo\w*|link|url)?s?\s*[:：]|"
    r"https?://\S+\s*$|project (?:page|web ?site|site)|"
    r"(?:aaai|acl|emnlp|naacl|eacl|coling|cvpr|iccv|eccv|neurips|nips|icml|"
    r"iclr|ijcai|kdd|www|sigir|interspeech|icassp)\b.{0,40}$|"
    r"main paper|supplementary|appendix)",
    re.I,
)


def is_note(text: str) -> bool:
    """Whether a line is a note: a count of pages, a venue, a link."""
    return bool(_NOTE.match(text))
