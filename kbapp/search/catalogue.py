"""What a search must know besides the posting lists; written beside the index, loaded when it is opened."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any, overload

from kbapp.model.text import Lang
from kbapp.search.concepts import ConceptTable
from kbapp.search.fold import squeezed
from kbapp.search.loglines import LineTable

OUTSIDE_TITLES = 0.55
UNKNOWN_SHARE = 0.62


@dataclass(slots=True, frozen=True)
class UnitRow:
    """A unit as a hit needs it. `titles` holds the terms of each of its titles (both languages, further names)."""

    article: str
    section: str | None
    kind: str
    zh: str
    en: str
    causes: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]
    direction: int
    """1: about the cloud reaching the site, -1: the other way round, 0: neither."""

    @property
    def reference(self) -> str:
        return f"{self.article}#{self.section}" if self.section else self.article

    def title(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


class Rows(Sequence[UnitRow]):
    """The rows of an index, unpacked one by one as they are asked for."""

    def __init__(self, packed: list[bytes]) -> None:
        self.packed = packed
        self._kept: dict[int, UnitRow] = {}

    @classmethod
    def of(cls, units: Iterable[UnitRow]) -> Rows:
        return cls([marshal.dumps(astuple(unit)) for unit in units])

    def __len__(self) -> int:
        return len(self.packed)

    @overload
    def __getitem__(self, place: int) -> UnitRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[UnitRow]: ...
    def __getitem__(self, place: int | slice) -> UnitRow | list[UnitRow]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        found = self._kept.get(place)
        if found is None:
            found = self._kept[place] = UnitRow(*marshal.loads(self.packed[place]))
        return found


@dataclass
class Catalogue:
    """All look-up tables of one index; plain lists, dicts and strings, so that `marshal` carries them."""

    units: Sequence[UnitRow]
    frequency: dict[str, int]
    """Term -> number of units that hold it."""
    surfaces: dict[str, str]
    """Word as written, lower case -> its term."""
    phrases: list[tuple[str, str]]
    """(phrase of atoms, concept token)."""
    forms: dict[str, dict[Lang, list[str]]]
    """Concept token -> how it is written, lower case, by language."""
    pinyin: dict[str, list[str]]
    """Pinyin, full or initials -> concept tokens."""
    exact: dict[str, list[int]]
    """Title, id or code, squeezed -> units."""
    lines: dict[str, list[tuple[int, float, list[str]]]]
    """Words of a quoted log line -> (unit, weight, small numbers of the line there)."""
    in_titles: frozenset[str]
    """The terms that stand in any title."""

    @cached_property
    def concepts(self) -> ConceptTable:
        return ConceptTable(self.phrases)

    @cached_property
    def line_table(self) -> LineTable:
        return LineTable(self.lines)

    @cached_property
    def naming(self) -> frozenset[str]:
        """The terms that stand in a title, or in the name of a concept."""
        found: set[str] = set(self.in_titles)
        for phrase, _ in self.phrases:
            atoms = phrase.split(" ")
            found.update(atoms, map("".join, pairwise(atoms)))
        return frozenset(found)

    @cached_property
    def words(self) -> list[str]:
        """All words as written, sorted."""
        return sorted(self.surfaces)

    @cached_property
    def spelled(self) -> dict[str, int]:
        """Words that a misspelt one may have meant: letters only -> how many units hold them."""
        known = self.frequency
        return {
            word: known.get(term, 1)
            for word, term in self.surfaces.items()
            if len(word) >= 4 and word.replace("_", "").isalpha()
        }

    @cached_property
    def pinyin_keys(self) -> list[str]:
        return sorted(self.pinyin)

    @cached_property
    def pairs_by_character(self) -> dict[str, list[str]]:
        """Character -> the pairs that hold it, those that begin with it first, then by frequency."""
        found: dict[str, list[str]] = {}
        for term in self.frequency:
            if len(term) <= 2 and not term.isascii():
                for char in dict.fromkeys(term):
                    found.setdefault(char, []).append(term)
        for char, terms in found.items():
            terms.sort(key=lambda term: (term[0] != char, -self.frequency[term], term))
        return found

    def telling(self, term: str) -> float:
        """How much a term says of what is asked: its rarity, less where no title has it."""
        return self.rarity(term) * (1.0 if term in self.in_titles else OUTSIDE_TITLES)

    def rarity(self, term: str) -> float:
        """Inverse document frequency, about 0.1 (everywhere) to 6 (in one unit of several hundred)."""
        found = self._rarities.get(term)
        if found is None:
            found = self._rarities[term] = inverse_frequency(len(self.units), self.frequency.get(term, 0))
        return found

    def title_rarity(self, unit: int, place: int) -> float:
        """The rarity of all terms of one of a unit's titles."""
        found = self._title_rarities.get((unit, place))
        if found is None:
            found = sum(map(self.rarity, self.units[unit].titles[place])) or 1.0
            self._title_rarities[unit, place] = found
        return found

    def phase(self, unit: int) -> int:
        """1 or 2 where the titles name only that phase."""
        found = self._phases.get(unit)
        if found is None:
            terms = {term for title in self.units[unit].titles for term in title}
            named = [phase for phase in (1, 2) if f"~phase-{phase}" in terms]
            found = self._phases[unit] = named[0] if len(named) == 1 else 0
        return found

    def squeezed_title(self, unit: int) -> str:
        """Both titles, letters and digits only."""
        found = self._squeezed.get(unit)
        if found is None:
            row = self.units[unit]
            found = self._squeezed[unit] = f"{squeezed(row.zh)} {squeezed(row.en)}"
        return found

    @cached_property
    def _phases(self) -> dict[int, int]:
        return {}

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def _title_rarities(self) -> dict[tuple[int, int], float]:
        return {}

    @cached_property
    def _squeezed(self) -> dict[int, str]:
        return {}

    @cached_property
    def unknown(self) -> float:
        """The info of a word that nothing is known of: it grows with the index, as the rarity of known words does."""
        return UNKNOWN_SHARE * inverse_frequency(len(self.units), 0)

    def packed(self) -> bytes:
        """As the cache keeps it. `marshal` is this Python's own: another one builds its index anew."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        parts = {**values, "units": Rows.of(self.units).packed}
        return marshal.dumps({name: marshal.dumps(value) for name, value in parts.items()})

    @classmethod
    def unpacked(cls, data: bytes) -> Catalogue:
        """Each table is unpacked when it is first asked for. Raises `ValueError`, `EOFError` or `TypeError` for what
        is none; the checksum stands before it."""
        parts: dict[str, bytes] = marshal.loads(data)
        if parts.keys() != {f.name for f in fields(cls)}:
            raise ValueError("not the tables of a catalogue")
        found = cls.__new__(cls)
        found.__dict__["_parts"] = parts
        return found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """A table that was not asked for yet."""
        parts: dict[str, bytes] = self.__dict__.get("_parts", {})
        if name not in parts:
            raise AttributeError(name)
        value = marshal.loads(parts[name])
        self.__dict__[name] = Rows(value) if name == "units" else value
        return self.__dict__[name]


def inverse_frequency(units: int, frequency: int) -> float:
    return log(1 + (units - frequency + 0.5) / (frequency + 0.5))
