"""What no single field shows: address ranges, overlaps, and Alibaba Cloud's own conditions."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from kbapp.comparison.both import Both
from kbapp.comparison.view import View
from kbapp.model.selector import Network
from kbapp.model.text import Text

_RESERVED = ipaddress.IPv4Network("100.64.0.0/10")
_PRIVATE = [ipaddress.ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")]
_ANY = ipaddress.ip_network("0.0.0.0/0")


def notices(both: Both) -> tuple[Text, ...]:
    """Warnings about the pair as a whole, the gravest first."""
    return tuple(dict.fromkeys([*_overlap(both), *_ranges(both), *_split(both), *_cloud(both)]))


def _overlap(both: Both) -> Iterator[Text]:
    for a in both.left.networks("local") or ():
        for b in both.right.networks("local") or ():
            if a.version == b.version and a.overlaps(b) and _ANY not in (a, b):
                yield Text(
                    f"两端网段重叠：{a} 与 {b}，重叠部分无法经隧道访问",
                    f"the two sites overlap: {a} and {b}; what lies in both cannot be reached through the tunnel",
                )


def _ranges(both: Both) -> Iterator[Text]:
    for view in (both.left, both.right):
        for network in view.networks("local") or ():
            yield from _range(network)


def _range(network: Network) -> Iterator[Text]:
    if not isinstance(network, ipaddress.IPv4Network) or network == _ANY:
        return
    if network.subnet_of(_RESERVED):
        yield Text(
            f"{network} 属于 100.64.0.0/10，阿里云保留使用",
            f"{network} lies in 100.64.0.0/10, which Alibaba Cloud reserves",
        )
    elif not any(network.overlaps(private) for private in _PRIVATE):
        yield Text(
            f"{network} 是公网地址段当私网使用：VPC 须添加用户网段，否则云上实例会走公网",
            f"{network} are public addresses used privately: the VPC needs a user CIDR for them",
        )


def _split(both: Both) -> Iterator[Text]:
    """The seed's split into connections, worked out for these subnets."""
    local, remote = both.left.networks("local"), both.left.networks("remote")
    if local is None or remote is None or len(local) * len(remote) < 2 or _ANY in (*local, *remote):
        return
    pairs = [f"{a} <=> {b}" for a in local for b in remote]
    if both.versions != {"ikev1"} and not (both.left.traits.one_sa_per_pair or both.right.traits.one_sa_per_pair):
        return
    shown = "; ".join(f"{_letter(index)}: {pair}" for index, pair in enumerate(pairs[:12]))
    yield Text(
        f"可拆分为 {len(pairs)} 个 IPsec 连接（第一阶段参数必须相同）：{shown}",
        f"can be split into {len(pairs)} IPsec connections with equal phase 1 parameters: {shown}",
    )


def _letter(index: int) -> str:
    return chr(ord("A") + index)


def _cloud(both: Both) -> Iterator[Text]:
    for view in (both.left, both.right):
        if view.gateway.platform == "alibaba-cloud":
            yield from _own_conditions(view)


def _own_conditions(view: View) -> Iterator[Text]:
    if view.word("ike.version") == "ikev1" and any(len(view.networks(side) or ()) > 1 for side in ("local", "remote")):
        yield Text(
            "阿里云 IKEv1 每端只支持一个网段：请改用 IKEv2",
            "with IKEv1 Alibaba Cloud takes one CIDR block a side: use IKEv2",
        )
    yield Text(
        "VPN 网关不分片：隧道建立后大包不通时，把 MSS 调小（经典值 1360，早期网关 MTU 不超过 1300）",
        "the VPN gateway does not fragment: if large packets fail, lower the MSS (1360; old gateways: an MTU of 1300)",
    )
