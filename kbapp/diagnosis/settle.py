"""The one step that would settle an open question, and who has to change something."""

from __future__ import annotations

from collections.abc import Mapping

from kbapp.diagnosis.verdict import Role
from kbapp.model.cause import Cause
from kbapp.model.text import Text

_HERE = Text("在本端：", "On this side: ")
_PEER = Text("在对端：", "On the peer: ")


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
    return (_PEER if asks_peer else _HERE) + text
