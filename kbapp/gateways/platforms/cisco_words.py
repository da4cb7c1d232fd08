"""Cisco IOS's sections and their words, and what its policies, proposals and transform sets say.

Words and defaults: Cisco IOS Security Command Reference (12.x to 15.x) and IOS-XE; Ruijie's RGOS speaks the same.
"""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Suite
from kbapp.gateways.readers.sections import ADDRESS, Command, Grammar, Kind, Section
from kbapp.model.transforms import TransformKind, parse_transform

I = re.IGNORECASE  # noqa: E741
WHERE = "not in the text; IOS: "

TRANSFORMS = frozenset(
    "esp-aes esp-3des esp-des esp-null esp-seal esp-gcm esp-gmac esp-sha-hmac esp-sha256-hmac esp-sha384-hmac "
    "esp-sha512-hmac esp-md5-hmac ah-sha-hmac ah-md5-hmac ah-sha256-hmac ah-sha384-hmac ah-sha512-hmac comp-lzs "
    "esp-sm4 esp-sm3-hmac esp-sm1".split()
)
_MAP = frozenset("set match description reverse-route qos crypto dialer".split())

_OF_INTERFACE = re.compile(r"crypto\s+(?:map\s+\S+|ipsec\s+client\s+ezvpn\s+\S+(?:\s+\w+)?)\s*$", re.IGNORECASE)

GRAMMAR = Grammar(
    kinds=(
        Kind(
            "policy1",
            re.compile(r"crypto\s+isakmp\s+poli\w*\s+(?P<name>\d+)", I),
            frozenset("encryption hash authentication group lifetime description".split()),
            shortest=2,
        ),
        Kind("key", re.compile(r"crypto\s+isakmp\s+key\s+(?P<rest>.+)$", I)),
        Kind(
            "keyring",
            re.compile(r"crypto\s+keyring\s+(?P<name>\S+)", I),
            frozenset("pre-shared-key local-address description rsa-pubkey".split()),
            sticky=True,
        ),
        Kind(
            "profile1",
            re.compile(r"crypto\s+isakmp\s+profile\s+(?P<name>\S+)", I),
            frozenset(
                "keyring match self-identity keepalive initiate description vrf ca client isakmp accounting "
                "virtual-template qos-group local-address".split()
            ),
            keeps=lambda _, text: text.lower().startswith("self-identity"),
        ),
        Kind("own-id", re.compile(r"self-identity\s+(?P<type>fqdn|user-fqdn|address)\s+(?P<name>\S+)", I)),
        Kind(
            "peer1",
            re.compile(r"crypto\s+isakmp\s+peer\s+(?:address|hostname)\s+(?P<name>\S+)", I),
            frozenset("set description".split()),
        ),
        Kind(
            "transform",
            re.compile(r"crypto\s+ipsec\s+transform-set\s+(?P<name>\S+)(?P<rest>\s.*)?$", I),
            TRANSFORMS | {"mode", "esn"},
        ),
        Kind(
            "map",
            re.compile(
                r"crypto\s+map\s+(?P<name>\S+)\s+(?P<seq>\d+)"
                r"(?:\s+(?P<mode>ipsec-isakmp|ipsec-manual|gdoi))?(?:\s+dynamic\s+(?P<dynamic>\S+))?(?:\s+discover)?"
                r"(?:\s+profile\s+\S+)?\s*$",
                I,
            ),
            _MAP,
        ),
        Kind("dynamic", re.compile(r"crypto\s+dynamic-map\s+(?P<name>\S+)\s+(?P<seq>\d+)\s*$", I), _MAP),
        Kind(
            "ipsec-profile",
            re.compile(r"crypto\s+ipsec\s+profile\s+(?P<name>\S+)", I),
            frozenset("set responder-only description redundancy match reverse-route dscp".split()),
        ),
        Kind(
            "proposal2",
            re.compile(r"crypto\s+ikev2\s+proposal\s+(?P<name>\S+)", I),
            frozenset("encryption integrity prf group description".split()),
        ),
        Kind(
            "policy2",
            re.compile(r"crypto\s+ikev2\s+policy\s+(?P<name>\S+)", I),
            frozenset("proposal match description".split()),
        ),
        Kind(
            "keyring2",
            re.compile(r"crypto\s+ikev2\s+keyring\s+(?P<name>\S+)", I),
            frozenset("peer address hostname identity pre-shared-key description ppk".split()),
            sticky=True,
        ),
        Kind(
            "profile2",
            re.compile(r"crypto\s+ikev2\s+profile\s+(?P<name>\S+)", I),
            frozenset(
                "match identity authentication keyring lifetime dpd nat description aaa pki virtual-template ivrf "
                "config initial-contact initiate redirect reconnect anyconnect-eap shutdown config-exchange "
                "config-mode dynamic ppk".split()
            ),
        ),
        Kind(
            "acl",
            re.compile(r"ip\s+access-l\w*\s+ext\w*\s+(?P<name>\S+)", I),
            frozenset("permit deny remark evaluate dynamic".split()),
            ipsec=False,
        ),
        Kind("acl-line", re.compile(r"access-list\s+(?P<name>\S+)\s+(?P<rest>.+)$", I)),
        Kind(
            "objects",
            re.compile(r"object-group\s+network\s+(?P<name>\S+)", I),
            frozenset({"host", "any", "group-object", "range", "description", ADDRESS}),
            ipsec=False,
        ),
        Kind(
            "interface",
            re.compile(r"int(?:e|er|erf|erfa|erfac|erface)?\s+(?P<name>[A-Za-z][\w-]*?\s*[\d/.:]*)(?P<rest>\s.*)?$", I),
            frozenset("ip ipv6 crypto tunnel description standby".split()),
            ipsec=False,
            keeps=lambda _, text: _OF_INTERFACE.match(text) is not None,
        ),
        Kind("hostname", re.compile(r"hostname\s+(?P<name>\S+)", I)),
    ),
    negation="no",
    heads=frozenset({"crypto"}),
    outside=frozenset(
        "ip ipv6 router route-map hostname line aaa username enable version service boot snmp-server ntp logging vlan "
        "spanning-tree class-map policy-map zone zone-pair object object-group control-plane banner voice archive "
        "track event call-home license memory redundancy vrf clock multilink standby dial-peer gateway scheduler "
        "access-list radius tacacs-server radius-server route vtp cdp lldp nat access-group key parameter-map "
        "vpdn vpdn-group l2tp-class".split()
    ),
    globals=re.compile(
        r"crypto\s+(?:isakmp\s+(?:identity|keepalive|enable|disable|aggressive-mode|nat|invalid-spi\S*|client|fragmentation|"
        r"default|disconnect-notify|mode-negotiation|peer-sharing|next-payload)\b|ipsec\s+(?:security-association|df-bit|"
        r"fragmentation|nat-transparency|optional|client|ipv4-deny|multicast|profile-default)\b|ikev2\s+(?:dpd|nat|limit|"
        r"fragmentation|cookie-challenge|certificate-cache|diagnose|http-url|window|name-mangler|authorization|redirect|"
        r"reconnect|cluster|client|disconnect-revoked-peers)\b|map\s+\S+\s+(?:local-address|client|isakmp|redundancy|"
        r"gdoi|isakmp-profile)\b|(?:pki|key|ca|engine|call|logging|vpn|ssl|provisioning|identity|mib|eli|gdoi|gkm|xauth|wui)\b)",
        I,
    ),
)


def isakmp_suite(section: Section) -> Suite:
    """An ISAKMP policy; what it does not say is DES, SHA-1, group 1 (running-config leaves defaults out)."""
    suite = Suite()
    for head, kind in (("encryption", ENCR), ("hash", INTEG), ("group", DH)):
        command = section.last(head)
        if command is not None:
            words = command.words[1:] if kind is DH else (" ".join(command.words[1:]),)
            suite.put(kind, words, command.line)
    suite.default(ENCR, "DES_CBC", WHERE + "des")
    suite.default(INTEG, "HMAC_SHA1_96", WHERE + "sha")
    suite.default(DH, "MODP_768", WHERE + "group 1")
    return suite


def ikev2_suite(section: Section) -> Suite:
    """An IKEv2 proposal or policy (ASA): every command may list several algorithms."""
    suite = Suite()
    for head, kind in (("encryption", ENCR), ("integrity", INTEG), ("prf", PRF), ("group", DH)):
        for command in section.all(head):
            words = [word for word in command.words[1:] if word.lower() != "null" or kind is ENCR]
            if words:
                suite.add(kind, words, command.line)
    return suite


def transform_suite(builder: GatewayBuilder, section: Section) -> Suite:
    """`esp-aes 256 esp-sha-hmac` of a transform set; its protocol and mode go to the builder."""
    suite = Suite()
    words = split_transforms(section.args.get("rest", "").split())
    lines = [(section.line, word) for word in words]
    for command in section.commands:
        if command.head in TRANSFORMS:
            lines += [(command.line, word) for word in split_transforms(list(command.words))]
    has_esp = any(word.lower().startswith("esp-") for _, word in lines)
    for line, word in lines:
        _put_transform(suite, line, word, has_esp)
    if lines:
        builder.set("esp.protocol", "esp" if has_esp else "ah", lines[0][0], " ".join(word for _, word in lines))
    mode = section.last("mode")
    if mode is not None:
        builder.set("esp.mode", "transport" if mode.word(1) == "transport" else "tunnel", mode.line, mode.text)
    return suite


def split_transforms(words: list[str]) -> list[str]:
    """`esp-aes`, `256` are one transform."""
    found: list[str] = []
    for word in words:
        if word.isdigit() and found:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _put_transform(suite: Suite, line: int, word: str, has_esp: bool) -> None:
    lower = word.lower()
    if lower.startswith("comp-") or (lower.startswith("ah-") and has_esp):
        return
    if lower.endswith("-hmac"):
        suite.add(INTEG, (re.sub("^ah-", "esp-", lower),), line)
    else:
        put_cipher(suite, line, lower)


def put_cipher(suite: Suite, line: int, word: str) -> None:
    """`esp-aes 256`, `esp-des`, `esp-gmac`."""
    known = [name for name in (word, word.removeprefix("esp-")) if parse_transform(name, TransformKind.ENCR)]
    if known:
        suite.add(ENCR, known[:1], line)
    else:
        suite.strange.append((line, word))


def lifetime(builder: GatewayBuilder, command: Command, name: str, index: int = 1) -> None:
    """`lifetime 28800`, `lifetime seconds 86400`."""
    index += command.word(index) == "seconds"
    word = command.word(index)
    if word.isdigit() and len(word) < 12:
        builder.set(name, int(word), command.line, command.text)
    elif word == "none":
        builder.set(name, 0, command.line, command.text)
    else:
        builder.not_understood(command.line, command.text)


def association_lifetime(builder: GatewayBuilder, words: list[str], line: int, *, weak: bool = False) -> bool:
    """`seconds 3600`, `kilobytes 4608000`, `kilobytes disable|unlimited`, on IOS and ASA; `False`: not understood."""
    names = {"seconds": "esp.lifetime_s", "kilobytes": "esp.lifetime_kb"}
    index, understood = 0, bool(words)
    while index < len(words):
        name = names.get(words[index].lower())
        value = words[index + 1].lower() if index + 1 < len(words) else ""
        amount = 0 if value in ("disable", "unlimited") else int(value) if value.isdigit() and len(value) < 16 else None
        if name is None or amount is None:
            return False
        if not weak or not builder.has(name):
            builder.set(name, amount, line, " ".join(words))
        index += 2
    return understood
