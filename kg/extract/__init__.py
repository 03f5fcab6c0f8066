"""Find entities, relations and results in the texts of papers."""

from kg.extract.pipeline import Extractor, load, version

__all__ = ["Extractor", "load", "version"]
