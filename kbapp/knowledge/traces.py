"""Reads `traces.toml`: the lines that a failure leaves in the log of either side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kbapp.knowledge.tables import Row, read_toml
from kbapp.model.parameters import BY_NAME

EXCHANGES = ("ikev1-main", "ikev1-aggressive", "ikev2")
DAEMONS = ("strongswan", "libreswan", "racoon")
CERTAINTIES = ("measured", "documented")
EXAMPLE = "example"
Role = Literal["initiator", "responder"]
ROLES: tuple[Role, Role] = ("initiator", "responder")


@dataclass(frozen=True, slots=True)
class Trace:
    """One failure between two gateways that write as `daemon` does."""

    cause: str
    daemon: str
    exchange: str
    rekey: bool
    """The tunnel is up at first; these lines come with the first rekey."""
    parameter: str | None
    """The parameter that is wrong, as the initiator names it, where that makes a difference."""
    initiator: tuple[str, ...]
    responder: tuple[str, ...]
    sure: str

    def lines(self, role: Role) -> tuple[str, ...]:
        return self.initiator if role == "initiator" else self.responder


@dataclass(frozen=True, slots=True)
class Traces:
    """The whole file. `example` tells what the values in the lines stand for: (role, parameter)."""

    entries: tuple[Trace, ...]
    example: Mapping[str, tuple[Role, str]]

    def find(self, cause: str, daemon: str, exchange: str, *, rekey: bool, parameter: str | None) -> Trace | None:
        """The trace of this parameter; where there is none of its own, the first of the cause."""
        wanted = (cause, daemon, exchange, rekey)
        found = [item for item in self.entries if (item.cause, item.daemon, item.exchange, item.rekey) == wanted]
        exact = (item for item in found if item.parameter in (parameter, None))
        return next(exact, found[0] if found else None)


def load_traces(path: Path) -> Traces:
    """Raises `ContentError` at the first thing that is wrong."""
    tables = read_toml(path)
    example = Row(path, EXAMPLE, tables.pop(EXAMPLE, {}))
    entries = tuple(_trace(Row(path, name, table)) for name, table in tables.items())
    return Traces(entries, {text: _meaning(example, text) for text in example.table})


def _trace(row: Row) -> Trace:
    """The table's name says what it is about: `cause/daemon/exchange[/parameter]`."""
    parts = row.name.split("/")
    if len(parts) not in (3, 4):
        raise row.error("the name must be cause/daemon/exchange, or cause/daemon/exchange/parameter")
    cause, daemon, exchange = parts[:3]
    kind = exchange.removesuffix("-rekey")
    parameter = parts[3] if len(parts) == 4 else None
    for word, known in ((daemon, DAEMONS), (kind, EXCHANGES), (row.string("sure"), CERTAINTIES)):
        if word not in known:
            raise row.error(f"{word!r} is not one of {', '.join(known)}")
    if parameter is not None and parameter not in BY_NAME:
        raise row.error(f"{parameter!r} is no parameter of the vocabulary")
    strange = sorted(row.table.keys() - {*ROLES, "sure"})
    if strange:
        raise row.error(f"unknown keys: {', '.join(strange)}")
    initiator, responder = row.strings("initiator"), row.strings("responder")
    if not initiator and not responder:
        raise row.error("neither side writes a line")
    return Trace(cause, daemon, kind, exchange != kind, parameter, initiator, responder, row.string("sure"))


def _meaning(row: Row, text: str) -> tuple[Role, str]:
    role, _, parameter = row.string(text).partition(" ")
    if parameter not in BY_NAME:
        raise row.error(f"{text!r}: {parameter!r} is no parameter of the vocabulary")
    if role == "initiator":
        return "initiator", parameter
    if role == "responder":
        return "responder", parameter
    raise row.error(f"{text!r} must say initiator or responder, and a parameter")
