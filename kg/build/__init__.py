"""From files to a graph: read, merge, annotate, resolve, write; and only what has changed."""

from kg.build.pipeline import OUTPUT, build
from kg.build.progress import Progress, Silent
from kg.build.report import BuildReport
from kg.build.settings import Settings

__all__ = ["OUTPUT", "BuildReport", "Progress", "Settings", "Silent", "build"]
