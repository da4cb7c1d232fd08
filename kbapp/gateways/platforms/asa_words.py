"""Cisco ASA's sections and their words. Words and defaults: ASA command references 8.x and 9.x."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.cisco_words import put_cipher, split_transforms
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, Suite
from kbapp.gateways.readers.sections import Command, Grammar, Kind, Section, Sections, split_words

I = re.IGNORECASE  # noqa: E741
WHERE = "not in the text; ASA: "

GRAMMAR = Grammar(
    kinds=(
        Kind("policy1-line", re.compile(r"crypto\s+isakmp\s+policy\s+(?P<name>\d+)\s+(?P<rest>\S.*)$", I)),
        Kind("policy1-line", re.compile(r"isakmp\s+policy\s+(?P<name>\d+)\s+(?P<rest>\S.*)$", I)),
        Kind(
            "policy1",
            re.compile(r"crypto\s+(?:ikev1|isakmp)\s+policy\s+(?P<name>\d+)\s*$", I),
            frozenset("authentication encryption hash group lifetime".split()),
        ),
        Kind(
            "policy2",
            re.compile(r"crypto\s+ikev2\s+policy\s+(?P<name>\d+)", I),
            frozenset("encryption integrity group prf lifetime".split()),
        ),
        Kind(
            "transform",
            re.compile(r"crypto\s+ipsec\s+(?:ikev1\s+)?transform-set\s+(?P<name>\S+)\s+(?P<rest>\S.*)$", I),
        ),
        Kind(
            "proposal",
            re.compile(r"crypto\s+(?:ipsec\s+)?ikev2\s+ipsec-proposal\s+(?P<name>\S+)", I),
            frozenset({"protocol", "mode"}),
        ),
        Kind(
            "map-open",
            re.compile(r"crypto\s+map\s+(?P<name>\S+)\s+(?P<seq>\d+)\s+ipsec-isakmp\s*$", I),
            frozenset({"set", "match"}),
        ),
        Kind("map", re.compile(r"crypto\s+map\s+(?P<name>\S+)\s+(?P<seq>\d+)\s+(?P<rest>\S.*)$", I)),
        Kind("dynamic", re.compile(r"crypto\s+dynamic-map\s+(?P<name>\S+)\s+(?P<seq>\d+)\s+(?P<rest>\S.*)$", I)),
        Kind("map-interface", re.compile(r"crypto\s+map\s+(?P<name>\S+)\s+interface\s+(?P<interface>\S+)", I)),
        Kind(
            "ipsec-profile",
            re.compile(r"crypto\s+ipsec\s+profile\s+(?P<name>\S+)", I),
            frozenset({"set", "responder-only", "description"}),
        ),
        Kind("group-type", re.compile(r"tunnel-group\s+(?P<name>\S+)\s+type\s+(?P<rest>\S+)", I)),
        Kind(
            "group",
            re.compile(r"tunnel-group\s+(?P<name>\S+)\s+ipsec-attributes", I),
            frozenset(
                "ikev1 ikev2 pre-shared-key isakmp peer-id-validate trust-point chain radius-with-expiry "
                "authorization-required radius-sdi-xauth virtual-host".split()
            ),
            sticky=True,
            flat=True,
        ),
        Kind(
            "group-other",
            re.compile(r"tunnel-group\s+(?P<name>\S+)\s+(?P<seq>[\w-]+)-attributes", I),
            frozenset({"default-group-policy"}),
            ipsec=False,
        ),
        Kind(
            "group-policy",
            re.compile(r"group-policy\s+(?P<name>\S+)\s+attributes", I),
            frozenset({"vpn-tunnel-protocol"}),
            ipsec=False,
        ),
        Kind("acl-line", re.compile(r"access-list\s+(?P<name>\S+)\s+(?P<rest>.+)$", I)),
        Kind(
            "object",
            re.compile(r"object\s+network\s+(?P<name>\S+)", I),
            frozenset("subnet host range fqdn description nat".split()),
            ipsec=False,
        ),
        Kind(
            "objects",
            re.compile(r"object-group\s+network\s+(?P<name>\S+)", I),
            frozenset("network-object group-object description".split()),
            ipsec=False,
        ),
        Kind("name", re.compile(r"name\s+(?P<name>\d\S*)\s+(?P<label>\S+)", I)),
        Kind(
            "interface",
            re.compile(r"int(?:erface)?\s+(?P<name>[A-Za-z][\w-]*?\s*[\d/.:]*)(?P<rest>\s.*)?$", I),
            frozenset("nameif ip tunnel security-level description vlan".split()),
            ipsec=False,
        ),
    ),
    negation="no",
    heads=frozenset({"crypto"}),
    outside=frozenset(
        "interface route hostname object object-group access-list access-group nat global static dns ntp logging "
        "snmp-server ssh telnet http aaa aaa-server username enable passwd class-map policy-map service-policy "
        "threat-detection group-policy tunnel-group webvpn sysopt timeout mtu failover pager asdm arp router "
        "names name prompt management-access dhcpd ip same-security-traffic icmp monitor-interface privilege ssl "
        "user-identity dynamic-access-policy-record ldap console ftp boot tls-proxy url-list vpn-sessiondb sla "
        "track call-home banner clock".split()
    ),
    globals=re.compile(
        r"crypto\s+(?:isakmp\s+(?:identity|enable|disable|nat-traversal|am-disable|disconnect-notify|ipsec-over-tcp|"
        r"reload-wait|key)\b|ikev[12]\s+(?:enable|am-disable|ipsec-over-tcp|limit|cookie-challenge|remote-access|redirect|"
        r"fragmentation|notify|reload-wait|cluster)\b|ipsec\s+(?:security-association|df-bit|fragmentation|inner-routing-lookup)\b|"
        r"(?:ca|key|engine|ssl|large-cert-acceleration|dynamic-map|map)\b)",
        I,
    ),
)


@dataclass(slots=True)
class Entry:
    """What the lines of one `crypto map M n` say together: words behind `set …`, by their key."""

    name: str
    line: int
    text: str
    settings: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    lifetimes: list[tuple[int, list[str]]] = field(default_factory=list)
    peers: dict[str, int] = field(default_factory=dict)
    dynamic: str | None = None
    strange: list[tuple[int, str]] = field(default_factory=list)

    def get(self, key: str) -> tuple[int, list[str]] | None:
        return self.settings.get(key)


_KEYS = frozenset(
    "transform-set ipsec-proposal pfs nat-t-disable reverse-route trustpoint phase1-mode connection-type df-bit "
    "tfc-packets validate-icmp-errors inheritance mode pre-shared-key local-identity identity ikev2-mode".split()
)


def entries(sections: Sections, kind: str) -> dict[tuple[str, int], Entry]:
    """The entries of crypto maps (or dynamic maps) by name and number, in the text's order."""
    found: dict[tuple[str, int], Entry] = {}
    for section in sections.of(kind):
        key = (section.name.casefold(), int(section.args["seq"][:9]))
        entry = found.setdefault(key, Entry(f"{section.name} {section.args['seq']}", section.line, section.text))
        take(entry, section.line, list(split_words(section.args["rest"])))
    for section in sections.of(f"{kind}-open"):  # as IOS writes them, the settings on lines of their own
        key = (section.name.casefold(), int(section.args["seq"][:9]))
        entry = found.setdefault(key, Entry(f"{section.name} {section.args['seq']}", section.line, section.text))
        for command in (*section.all("match"), *section.all("set")):
            take(entry, command.line, list(command.words))
    return found


def take(entry: Entry, line: int, words: list[str]) -> None:
    """One line: `match address A`, `set peer A`, `set ikev1 transform-set T`, `ipsec-isakmp dynamic D`."""
    lower = [word.lower() for word in words]
    if lower[:2] == ["match", "address"] and len(words) > 2:
        entry.settings["match"] = (line, words[2:])
    elif lower[:2] == ["ipsec-isakmp", "dynamic"] and len(words) > 2:
        entry.dynamic = words[2]
    elif lower[:1] == ["set"]:
        version = lower[1] if lower[1:2] in (["ikev1"], ["ikev2"]) else ""
        rest = words[2:] if version else words[1:]
        key = rest[0].lower() if rest else ""
        if key == "peer":
            entry.peers.update(
                {word: line for word in rest[1:] if word.lower() not in ("dynamic", "default", "ipv4", "ipv6")}
            )
        elif key == "security-association" and rest[1:2] and rest[1].lower() == "lifetime":
            entry.lifetimes.append((line, rest[2:]))
        elif key in _KEYS:
            entry.settings[key] = (line, rest[1:])
        elif key != "security-association":
            entry.strange.append((line, " ".join(words)))
    elif lower[:1] not in (["ipsec-isakmp"], ["description"], ["annotation"]):
        entry.strange.append((line, " ".join(words)))


def policy_suite(section: Section) -> Suite:
    """An IKEv1 policy; what it does not say is 3DES, SHA-1, group 2."""
    suite = Suite()
    for head, kind in (("encryption", ENCR), ("hash", INTEG), ("group", DH)):
        command = section.last(head)
        if command is not None:
            suite.put(kind, command.words[1:], command.line)
    suite.default(ENCR, "3DES_CBC", WHERE + "3des")
    suite.default(INTEG, "HMAC_SHA1_96", WHERE + "sha")
    suite.default(DH, "MODP_1024", WHERE + "group 2")
    return suite


def transform_suites(builder: GatewayBuilder, sections: Sections, names: list[str]) -> list[Suite]:
    """IKEv1 transform sets in their order: `esp-aes-256 esp-sha-hmac`, with `mode transport` on a line of its own."""
    found = []
    for name in names:
        lines = sections.named("transform", name)
        suite = Suite()
        for section in lines:
            words = split_transforms(section.args["rest"].split())
            if words[0].lower() == "mode":
                builder.set("esp.mode", words[-1].lower(), section.line, section.args["rest"])
                continue
            for word in words:
                _transform(suite, word.lower(), section.line)
            builder.set("esp.protocol", "esp", section.line, section.args["rest"])
        found += [suite] if lines else []
    return found


def _transform(suite: Suite, word: str, line: int) -> None:
    if word == "esp-none":
        return
    if word.endswith("-hmac"):
        suite.add(INTEG, (word,), line)
    else:
        put_cipher(suite, line, word)


def proposal_suites(builder: GatewayBuilder, sections: Sections, names: list[str]) -> list[Suite]:
    """IKEv2 proposals in their order: `protocol esp encryption aes-256 aes`, `protocol esp integrity sha-1`."""
    found = []
    for name in names:
        section = sections.find("proposal", name)
        if section is None:
            continue
        suite = Suite()
        for command in section.all("protocol"):
            _protocol(suite, command)
        mode = section.last("mode")
        if mode is not None:
            builder.set("esp.mode", "transport" if "transport" in mode.word(1) else "tunnel", mode.line, mode.text)
        builder.set("esp.protocol", "esp", section.line, section.text)
        found.append(suite)
    return found


def _protocol(suite: Suite, command: Command) -> None:
    kind = {"encryption": ENCR, "integrity": INTEG}.get(command.word(2))
    words = [word for word in command.words[3:] if not (kind is INTEG and word.lower() == "null")]
    if kind is None:
        suite.strange.append((command.line, command.text))
    elif words:
        suite.add(kind, words, command.line)
