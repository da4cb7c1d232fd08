"""A pre-shared key that cannot leak: it prints, compares and serialises as "(set)" only."""

from __future__ import annotations

import hmac


class Secret:
    """A key held in memory for comparison. `str`, `repr` and JSON show "(set)"; it cannot be pickled."""

    __slots__ = ("_key", "verifiable")

    def __init__(self, key: str | None) -> None:
        """`None`: a key is set, but its text is masked or encrypted, so nothing can be said about it."""
        self._key = key
        self.verifiable = key is not None

    def same_as(self, other: Secret) -> bool | None:
        """Byte-equal (RFC 7296, 2.15), or `None` where either key cannot be seen."""
        if self._key is None or other._key is None:
            return None
        return hmac.compare_digest(self._key.encode(), other._key.encode())

    def same_but_for_case_or_blanks(self, other: Secret) -> bool:
        """The commonest slip: the keys differ by case, or by a blank at either end."""
        if self._key is None or other._key is None or self.same_as(other):
            return False
        return self._key.strip().casefold() == other._key.strip().casefold()

    def reveal(self) -> str | None:
        """The key itself, for writing a peer's configuration on the user's explicit wish only."""
        return self._key

    def __repr__(self) -> str:
        return "(set)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is never stored")
