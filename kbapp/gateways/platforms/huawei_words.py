"""Huawei VRP's sections and their words, and what an IKE or IPsec proposal says."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.command_parts import number
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Suite
from kbapp.gateways.readers.sections import Command, Grammar, Kind, Section

I = re.IGNORECASE  # noqa: E741

PROPOSAL_IGNORED = frozenset("description resumable re-authentication signature-algorithm".split())
PEER_IGNORED = frozenset(
    "description certificate ca rsa ikev2 re-authentication inband pki resource config-exchange aaa ikev1 match "
    "peer-type lifetime-notification-message service-scheme virtual-system sa local-id-preference "
    "digital-envelope signature dscp version-fallback ocsp route negotiate eap if-bind fragmentation "
    "nat-keepalive identity-hash heartbeat eap-authentication authentication nas connect disconnect tunnel "
    "host-name phase1-phase2 encryption-public-key switch-back public-key encrypt-key rsa-key binding exchange "
    "protect priority remote-port local-port bind-vpn quick-mode interface".split()
)
POLICY_IGNORED = frozenset(
    "route ike-peer proposal alias description anti-replay policy speed-limit qos scenario smart-link "
    "traffic-shaping df-bit mtu gateway ipsec fragmentation reverse-route smart connect disconnect match bind "
    "identity group track nat vpn-instance car link-type statistics flow aggregation".split()
)
EFFICIENT_IGNORED = frozenset(
    "acl anti-replay authentication-method service-scheme sim-based-username dpd qos pki re-authentication "
    "certificate aaa track rsa".split()
)
ESP_IGNORED = frozenset("description extended-sequence replay".split())

_IPSEC_POLICY = frozenset({"security", "tunnel", "local-address", "pfs", "sa", "respond-only"})

GRAMMAR = Grammar(
    kinds=(
        Kind(
            "proposal",
            re.compile(r"ike\s+proposal\s+(?P<name>\w\S*)", I),
            PROPOSAL_IGNORED
            | {"encryption-algorithm", "authentication-algorithm", "authentication-method", "dh", "sa"}
            | {"integrity-algorithm", "prf"},
            view=re.compile(r"-ike-proposal-(?P<name>\S+)$", I),
        ),
        Kind(
            "peer",
            re.compile(r"ike\s+peer\s+(?P<name>\S+)(?:\s+(?P<version>v[12]))?\s*$", I),
            PEER_IGNORED
            | {"version", "exchange-mode", "pre-shared-key", "ike-proposal", "proposal", "local-id-type", "local-id"}
            | {"remote-id-type", "remote-id", "remote-address", "remote-name", "local-address", "id-type", "nat", "dpd"}
            | {"local-name", "peer-id-type"},
            view=re.compile(r"-ike-peer-(?P<name>\S+)$", I),
        ),
        Kind(
            "esp",
            re.compile(r"ipsec\s+proposal\s+(?P<name>\S+)\s*$", I),
            ESP_IGNORED | {"transform", "encapsulation-mode", "esp", "ah"},
            view=re.compile(r"-ipsec-proposal-(?P<name>\S+)$", I),
        ),
        Kind(
            "policy",
            re.compile(
                r"ipsec\s+policy\s+(?P<name>\S+)\s+(?P<seq>\d+|\S+(?=\s+isakmp))(?:\s+(?P<mode>isakmp|manual|gdoi|gm)\b)?"
                r"(?:\s+template\s+(?P<template>\S+))?\s*$",
                I,
            ),
            POLICY_IGNORED | _IPSEC_POLICY,
            view=re.compile(r"-ipsec-policy-(?P<mode>isakmp|manual)-(?P<name>\S+)-(?P<seq>\d+)$", I),
        ),
        Kind(
            "template",
            re.compile(r"ipsec\s+policy-templ[ae]te?\s+(?P<name>\S+)\s+(?P<seq>\d+)", I),
            POLICY_IGNORED | _IPSEC_POLICY,
            view=re.compile(r"-ipsec-policy-templ[ae]te?-(?P<name>\S+)-(?P<seq>\d+)$", I),
        ),
        Kind(
            "profile",
            re.compile(r"ipsec\s+profile\s+(?P<name>\S+)\s*$", I),
            POLICY_IGNORED | _IPSEC_POLICY,
            view=re.compile(r"-ipsec-profile-(?P<name>\S+)$", I),
        ),
        Kind(
            "efficient",
            re.compile(r"ipsec\s+efficient-vpn\s+(?P<name>\S+)\s+mode\s+(?P<mode>\S+)", I),
            frozenset(
                "remote-address pre-shared-key dh pfs security tunnel nat local-id-type local-id remote-id".split()
            )
            | EFFICIENT_IGNORED,
            view=re.compile(r"-ipsec-efficient-vpn-(?P<name>\S+)$", I),
        ),
        vrp.ACL,
        vrp.ADDRESS_SET,
        vrp.INTERFACE,
        vrp.SSL_VPN,
    ),
    negation="undo",
    heads=frozenset({"ike", "ipsec", "ikev2"}),
    outside=vrp.OUTSIDE,
    globals=vrp.GLOBALS,
    views=True,
)


def algorithms(command: Command, first: int) -> list[str]:
    """The algorithm words; `aes-cbc 256` and `aes 256` are one."""
    words: list[str] = []
    for word in command.words[first:]:
        if word in ("128", "192", "256") and words:
            words[-1] = f"{words[-1]}-{word}"
        elif word.lower() not in ("algorithm",):
            words.append(word)
    return words


def ike_suite(builder: GatewayBuilder, section: Section, version: str) -> Suite:
    """The algorithms of an IKE proposal, as far as this IKE version uses them."""
    suite = Suite()
    hash_, integrity = section.last("authentication-algorithm"), section.last("integrity-algorithm")
    chosen = hash_ if version == "ikev1" else integrity or hash_
    for kind, command in ((ENCR, section.last("encryption-algorithm")), (INTEG, chosen)):
        if command is not None:
            suite.put(kind, algorithms(command, 1), command.line)
    prf, group = section.last("prf"), section.last("dh")
    if prf is not None and version != "ikev1":
        suite.put(PRF, prf.words[1:], prf.line)
    if group is not None:
        suite.put(DH, group.words[1:], group.line)
    for command in section.all("sa"):
        amount = number(command, 2)
        if command.word(1) == "duration" and amount is not None:
            builder.set("ike.lifetime_s", amount, command.line, command.text)
        else:
            builder.not_understood(command.line, command.text)
    method = section.last("authentication-method")
    if method is not None:
        builder.set(
            "auth.method", "psk" if method.word(1).startswith("pre-sh") else "certificate", method.line, method.text
        )
    return suite


def esp_suite(builder: GatewayBuilder, section: Section) -> Suite:
    """The algorithms of an IPsec proposal; its protocol and mode go to the builder."""
    suite = Suite()
    transform, mode = section.last("transform"), section.last("encapsulation-mode")
    if transform is not None and transform.word(1) in ("ah", "esp", "ah-esp"):
        builder.set("esp.protocol", "ah" if transform.word(1) == "ah" else "esp", transform.line, transform.text)
    elif transform is not None:
        builder.not_understood(transform.line, transform.text)
    if mode is not None:
        builder.set("esp.mode", "transport" if mode.word(1) == "transport" else "tunnel", mode.line, mode.text)
    protocol = "ah" if transform is not None and transform.word(1) == "ah" else "esp"
    for command in section.all("esp", "ah"):
        kind = {"encryption-algorithm": ENCR, "authentication-algorithm": INTEG}.get(command.word(1))
        if kind is None:
            builder.not_understood(command.line, command.text)
        elif command.head == protocol:
            suite.put(kind, algorithms(command, 2), command.line)
    if section.denied("esp"):  # `undo esp authentication-algorithm`
        for command in section.denied("esp"):
            suite.parts.pop(INTEG if command.word(1).startswith("auth") else ENCR, None)
    elif INTEG not in suite.parts and not suite.is_aead():
        builder.unknown("esp.integrity", f"{section.text}: the version's default", section.line)
    if ENCR not in suite.parts and protocol == "esp":
        builder.unknown("esp.encryption", f"{section.text}: the version's default", section.line)
    return suite
