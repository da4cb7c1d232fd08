"""Whether a question is about this field at all: what its common and its unknown words count.

A group's `info` is how much of the question it carries; a hit must answer a share of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.search.catalogue import Catalogue
from kbapp.search.commonwords import SHARE, UNKNOWN, is_common
from kbapp.search.concepts import of_the_field
from kbapp.search.words import Group

ENOUGH, ENOUGH_ELSEWHERE = 0.4, 0.6
"""The share of a query's info that a unit must answer: of one that names something of this field, and of any other."""
_OF_THE_FIELD, _UNKNOWN_THERE = 0.6, 0.45
"""A question with so much info of this field is about it: unknown words in it weigh less."""
_SURE = 0.95
_KEY = "~~~key"
"""Any field has its keys; 密钥 is a word of this one."""
_SAYS_LITTLE = frozenset(("~~~failed", _KEY, "~~~cli-words", "~~~settings-words", "~~~unreachable"))
_LEAST_SAID = 0.3
"""Of a question that names nothing of this field, the share that is no word of every day."""
_NEVER = 2.0
"""More than there is: nothing answers."""


def weigh_common(groups: Sequence[Group]) -> None:
    """Words of every day count little, known or not."""
    for group in groups:
        if not group.concepts and is_common(group.typed):
            group.info = group.info * SHARE if group.terms else min(group.info, UNKNOWN)


def weigh_unknown(groups: list[Group], catalogue: Catalogue) -> float:
    """Unknown words weigh less in a question that is about this field; how much of the others must be answered."""
    field = sum(group.info for group in groups if _names_the_field(group))
    unknown = [group for group in groups if not group.terms]
    if field >= _OF_THE_FIELD:
        for group in unknown:
            group.info *= _UNKNOWN_THERE
    elif unknown and field == 0:
        for group in groups:
            if group.terms and max(group.terms.values()) < 1 and not group.concepts:
                group.terms, group.info = {}, catalogue.unknown  # beside a strange word, a guess is none
    if field:
        return ENOUGH
    return ENOUGH_ELSEWHERE if _tells(groups, catalogue) else _NEVER


def _names_the_field(group: Group) -> bool:
    """By what was typed; not by a word that only begins so."""
    best = max(group.terms.values(), default=0.0)
    return any(of_the_field(term) for term, factor in group.terms.items() if factor >= min(best, _SURE))


def _tells(groups: Sequence[Group], catalogue: Catalogue) -> bool:
    """Whether a question that names nothing of this field may be about it all the same."""
    if len(groups) < 2 or all(group.concepts for group in groups):
        return True
    saying = [
        g for g in groups if g.terms and not is_common(g.typed) and not _SAYS_LITTLE.issuperset(g.concepts or "?")
    ]
    if len(saying) == len(groups):
        return True
    if sum(group.info for group in saying) < _LEAST_SAID * sum(group.info for group in groups):
        return False
    vague = any(group.concepts == [_KEY] and group.typed.isascii() for group in groups)
    known = catalogue.in_titles if vague else catalogue.naming
    return any(not known.isdisjoint(group.terms) or not group.typed.isalpha() for group in saying)
