"""Who cannot reach whom: the cloud the site, or the site the cloud. Only the order of the words tells."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.search.concepts import ConceptTable
from kbapp.search.fold import fold
from kbapp.search.tokens import analysed

_CLOUD = frozenset(("~~~cloud", "~~cloud-hosts", "~ecs", "~vpc"))
_SITE = frozenset(("~~on-premises",))
_VERB = frozenset(("~~unreachable", "~~~reach"))
_FROM = ("from", "从", "由")
_NO_NEARER = 3


def direction(text: str, concepts: ConceptTable) -> int:
    """1: cloud to site, -1: site to cloud, 0: not said."""
    events = list(_events(analysed(fold(text))[1], concepts))
    ends = [(name, after_from) for name, after_from in events if name != "verb"]
    sources = [name for name, after_from in ends if after_from]
    names = list(dict.fromkeys(name for name, _ in ends))
    if len(names) == 2:
        return _from(sources[0] if sources else names[0])
    order = [name for name, _ in events]
    if len(names) == 1 and "verb" in order and not sources and order.index("verb") < order.index(names[0]):
        return -_from(names[0])
    return _from(sources[0]) if sources and "verb" in order else 0


def _from(source: str) -> int:
    return 1 if source == "cloud" else -1


def _events(atoms: list[str], concepts: ConceptTable) -> Iterator[tuple[str, bool]]:
    """("cloud", "site" or "verb", whether "from" stands shortly before), in order."""
    position, last_from = 0, -10
    while position < len(atoms):
        if atoms[position] in _FROM:
            last_from = position
        found = list(concepts.starting_at(atoms, position))
        tokens = set(found[-1][1]) if found else set()
        for name, members in (("cloud", _CLOUD), ("site", _SITE), ("verb", _VERB)):
            if tokens & members:
                yield name, position - last_from <= _NO_NEARER
        position = found[-1][0] if found else position + 1
