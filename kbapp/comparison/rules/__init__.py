"""One entry a rule: a field, and what its difference does."""

from kbapp.comparison.rules.entry import Judgement, Rule
from kbapp.comparison.rules.table import RULES

__all__ = ["RULES", "Judgement", "Rule"]
