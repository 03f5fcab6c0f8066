"""What a source says of one paper, before anything is merged or inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AuthorKind = Literal["person", "organization"]
DateKind = Literal["created", "updated", "published", "listed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: the file as the user named it (POSIX separators) and its lines, from 1.

    For formats without meaningful lines (Parquet, PDF) `line` is the number of the record or page.
    Inside an archive `file` is `archive.zip!member`.
    """

    file: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Author:
    """A name in an author list, as written (TeX and entities decoded, "First Last" order)."""

    name: str
    kind: AuthorKind = "person"
    affiliations: tuple[str, ...] = ()
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the source gives it; nothing is filled in.

    `iso` is `2025-07-07`, `2025-07`, `2025`, or, without a year, `--01-14` (XSD gMonthDay) or `--01`.
    """

    iso: str
    kind: DateKind
    text: str


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One entry of one source. Fields that the source does not give are None or empty.

    `arxiv_id` has no version (`2507.05255`, `hep-th/9901001`); `doi` is lower case without resolver.
    `authors_complete` is False where the list ends in "et al." or "and 7 others".
    `comments` holds notes such as "12 pages, 3 figures"; `urls` every link found in any field.
    `has_code` is True where the source flags code (a badge or a repository link), never False.
    """

    origin: Origin
    title: str | None = None
    abstract: str | None = None
    authors: tuple[Author, ...] = ()
    authors_complete: bool = True
    arxiv_id: str | None = None
    arxiv_version: int | None = None
    doi: str | None = None
    dates: tuple[PartialDate, ...] = ()
    categories: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    venue: str | None = None
    urls: tuple[str, ...] = ()
    has_code: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that could not be read; the records around it still come through."""

    file: str
    line: int | None
    message: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        return f"{place}: {self.message}; {self.hint}"
