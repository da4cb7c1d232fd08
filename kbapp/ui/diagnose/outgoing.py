"""What leaves the Diagnose pane: the message for the customer, and the values for the comparison. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kbapp.reporting.pseudonyms import Pseudonyms

if TYPE_CHECKING:
    from kbapp.diagnosis.verdict import Diagnosis
    from kbapp.model.cause import Cause
    from kbapp.model.text import Lang


class Outgoing:
    """One for both logs of a case: an address keeps its other name from message to message."""

    def __init__(self) -> None:
        self._pseudonyms = Pseudonyms()

    def forget(self) -> None:
        """Another case: its addresses get names of their own."""
        self._pseudonyms = Pseudonyms()

    def message(self, diagnosis: Diagnosis, causes: Mapping[str, Cause], lang: Lang, *, hide: bool) -> str:
        """The whole diagnosis as text for the customer, without secrets; `hide`: without addresses too."""
        from kbapp.reporting.message import diagnosis_message

        return diagnosis_message(diagnosis, causes, lang, self._pseudonyms if hide else None)
