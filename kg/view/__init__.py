"""The interactive view: a map of the graph as one HTML file."""

from kg.view.page import MAX_NODES, TITLE, Size, page

__all__ = ["MAX_NODES", "TITLE", "Size", "page"]
