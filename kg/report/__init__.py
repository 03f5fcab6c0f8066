"""What people ask a graph for: the card of one thing, statistics, and the types that there are."""

from kg.report.card import Card, Line, Namesake, Section, card
from kg.report.stats import Stats, stats
from kg.report.text import card_text, stats_text
from kg.report.types import types_markdown, types_text

__all__ = [
    "Card",
    "Line",
    "Namesake",
    "Section",
    "Stats",
    "card",
    "card_text",
    "stats",
    "stats_text",
    "types_markdown",
    "types_text",
]
