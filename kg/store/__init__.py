"""What a build keeps between runs: the records read, the annotations made, what was removed, and a memo."""

from kg.store.database import Store, open_store
from kg.store.lock import hold
from kg.store.memo import Memo

__all__ = ["Memo", "Store", "hold", "open_store"]
