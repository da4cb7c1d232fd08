"""The values that the rows show: as given, or derived from the suites (and the other way round)."""

from __future__ import annotations

from kbapp.comparison.ends import End, Offer
from kbapp.model.gateway import UNKNOWN, Value
from kbapp.model.transforms import TransformKind

_PARTS: dict[str, tuple[str, TransformKind]] = {
    "ike.encryption": ("ike", TransformKind.ENCR),
    "ike.integrity": ("ike", TransformKind.INTEG),
    "ike.dh_groups": ("ike", TransformKind.DH),
    "esp.encryption": ("esp", TransformKind.ENCR),
    "esp.integrity": ("esp", TransformKind.INTEG),
    "esp.pfs_groups": ("esp", TransformKind.DH),
}
_WHOLE = {"ike.proposals": "ike", "esp.proposals": "esp"}


def shown_value(end: End, name: str) -> Value:
    """The end's value of a row; what is derived carries the source of what it is derived from."""
    given = end.gateway.get(name)
    if given.value is not None or given.masked:
        return given
    if name in _PARTS:
        protocol, kind = _PARTS[name]
        return _part(end, protocol, kind) or given
    if name in _WHOLE:
        return _whole(end, _WHOLE[name]) or given
    return given


def _offer(end: End, protocol: str) -> Offer:
    return end.ike if protocol == "ike" else end.esp


def _part(end: End, protocol: str, kind: TransformKind) -> Value | None:
    offer = _offer(end, protocol)
    if not offer.proposals or kind in offer.blind:
        return None
    found = tuple(dict.fromkeys(name for item in offer.proposals for name in item.of(kind)))
    if not found and kind is not TransformKind.DH:
        return None
    source = end.gateway.get(f"{protocol}.proposals")
    if source.value is None:
        source = end.gateway.get(f"{protocol}.integrity")
    return Value(found, source.source, source.line, source.text)


def _whole(end: End, protocol: str) -> Value | None:
    """The suite of the single lists, where they are complete."""
    offer = _offer(end, protocol)
    if not offer.known:
        return None
    source = end.gateway.get(f"{protocol}.encryption")
    return Value(tuple(item.suite() for item in offer.proposals), source.source if source != UNKNOWN else "explicit")
