"""What is remembered is what would be made, and only while the code is the same."""

from __future__ import annotations

from pathlib import Path

from kg.store import Memo, open_store
from kg.store.memo import memo_key

ONE, TWO = memo_key("length", b"one"), memo_key("length", b"two")


def test_a_key_depends_on_function_and_content() -> None:
    assert len({ONE, TWO, memo_key("breadth", b"one")}) == 3


def test_each_outcome_is_made_once() -> None:
    made = []
    memo = Memo()
    for _ in range(2):
        assert memo.recall(ONE, lambda: made.append(1) or b"3") == b"3"
    assert made == [1]
    assert memo.new == {ONE: b"3"}


def test_a_value_comes_back_as_it_was() -> None:
    memo = Memo()
    first = memo.recall_value(ONE, tuple[int, str], lambda: (1, "é"))
    assert Memo(memo.asked).recall_value(ONE, tuple[int, str], lambda: (2, "")) == first


def test_the_store_keeps_what_was_asked_for_last(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        memo = store.memo("code 1")
        memo.recall(ONE, lambda: b"3")
        memo.recall(TWO, lambda: b"3")
        store.put_memo(memo, "code 1")
        again = store.memo("code 1")
        again.recall(TWO, lambda: b"never")
        assert again.idle == {ONE}
        store.put_memo(again, "code 1")
        assert store.memo("code 1").idle == {TWO}
        assert store.memo("code 2").idle == frozenset()
