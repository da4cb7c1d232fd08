"""The rules of comparison, one entry each, in the order in which a step asks them."""

from kbapp.comparison.rules import cloud, identity, liveness, phase1, phase2, reach, selectors
from kbapp.comparison.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *reach.RULES,
    *identity.RULES,
    *phase1.RULES,
    *selectors.RULES,
    *phase2.RULES,
    *liveness.RULES,
    *cloud.RULES,
)
