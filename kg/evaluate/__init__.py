"""How well predicted extraction records agree with gold ones, and how far their confidences hold."""

from kg.evaluate.calibration import Bin, Calibration, calibrate
from kg.evaluate.scores import Scores, Tally, score

__all__ = ["Bin", "Calibration", "Scores", "Tally", "calibrate", "score"]
