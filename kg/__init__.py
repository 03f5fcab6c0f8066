"""Build a knowledge graph of machine-learning research from listings of papers."""

__version__ = "0.1.0"
