"""YAML: CSL items, lists of papers, and recorded answers of web services (VCR cassettes)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.records import Problem
from kg.sources.format import Format, Head, Item
from kg.sources.json_papers import read_value
from kg.sources.source import Source

MAX_ALIASES = 100
"""Anchors and aliases can unfold without bound; real exports have none or few."""


def read(source: Source) -> Iterator[Item]:
    """Every paper in the documents of a YAML file."""
    import yaml

    text = source.text()
    if len(re.findall(r"(?:^|[\s\[,{])\*\w", text)) > MAX_ALIASES:
        yield Problem(source.file, None, "YAML with too many aliases", "write the values out")
        return
    try:
        for value in yaml.load_all(text, Loader=_loader()):
            yield from read_value(value, source, text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "malformed"
        yield Problem(
            source.file,
            mark.line + 1 if mark else None,
            f"YAML that does not parse ({reason})",
            "check its indentation",
        )


def _loader() -> Any:
    """A loader that leaves dates the texts they are."""
    import yaml

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("Loader", (safe,), {})
    loader.add_constructor("tag:yaml.org,2002:timestamp", safe.construct_yaml_str)
    return loader


def _sniff(head: Head) -> float:
    if head.binary or head.text.startswith(("{", "[", "<", "@")):
        return 0.0
    if re.match(r"interactions:\s*\n\s*- ", head.text):
        return 0.95
    if re.match(r"(?:---\s*\n)?(?:references|papers|items|entries)\s*:\s*\n", head.text):
        return 0.8
    keyed = re.match(r"(?:---\s*\n)?- \w[\w-]*\s*:", head.text) and re.search(
        r"^[ \t]+title\s*:|^- title\s*:", head.text, re.M
    )
    return 0.8 if keyed else 0.0


FORMAT = Format(
    name="yaml",
    label="YAML (CSL, lists of papers, recorded API answers)",
    suffixes=(".yaml", ".yml"),
    fields="what JSON of the same service gives",
    sniff=_sniff,
    read=read,
)
