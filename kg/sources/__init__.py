"""From bytes to paper records: every input format, one module each, detected by content."""

from __future__ import annotations

from kg.sources.detect import detect
from kg.sources.format import Format
from kg.sources.read import FIELDS, read_file, read_paths
from kg.sources.table import FORMATS

__all__ = ["FIELDS", "FORMATS", "Format", "detect", "read_file", "read_paths"]
