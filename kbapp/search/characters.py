"""Groups of Chinese that is no known phrase: pairs of characters, and which of them are words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from kbapp.search.catalogue import Catalogue
from kbapp.search.pinyin import sounding_like
from kbapp.search.words import CORRECTED, LEAST_INFO, MOST_COMPLETIONS, Group, weighed

_WORD, _LOOSE, _JOINT = 0.75, 0.3, 0.15
"""How much of its rarity a pair counts as info: where it is a word, where it may be none, where it joins two words."""
_PARTICLES = frozenset("在被要太再就也都还给让把会能很别又才用得着到从对跟与及并而或等这那哪些么没上下里后前来去做个")
_UNKNOWN_CHARACTER, _SINGLE = 0.35, 0.3
"""Of the info of an unknown word; and what a character alone counts."""


def run_groups(run: str, catalogue: Catalogue) -> Iterator[Group]:
    """The pairs of a run; a stretch that no known pair explains counts as unknown."""
    pairs = [run[place : place + 2] for place in range(len(run) - 1)]
    known = [catalogue.frequency.get(pair, 0) for pair in pairs]
    words = set(_words(known))
    covered = [place in words or place - 1 in words for place in range(len(run))]
    for place, pair in enumerate(pairs):
        if known[place]:
            share = _JOINT if place not in words else _LOOSE if _PARTICLES & set(pair) else _WORD
            info = max(LEAST_INFO, share * catalogue.telling(pair))
            yield Group(pair, {pair: 1.0}, info, forms=[pair])
        elif not (covered[place] and covered[place + 1]) and not _PARTICLES & set(pair):
            meant = list(sounding_like(pair, catalogue.frequency))
            if meant:
                covered[place] = covered[place + 1] = True
                yield weighed(Group(pair, dict.fromkeys(meant, CORRECTED), forms=meant), catalogue)
    for stretch in _uncovered(run, covered):
        strange = len(stretch) - sum(char in _PARTICLES for char in stretch)
        yield Group(stretch, {}, _UNKNOWN_CHARACTER * catalogue.unknown * strange if strange > 1 else _SINGLE * strange)


def _words(known: Sequence[int]) -> list[int]:
    """Where the words of a run begin: the pairs, none overlapping, that are the most frequent together."""
    best: list[tuple[float, list[int]]] = [(0.0, []), (0.0, [])]
    for place, frequency in enumerate(known):
        without, (score, chosen) = best[-1], best[-2]
        with_it = (score + log(1 + frequency), [*chosen, place]) if frequency else (-1.0, [])
        best.append(max(without, with_it, key=lambda item: item[0]))
    return best[-1][1]


def _uncovered(run: str, covered: Sequence[bool]) -> list[str]:
    return "".join(" " if there else char for char, there in zip(run, covered, strict=True)).split()


def character_group(char: str, catalogue: Catalogue) -> Group:
    """A single character: the pairs that it begins, then those that it ends."""
    found = catalogue.pairs_by_character.get(char, [])[:MOST_COMPLETIONS]
    group = Group(char, {pair: 1.0 if pair[0] == char else 0.8 for pair in found}, forms=[char])
    return weighed(group, catalogue) if found else Group(char, {}, catalogue.unknown)
