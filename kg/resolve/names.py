"""Names of people: their parts, and whether two can be the same name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.text import words

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_FOREIGN = "al bin da dal de dei del della den der di do dos du el la le ten ter van vande vander von zu"
_PARTICLES = frozenset(_FOREIGN.split())


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name: `given` parts in order, and the `surname` with its particles run together."""

    given: tuple[str, ...]
    surname: str

    @property
    def full(self) -> str:
        """All letters, given names first: two spellings with the same are one name."""
        return f"{''.join(self.given)} {self.surname}"

    @property
    def short(self) -> str:
        """First initial and surname, which every form of the name shares."""
        return f"{self.given[0][0] if self.given else ''} {self.surname}"

    @property
    def abbreviated(self) -> bool:
        """Whether no given name is written out."""
        return all(len(part) == 1 for part in self.given)


@lru_cache(maxsize=1 << 15)
def parse_name(written: str) -> Name:
    """The parts of a name in "First Last" order.

    >>> parse_name("J.-P. van der Müller Jr.")
    Name(given=('j', 'p'), surname='vandermuller')
    """
    parts = words(written.replace("'", "").replace("’", "").replace("\\", ""))
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    if not parts:
        return Name((), written.strip().casefold())
    cut = len(parts) - 1
    while cut > 1 and parts[cut - 1] in _PARTICLES:
        cut -= 1
    return Name(tuple(parts[:cut]), "".join(parts[cut:]))


def compatible(a: Name, b: Name) -> bool:
    """Whether two names can be forms of one: initials for names, and middle names left out.

    >>> compatible(parse_name("Y. Wei"), parse_name("Yana Wei"))
    True
    >>> compatible(parse_name("Wei Li"), parse_name("Wen Li"))
    False
    """
    if a.surname != b.surname or bool(a.given) != bool(b.given):
        return False
    if a.full == b.full or not a.given:
        return True
    few, many = sorted((a.given, b.given), key=len)
    if not _fits(few[0], many[0]) and not _fits("".join(few), "".join(many)):
        return False
    rest = list(many[1:])
    for part in few[1:]:
        while rest and not _fits(part, rest[0]):
            rest.pop(0)
        if not rest:
            return few[0] + "".join(few[1:]) == "".join(many)
        rest.pop(0)
    return True


def _fits(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def reordered(a: str, b: str) -> bool:
    """Whether two written names have the same parts in another order ("Wei Yana", "Yana Wei")."""
    return sorted(words(a)) == sorted(words(b))
