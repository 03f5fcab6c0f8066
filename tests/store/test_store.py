"""The store: what is kept is what was given, and a store that cannot be trusted says so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.annotation import Annotation, Document, Entity, Mention, Relation, Result, Span
from kg.beside import beside
from kg.errors import StoreError
from kg.records import Author, Origin, PaperRecord, PartialDate, Problem
from kg.store import Store, hold, open_store
from kg.store.database import DamagedStoreError, Source, set_aside

RECORD = PaperRecord(
    Origin("mes papiers/é.bib", 3, 9),
    title='A "quoted" title \\ with \u2028 odd \x00 characters 🙂',
    authors=(Author("Yana Wei", affiliations=("JHU",)), Author("StepFun", kind="organization")),
    authors_complete=False,
    dates=(PartialDate("--01-14", "listed", "Jan 14"),),
    urls=("https://example.org/a?b=c&d",),
)
DOCUMENT = Document("paper/x", title="T", abstract="OVR scores 95.3% on MATH500.")
ANNOTATION = Annotation(
    DOCUMENT,
    (Entity("OVR", "Model", ("O",), True, (Mention(Span(2, 5), "OVR", 0.1 + 0.2),), 0.9, 0.5),),
    (Relation("OVR", "evaluated_on", "MATH500", Span(2, 30), 0.7, "rule"),),
    (Result("OVR", "MATH500", None, "95.3%", "absolute", Span(13, 18), Span(2, 30), 0.8),),
    "v1",
)


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    problem = Problem("mes papiers/é.bib", None, "cut off", "mend it")
    with open_store(tmp_path, create=True) as store, store.transaction():
        store.put_source(Source("mes papiers/é.bib", "/p", "d"), [RECORD, RECORD], [problem])
    with open_store(tmp_path) as store:
        assert list(store.records()) == [RECORD, RECORD]
        assert store.problems() == (problem,)
        assert store.sources() == (Source("mes papiers/é.bib", "/p", "d"),)


def test_a_file_is_replaced_and_dropped_with_its_records(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        store.put_source(Source("a", "/a", "1"), [RECORD, RECORD], [])
        store.put_source(Source("a", "/a", "2"), [RECORD], [])
        assert len(list(store.records())) == 1
        store.drop_sources(["a"])
        assert not store.has_records()


def test_a_fork_reads_annotations_too(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        with store.transaction():
            store.put_annotations([("k", ANNOTATION)])
        with beside(lambda: _name_of(store)) as outcome:
            assert outcome() == b"OVR"
        assert store.annotation("k", DOCUMENT, "v1") == ANNOTATION


def test_annotations_come_back_for_the_document_at_hand(tmp_path: Path) -> None:
    other = Document("paper/y", title=DOCUMENT.title, abstract=DOCUMENT.abstract)
    with open_store(tmp_path, create=True) as store:
        store.put_annotations([("k", ANNOTATION)])
        assert store.annotation("k", DOCUMENT, "v1") == ANNOTATION
        assert store.annotation("k", other, "v1").document is other
        assert store.annotation_keys() == {"k"}


def test_what_a_transaction_raises_in_is_undone(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        with pytest.raises(KeyError), store.transaction():
            store.put({"x": 1})
            raise KeyError
        assert store.get("x", int) is None
    with open_store(tmp_path) as store:
        with store.transaction():
            store.put({"x": 1})
        store.put({"x": 2})
    with open_store(tmp_path) as store:
        assert store.get("x", int) == 1


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no graph; run kg build"), open_store(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_damage_is_told_apart_and_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kg.db").write_bytes(content)
    with pytest.raises(DamagedStoreError, match="damaged"), open_store(tmp_path) as store:
        store.sources()
    assert set_aside(tmp_path).read_bytes() == content
    with open_store(tmp_path, create=True) as store:
        assert store.sources() == ()


def test_content_of_another_shape_is_damage(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store, store.transaction():
        store.put({"paths": {"not": "a list"}})
    with pytest.raises(DamagedStoreError), open_store(tmp_path) as store:
        store.get("paths", tuple[str, ...])


def test_another_version_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "kg.db")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(StoreError, match="another version of kg"), open_store(tmp_path):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    with hold(tmp_path / "new"):
        pass
    with (
        hold(tmp_path / "new"),
        pytest.raises(StoreError, match="wait until it ends"),
        hold(tmp_path / "new"),
    ):
        pass


def test_a_store_can_be_read_while_another_command_writes(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store, store.transaction():
        store.put({"x": 1})
    with open_store(tmp_path) as writer, writer.transaction():
        writer.put({"x": 2})
        with open_store(tmp_path) as reader:
            assert reader.get("x", int) == 1


def test_nothing_but_the_store_is_left_behind(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store, store.transaction():
        store.put({"x": 1})
    assert [path.name for path in tmp_path.iterdir()] == ["kg.db"]


def _name_of(store: Store) -> bytes:
    return store.annotation("k", DOCUMENT, "v1").entities[0].name.encode()
