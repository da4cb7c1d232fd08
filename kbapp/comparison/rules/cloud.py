"""What Alibaba Cloud asks for beyond the standards, and what only shows once the tunnel is up."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.comparison.rules.base import Finding, Rule, Step, both, differing, fails, note
from kbapp.model.gateway import Gateway
from kbapp.model.parameters import BY_NAME
from kbapp.model.selector import Network
from kbapp.model.text import Text

RANGES = 22
"""The number of the rules on the ranges themselves, a part of the selectors' row."""
RESERVED = ipaddress.ip_network("100.64.0.0/10")
_PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"),
    )
)


def commit_bit(meeting: Meeting) -> Finding | None:
    """The cloud does not support the commit bit."""
    if differing("ike.commit_bit")(meeting) is None:
        return None
    return fails(
        "ike.commit_bit",
        "commit-bit-mismatch",
        "一端启用了 commit bit；阿里云不支持，请关闭",
        "the commit bit is on at one end; Alibaba Cloud does not support it: turn it off",
    )


def reserved(field: str) -> Rule:
    """100.64.0.0/10 belongs to the cloud's own services."""

    def check(meeting: Meeting) -> Finding | None:
        found = _first(meeting, field, lambda network: network.version == 4 and network.overlaps(RESERVED))
        if found is None:
            return None
        return note(
            field,
            "{network} 落在 100.64.0.0/10 内，该网段由阿里云保留，流量不会按期望转发",
            "{network} lies in 100.64.0.0/10, which Alibaba Cloud reserves: its traffic is not forwarded as expected",
            network=found,
        )

    return both(
        RANGES, f"reserved-{field}", Step.AFTERWARDS, Text("阿里云保留网段", "ranges the cloud reserves"), check
    )


def public(field: str) -> Rule:
    """Public addresses used inside the site: the cloud sends them to the Internet unless told otherwise."""

    def check(meeting: Meeting) -> Finding | None:
        found = _first(meeting, field, _is_public)
        if found is None:
            return None
        return note(
            field,
            "{network} 是公网地址段却在内部使用：要在 VPC 中把它配置为用户网段，否则 ECS 会经公网访问它",
            "{network} is a public range used privately: make it a user CIDR block of the VPC, else ECS instances "
            "reach it over the Internet",
            cause="public-range-used-privately",
            network=found,
        )

    return both(RANGES, f"public-{field}", Step.AFTERWARDS, Text("私用公网网段", "public ranges used privately"), check)


def _first(meeting: Meeting, field: str, test: Callable[[Network], bool]) -> Network | None:
    subnets = meeting.initiator.local if field == "local.subnets" else meeting.initiator.remote
    return next((network for network in subnets or () if network.prefixlen and test(network)), None)


def _is_public(network: Network) -> bool:
    return not any(network.version == p.version and network.overlaps(p) for p in _PRIVATE)


def overlap(meeting: Meeting) -> Finding | None:
    """The same addresses at both ends: no route can tell them apart."""
    for end in (meeting.initiator, meeting.responder):
        for a in end.local or ():
            for b in end.remote or ():
                if a.version == b.version and a.overlaps(b) and a.prefixlen and b.prefixlen:
                    return note(
                        "local.subnets",
                        "{who}的本端网段 {a} 与对端网段 {b} 重叠：隧道能建立，但重叠的地址无法路由",
                        "on {who} the local subnet {a} overlaps the remote {b}: the tunnel comes up, and the addresses "
                        "in both cannot be routed",
                        who=end.name,
                        a=a,
                        b=b,
                    )
    return None


SHARED = (
    "ike.version",
    "ike.mode",
    "ike.encryption",
    "ike.integrity",
    "ike.dh_groups",
    "ike.lifetime_s",
    "auth.psk",
    "local.id",
    "remote.id",
)
"""What all connections to one customer gateway must have in common (user guide)."""


def same_customer_gateway(connections: Sequence[Gateway]) -> list[tuple[str, Text]]:
    """Rule 37: (field, message) where connections to one customer gateway differ in phase 1."""
    found = []
    for field in SHARED:
        values = [gateway.get(field) for gateway in connections]
        known = [value.value for value in values if value.value is not None and not value.masked]
        if field == "auth.psk":
            secrets = [end.secret for end in (End(gateway, Text.same("")) for gateway in connections) if end.secret]
            differs = any(secrets[0].same_as(other) is False for other in secrets[1:])
        else:
            differs = len(set(known)) > 1
        if differs:
            message = Text(
                "同一用户网关下的多个 IPsec 连接，第一阶段配置必须全部相同，而“{what}”不同：协商会时好时坏",
                "all IPsec connections of one customer gateway must have the same phase 1, and “{what}” differs: "
                "negotiations fail now and then",
            )
            found.append((field, message.format(what=BY_NAME[field].title)))
    return found


def bgp(field: str) -> Rule:
    """BGP inside the tunnel: each end's neighbour is the other's own address and number."""

    def check(meeting: Meeting) -> Finding | None:
        mirrored = field.replace("local", "remote") if "local" in field else field.replace("remote", "local")
        ours, theirs = meeting.initiator.value(field), meeting.responder.value(mirrored)
        if ours is None or theirs is None or ours == theirs:
            return None
        return note(
            field,
            "BGP 两端不互为镜像：隧道能建立，BGP 邻居起不来",
            "the BGP settings do not mirror each other: the tunnel comes up, the BGP session does not",
        )

    return both(38, field.replace(".", "-"), Step.AFTERWARDS, Text("BGP 互为镜像", "BGP settings mirror"), check)


RULES: tuple[Rule, ...] = (
    Rule(35, "commit-bit", Step.CHILD, Text("commit bit", "commit bit"), ikev1=commit_bit),
    reserved("local.subnets"),
    reserved("remote.subnets"),
    public("local.subnets"),
    public("remote.subnets"),
    both(RANGES, "overlap", Step.AFTERWARDS, Text("网段不重叠", "subnets do not overlap"), overlap),
    bgp("local.bgp_asn"),
    bgp("remote.bgp_asn"),
    bgp("local.bgp_address"),
    bgp("remote.bgp_address"),
)
