"""Traffic selectors: what the tunnel is for."""

from __future__ import annotations

from collections.abc import Sequence

from kbapp.comparison.both import Both
from kbapp.comparison.negotiation import accepted_networks
from kbapp.comparison.rules.entry import AGREE, Judgement, note
from kbapp.model.selector import Network, same_networks
from kbapp.model.text import Text


def local_subnets(both: Both) -> Judgement:
    """The left gateway's own subnets against what the right one expects behind it."""
    return _subnets(both, "local")


def remote_subnets(both: Both) -> Judgement:
    return _subnets(both, "remote")


def _subnets(both: Both, side: str) -> Judgement:
    other = "remote" if side == "local" else "local"
    ours, theirs = both.left.networks(side), both.right.networks(other)
    if ours is None or theirs is None:
        return AGREE
    passing = (
        accepted_networks(both.forward, ours, theirs),
        accepted_networks(both.backward, theirs, ours),
    )
    severity = both.severity((not passing[0], not passing[1]), "phase2")
    if severity == "one-direction":
        return Judgement(severity, "traffic-selector-mismatch", _one_direction(both, passing))
    if severity is not None:
        return Judgement(severity, "traffic-selector-mismatch", _refused(both, side, ours, theirs))
    several = max(len(ours), len(theirs)) > 1
    if several and both.versions == {"ikev1"}:
        return _one_pair(both, passing[0] or passing[1])
    if several and (both.left.traits.one_sa_per_pair or both.right.traits.one_sa_per_pair):
        return Judgement("traffic", "multi-subnet-split", _SPLIT)
    if same_networks(ours, theirs):
        return AGREE
    shared = ", ".join(map(str, passing[0] or passing[1]))
    return note(
        Text(f"网段不同：只有交集 {shared} 能通", f"the subnets differ: only what both have passes, {shared}"),
        "traffic-selector-mismatch",
    )


_SPLIT = Text(
    "多网段：阿里云用一个 SA 承载全部网段，这种设备每对网段一个 SA，只有一对能通。"
    "两端改用 0.0.0.0/0（路由模式），或每对网段建一个 IPsec 连接（第一阶段参数须一致）",
    "several subnets: the cloud carries them all in one SA, this device makes one SA for each pair, so only one pair "
    "passes. Use 0.0.0.0/0 on both ends (route mode), or one IPsec connection for each pair, with equal phase 1",
)


def _one_pair(both: Both, passing: Sequence[Network]) -> Judgement:
    """IKEv1 carries one pair for each SA (RFC 2409, 5.5); daemons use the first."""
    shared = ", ".join(map(str, passing[:1]))
    message = Text(
        f"IKEv1 每个 SA 只承载一对网段：只有 {shared} 能通。改用 IKEv2，或拆成多个连接",
        f"IKEv1 carries one pair of subnets for each SA: only {shared} passes. Use IKEv2, or split the connection",
    )
    cloud = "alibaba-cloud" in (both.left.gateway.platform, both.right.gateway.platform)
    return Judgement("traffic" if cloud else "note", "ikev1-one-subnet-pair", message)


def _one_direction(both: Both, passing: tuple[list[Network], list[Network]]) -> Text:
    name = both.left_name if passing[0] else both.right_name
    return Text(
        "只有{name}发起时才能协商成功：另一方发起时响应方不接受更宽的网段",
        "works only when {name} starts: the other way round the responder refuses the subnets",
    ).format(name=name)


def _refused(both: Both, side: str, ours: Sequence[Network], theirs: Sequence[Network]) -> Text:
    swapped = both.right.networks(side)
    if swapped is not None and same_networks(ours, swapped):
        return Text(
            "两端的本端网段与对端网段没有镜像：看起来一端填反了",
            "the subnets do not mirror each other: one end seems to have local and remote exchanged",
        )
    a, b = ", ".join(map(str, ours)), ", ".join(map(str, theirs))
    return Text(
        f"感兴趣流不一致：{a} 与 {b}，第二阶段失败", f"the traffic selectors do not match: {a} and {b}; phase 2 fails"
    )
