"""A cause of the closed list: why a tunnel does not come up, or carries no traffic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kbapp.model.text import Text

ChangeSide = Literal["local", "peer", "either", "both"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One row of `content/causes.toml`."""

    id: str
    phases: tuple[int, ...]
    alibaba: tuple[str, ...]
    home: str
    parameters: tuple[str, ...]
    change_side: ChangeSide
    confused_with: tuple[str, ...]
    title: Text
    summary: Text
    fix: Text
    confirm: Mapping[str, Text]
    """The one step that settles it, by platform id; `generic` is always there."""

    @property
    def article(self) -> str:
        """The section that a finding links to: `phase-1-failed#psk-mismatch`."""
        return f"{self.home}#{self.id}"

    @property
    def alibaba_code(self) -> str | None:
        return self.alibaba[0] if self.alibaba else None
