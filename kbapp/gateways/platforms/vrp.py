"""What Huawei VRP and H3C Comware share: access lists, interfaces, address sets, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kbapp.gateways.builder import GatewayBuilder, is_masked
from kbapp.gateways.platforms.acl import Flow, network, vrp_flow
from kbapp.gateways.platforms.command_parts import is_placeholder, number, put_address
from kbapp.gateways.readers.sections import Command, Kind, Section, Sections
from kbapp.model.identity import address_identity
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform

I = re.IGNORECASE  # noqa: E741

_INTERFACES = (
    r"(?:(?:Ten-|X|10|25|40|100)?GigabitEthernet|(?:10|25|40|100)?GE|(?:Fast)?Ethernet|Eth-Trunk|Tunnel|Vlanif|Vlan-interface|"
    r"Dialer|LoopBack|(?:Route|Bridge)-Aggregation|Virtual-if|Cellular|Serial|Reth|Atm)\s*[\d/.:]+"
)
ACL = Kind(
    "acl",
    re.compile(
        r"acl\s+(?:ipv6\s+|ipv4\s+)?(?:number\s+|advanced?\s+(?:name\s+)?|name\s+)?(?P<name>\S+)(?P<rest>.*)$", I
    ),
    frozenset({"rule", "step", "description"}),
    ipsec=False,
    view=re.compile(r"-acl6?-(?:ipv[46]-)?adv\w*-(?P<name>.+)$", I),
)
INTERFACE = Kind(
    "interface",
    re.compile(r"int(?:erface)?\s+(?P<name>[A-Za-z][\w-]*?\s*[\d/.:]*(?:\s+/[\d/.:]+)?)(?P<rest>\s.*)?$", I),
    frozenset(
        "ip ipv6 ipsec ike tunnel-protocol tunnel source destination description vrrp mtu alias service-manage".split()
    ),
    ipsec=False,
    view=re.compile(rf"-(?P<name>{_INTERFACES})$", I),
    keeps=lambda section, text: "tun" in section.name.lower() and text.lower().startswith("ipsec profile "),
)
GLOBALS = re.compile(
    r"ike\s+(?:dpd|local-name|identity|keepalive|nat-keepalive|heartbeat|invalid-spi)\S*\s+\S+|ikev2\s+(?:dpd|nat-keepalive)|"
    r"ipsec\s+(?:sa|sha2|authentication|nat-traversal|anti-replay|invalid-spi\S*|df-bit|decrypt\S*|global\S*|logging)\b",
    I,
)
ADDRESS_SET = Kind(
    "address-set",
    re.compile(r"ip\s+address-set\s+(?P<name>\S+)", I),
    frozenset({"address", "description"}),
    ipsec=False,
    view=re.compile(r"-(?:object|group)-address-set-(?P<name>.+)$", I),
)
OBJECT_GROUP = Kind(
    "address-set",
    re.compile(r"object-group\s+(?:ip|ipv6)\s+address\s+(?P<name>\S+)", I),
    frozenset({"network", "description", "security-zone"}),
    ipsec=False,
)
SSL_VPN = Kind("ssl-vpn", re.compile(r"sslvpn\s+(?:gateway|context|ip)\b", I))
"""It has addresses of its own, as an interface has."""
OUTSIDE = frozenset(
    "sysname vlan ip ipv6 firewall security-policy security-zone nat nat-policy nat-server aaa user-interface "
    "line ospf bgp rip isis route route-policy traffic domain dhcp dns telnet ssh stelnet snmp-agent ntp "
    "ntp-service clock info-center local-user user-group role pki cpu-defend stp lldp undo zone "
    "policy-based-route policy qos interface version web-manager http https arp icmp header license profile "
    "time-range update hrp system slb api l2tp wlan radius-server radius hwtacacs hwtacacs-server static-lsp mpls "
    "bfd nqa track vrrp object-group netconf anti-ddos engine tcp tunnel-policy ftp sftp scp password-control "
    "password drop set default user-manage user acl rule-name".split()
)


_ACL_WORDS = frozenset(
    "name number advance advanced match-order config auto ipv6 aggregation per-host dynamic-source acl".split()
)


class Net:
    """The addresses of a text: interfaces, access lists, address sets."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self._interfaces = {_squash(item.name): item for item in reversed(sections.of("interface"))}
        self._policies: dict[str, Section] = {}
        self._profiles: dict[str, list[Section]] = {}
        self._efficient: dict[str, Section] = {}
        self._acls: dict[str, Section] = {}
        self._flows: dict[int, tuple[list[Flow], list[Command]]] = {}
        for interface in sections.of("interface"):
            self._applied(interface)
        for acl in reversed(sections.of("acl")):
            for name in {acl.name.casefold(), *acl.args.get("rest", "").casefold().split()} - _ACL_WORDS:
                self._acls[name] = acl

    def _applied(self, interface: Section) -> None:
        """Which policies and profiles an interface names."""
        for command in interface.all("ipsec", "tunnel"):
            words = [word.casefold() for word in command.words]
            words = words[1:] if words[1:2] in (["apply"], ["protection"]) else words
            words = words[1:] if words[1:2] == ["ipsec"] else words
            if words[1:2] == ["policy"] and len(words) > 2:
                self._policies.setdefault(words[2], interface)
            elif words[1:2] == ["profile"] and len(words) > 2:
                self._profiles.setdefault(words[2], []).append(interface)
            elif words[1:2] == ["efficient-vpn"] and len(words) > 2:
                self._efficient.setdefault(words[2], interface)

    def interface(self, name: str) -> Section | None:
        return self._interfaces.get(_squash(name))

    def address_of(self, interface: Section | None, depth: int = 0) -> tuple[str, int] | None:
        """The first address of an interface and its line; `unnumbered` borrows another's."""
        for command in interface.all("ip", "ipv6") if interface else []:
            if not "address".startswith(command.word(1)[:7] or "-"):
                continue
            if command.word(2) == "unnumbered" and depth == 0:
                return self.address_of(self.interface(" ".join(command.words[4:])), 1)
            address = command.words[2].split("/")[0] if len(command.words) > 2 else ""
            if is_masked(address) or address_identity(address) is not None:
                return address, command.line
        return None

    def put_source(self, builder: GatewayBuilder, tunnel: Section) -> bool:
        """A tunnel's own end: an address, or an interface's if the text has it; does the tunnel name one?"""
        source = tunnel.last("source")
        if source is None or len(source.words) < 2:
            return False
        own = self.address_of(self.interface(" ".join(source.words[1:])))
        if own is not None or is_masked(source.words[1]) or address_identity(source.words[1]) is not None:
            put_address(builder, "local.address", *(own or (source.words[1], source.line)))
        else:
            builder.unknown("local.address", f"{source.text}: its address is not in the text", source.line)
        return True

    def applying(self, policy: str) -> Section | None:
        """The interface to which a policy group is applied."""
        return self._policies.get(policy.casefold())

    def applying_efficient(self, name: str) -> Section | None:
        """The interface that applies an Efficient VPN."""
        return self._efficient.get(name.casefold())

    def tunnels(self, profile: str) -> list[Section]:
        """The tunnel interfaces that a profile protects."""
        return self._profiles.get(profile.casefold(), [])

    def acl(self, words: Iterable[str]) -> Section | None:
        """The list that `security acl …` names: by its number or its name."""
        names = [word.casefold() for word in words if word.casefold() not in _ACL_WORDS]
        return next((self._acls[name] for name in names if name in self._acls), None)

    def flows(self, builder: GatewayBuilder, acl: Section) -> list[Flow]:
        """The permitted flows of a list; what is not understood is reported."""
        if id(acl) not in self._flows:
            self._flows[id(acl)] = self._read_flows(acl)
        found, strange = self._flows[id(acl)]
        for command in strange:
            builder.not_understood(command.line, command.text)
        for command in acl.all("rule"):
            _tell_protocol(builder, command)
        return found

    def _read_flows(self, acl: Section) -> tuple[list[Flow], list[Command]]:
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], Flow] = {}
        strange: list[Command] = []
        for command in acl.all("rule"):
            words = list(command.words[1:])
            while words and words[0].lower() not in ("permit", "deny") and not _shortened(words[0], "permit"):
                words.pop(0)
            if not words or words[0].lower() == "deny" or "description" in (command.word(2), command.word(1)):
                continue
            flow = vrp_flow(command.line, words[1:], self.objects)
            if flow is None:
                strange.append(command)
            else:
                found.setdefault((flow.sources, flow.destinations), flow)
        return list(found.values()), strange

    def objects(self, name: str, depth: int = 0) -> list[str]:
        """The networks of an address set, sets within sets opened."""
        section = self._sections.find("address-set", name)
        found: list[str] = []
        for command in section.all("address", "network") if section else []:
            words = [word for word in command.words[1:] if word.lower() not in ("mask", "subnet", "host", "address")]
            words = words[1:] if len(words) > 1 and words[0].isdigit() else words
            if words[:1] and words[0].lower() in ("address-set", "group-object"):
                found += self.objects(words[1], depth + 1) if depth < 5 and len(words) > 1 else []
                continue
            item = (
                network(words[0], words[1] if len(words) > 1 else "", wildcard="mask" not in command.words)
                if words
                else None
            )
            found += [item] if item else []
        return found


_ALL_IP = frozenset({"ip", "ipv4", "ipv6", "source", "destination", "vpn-instance", "0", ""})


def _tell_protocol(builder: GatewayBuilder, command: Command) -> None:
    """A rule of one protocol (`permit gre …`, `permit tcp …`) protects that alone, which the subnets do not show."""
    words = [word.lower() for word in command.words]
    at = words.index("permit") + 1 if "permit" in words[:3] else len(words)
    protocol = words[at] if at < len(words) else ""
    if protocol not in _ALL_IP and "description" not in words[:3]:
        builder.remark(
            command.line,
            f"此规则只保护 {protocol.upper()} 报文，不是全部 IP 流量",
            f"this rule protects {protocol.upper()} packets only, not all IP traffic",
        )


def _squash(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _shortened(word: str, full: str) -> bool:
    return len(word) >= 3 and full.startswith(word.lower())


_CIPHER_TEXT = re.compile(r"%[\^$@+]%[#$@+].*%[\^$@+]%[#$@+]|\$[cC]\$3\$.*|\$1a\$.*|[A-Za-z0-9+/]{22,}={1,2}")


def put_key(builder: GatewayBuilder, words: Iterable[str], line: int) -> None:
    """`simple K`, `plaintext K`, `cipher X` or a bare key; an encrypted one cannot be compared."""
    rest = list(words)
    kind = (
        rest.pop(0).lower()
        if len(rest) > 1 and rest[0].lower() in ("simple", "plaintext", "cipher", "ciphertext")
        else ""
    )
    key = " ".join(rest)
    hidden = kind.startswith("cipher") or _CIPHER_TEXT.fullmatch(key) is not None or is_placeholder(key)
    builder.psk(None if hidden or not key else key, line)


def tunnel_end(tunnel: Section) -> tuple[str, int] | None:
    """Where a tunnel interface goes to, with the line."""
    command = tunnel.last("destination")
    words = [word for word in command.words[1:] if word.lower() != "ip"] if command else []
    if words[:1] and words[0].lower() == "vpn-instance":
        words = words[2:]
    return (words[0], command.line) if command and words else None


_COMPATIBLE = re.compile(r"ipsec (?:authentication )?sha2 compatible enable", I)


def is_sha2_compatible(command: Command) -> bool:
    """HMAC-SHA2-256 at its full 128 bits, as the RFC has it."""
    return _COMPATIBLE.match(command.text) is not None and not command.negated


def tell_compatible(builder: GatewayBuilder, loose: Iterable[Command]) -> None:
    """Says beside the integrity algorithms that the compatible mode is on: the comparison asks for it."""
    command = next((item for item in loose if is_sha2_compatible(item)), None)
    if command is None:
        return
    builder.remark(command.line, "启用了 SHA-2 兼容模式", "the SHA-2 compatible mode is on")
    value = builder.values.get("esp.integrity")
    if value is not None and isinstance(value.value, tuple) and any("SHA2" in name for name in value.value):
        builder.values["esp.integrity"] = replace(value, text=f"{value.text} (sha2 compatible)")


def tell_gre(builder: GatewayBuilder, profile: Section, tunnel: Section) -> None:
    """A profile on a GRE tunnel protects the tunnel's own packets, not the networks behind it."""
    protocol, mode = tunnel.last("tunnel-protocol"), tunnel.args.get("rest", "").lower()
    if (protocol is not None and protocol.word(1) == "gre") or re.search(r"\bmode\s+gre\b", mode):
        builder.remark(
            tunnel.line,
            f"GRE over IPsec：{profile.name} 只保护该隧道两端之间的 GRE 报文；"
            "对端须同样使用 GRE（阿里云 VPN 网关不支持）",
            f"GRE over IPsec: {profile.name} protects the GRE packets between the tunnel's ends only; "
            "the peer must speak GRE too (Alibaba Cloud's VPN gateway does not)",
        )


def put_pfs(builder: GatewayBuilder, command: Command) -> None:
    """`pfs dh-group14`."""
    word = command.word(1)
    group = parse_transform(word, TransformKind.DH)
    if group or word in NO_GROUP:
        builder.set("esp.pfs_groups", (group,) if group else (), command.line, command.text)
    else:
        builder.not_understood(command.line, command.text)


_OTHER_SA = frozenset(
    "spi string-key hex-key authentication-hex encryption-hex idle-time soft-duration binding keep-holding-to "
    "keepalive-timer force-detection df-bit master".split()
)
"""Settings of keys typed in, and of when an SA is taken down: no parameters of a negotiation."""


def put_duration(builder: GatewayBuilder, command: Command, first: int = 2, *, weak: bool = False) -> None:
    """`sa duration time-based S | traffic-based K|disable`; `sa trigger-mode auto|traffic-based`."""
    if command.head == "sa" and command.word(1) == "trigger-mode":
        builder.set("initiates", "yes" if command.word(2) == "auto" else "on-traffic", command.line, command.text)
        return
    if command.head == "sa" and command.word(1) != "duration":
        if command.word(1) not in _OTHER_SA:
            builder.not_understood(command.line, command.text)
        return
    names = {"time-based": "esp.lifetime_s", "traffic-based": "esp.lifetime_kb"}
    amount = 0 if command.word(first + 1) == "disable" else number(command, first + 1)
    name = names.get(command.word(first)) or ("esp.lifetime_s" if command.word(first).isdigit() else "")
    if name and command.word(first).isdigit():
        amount = number(command, first)
    if not name or amount is None:
        builder.not_understood(command.line, command.text)
    elif not weak or name not in builder.values:
        builder.set(name, amount, command.line, command.text)


IKE_VALUES = ("ike.encryption", "ike.integrity", "ike.dh_groups")
ESP_VALUES = ("esp.protocol", "esp.mode", "esp.encryption", "esp.integrity")


def tell_missing(builder: GatewayBuilder, named: Command | None, names: Iterable[str]) -> None:
    """A line names a section that is not in the text: what would stand there is unknown, no default holds."""
    for name in names if named is not None else ():
        if named is not None and not builder.has(name):
            builder.unknown(name, f"{named.text}: not in the text", named.line)
