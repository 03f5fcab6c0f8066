"""Changing a graph that is built, and seeing what changed: add, remove, diff, conflicts."""

from kg.update.adding import add
from kg.update.conflicts import Conflict, conflicts
from kg.update.diff import Change, GraphDiff, diff
from kg.update.removing import remove

__all__ = ["Change", "Conflict", "GraphDiff", "add", "conflicts", "diff", "remove"]
