"""Who cannot reach whom: the cloud the site, or the site the cloud. Only the order of the words tells."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.search.concepts import ConceptTable
from kbapp.search.fold import fold
from kbapp.search.tokens import BREAK, analysed

_CLOUD = frozenset(("~~~cloud", "~~cloud-hosts", "~ecs", "~vpc"))
_SITE = frozenset(("~~on-premises",))
_FAILURE = frozenset(("~~~unreachable", "~~~failed", "~~one-way"))
_VERB = frozenset(("~~~reach",))
_REVERSE = frozenset(("~~~reverse",))
_KINDS = (("cloud", _CLOUD), ("site", _SITE), ("failure", _FAILURE), ("verb", _VERB), ("reverse", _REVERSE))
_FROM = ("from", "从", "由")
_NO_NEARER = 3


def direction(text: str, concepts: ConceptTable) -> int:
    """1: cloud to site, -1: site to cloud, 0: not said. What fails counts, not what works."""
    said = failing = 0
    for clause in _clauses(analysed(fold(text))[1]):
        events = list(_events(clause, concepts))
        names = [name for name, _ in events]
        here = -said if "reverse" in names and said else _of_clause(events)
        said = said or here
        if here and ("failure" in names or "reverse" in names):
            failing = here
    return failing or said


def _clauses(atoms: list[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for atom in atoms:
        if atom in (BREAK, "but"):
            yield clause
            clause = []
        else:
            clause.append(atom)
    yield clause


def _of_clause(events: list[tuple[str, bool]]) -> int:
    ends = [(name, after_from) for name, after_from in events if name in ("cloud", "site")]
    sources = [name for name, after_from in ends if after_from]
    names = list(dict.fromkeys(name for name, _ in ends))
    if len(names) == 2:
        return _from(sources[0] if sources else names[0])
    order = ["verb" if name == "failure" else name for name, _ in events]
    if len(names) == 1 and "verb" in order and not sources and order.index("verb") < order.index(names[0]):
        return -_from(names[0])
    return _from(sources[0]) if sources and "verb" in order else 0


def _from(source: str) -> int:
    return 1 if source == "cloud" else -1


def _events(atoms: list[str], concepts: ConceptTable) -> Iterator[tuple[str, bool]]:
    """(kind of event, whether "from" stands shortly before), in order."""
    position, last_from = 0, -10
    while position < len(atoms):
        if atoms[position] in _FROM:
            last_from = position
        found = list(concepts.starting_at(atoms, position))
        tokens = set(found[-1][1]) if found else set()
        for name, members in _KINDS:
            if tokens & members:
                yield name, position - last_from <= _NO_NEARER
        position = found[-1][0] if found else position + 1
