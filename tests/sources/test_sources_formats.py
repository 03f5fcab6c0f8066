"""Real files of every kind against values written down by reading them."""

import functools

import pytest

from kg.records import PaperRecord, Problem
from kg.sources import FORMATS, detect, read_file, read_paths
from tests.sources.sources_expected import EXPECTED, FORMATS_DIR, NOBODY

pytestmark = pytest.mark.skipif(not FORMATS_DIR.exists(), reason="the sample files lie beside the repository")


@functools.cache
def _items(name):
    return list(read_file(FORMATS_DIR / name))


def _named(expected):
    return f"{expected.file.rsplit('__', 1)[-1][-60:]}-{expected.index}"


@pytest.mark.parametrize("expected", EXPECTED, ids=_named)
def test_record(expected):
    items = _items(expected.file)
    records = [item for item in items if isinstance(item, PaperRecord)]
    assert len(records) == expected.records
    if not records:
        assert any(isinstance(item, Problem) for item in items)
        return
    record = records[expected.index]
    assert (record.title or "") == expected.title
    first, last, number = expected.authors
    if expected.authors == NOBODY:
        assert not record.authors
    else:
        assert record.authors[0].name == first
        assert not last or record.authors[-1].name == last
        assert not number or len(record.authors) == number
    assert expected.identifier in {record.arxiv_id or "", record.doi or ""}
    assert (record.dates[0].iso if record.dates else "") == expected.date
    start, end = expected.abstract
    assert (record.abstract or "").startswith(start)
    assert (record.abstract or "").endswith(end)


def test_every_file_is_read_or_refused_with_a_reason():
    for path in sorted(FORMATS_DIR.rglob("*")):
        if path.is_file():
            items = list(read_file(path))
            assert items, path
            for item in items:
                if isinstance(item, Problem):
                    assert item.message and item.hint


def test_a_folder_gives_what_its_files_give():
    folder = FORMATS_DIR / "pmlr_jekyll_md"
    items = list(read_paths([folder]))
    assert len(items) == 4
    assert items[0].origin.file == f"{folder.as_posix()}/mlresearch___posts__2025-01-12-agha25a.md"


def test_detection_does_not_need_the_suffix():
    for expected in EXPECTED:
        data = (FORMATS_DIR / expected.file).read_bytes()[: 1 << 16]
        named = detect(data, (FORMATS_DIR / expected.file).suffix)
        bare = detect(data)
        if named is not None and named.name not in ("csv", "listing", "markdown"):
            assert bare is not None and bare.name == named.name, expected.file


def test_names_of_formats_are_unique():
    names = [form.name for form in FORMATS]
    assert len(names) == len(set(names))
    assert all(form.label and form.fields for form in FORMATS)
