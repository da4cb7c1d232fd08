"""Rules and prediction: two gateways -> fields and outcomes. A pure function of its two arguments."""

from kbapp.comparison.engine import compare
from kbapp.comparison.result import Comparison, FieldResult, Outcome, Prediction

__all__ = ["Comparison", "FieldResult", "Outcome", "Prediction", "compare"]
