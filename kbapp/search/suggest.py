"""Did you mean: a query that finds something, where the typed one found nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbapp.search.catalogue import Catalogue
from kbapp.search.query import Query
from kbapp.search.typos import allowed_edits, nearest

_LONGEST = 80


def suggestion(text: str, query: Query, finds: Callable[[str], bool], catalogue: Catalogue) -> str | None:
    """Each unknown word replaced by its nearest known one, one edit further away than the search itself goes."""
    unknown = [group.typed for group in query.groups if not group.terms]
    if not unknown or len(text) > _LONGEST:
        return None
    corrected = text
    for word in unknown:
        edits = min(3, allowed_edits(word) + 1) if len(word) > 3 else 0
        close = nearest(catalogue.spelled, word, edits, 1)
        if not close:
            return None
        corrected = re.sub(re.escape(word), close[0][0], corrected, flags=re.IGNORECASE)
    corrected = " ".join(corrected.split())
    return corrected if corrected != text and finds(corrected) else None
