"""Attempts that are no gateway's: a port scanner, a person's VPN client. Noise beside a connection of gateways."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.diagnosis.judge import Tunnel

_PORTS = ("500", "4500")
_FIRST = ("IKE_SA_INIT", "MAIN", "AGGRESSIVE")
_CLIENTS = ("CPRQ(", "EAP/")
"""A request for an address of one's own, a user's password: payloads that no gateway sends."""


def is_bystander(tunnel: Tunnel) -> bool:
    """Somebody else asked this gateway."""
    return all(one.story.role == "responder" for one in tunnel.attempts) and (_client(tunnel) or _scanner(tunnel))


def without_bystanders(tunnels: Sequence[Tunnel]) -> list[Tunnel]:
    """The connections that count; all of them where there are none but bystanders."""
    counting = [tunnel for tunnel in tunnels if not is_bystander(tunnel)]
    return counting if any(tunnel.verdict.state != "idle" for tunnel in counting) else list(tunnels)


def _client(tunnel: Tunnel) -> bool:
    return any(
        step.kind == "message-in" and any(mark in (step.event.get("payloads") or "") for mark in _CLIENTS)
        for one in tunnel.attempts
        for step in one.story.steps
    )


def _scanner(tunnel: Tunnel) -> bool:
    """One attempt that got no further than its first message, from a port that no gateway starts from."""
    if tunnel.name is not None or len(tunnel.attempts) != 1:
        return False
    steps = tunnel.attempts[0].story.steps
    ports = [step.event.get("sport") for step in steps if step.kind == "packet-in"]
    further = any(step.kind == "message-in" and step.exchange not in _FIRST for step in steps)
    return bool(ports) and ports[0] not in _PORTS and not further
