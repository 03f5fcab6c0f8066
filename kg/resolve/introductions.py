"""Papers that introduce things under one name: whose thing each use of the name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.resolve.sightings import TYPE_NUMBER
from kg.resolve.surfaces import versions
from kg.resolve.ties import Ties, ends_ordinarily, is_short
from kg.resolve.union import DisjointSets

ESTABLISHED = 10
"""Papers for each introducing one from which a name is so common that such a claim proves little."""
MONTHS_EARLY = 2
"""Months by which a paper must precede the introduction of a thing to mean another."""

_MODEL = TYPE_NUMBER["Model"]


class Introductions:
    """Parts the rows of one name and kind by the papers that introduce a thing so called."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._seen = ties.seen

    def part(self, rows: list[int], coined: bool) -> list[tuple[str, list[int]]]:
        """Part what papers introduce under a coined name that nobody else gives it, then by introduction.

        In a large collection, "residual decoding" elsewhere is not ResDec, nor is RFT the ReFT of one paper.
        """
        origins = [row for row in self._ties.introducers(rows) if self._is_coined(row)]
        if not origins or not self._ties.is_large:
            return self._by_introduction(rows, coined)
        own: list[list[int]] = []
        for circle in self._circles(origins, coined=False):
            marks = {mark for row in circle for mark in self._ties.marks(row, coined=False)}
            part = [row for row in rows if not marks.isdisjoint(self._ties.marks(row, coined=False))]
            names = {self._seen.node[row] for row in circle}
            if all(names.isdisjoint(self._ties.named(row)) for row in set(rows) - set(part)):
                own.append(part)
        rest = sorted(set(rows).difference(*own))
        if not rest or self._ties.introducers(rest):
            return self._by_introduction(rows, coined)
        return [(self._suffix(part), part) for part in own] + self._by_introduction(rest, coined)

    def _by_introduction(self, rows: list[int], coined: bool) -> list[tuple[str, list[int]]]:
        """Part the rows by the papers that introduce a thing of the name; the others stay together.

        Others who use a coined name mostly mean the thing; a description ("alignment loss") is anyone's.
        Where they are many, the paper has not introduced it, though it may coin a short word anew (FLUX).
        """
        origins = self._ties.introducers(rows)
        if not origins:
            return [("", rows)]
        parts = self._circles(origins, coined)
        rest = self._share_out(sorted(set(rows) - set(origins)), parts, coined)
        if len(rest) >= ESTABLISHED * len(parts):
            parts = [part for part in parts if all(self._coins_anew(row, rest) for row in part)]
            rest = sorted(set(rows).difference(*parts))
            return [(self._suffix(part), part) for part in parts] + [("", rest)]
        if len(parts) == 1:
            strangers = self._strangers(rest, parts[0]) if coined else rest
            parts[0] += sorted(set(rest) - set(strangers))
            if not strangers:
                return [("", rows)]
            rest = strangers
        named = [(self._suffix(part), sorted(part)) for part in parts]
        return named + ([("", rest)] if rest else [])

    def _share_out(self, rows: Sequence[int], parts: Sequence[list[int]], coined: bool) -> list[int]:
        """Add to each part the rows that it alone is tied to; returns the others."""
        homes: dict[str | int, set[int]] = defaultdict(set)
        for n, part in enumerate(parts):
            for row in part:
                for mark in self._ties.marks(row, coined):
                    homes[mark].add(n)
        rest: list[int] = []
        for row in rows:
            fitting = set().union(*(homes.get(mark, set()) for mark in self._ties.marks(row, coined)))
            (parts[fitting.pop()] if len(fitting) == 1 else rest).append(row)
        return rest

    def _is_coined(self, row: int) -> bool:
        return self._ties.is_proper(row) and " " not in self._ties.spelling(row)

    def _circles(self, origins: Sequence[int], coined: bool) -> list[list[int]]:
        """Introducing papers that share an author or the long form of the name introduce one thing."""
        sets = DisjointSets(len(origins))
        first: dict[str | int, int] = {}
        for n, row in enumerate(origins):
            for mark in self._ties.marks(row, coined):
                sets.union(first.setdefault(mark, n), n)
        return [[origins[n] for n in group] for group in sets.groups()]

    def _strangers(self, rest: Sequence[int], part: Sequence[int]) -> list[int]:
        """Rows that need not mean the thing that one paper introduces under their name.

        All, where some are older than the thing. Short words and acronyms ("STAR", "Echo") are coined again
        and again: there, rows of another type or spelling, too, and in a large collection those that nothing
        ties to it. And a name run together ("EEGEncoder") is not what others describe in as many words ("EEG
        encoder"), nor what is written otherwise ("SEED-Bench") where nothing ties it ("SeedBench").
        """
        start = min((m for row in part if (m := self._ties.month(row)) is not None), default=None)
        months = [month for row in rest if (month := self._ties.month(row)) is not None]
        if start is not None and min(months, default=start) < start - MONTHS_EARLY:
            return list(rest)
        name = self._ties.spelling(part[0])
        if is_short(name) and (name.isupper() or name.istitle()):
            return self._others(rest, part)
        described = [row for row in rest if " " not in name and self._is_described(row, part[0])]
        return described or [row for row in rest if self._is_written_otherwise(row, part)]

    def _others(self, rest: Sequence[int], part: Sequence[int]) -> list[int]:
        """Rows of another type or spelling than what one paper introduces, or that nothing ties to it."""
        kinds = {(self._ties.spelling(row), self._seen.type[row]) for row in part}
        return [
            row
            for row in rest
            if (self._ties.spelling(row), self._seen.type[row]) not in kinds or self._is_anothers(row, part)
        ]

    def _is_anothers(self, row: int, part: Sequence[int]) -> bool:
        """Whether a row likely means another thing by the same short word, for nothing ties them.

        So in a large collection, but for models, which are named without saying more, and for acronyms that
        are read as what others spell out.
        """
        if not self._ties.is_large or self._seen.type[row] == _MODEL or self._ties.is_read(row):
            return False
        return not self._ties.are_near([row], part)

    def _coins_anew(self, row: int, others: Sequence[int]) -> bool:
        """Whether a paper introduces another thing by a short word that is established."""
        return is_short(self._ties.spelling(row)) and self._is_anothers(row, others)

    def _is_described(self, row: int, named: int) -> bool:
        """Whether a row has in words, the last an ordinary one, what the other row runs together."""
        name = self._ties.spelling(row)
        same = self._seen.node[row] == self._seen.node[named]
        return same and " " in name and ends_ordinarily(name)

    def _is_written_otherwise(self, row: int, part: Sequence[int]) -> bool:
        """Whether a row writes a name in another way than a part, and nothing uncommon stands beside both.

        In a small collection such names hardly meet by accident. That of a version is written in many ways.
        """
        name, other = self._ties.spelling(row), self._ties.spelling(part[0])
        same = self._seen.node[row] == self._seen.node[part[0]]
        raised = ("^" in name) != ("^" in other)
        if not same or not self._ties.is_large or (versions(other) and not raised):
            return False
        name, other = name.rstrip("s"), other.rstrip("s")
        alike = name == other if is_short(other) else name.lower() == other.lower()
        return not alike and not self._ties.are_near([row], part)

    def _suffix(self, part: Sequence[int]) -> str:
        """The paper that introduces a thing, as it stands in the paper's key."""
        origins = self._ties.introducers(part) or part
        first = min((self._ties.month(row) or 0, self._ties.paper(row)) for row in origins)
        return first[1].removeprefix("paper/")
