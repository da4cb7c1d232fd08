"""Huawei and H3C: source NAT on the interface that carries the IPsec policy, without an exception for the tunnel."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbapp.model.text import Text

_INTERFACE = re.compile(r"^interface\s+(?P<name>\S.*?)\s*$")
_POLICY_ON = re.compile(r"^\s+ipsec (?:apply )?policy (?P<name>\S+)\s*$")
_POLICY = re.compile(r"^\s*ipsec policy (?P<name>\S+) \d+(?: isakmp| manual|$)")
_NAT = re.compile(r"^\s+nat (?:enable|outbound(?:\s+(?P<acl>\d+|name \S+))?)\b")
_SECURITY_ACL = re.compile(r"^\s+security acl (?:ipv4 )?(?P<acl>\d+|name \S+)")
_ACL = re.compile(r"^\s*acl (?:number |advanced )?(?P<name>\d+|name \S+)")
_RULE = re.compile(
    r"^\s+rule (?:\d+ )?(?P<action>permit|deny)\b(?! (?:tcp|udp|icmp))"
    r"(?:.*?\bsource (?P<src>[\d.]+) (?P<smask>[\d.]+))?(?:.*?\bdestination (?P<dst>[\d.]+) (?P<dmask>[\d.]+))?"
)
_BLOCK = re.compile(r"^\s*nat-policy\b(?P<interzone>\s+interzone.*)?")
_ENTRY = re.compile(r"^\s+(?:rule name \S+|policy \d+)\s*$")
_NO_NAT = re.compile(r"^\s+action no-nat\b")
_ADDRESS = re.compile(
    r"^\s+(?:policy )?(?P<side>source|destination)(?:-address)? (?P<net>[\d.]+)[ /](?:mask )?(?P<mask>[\d.]+)"
)
Network = ipaddress.IPv4Network


@dataclass(frozen=True, slots=True)
class Flow:
    """One pair of subnets; `None` is any."""

    source: Network | None
    destination: Network | None

    def covers(self, other: Flow) -> bool:
        return _covers(self.source, other.source) and _covers(self.destination, other.destination)


def _covers(wide: Network | None, narrow: Network | None) -> bool:
    return wide is None or (narrow is not None and narrow.subnet_of(wide))


@dataclass(frozen=True, slots=True)
class EgressNat:
    """What was found. `proven`: the flow is in the text, and everything that could except it is, and does not."""

    interface: str
    flows: tuple[Flow, ...]
    lines: tuple[int, ...]
    proven: bool
    acl: str | None = None


@dataclass(slots=True)
class _Config:
    """The parts of the text that matter."""

    nat: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    """Interface -> line, access list of its NAT."""
    applied: dict[str, tuple[int, str]] = field(default_factory=dict)
    protects: dict[str, list[str]] = field(default_factory=dict)
    """Policy -> its access lists."""
    acls: dict[str, list[tuple[bool, Flow]]] = field(default_factory=dict)
    exceptions: list[Flow] = field(default_factory=list)
    policies: bool = False


def find_egress_nat(text: str) -> EgressNat | None:
    config = _read(text)
    for interface, (line, policy) in config.applied.items():
        if interface not in config.nat:
            continue
        nat_line, acl = config.nat[interface]
        flows = [flow for name in config.protects.get(policy, []) for flow in _permitted(config.acls.get(name, []))]
        open_flows = [flow for flow in flows if not _excepted(config, acl, flow)]
        if flows and not open_flows:
            continue
        known = acl is None or acl in config.acls
        proven = bool(open_flows) and known and not (config.policies and not config.exceptions and acl is None)
        return EgressNat(interface, tuple(open_flows), (line, nat_line), proven, acl)
    return None


def _permitted(rules: Sequence[tuple[bool, Flow]]) -> Iterator[Flow]:
    return (flow for permit, flow in rules if permit)


def _excepted(config: _Config, acl: str | None, flow: Flow) -> bool:
    """A no-nat rule, or an access list of the NAT that does not take the flow: its first rule that fits decides."""
    if any(exception.covers(flow) for exception in config.exceptions):
        return True
    if acl is None or acl not in config.acls:
        return False
    first = next((permit for permit, rule in config.acls[acl] if rule.covers(flow)), False)
    return not first


def _read(text: str) -> _Config:
    config = _Config()
    section, name = "", ""
    entry: dict[str, Network | None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line[0].isspace() and not line.startswith("#"):
            section = ""
        if match := _INTERFACE.match(line):
            section, name = "interface", match["name"]
        elif match := _POLICY.match(line):
            section, name = "policy", match["name"]
        elif match := _ACL.match(line):
            section, name = "acl", match["name"]
            config.acls.setdefault(name, [])
        elif _BLOCK.match(line):
            section, config.policies, entry = "nat", True, {}
        elif section == "interface":
            _interface_line(config, name, number, line)
        elif section == "policy" and (match := _SECURITY_ACL.match(line)):
            config.protects.setdefault(name, []).append(match["acl"])
        elif section == "acl" and (match := _RULE.match(line)):
            flow = Flow(_network(match["src"], match["smask"]), _network(match["dst"], match["dmask"]))
            config.acls[name].append((match["action"] == "permit", flow))
        elif section == "nat":
            entry = _nat_line(config, entry, line)
    return config


def _interface_line(config: _Config, name: str, number: int, line: str) -> None:
    if match := _POLICY_ON.match(line):
        config.applied[name] = (number, match["name"])
    elif match := _NAT.match(line):
        config.nat[name] = (number, match["acl"])


def _nat_line(config: _Config, entry: dict[str, Network | None], line: str) -> dict[str, Network | None]:
    """The action may stand before or behind the addresses: an exception is kept as it grows."""
    if _ENTRY.match(line):
        return {}
    if match := _ADDRESS.match(line):
        entry[match["side"]] = _network(match["net"], match["mask"])
    elif _NO_NAT.match(line):
        entry["no-nat"] = None
    if {"no-nat", "source", "destination"} <= entry.keys():
        config.exceptions.append(Flow(entry["source"], entry["destination"]))
    return entry


def _network(address: str | None, mask: str | None) -> Network | None:
    """`192.168.10.0` with `0.0.0.255`, `255.255.255.0` or `24`."""
    if not address or not mask:
        return None
    try:
        return ipaddress.IPv4Network(f"{address}/{mask}", strict=False)
    except ValueError:
        return None


def policy_text(nat: EgressNat) -> Text:
    """The `nat-policy` with the user's own subnets; where the NAT takes an access list, its rules too."""
    flows = [flow for flow in nat.flows if flow.source and flow.destination]
    if not flows:
        return Text(
            f"出接口 {nat.interface} 同时配置了 IPsec 策略与 NAT：NAT 要排除受保护的数据流。",
            f"{nat.interface} carries both the IPsec policy and NAT: NAT must leave out the protected flow.",
        )
    block = "\n".join(_policy_lines(flows, nat.interface))
    advanced = nat.acl is not None and not nat.acl.startswith("2")
    rules = "\n".join([f"acl number {nat.acl}", *_deny_lines(flows)])
    extra = Text(f"\n或在 NAT 所用的 ACL 最前面加：\n{rules}", f"\nOr at the head of the NAT's ACL:\n{rules}")
    shape = Text(
        f"出接口 {nat.interface} 的 NAT 会改写进入隧道的数据流。关闭该接口的 NAT（nat disable），改用：\n{block}",
        f"NAT on {nat.interface} rewrites what should enter the tunnel. Switch it off (nat disable) and use:\n{block}",
    )
    return shape + extra if advanced else shape


def _policy_lines(flows: Sequence[Flow], interface: str) -> Iterator[str]:
    yield "nat-policy interzone trust untrust outbound"
    for number, flow in enumerate(flows):
        yield f" policy {number}"
        yield "  action no-nat"
        yield f"  policy source {_masked(flow.source)}"
        yield f"  policy destination {_masked(flow.destination)}"
    yield f" policy {len(flows)}"
    yield "  action source-nat"
    for source in dict.fromkeys(flow.source for flow in flows):
        yield f"  policy source {_masked(source)}"
    yield f"  easy-ip {interface}"


def _masked(net: Network | None) -> str:
    return f"{net.network_address} mask {net.prefixlen}" if net else "any"


def _deny_lines(flows: Sequence[Flow]) -> Iterator[str]:
    for number, flow in enumerate(flows, 1):
        yield f" rule {number} deny ip source {_wildcard(flow.source)} destination {_wildcard(flow.destination)}"


def _wildcard(net: Network | None) -> str:
    return f"{net.network_address} {net.hostmask}" if net else "any"
