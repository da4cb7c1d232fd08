"""One matched line: what kind of event it is, and the values it carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbapp.diagnosis.prefix import Prefix
from kbapp.knowledge.signatures import Signature


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """`log` is the index of the log, `line` counts from 1, `order` is the event's place among its log's events."""

    log: int
    line: int
    order: int
    text: str
    prefix: Prefix
    signature: Signature
    values: Mapping[str, str]

    @property
    def kind(self) -> str:
        return self.signature.event

    @property
    def conn(self) -> str | None:
        return self.prefix.conn or self.values.get("conn")

    @property
    def number(self) -> str | None:
        return self.prefix.number or self.values.get("number")

    def get(self, name: str) -> str | None:
        return self.values.get(name)
