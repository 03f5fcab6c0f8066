"""The tree of errors that kg raises; each message says what happened, where, and what to do."""

from __future__ import annotations


class KGError(Exception):
    """Base of every error that a caller can mend; the command line prints it and exits with 1."""


class UsageError(KGError):
    """The call itself is wrong (unknown option value, missing path); the command line exits with 2."""


class SourceError(KGError):
    """A file could not be read as papers."""


class ExtractionError(KGError):
    """A language model could not be loaded or run."""


class GraphError(KGError):
    """A graph is missing, unreadable or inconsistent."""


class QueryError(KGError):
    """A query is malformed, forbidden or ran too long."""


class ExportError(KGError):
    """An output format is unknown or could not be written."""


class CurationError(KGError):
    """A curation file is malformed."""


class StoreError(KGError):
    """The project's store is missing, locked or of another version."""
