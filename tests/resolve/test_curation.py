from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CurationError
from kg.resolve import (
    AcceptEntry,
    Curation,
    MergeEntry,
    RejectEntry,
    RenameEntry,
    RetypeEntry,
    SplitEntry,
    append_curation,
    load_curation,
    merge_papers,
    resolve_all,
    write_curation,
)
from kg.resolve.curation import format_curation, parse_curation
from kg.resolve.readings import Readings

from .make import annotate, entity, record

ENTRIES = (
    MergeEntry("method/grpo", ("method/group-relative-policy-optimization",), note="same thing"),
    SplitEntry("person/lei-li", papers=("paper/arxiv-2401.00001",)),
    SplitEntry("method/moe", names=("Mixture of Encoders",)),
    RenameEntry("model/ovr", 'Open "Vision" Reasoner'),
    RetypeEntry("method/clip", "Model"),
    RejectEntry("model/ovr", "uses", "method/grpo", paper="paper/arxiv-2507.05255"),
    AcceptEntry("model/ovr", "based_on", "model/qwen2.5-vl-7b"),
)


def test_a_file_reads_back_as_written(tmp_path):
    path = tmp_path / "curation.toml"
    write_curation(path, Curation(ENTRIES))
    assert load_curation(path) == Curation(ENTRIES)
    assert path.read_text().startswith('[[merge]]\nkeep = "method/grpo"\n')


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3))
def test_any_text_survives(note, names):
    curation = Curation((SplitEntry("method/x", names=tuple(names), note=note),))
    try:
        note.encode(), "".join(names).encode()
    except UnicodeEncodeError:
        return
    assert parse_curation(format_curation(curation)) == curation


def test_appending_keeps_comments_and_adds_nothing_twice(tmp_path):
    path = tmp_path / "curation.toml"
    append_curation(path, ENTRIES[:1])
    path.write_text("# why we decided so\n" + path.read_text())
    append_curation(path, ENTRIES[:2])
    append_curation(path, ENTRIES[:2])
    assert path.read_text().count("[[") == 2
    assert path.read_text().startswith("# why we decided so\n")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[merge]\n", 1, "TOML"),
        ('[[merge]]\nkeep = "method/a"\n', 1, "lacks merge"),
        ('\n[[reject]]\nsubject = "a"\n', 2, "lacks predicate, object"),
        ('[[rename]]\nkey = "model/a"\nname = "A"\n\n[[rename]]\nkey = "model/b"\n', 5, "lacks name"),
        ('[[rename]]\nkey = "GRPO"\nname = "A"\n', 1, "not a key"),
        ('[[retype]]\nkey = "model/a"\ntype = "Thing"\n', 1, "unknown type"),
        ('[[merge]]\nkeep = "model/a"\nmerge = ["person/b"]\n', 1, "cannot be merged"),
        ('[[merge]]\nkeep = "model/a"\nmerge = "model/b"\n', 1, "must be a list"),
        ('[[split]]\nkey = "model/a"\n', 1, "names or papers"),
        ('[[join]]\nkey = "model/a"\n', 1, "unknown decision 'join'"),
        ('[[merge]]\nkeep = "model/a"\nmerge = ["model/b"]\nwho = "me"\n', 1, "no 'who'"),
        ("merge = 3\n", 1, "must be written [[merge]]"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, text, line, words):
    path = tmp_path / "curation.toml"
    path.write_text(text)
    with pytest.raises(CurationError, match="curation") as error:
        load_curation(path)
    assert words in str(error.value)
    assert f"line {line}" in str(error.value) or f":{line}:" in str(error.value)


def test_a_missing_or_binary_file_is_an_error(tmp_path):
    with pytest.raises(CurationError, match="cannot be read"):
        load_curation(tmp_path / "none.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurationError, match="UTF-8"):
        load_curation(tmp_path / "x.toml")


def replay(curation, *papers):
    clusters, annotations = [], {}
    for arxiv_id, entities, relations in papers:
        (cluster,) = merge_papers([record("T", authors=["Lei Li"], arxiv_id=arxiv_id)]).clusters
        clusters.append(cluster)
        annotations[cluster.key] = annotate(cluster, " ".join(e.name for e in entities), entities, relations)
    return resolve_all(clusters, Readings(annotations), curation=curation, extractor="test")


ALPHA = ("2401.00001", [entity("Alpha", "Model"), entity("GRPO", "Method")], [("Alpha", "uses", "GRPO")])


def test_entries_that_meet_nothing_are_reported():
    entries = (
        MergeEntry("model/alpha", ("model/gone",)),
        RenameEntry("method/gone", "X"),
        RejectEntry("model/alpha", "based_on", "method/grpo"),
        SplitEntry("model/alpha", names=("Never written",)),
        RejectEntry("model/alpha", "uses", "method/grpo"),
        SplitEntry("person/lei-li", papers=("paper/arxiv-2401.00001",)),
    )
    result = replay(Curation(entries), ALPHA)
    assert [stale.entry for stale in result.stale] == list(entries[:4])
    assert "model/gone" in result.stale[0].message
    assert str(result.stale[0]).startswith("line 0: ")
    assert result.knowledge.statements == ()


def test_keys_go_on_matching_when_another_name_leads():
    long = entity("Group Relative Policy Optimization", "Method", aliases=["GRPO"])
    other = ("2402.00001", [long], [])
    more = ("2402.00002", [long], [])
    entries = (RejectEntry("model/alpha", "uses", "method/grpo"),)
    result = replay(Curation(entries), ALPHA, other, more)
    assert result.stale == ()
    assert result.knowledge.statements == ()
    assert "method/grpo" in {e.key for e in result.knowledge.entities} or any(
        "GRPO" in e.aliases for e in result.knowledge.entities
    )


def test_accepted_statements_are_certain():
    result = replay(Curation((AcceptEntry("model/alpha", "uses", "method/grpo"),)), ALPHA)
    assert [s.confidence for s in result.knowledge.statements] == [1.0]
