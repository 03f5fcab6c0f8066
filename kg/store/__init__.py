"""What a build keeps between runs: the records read, the annotations made, and what was removed."""

from kg.store.database import Store, open_store
from kg.store.lock import hold

__all__ = ["Store", "hold", "open_store"]
