"""From a status output to causes: what passes in which direction, and how many SAs carry it.

The gateway whose status was pasted is taken for the on-premises one: the cloud has no command line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kbapp.diagnosis.account import Account, Columns
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.status.model import Child, Peer, Status
from kbapp.diagnosis.status.split import pairs_of, split_text
from kbapp.diagnosis.verdict import Certainty, Evidence, TunnelVerdict
from kbapp.model.gateway import Value
from kbapp.model.text import Text

Shares = Mapping[str, float]

NOTHING_RETURNS: Shares = {
    "security-group": 0.34,
    "route-or-firewall-onprem": 0.24,
    "esp-blocked": 0.22,
    "route-or-acl-onprem-inbound": 0.1,
    "public-range-used-privately": 0.05,
}
"""Sent into the tunnel, nothing comes out of it."""
NOTHING_SENT: Shares = {
    "route-or-firewall-onprem": 0.4,
    "nat-on-egress-interface": 0.25,
    "route-or-acl-onprem-inbound": 0.2,
}
"""The cloud's packets arrive, no answer goes into the tunnel."""
NOTHING_SENT_VRP: Shares = {
    "nat-on-egress-interface": 0.45,
    "route-or-firewall-onprem": 0.28,
    "route-or-acl-onprem-inbound": 0.15,
}
_STATES: Mapping[str, Shares] = {
    "MM_NO_STATE": {"peer-not-responding": 0.35, "ike-proposal-mismatch": 0.25, "peer-address-mismatch": 0.2},
    "AG_NO_STATE": {"peer-not-responding": 0.4, "ike-proposal-mismatch": 0.2, "peer-address-mismatch": 0.2},
    "AM_WAIT_MSG2": {"peer-not-responding": 0.45, "id-mismatch": 0.15, "ike-proposal-mismatch": 0.15},
    "AG_INIT_EXCH": {"peer-not-responding": 0.35, "id-mismatch": 0.2, "psk-mismatch": 0.2},
    "AM_WAIT_MSG3": {"psk-mismatch": 0.45, "peer-not-responding": 0.2, "udp4500-blocked": 0.15},
    "MM_SA_SETUP": {"peer-not-responding": 0.35, "psk-mismatch": 0.25, "peer-address-mismatch": 0.2},
    "MM_WAIT_MSG3": {"peer-not-responding": 0.6, "ike-proposal-mismatch": 0.12, "udp4500-blocked": 0.08},
    "MM_WAIT_MSG4": {
        "psk-mismatch": 0.33,
        "peer-address-mismatch": 0.25,
        "peer-not-responding": 0.22,
        "psk-missing": 0.1,
    },
    "MM_WAIT_MSG2": {"peer-not-responding": 0.6, "peer-address-mismatch": 0.2, "ike-proposal-mismatch": 0.1},
    "MM_KEY_EXCH": {"psk-mismatch": 0.55, "id-mismatch": 0.2, "udp4500-blocked": 0.15},
    "MM_WAIT_MSG5": {"psk-mismatch": 0.5, "udp4500-blocked": 0.2, "id-mismatch": 0.15},
    "MM_WAIT_MSG6": {"psk-mismatch": 0.6, "udp4500-blocked": 0.15, "id-mismatch": 0.15},
}
"""Cisco's states in which an attempt hangs."""
_MULTI: Shares = {"multi-subnet-split": 0.72, "ikev1-one-subnet-pair": 0.1}
_MULTI_V1: Shares = {"ikev1-one-subnet-pair": 0.5, "multi-subnet-split": 0.38}


def account_of(index: int, log: LogText, status: Status) -> Account:
    children = [child for child in status.children if child.up]
    if children:
        return _carrying(index, log, status, children)
    live = {peer.remote for peer in status.peers if peer.up and peer.remote}
    status.peers = [peer for peer in status.peers if peer.up or peer.remote not in live]
    weights = next((_STATES[peer.state] for peer in status.peers if not peer.up and peer.state in _STATES), {})
    lines = [peer.line for peer in status.peers] or [status.empty or status.heading]
    if weights:
        return _account(index, log, status, "likely", lines, weights, phase=1)
    if status.peers and all(peer.up for peer in status.peers):
        return _phase1_only(index, log, status, lines)
    note = Text(
        "状态输出显示隧道未建立；状态本身不说明原因，请粘贴协商时的日志。",
        "The status shows that the tunnel is not up. It does not say why: paste the log of an attempt.",
    )
    return _account(index, log, status, "unknown", lines, {}, notes=(note,))


def _phase1_only(index: int, log: LogText, status: Status, lines: Sequence[int]) -> Account:
    if status.dialect == "strongswan" or status.second is False:
        note = Text(
            "第一阶段已建立，但没有 IPsec SA：请粘贴第二阶段协商的日志。",
            "Phase 1 is up, and there is no IPsec SA: paste the log of the phase 2 negotiation.",
        )
        return _account(index, log, status, "unknown", lines, {}, phase=2, notes=(note,))
    note = Text(
        "此输出只显示第一阶段（已建立）：第二阶段与流量请看 IPsec SA 的状态。",
        "This output shows phase 1 only, which is up: look at the IPsec SAs for phase 2 and traffic.",
    )
    return _account(index, log, status, "healthy", lines, {}, notes=(note,))


def _carrying(index: int, log: LogText, status: Status, children: Sequence[Child]) -> Account:
    several = _several(children)
    silent = [child for child in children if child.received == 0 and (child.sent or 0) > 0]
    mute = [child for child in children if child.sent == 0 and (child.received or 0) > 0]
    idle = [child for child in children if child.received == 0 and child.sent == 0]
    lines = [line for child in children for line in (child.line, *child.marks)]
    if several and (silent or mute or not _all_pass(several)):
        return _split(index, log, status, several, lines)
    if silent or mute:
        return _one_sided(index, log, status, silent or mute, bool(silent))
    notes: tuple[Text, ...] = ()
    down = [peer for peer in status.peers if not peer.up and not any(child.peer == peer.remote for child in children)]
    if down:
        return _account(index, log, status, "unknown", [peer.line for peer in down], {}, notes=(_some_down(down),))
    if several:
        notes = (split_text(pairs_of(several)),)
    elif idle:
        notes = (_IDLE,)
    return _account(index, log, status, "healthy", lines, {}, notes=notes)


def _some_down(peers: Sequence[Peer]) -> Text:
    names = ", ".join(peer.name or peer.remote or "?" for peer in peers)
    return Text(
        f"其他隧道正常，{names} 未建立；状态本身不说明原因，请粘贴该隧道协商时的日志。",
        f"The other tunnels are up, {names} is not. The status does not say why: paste the log of its attempt.",
    )


_IDLE = Text(
    "隧道已建立，但两个方向都还没有数据包：先从一端 ping 另一端的私网地址，再看计数器。",
    "The tunnel is up, and no packet has passed either way: ping a private address across it, then look again.",
)


def _several(children: Sequence[Child]) -> list[Child]:
    """The SAs of one peer with different selectors; the first such peer's."""
    groups: defaultdict[str | None, list[Child]] = defaultdict(list)
    for child in children:
        groups[child.peer].append(child)
    return next((group for group in groups.values() if len(pairs_of(group)) > 1), [])


def _all_pass(children: Sequence[Child]) -> bool:
    return all((child.received or 0) > 0 and (child.sent or 0) > 0 for child in children)


def _split(index: int, log: LogText, status: Status, children: Sequence[Child], lines: Sequence[int]) -> Account:
    versions = {peer.version for peer in status.peers if peer.version}
    weights = _MULTI_V1 if versions == {1} else _MULTI
    detail = split_text(pairs_of(children))
    details = dict.fromkeys(weights, detail)
    return _account(index, log, status, "likely", lines, weights, phase=2, details=details)


def _one_sided(index: int, log: LogText, status: Status, children: Sequence[Child], outward: bool) -> Account:
    vrp = status.dialect in ("huawei", "h3c")
    weights = NOTHING_RETURNS if outward else (NOTHING_SENT_VRP if vrp else NOTHING_SENT)
    which = "; ".join(dict.fromkeys(child.selectors for child in children if child.local)) or "ESP"
    sent, received = sum(child.sent or 0 for child in children), sum(child.received or 0 for child in children)
    detail = Text(
        f"{which}：本端发出 {sent}、收到 {received}", f"{which}: this side sent {sent} and received {received}"
    )
    lines = [line for child in children for line in (child.line, *child.marks)]
    return _account(index, log, status, "likely", lines, weights, phase=0, details=dict.fromkeys(weights, detail))


def _account(
    index: int,
    log: LogText,
    status: Status,
    certainty: Certainty,
    lines: Sequence[int],
    weights: Shares,
    phase: int | None = None,
    details: Mapping[str, Text] | None = None,
    notes: tuple[Text, ...] = (),
) -> Account:
    source = f"{status.dialect}/status"
    texts = {line.number: line.text.strip()[:400] for line in log}
    wanted = sorted(set(lines))[:6]
    evidence = tuple(Evidence(index, number, texts.get(number, ""), source) for number in wanted)
    named = tuple(weights)
    return Account(
        log=index,
        dialect=status.dialect,
        certainty=certainty,
        source=source,
        phase=phase,
        weights=dict(weights),
        evidence=evidence,
        details=details or {},
        tunnels=tuple(_tunnel(peer, certainty, named, log.total) for peer in status.peers),
        parameters=_parameters(status),
        notes=notes,
    )


def _tunnel(peer: Peer, certainty: Certainty, named: tuple[str, ...], last: int) -> TunnelVerdict:
    return TunnelVerdict(peer.name, peer.local, peer.remote, certainty, named, last)


def _parameters(status: Status) -> Columns:
    """The selectors of all SAs, mirrored in the peer's column; the addresses and the version where printed."""
    children = [child for child in status.children if child.local and child.remote]
    columns: dict[str, dict[str, Value]] = {"local": {}, "remote": {}}
    if children:
        local = tuple(dict.fromkeys(net for child in children for net in child.local))
        remote = tuple(dict.fromkeys(net for child in children for net in child.remote))
        _both(columns, "local.subnets", "remote.subnets", local, children[0].line)
        _both(columns, "remote.subnets", "local.subnets", remote, children[0].line)
    for peer in status.peers[:1]:
        if peer.version:
            _both(columns, "ike.version", "ike.version", f"ikev{peer.version}", peer.line)
        if peer.remote:
            _both(columns, "remote.address", "local.address", peer.remote, peer.line)
        if peer.local:
            _both(columns, "local.address", "remote.address", peer.local, peer.line)
    return columns


def _both(columns: dict[str, dict[str, Value]], here: str, there: str, value: str | tuple[str, ...], line: int) -> None:
    columns["local"][here] = Value(value, "explicit", line)
    columns["remote"][there] = Value(value, "explicit", line)
