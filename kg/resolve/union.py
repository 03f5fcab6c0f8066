"""Disjoint sets over the numbers 0 to n-1."""

from __future__ import annotations

from array import array


class DisjointSets:
    """Sets that only ever grow together; the smallest member stands for its set."""

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size))

    def find(self, item: int) -> int:
        """The smallest member of the set that holds `item`."""
        parent = self._parent
        root = item
        while parent[root] != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    def union(self, a: int, b: int) -> bool:
        """Join the sets of `a` and `b`; False where they were one already."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low
        return low != high

    def groups(self) -> list[list[int]]:
        """Every set, members ascending, sets ordered by their smallest member."""
        found: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())
