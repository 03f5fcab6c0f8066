"""The thresholds of decoding; a model keeps its own in `settings.json`."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.annotation import RelationType


@dataclass(frozen=True, slots=True)
class Settings:
    """Least chances at which something is taken to be there, and how chances become confidences.

    Both are chosen on the development set. `relation` overrides `any_relation` for single relations;
    `apart` is what the log-odds of a relation lose where no sentence names both its ends.
    """

    entity: float = 0.47
    value: float = 0.4
    alias: float = 0.8
    new: float = 0.52
    relation: dict[RelationType, float] = field(default_factory=dict)
    any_relation: float = 0.42
    apart: float = 0.0
    calibration: dict[str, tuple[float, float]] = field(default_factory=dict)

    def least(self, relation: RelationType) -> float:
        """The threshold of one relation."""
        return self.relation.get(relation, self.any_relation)

    def calibrated(self, kind: str, chance: float) -> float:
        """A chance as a confidence that comes true as often as it says (Platt 1999).

        `kind` is "entity", "new", "result" or a relation; one that was not calibrated stays as it is.
        """
        slope, shift = self.calibration.get(kind, (1.0, 0.0))
        clipped = min(max(chance, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-slope * math.log(clipped / (1 - clipped)) - shift))

    def save(self, file: Path) -> None:
        """Write as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> Settings:
        """Read what `save` wrote."""
        return cls(**json.loads(file.read_text(encoding="utf-8")))
