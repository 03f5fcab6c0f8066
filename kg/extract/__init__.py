"""Find entities, relations and results in the texts of papers."""

from kg.extract.pipeline import Extractor, load, version
from kg.extract.training import train

__all__ = ["Extractor", "load", "train", "version"]
