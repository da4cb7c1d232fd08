"""The one step that would settle an open question, and who has to change something."""

from __future__ import annotations

from collections.abc import Mapping

from kbapp.diagnosis.verdict import Role
from kbapp.model.cause import Cause
from kbapp.model.text import Text

_HERE = Text("在本端{name}：", "On this side{name}: ")
_PEER = Text("在对端{name}：", "On the peer{name}: ")
_NUMBERED = Text("在第 {n} 份日志的网关{name}上：", "On the gateway of log {n}{name}: ")
_NAMES: Mapping[str, str] = {
    "strongswan": "strongSwan",
    "libreswan": "Libreswan",
    "racoon": "racoon",
    "openiked": "OpenIKED",
    "cisco-ios": "Cisco IOS",
    "cisco-asa": "Cisco ASA",
    "juniper": "Juniper",
    "huawei": "Huawei",
    "h3c": "H3C",
    "fortigate": "FortiGate",
    "paloalto": "PAN-OS",
    "mikrotik": "RouterOS",
    "alibaba-cloud": "Alibaba Cloud",
}


def settle_with(cause: Cause, role: Role, dialects: Mapping[int, str], log: int) -> Text | None:
    """The cause's own check: on the peer where this log is the initiator's (the responder knows why it refused)."""
    if not cause.confirm:
        return None
    other = dialects.get(1 - log) if len(dialects) > 1 else None
    asks_peer = role == "initiator"
    platform = other if asks_peer else dialects.get(log)
    text = cause.confirm.get(platform or "") or cause.confirm.get("generic")
    if text is None:
        return None
    name = _NAMES.get(platform or "")
    shown = Text(f"（{name}）", f" ({name})") if name else Text("", "")
    if len(dialects) > 1:
        number = Text.same(str((1 - log if asks_peer else log) + 1))
        return _NUMBERED.format(n=number, name=shown) + text
    return (_PEER if asks_peer else _HERE).format(name=shown) + text
