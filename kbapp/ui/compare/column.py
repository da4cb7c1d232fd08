"""One column of the form: what was read, what was typed, whose rules apply. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kbapp.gateways.form_defaults import add_defaults
from kbapp.model.gateway import UNKNOWN, Gateway, Value
from kbapp.model.proposal import Proposal, parse_iana
from kbapp.model.transforms import TransformKind
from kbapp.ui.compare.items import KINDS

Role = Literal["cloud", "onprem"]
_LISTS: dict[str, dict[TransformKind, str]] = {
    protocol: {kind: name for name, kind in KINDS.items() if name.startswith(f"{protocol}.")}
    for protocol in ("ike", "esp")
}


@dataclass(frozen=True, slots=True)
class Origin:
    """The text that a column was read from, and what else it holds. Show `text` redacted only."""

    name: str
    text: str
    gateways: tuple[Gateway, ...]


class Column:
    """The values of one gateway, and where they come from."""

    def __init__(self, role: Role, platform: str | None) -> None:
        self.role: Role = role
        self.platform = platform
        self.values: dict[str, Value] = {}
        self.origin: Origin | None = None
        self.read: Gateway | None = None
        self.place = 0
        self.touched: set[str] = set()

    @property
    def empty(self) -> bool:
        """Nothing typed and nothing read; defaults alone do not count."""
        return not any(value.source == "explicit" for value in self.values.values())

    def load(self, gateway: Gateway, origin: Origin | None, place: int = 0) -> None:
        """Take over a gateway as it was read; `place` among the connections of its text."""
        self.read, self.origin, self.place = gateway, origin, place
        self.platform = _platform(gateway)
        self.values = {name: value for name, value in gateway.parameters.items() if value != UNKNOWN}
        self.touched.clear()

    def clear(self) -> None:
        self.values.clear()
        self.touched.clear()
        self.origin = self.read = None

    def put(self, name: str, value: Value | None) -> set[str]:
        """Take over what was typed; gives back the other fields that this changes.

        Suites and single lists say the same thing twice: a suite typed fills the lists; a list typed mends the only
        suite, and takes several suites away, since they would no longer be true.
        """
        self.touched.add(name)
        if value is None:
            self.values.pop(name, None)
        else:
            self.values[name] = value
        protocol, _, rest = name.partition(".")
        changed: set[str] = set()
        if rest == "proposals":
            changed = self._lists_from_suites(protocol, value)
        elif name in KINDS:
            changed = self._suite_from_lists(protocol, name)
        return changed | self.fill_in()

    def fill_in(self) -> set[str]:
        """In a typed column what the platform does where nothing is typed; gives back the fields that this changes."""
        if self.read is not None:
            return set()
        before = {name: value for name, value in self.values.items() if value.source == "default"}
        for name in before:
            del self.values[name]
        if self.values:
            add_defaults(self.values, self.platform)
        now = {name: value for name, value in self.values.items() if value.source == "default"}
        return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}

    def gateway(self) -> Gateway:
        """The column as the comparison takes it."""
        base = self.read or Gateway("form", {})
        pairs = () if self.touched & {"local.subnets", "remote.subnets"} else base.selector_pairs
        return replace(base, parameters=dict(self.values), platform=self.platform, selector_pairs=pairs)

    def _lists_from_suites(self, protocol: str, value: Value | None) -> set[str]:
        suites = _suites(protocol, value)
        changed: set[str] = set()
        for kind, name in _LISTS[protocol].items():
            found = tuple(dict.fromkeys(word for suite in suites for word in suite.of(kind)))
            if suites and (found or kind is TransformKind.DH):
                self.values[name] = Value(found)
            else:
                self.values.pop(name, None)
            changed.add(name)
        return changed

    def _suite_from_lists(self, protocol: str, edited: str) -> set[str]:
        name = f"{protocol}.proposals"
        suites = _suites(protocol, self.values.get(name))
        if not suites:
            return set()
        value = self.values.get(edited)
        if len(suites) > 1 or value is None or not isinstance(value.value, tuple):
            del self.values[name]
            return {name}
        mended = suites[0].with_(KINDS[edited], value.value)
        if KINDS[edited] is TransformKind.INTEG and protocol == "ike":
            mended = mended.with_(TransformKind.PRF, ())
            self.values.pop("ike.prf", None)
        self.values[name] = Value((mended.suite(),))
        return {name, "ike.prf"}


def _platform(gateway: Gateway) -> str | None:
    """A saved form may name no platform; the reader then says "unknown"."""
    name = gateway.platform or gateway.format
    return None if name in ("form", "unknown") else name


def _suites(protocol: str, value: Value | None) -> list[Proposal]:
    if value is None or not isinstance(value.value, tuple):
        return []
    found = (parse_iana(text, protocol.upper()) for text in value.value)
    return [suite for suite in found if suite is not None]
