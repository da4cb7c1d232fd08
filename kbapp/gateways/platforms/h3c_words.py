"""H3C Comware's sections and their words, and what its proposals say. V5, V7 and V7's IKEv2 family."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.huawei_words import algorithms
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Suite
from kbapp.gateways.readers.sections import Grammar, Kind, Section

I = re.IGNORECASE  # noqa: E741
WHERE = "not in the text; Comware: "

_POLICY = frozenset(
    "security local-address remote-address sa pfs transform-set proposal ike-profile ikev2-profile ike-peer".split()
)
POLICY_IGNORED = frozenset(
    "description reverse-route qos tfc redundancy policy route connection-name smart-link tunnel df-bit esn "
    "ipv6 aaa anti-replay priority responder-only responder".split()
)
_ESP = frozenset("protocol transform encapsulation-mode esp ah pfs esn tfc description".split())


def _view(words: str) -> re.Pattern[str]:
    return re.compile(rf"-{words}-(?P<name>\S+)$", I)


GRAMMAR = Grammar(
    kinds=(
        Kind(
            "proposal",
            re.compile(r"ike\s+proposal\s+(?P<name>\w\S*)", I),
            frozenset(
                "encryption-algorithm authentication-algorithm authentication-method dh sa prf description "
                "integrity-algorithm sm4-version".split()
            ),
            view=_view("ike-proposal"),
        ),
        Kind(
            "keychain",
            re.compile(r"ike\s+keychain\s+(?P<name>\S+)", I),
            frozenset("pre-shared-key match priority description".split()),
            view=_view("ike-keychain"),
        ),
        Kind(
            "ike-profile",
            re.compile(r"ike\s+profile\s+(?P<name>\S+)\s*$", I),
            frozenset(
                "keychain local-identity match exchange-mode proposal dpd certificate inside-vpn priority description "
                "aaa client-authentication xauth-user sm4-version client nat-keepalive sa source".split()
            ),
            view=_view("ike-profile"),
        ),
        Kind(
            "peer",
            re.compile(r"ike\s+peer\s+(?P<name>\S+)\s*$", I),
            frozenset(
                "exchange-mode pre-shared-key remote-address remote-name local-name local-address local id-type nat "
                "dpd proposal peer certificate sa description ike-proposal signature version remote-id local-id".split()
            ),
            view=_view("ike-peer"),
        ),
        Kind(
            "dpd",
            re.compile(r"ike\s+dpd\s+(?P<name>(?!interval\b)\S+)\s*$", I),
            frozenset({"interval-time", "time-out"}),
            view=_view("ike-dpd"),
        ),
        Kind(
            "esp",
            re.compile(r"ipsec\s+(?:transform-set|proposal)\s+(?P<name>\S+)\s*$", I),
            _ESP,
            view=_view("ipsec-(?:transform-set|proposal)"),
        ),
        Kind(
            "policy",
            re.compile(
                r"ipsec\s+(?:ipv6-)?policy\s+(?P<name>\S+)\s+(?P<seq>\d+|\S+(?=\s+isakmp))(?:\s+(?P<mode>isakmp|manual|gdoi)\b)?"
                r"(?:\s+template\s+(?P<template>\S+))?\s*$",
                I,
            ),
            _POLICY | POLICY_IGNORED,
            view=re.compile(r"-ipsec-(?:ipv6-)?policy-(?P<mode>isakmp|manual)-(?P<name>\S+)-(?P<seq>\d+)$", I),
        ),
        Kind(
            "template",
            re.compile(r"ipsec\s+(?:ipv6-)?policy-templ[ae]te?\s+(?P<name>\S+)\s+(?P<seq>\d+)", I),
            _POLICY | POLICY_IGNORED,
            view=re.compile(r"-ipsec-(?:ipv6-)?policy-templ[ae]te?-(?P<name>\S+)-(?P<seq>\d+)$", I),
        ),
        Kind(
            "profile",
            re.compile(r"ipsec\s+profile\s+(?P<name>\S+)(?:\s+(?P<mode>isakmp|manual|sdwan))?\s*$", I),
            _POLICY | POLICY_IGNORED,
            view=re.compile(r"-ipsec-profile-(?:isakmp-)?(?P<name>\S+)$", I),
        ),
        Kind(
            "proposal2",
            re.compile(r"ikev2\s+proposal\s+(?P<name>\S+)", I),
            frozenset("encryption integrity prf dh description".split()),
            view=_view("ikev2-proposal"),
        ),
        Kind(
            "policy2",
            re.compile(r"ikev2\s+policy\s+(?P<name>\S+)", I),
            frozenset("proposal priority match description".split()),
            view=_view("ikev2-policy"),
        ),
        Kind(
            "keychain2",
            re.compile(r"ikev2\s+keychain\s+(?P<name>\S+)", I),
            frozenset("peer address hostname identity pre-shared-key description".split()),
            sticky=True,
            view=re.compile(r"-ikev2-keychain-(?P<name>\S+?)(?:-peer-\S+)?$", I),
        ),
        Kind(
            "ikev2-profile",
            re.compile(r"ikev2\s+profile\s+(?P<name>\S+)", I),
            frozenset(
                "authentication-method keychain identity match sa dpd nat-keepalive priority certificate inside-vrf "
                "aaa config-exchange description client".split()
            ),
            view=_view("ikev2-profile"),
        ),
        vrp.ACL,
        vrp.OBJECT_GROUP,
        vrp.INTERFACE,
        vrp.SSL_VPN,
    ),
    negation="undo",
    heads=frozenset({"ike", "ipsec", "ikev2"}),
    outside=vrp.OUTSIDE,
    globals=vrp.GLOBALS,
    views=True,
)


def ike_suite(section: Section | None) -> Suite:
    """An IKE proposal; `None`: the built-in one. Default: DES, SHA-1, group 1 (Comware V5 and V7, not in FIPS mode)."""
    suite = Suite()
    if section is not None:
        for head, kind in (("encryption-algorithm", ENCR), ("authentication-algorithm", INTEG), ("dh", DH)):
            command = section.last(head)
            if command is not None:
                suite.put(kind, algorithms(command, 1), command.line)
    suite.default(ENCR, "DES_CBC", WHERE + "DES-CBC")
    suite.default(INTEG, "HMAC_SHA1_96", WHERE + "SHA1")
    suite.default(DH, "MODP_768", WHERE + "group1")
    return suite


def ikev2_suite(section: Section) -> Suite:
    suite = Suite()
    for head, kind in (("encryption", ENCR), ("integrity", INTEG), ("prf", PRF), ("dh", DH)):
        for command in section.all(head):
            suite.add(kind, algorithms(command, 1), command.line)
    return suite


def esp_suite(builder: GatewayBuilder, section: Section, *, old: bool) -> Suite:
    """A transform set (V7) or an IPsec proposal (V5: DES and MD5 where it says nothing)."""
    suite = Suite()
    protocol, mode = section.last("protocol", "transform"), section.last("encapsulation-mode")
    if protocol is not None:
        builder.set("esp.protocol", "ah" if protocol.word(1) == "ah" else "esp", protocol.line, protocol.text)
    if mode is not None:
        builder.set("esp.mode", "transport" if mode.word(1) == "transport" else "tunnel", mode.line, mode.text)
    wanted = "ah" if protocol is not None and protocol.word(1) == "ah" else "esp"
    for command in section.all("esp", "ah"):
        kind = {"encryption-algorithm": ENCR, "authentication-algorithm": INTEG}.get(command.word(1))
        if kind is None:
            builder.not_understood(command.line, command.text)
        elif command.head == wanted:
            suite.put(kind, algorithms(command, 2), command.line)
    group = section.last("pfs")
    if group is not None:
        suite.put(DH, group.words[1:], group.line)
    esn = section.last("esn")
    if esn is not None and esn.word(1) == "enable":
        builder.set("esp.esn", "either" if esn.word(2) == "both" else "yes", esn.line, esn.text)
    if old and wanted == "esp":
        suite.default(ENCR, "DES_CBC", WHERE + "DES")
        suite.default(INTEG, "HMAC_MD5_96", WHERE + "MD5")
    return suite
