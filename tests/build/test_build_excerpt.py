"""The view of a large graph shows its best-connected part and says how much there is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

import kg.beside
import kg.build.halves
import kg.build.outputs
import kg.view
from kg.build import build
from kg.build.excerpt import count_edges, excerpt
from kg.graph import Graph
from kg.knowledge import Knowledge, Person
from kg.update import add
from tests.build.papers import write_papers
from tests.graph.made import knowledge as make_knowledge
from tests.outlines import outline_of


def test_the_best_connected_are_kept_and_nothing_hangs_loose() -> None:
    whole = make_knowledge()
    part = excerpt(outline_of(whole), 4)
    keys = {thing.key for thing in (*part.papers, *part.people, *part.entities)}
    assert len(keys) <= 4
    assert {slot.person for paper in part.papers for slot in paper.authorships} <= keys
    assert {end for one in part.mentions for end in (one.paper, one.entity)} <= keys
    assert {end for one in part.statements for end in (one.subject, one.object)} <= keys
    assert Graph.from_knowledge(part).network().number_of_nodes() > 0


def test_the_order_of_what_is_equally_connected_is_fixed() -> None:
    whole = make_knowledge()
    crowd = tuple(Person(f"person/x{number}", "X", "person", (), None) for number in range(50))
    crowded = replace(whole, people=(*whole.people, *crowd))
    assert excerpt(outline_of(crowded), 5) == excerpt(outline_of(whole), 5)


def test_edges_are_counted_as_the_view_draws_them() -> None:
    empty = Knowledge((), (), (), (), (), (), (), "v")
    assert count_edges(outline_of(empty)) == 0
    assert count_edges(outline_of(make_knowledge())) > 0


@pytest.mark.usefixtures("extractor")
def test_a_page_of_a_part_says_so_and_is_the_same_after_an_update(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.view, "MAX_NODES", 20)
    monkeypatch.setattr(kg.build.outputs, "EXCERPT_NODES", 10)
    build([Path("papers")])
    write_papers(folder / "c.jsonl", [40, 41])
    report = add([Path("c.jsonl")])
    page = Path("output/graph.html").read_text(encoding="utf-8")
    assert "Only the 10 best-connected of" in page
    assert f"{report.counts['papers']} papers" in page
    build([Path("papers"), Path("c.jsonl")], output=Path("fresh"))
    assert Path("fresh/graph.html").read_text(encoding="utf-8") == page


@pytest.mark.usefixtures("extractor")
def test_what_several_processes_make_is_what_one_makes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.view, "MAX_NODES", 20)
    files = [Path("papers"), Path("c.jsonl")]
    write_papers(folder / "c.jsonl", [40, 41])
    build(files, output=Path("one"))
    monkeypatch.setattr(kg.build.halves, "MANY", 1)
    monkeypatch.setattr(kg.beside, "MANY_PAPERS", 1)
    build(files, output=Path("several"))
    build(files[:1])
    add(files[1:])
    for name in ("graph.ttl", "graph.html"):
        expected = Path("one", name).read_bytes()
        assert Path("several", name).read_bytes() == expected
        assert Path("output", name).read_bytes() == expected
    assert not list(Path("output").glob(".*.tmp"))


@pytest.mark.usefixtures("extractor")
def test_where_most_of_a_graph_is_there_one_process_writes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.build.halves, "MANY", 1)
    begun, beside = [0], kg.build.halves.beside

    def counted(work: Callable[[], bytes]) -> AbstractContextManager[Callable[[], bytes]]:
        begun[0] += 1
        return beside(work)

    monkeypatch.setattr(kg.build.halves, "beside", counted)
    build([Path("papers")])
    assert begun == [1]
    write_papers(folder / "c.jsonl", [40, 41])
    add([Path("c.jsonl")])
    assert begun == [1]
