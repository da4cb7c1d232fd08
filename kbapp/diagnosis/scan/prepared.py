"""What is worked out of the patterns before a scan, kept in the user's own cache: half a second saved each time."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kbapp.diagnosis.scan import cover as cover_module
from kbapp.diagnosis.scan import expression as expression_module
from kbapp.diagnosis.scan import kept
from kbapp.diagnosis.scan import literals as literals_module
from kbapp.diagnosis.scan import pattern as pattern_module
from kbapp.diagnosis.scan.cover import Cover
from kbapp.diagnosis.scan.expression import Expression, expression
from kbapp.diagnosis.scan.literals import Offer, offer

_CODE = (cover_module, expression_module, literals_module, pattern_module)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One entry a pattern. `expressions` is empty where a pattern has no translation."""

    offers: tuple[Offer, ...]
    expressions: tuple[Expression, ...]


class Preparation:
    """What belongs to one set of patterns; `cache` is `None` where nothing is kept. Raises `re.error`."""

    def __init__(self, patterns: Sequence[str], cache: Path | None, kind: str) -> None:
        self._patterns = patterns
        self._digest = kept.digest_of(patterns, _CODE)
        self._paths = [cache / f"{kind}.{what}.json" for what in ("patterns", "cover")] if cache is not None else []

    @cached_property
    def prepared(self) -> Prepared:
        """From the cache, else worked out and kept."""
        found = self._kept_patterns() if self._paths else None
        if found is None:
            found = Prepared(tuple(offer(pattern) for pattern in self._patterns), _expressions(self._patterns))
            if self._paths:
                kept.save(self._paths[0], self._digest, _plain(found))
        return found

    def _kept_patterns(self) -> Prepared | None:
        data = kept.load(self._paths[0], self._digest)
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            offers = tuple(Offer(tuple(map(frozenset, sets)), caseless) for sets, caseless in data["offers"])
            expressions = tuple(Expression(text.encode("latin-1"), *rest) for text, *rest in data["expressions"])
            if len(offers) == len(self._patterns) and len(expressions) in (0, len(offers)):
                return Prepared(offers, expressions)
        return None

    @property
    def cover(self) -> Cover | None:
        """The one that was chosen for the last log: right for any log, and fast for one like it."""
        data: Any = kept.load(self._paths[1], self._digest) if self._paths else None
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            return Cover(
                tuple((text.encode("latin-1"), caseless) for text, caseless in data["pieces"]),
                tuple(map(tuple, data["owners"])),
                tuple(tuple(text.encode("latin-1") for text in texts) for texts in data["needs"]),
                tuple(data["caseless"]),
                tuple(data["bare"]),
            )
        return None

    def keep(self, made: Cover) -> None:
        """For the next log."""
        if self._paths:
            data = {
                "pieces": [[piece.decode("latin-1"), caseless] for piece, caseless in made.pieces],
                "owners": made.owners,
                "needs": [[text.decode("latin-1") for text in texts] for texts in made.needs],
                "caseless": made.caseless,
                "bare": made.bare,
            }
            kept.save(self._paths[1], self._digest, data)


def _expressions(patterns: Sequence[str]) -> tuple[Expression, ...]:
    try:
        return tuple(expression(pattern) for pattern in patterns)
    except ValueError:
        return ()


def _plain(made: Prepared) -> dict[str, Any]:
    return {
        "offers": [[[sorted(texts) for texts in one.sets], one.caseless] for one in made.offers],
        "expressions": [
            [one.text.decode("latin-1"), one.caseless, one.exact, one.blank_end] for one in made.expressions
        ],
    }
