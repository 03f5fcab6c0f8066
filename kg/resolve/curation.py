"""Decisions that people keep in a file: merge, split, rename, retype, reject and accept.

The file is TOML, one table a decision, so that a decision is a few whole lines of a git diff:

    [[merge]]
    keep = "method/group-relative-policy-optimization"
    merge = ["method/grpo-algorithm"]
    note = "same algorithm, see section 2 of the paper"

Things are named by key. A key also matches a thing that merely contains it: an entity under any of its
names, a paper under any identifier of its listings, a person by any of the papers. So the file goes on to
work when other listings change which name or identifier leads.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from kg.annotation import EntityType, RelationType
from kg.errors import CurationError
from kg.files import replacing


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """Make one thing of `keep` and all of `merge` (papers, people or entities, by key)."""

    keep: str
    merge: tuple[str, ...]
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SplitEntry:
    """Take `names` (as written), or all that `papers` (keys) say, out of `key` into a thing of its own.

    For a paper, `papers` are the keys that the listings to be set apart have by themselves.
    """

    key: str
    names: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RenameEntry:
    """Show `key` (a person or an entity) as `name`."""

    key: str
    name: str
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RetypeEntry:
    """Make the entity `key` one of type `type`."""

    key: str
    type: EntityType
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RejectEntry:
    """Drop a statement, from one paper or, without `paper`, from all."""

    subject: str
    predicate: RelationType
    object: str
    paper: str | None = None
    note: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class AcceptEntry:
    """Confirm a statement: it is kept with confidence 1 and no longer comes up for review."""

    subject: str
    predicate: RelationType
    object: str
    paper: str | None = None
    note: str = ""
    line: int = field(default=0, compare=False)


Entry = MergeEntry | SplitEntry | RenameEntry | RetypeEntry | RejectEntry | AcceptEntry


@dataclass(frozen=True, slots=True)
class Curation:
    """All decisions, in the order in which they are replayed."""

    entries: tuple[Entry, ...] = ()

    def of(self, kind: type[Any]) -> tuple[Any, ...]:
        """The entries of one kind, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))


@dataclass(frozen=True, slots=True)
class StaleEntry:
    """A decision that no longer matches anything, and why."""

    entry: Entry
    message: str

    def __str__(self) -> str:
        return f"line {self.entry.line}: {self.message}"


EMPTY = Curation()
_KINDS: dict[str, type[Entry]] = {
    "merge": MergeEntry,
    "split": SplitEntry,
    "rename": RenameEntry,
    "retype": RetypeEntry,
    "reject": RejectEntry,
    "accept": AcceptEntry,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_LISTS = frozenset({"merge", "names", "papers"})
_OPTIONAL = frozenset({"note", "names", "papers", "paper"})
_KEY = re.compile(r"(paper|person|model|method|dataset|benchmark|task|metric|organization)/\S+")


def load_curation(path: Path) -> Curation:
    """Read a curation file; a missing file is an error, an empty one is fine.

    Raises:
        CurationError: the file cannot be read or is malformed; names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CurationError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise CurationError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    return parse_curation(text, name=str(path))


def parse_curation(text: str, *, name: str = "curation") -> Curation:
    """Read the text of a curation file; `name` stands in messages.

    Raises:
        CurationError: the text is malformed; names the line.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CurationError(f"{name}: not valid TOML: {error}; see docs/curation.md") from error
    lines = _header_lines(text)
    entries = []
    for kind, rows in tables.items():
        where = f"{name}:{lines.get((kind, 0), 1)}"
        if kind not in _KINDS:
            raise CurationError(f"{where}: unknown decision {kind!r}; use one of {', '.join(_KINDS)}")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise CurationError(f"{where}: {kind!r} must be written [[{kind}]]; see docs/curation.md")
        entries += [_entry(kind, row, lines.get((kind, n), 1), name) for n, row in enumerate(rows)]
    return Curation(tuple(sorted(entries, key=lambda entry: entry.line)))


def _header_lines(text: str) -> dict[tuple[str, int], int]:
    """The line of the n-th table of each kind (TOML's reader does not tell)."""
    lines: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"\s*\[?\[?\s*[\"']?([\w-]+)[\"']?\s*(?:\]|=)", line)
        if match and (line.lstrip().startswith("[[") or match.group(1) not in seen):
            kind = match.group(1)
            lines[kind, seen.get(kind, 0)] = number
            seen[kind] = seen.get(kind, 0) + 1
    return lines


def _entry(kind: str, row: Mapping[str, object], line: int, name: str) -> Entry:
    cls = _KINDS[kind]
    where = f"{name}:{line}"
    known = [f.name for f in fields(cls) if f.name != "line"]
    values: dict[str, Any] = {"line": line}
    for key, value in row.items():
        if key not in known:
            raise CurationError(f"{where}: [[{kind}]] has no {key!r}; it takes {', '.join(known)}")
        values[key] = _value(key, value, where)
    missing = [key for key in known if key not in values and key not in _OPTIONAL]
    if missing:
        raise CurationError(f"{where}: [[{kind}]] lacks {', '.join(missing)}; add it or remove the table")
    entry = cls(**values)
    _check(entry, where)
    return entry


def _value(key: str, value: object, where: str) -> str | tuple[str, ...]:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise CurationError(f'{where}: {key!r} must be a list of texts, such as {key} = ["…"]')
        return tuple(value)
    if not isinstance(value, str) or (not value.strip() and key != "note"):
        raise CurationError(f'{where}: {key!r} must be a text, such as {key} = "…"')
    return value


def _check(entry: Entry, where: str) -> None:
    for key in _keys_of(entry):
        if not _KEY.fullmatch(key):
            raise CurationError(f"{where}: {key!r} is not a key; keys look like method/grpo or person/lei-li")
    if isinstance(entry, RetypeEntry) and entry.type not in get_args(EntityType):
        raise CurationError(
            f"{where}: unknown type {entry.type!r}; use one of {', '.join(get_args(EntityType))}"
        )
    if isinstance(entry, RejectEntry | AcceptEntry) and entry.predicate not in get_args(RelationType):
        known = ", ".join(get_args(RelationType))
        raise CurationError(f"{where}: unknown predicate {entry.predicate!r}; use one of {known}")
    if isinstance(entry, SplitEntry) and not (entry.names or entry.papers):
        raise CurationError(f"{where}: [[split]] needs names or papers that say what is set apart")
    if isinstance(entry, MergeEntry) and len({_space(key) for key in (entry.keep, *entry.merge)}) > 1:
        raise CurationError(f"{where}: papers, people and entities cannot be merged with each other")


def _keys_of(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, MergeEntry):
        return (entry.keep, *entry.merge)
    if isinstance(entry, SplitEntry):
        return (entry.key, *entry.papers)
    if isinstance(entry, RenameEntry | RetypeEntry):
        return (entry.key,)
    return (entry.subject, entry.object, *([entry.paper] if entry.paper else []))


def _space(key: str) -> str:
    kind = key.partition("/")[0]
    return kind if kind in ("paper", "person") else "entity"


def is_about(entry: Entry, space: str) -> bool:
    """Whether a merge, split, rename or retype concerns a "paper", a "person" or an "entity"."""
    return _space(_keys_of(entry)[0]) == space


def format_curation(curation: Curation) -> str:
    """The text of a curation file: one table a decision, in order, the same bytes for the same decisions."""
    return "\n".join(_format_entry(entry) for entry in curation.entries)


def _format_entry(entry: Entry) -> str:
    lines = [f"[[{_NAMES[type(entry)]}]]"]
    for f in fields(entry):
        value = getattr(entry, f.name)
        if f.name == "line" or (f.name in _OPTIONAL and not value):
            continue
        text = _quote(value) if isinstance(value, str) else f"[{', '.join(map(_quote, value))}]"
        lines.append(f"{f.name} = {text}")
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    control: Callable[[str], str] = lambda c: f"\\u{ord(c):04x}"  # noqa: E731
    return (
        '"'
        + "".join(escapes.get(c) or (control(c) if ord(c) < 32 or ord(c) == 127 else c) for c in text)
        + '"'
    )


def write_curation(path: Path, curation: Curation) -> None:
    """Write a curation file whole (through a temporary file); comments of an old file are lost."""
    _write(path, format_curation(curation))


def append_curation(path: Path, entries: Iterable[Entry]) -> Curation:
    """Add decisions at the end of a file, keeping its text and comments; makes the file where there is none.

    Decisions that the file holds already are left out. Returns all that the file now holds.

    Raises:
        CurationError: the file is malformed.
    """
    old = load_curation(path) if path.exists() else EMPTY
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    new = [entry for entry in dict.fromkeys(entries) if entry not in old.entries]
    parts = ([text.rstrip("\n") + "\n"] if text.strip() else []) + [_format_entry(entry) for entry in new]
    combined = "\n".join(parts)
    curation = parse_curation(combined, name=str(path))
    _write(path, combined)
    return curation


def _write(path: Path, text: str) -> None:
    with replacing([path], error=CurationError) as (stream,):
        stream.write(text.encode("utf-8"))
