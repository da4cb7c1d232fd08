"""Ahead of time: the log lines that the predicted failures will leave on either side, with the columns' own values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbapp.comparison.result import Comparison, Outcome
from kbapp.gateways.writers.parts import suites
from kbapp.knowledge.traces import Role, Trace, Traces
from kbapp.model.gateway import Gateway, mirrored_name
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind, prf_for
from kbapp.reporting.commands import SideName

_DAEMONS = {
    "strongswan": "strongswan",
    "pfsense": "strongswan",
    "opnsense": "strongswan",
    "vyos": "strongswan",
    "alibaba-cloud": "strongswan",
    "libreswan": "libreswan",
}
"""Who writes like whom; of every other platform the strongSwan line is shown, and the daemon named."""

_FAILED = ("phase1_failed", "phase2_failed", "rekey_failed")
_PROPOSALS = re.compile(r"^(received|configured) proposals: (IKE|ESP):.*$")


@dataclass(frozen=True, slots=True)
class Foretold:
    """What one side will write when `starts` begins. `own` is false where the platform's own wording is not known."""

    starts: SideName
    side: SideName
    role: Role
    cause: str
    daemon: str
    own: bool
    rekey: bool
    lines: tuple[str, ...]
    sure: str


def foretell(comparison: Comparison, traces: Traces, cause: str | None = None) -> tuple[Foretold, ...]:
    """Both directions and the first rekey; of one cause only, if it is named. The left side comes first."""
    return tuple(item for item in _all(comparison, traces) if cause in (None, item.cause))


def _all(comparison: Comparison, traces: Traces) -> Iterator[Foretold]:
    prediction = comparison.prediction
    courses: tuple[tuple[SideName, Outcome], ...] = (
        ("left", prediction.left_initiates),
        ("right", prediction.right_initiates),
    )
    for starts, outcome in courses:
        yield from _sides(comparison, traces, starts, outcome)
    if prediction.at_rekey.outcome == "rekey_failed":
        yield from _sides(comparison, traces, "left", prediction.at_rekey)


def _sides(comparison: Comparison, traces: Traces, starts: SideName, outcome: Outcome) -> Iterator[Foretold]:
    if outcome.outcome not in _FAILED or outcome.cause is None:
        return
    pair = (comparison.left, comparison.right)
    ends = _Ends(*(pair if starts == "left" else pair[::-1]))
    rekey = outcome.outcome == "rekey_failed"
    parameter = _parameter(comparison, starts, outcome.cause)
    for side, gateway in (("left", comparison.left), ("right", comparison.right)):
        role: Role = "initiator" if side == starts else "responder"
        for daemon in dict.fromkeys((_daemon(gateway), "strongswan", "racoon")):
            trace = traces.find(outcome.cause, daemon, ends.exchange, rekey=rekey, parameter=parameter)
            if trace is None:
                continue
            lines = tuple(ends.written(line, traces.example, trace) for line in trace.lines(role))
            own = daemon == _daemon(gateway, "")
            yield Foretold(
                starts,
                "left" if side == "left" else "right",
                role,
                outcome.cause,
                daemon,
                own,
                rekey,
                lines,
                trace.sure,
            )
            break


def _daemon(gateway: Gateway, default: str = "strongswan") -> str:
    platform = gateway.platform or gateway.format
    return _DAEMONS.get("strongswan" if platform.startswith("strongswan") else platform, default)


def _parameter(comparison: Comparison, starts: SideName, cause: str) -> str | None:
    """The row to blame, as the initiator names its parameter."""
    rows = [row.field for row in comparison.mismatches if row.cause == cause]
    if not rows:
        return None
    return rows[0] if starts == "left" else mirrored_name(rows[0])


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two gateways of one direction."""

    initiator: Gateway
    responder: Gateway

    @property
    def exchange(self) -> str:
        told = [gateway.get("ike.version").value for gateway in (self.initiator, self.responder)]
        version = next((word for word in told if word in ("ikev1", "ikev2")), "ikev2")
        if told[0] == "any":
            version = "ikev2" if told[1] != "ikev1" else "ikev1"
        if version == "ikev2":
            return "ikev2"
        return "ikev1-aggressive" if self.initiator.get("ike.mode").value == "aggressive" else "ikev1-main"

    def gateway(self, role: Role) -> Gateway:
        return self.initiator if role == "initiator" else self.responder

    def written(self, line: str, example: Mapping[str, tuple[Role, str]], trace: Trace) -> str:
        """The line with this pair's addresses, names, networks and proposals."""
        found = _PROPOSALS.match(line)
        if found:
            role: Role = "initiator" if found[1] == "received" else "responder"
            own = self._proposals(role, found[2], keeps_group=found[1] == "configured" or self._groups(trace))
            return f"{found[1]} proposals: {own}" if own else line
        parts = sorted((re.escape(text) for text in example), key=len, reverse=True)
        return re.sub(rf"(?<![\w.])(['\[@]?)({'|'.join(parts)})(?![\w.])", lambda hit: self._put(hit, example), line)

    def _groups(self, trace: Trace) -> bool:
        """The first IKEv2 Child SA is offered without a DH group (RFC 7296, 1.2)."""
        return trace.exchange != "ikev2" or trace.rekey

    def _put(self, hit: re.Match[str], example: Mapping[str, tuple[Role, str]]) -> str:
        role, parameter = example[hit[2]]
        gateway = self.gateway(role)
        name = parameter.replace("address", "id") if hit[1] and parameter.endswith("address") else parameter
        value = gateway.get(name).value or gateway.get(parameter).value
        if isinstance(value, Identity):
            return hit[1] + value.value
        if isinstance(value, tuple):
            return hit[1] + (" ".join(value) or hit[2])
        return hit[1] + (value if isinstance(value, str) else hit[2])

    def _proposals(self, role: Role, protocol: str, *, keeps_group: bool) -> str:
        known = suites(self.gateway(role), protocol)
        full = (_complete(suite, protocol, keeps_group) for suite in known)
        return ", ".join(f"{protocol}:{suite.suite()}" for suite in full)


def _complete(suite: Proposal, protocol: str, keeps_group: bool) -> Proposal:
    """As charon prints it: with the PRF of the hash, and the sequence numbers of ESP."""
    if protocol == "IKE":
        prf = suite.prf or tuple(name for name in map(prf_for, suite.integrity) if name)
        return suite.with_(TransformKind.PRF, prf)
    kept = suite if keeps_group else suite.with_(TransformKind.DH, ())
    return kept.with_(TransformKind.ESN, kept.esn or ("NO_EXT_SEQ",))
