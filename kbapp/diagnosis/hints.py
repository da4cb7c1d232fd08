"""What a gateway printed of its own configuration, held against what the other end does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbapp.diagnosis.events import Event

_UP, _DOWN = 12.0, 0.08
_ANY = ("%any", "0.0.0.0", "0.0.0.0/0", "::/0", "any")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the initiator does: version 1 or 2, `main` or `aggressive`, its address as the other end sees it."""

    ike: int | None
    mode: str | None
    address: str | None


def weigh(weights: Mapping[str, float], config: Sequence[Event], offered: Offered) -> dict[str, float]:
    """Raise what the configuration contradicts, lower what it grants; unknown leaves all as it is."""
    factors = {
        "ike-version-mismatch": _version(config, offered),
        "peer-address-mismatch": _address(config, offered),
        "ike-mode-mismatch": _mode(config, offered),
    }
    weighed = {cause: share * _factor(factors.get(cause)) for cause, share in weights.items()}
    total = sum(weighed.values()) or 1.0
    return {cause: share / total for cause, share in sorted(weighed.items(), key=lambda item: -item[1])}


def _factor(fits: bool | None) -> float:
    return 1.0 if fits is None else (_DOWN if fits else _UP)


def _version(config: Sequence[Event], offered: Offered) -> bool | None:
    """Whether a loaded connection speaks the offered version; `None` where nothing tells."""
    if offered.ike is None:
        return None
    if any(event.signature.dialect == "openiked" for event in config):
        return offered.ike == 2
    known = [*_settings(config, "version"), *(event.get("version") or "" for event in config if _pluto(event))]
    known = [text for text in known if text]
    return any(text in ("0", str(offered.ike)) for text in known) if known else None


def _address(config: Sequence[Event], offered: Offered) -> bool | None:
    if offered.address is None:
        return None
    known = [*_settings(config, "remote_addrs"), *(event.get("peer") or "" for event in config)]
    known = [text for text in known if text]
    if not known:
        return None
    return any(offered.address in text or text.strip() in _ANY for text in known)


def _mode(config: Sequence[Event], offered: Offered) -> bool | None:
    known = _settings(config, "aggressive")
    if not known or offered.ike != 1 or offered.mode is None:
        return None
    return ("1" if offered.mode == "aggressive" else "0") in known


def _settings(config: Iterable[Event], name: str) -> list[str]:
    """charon's verbose log prints a connection as it is loaded: `version = 2`."""
    return [event.get("setting") or "" for event in config if event.get("field") == name]


def _pluto(event: Event) -> bool:
    return event.signature.dialect == "libreswan" and event.kind == "config"
