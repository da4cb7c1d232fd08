"""Junos on MX and the services cards: `services ipsec-vpn` told in the words of `security`."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.readers.paths import Path, Paths, Words

_GATEWAY = ("security", "ike", "gateway")
_VPN = ("security", "ipsec", "vpn")
_LOCAL = ("ipsec-vpn-options", "local-gateway")


def with_services(paths: Paths) -> Paths:
    """The statements, those of `services ipsec-vpn` as gateways and VPNs, one a term (`RULE TERM`)."""
    services = paths.under("services", "ipsec-vpn")
    if not list(services):
        return paths
    return Paths([*paths, *_suites(services), *_terms(services), *_local(paths.under("services"), services)])


def _suites(services: Paths) -> Iterator[Path]:
    """`ike proposal …`, `ipsec policy …`: the same words as below `security`."""
    for path in services:
        if path.words[:1] in (("ike",), ("ipsec",)):
            yield Path(("security", *path.words), path.line)


def _names(services: Paths) -> Iterator[tuple[str, str, str]]:
    for rule in services.names("rule"):
        for term in services.names("rule", rule, "term"):
            yield rule, term, f"{rule} {term}"


def _terms(services: Paths) -> Iterator[Path]:
    starts = services.value("establish-tunnels")
    for rule, term, name in _names(services):
        for path in services.under("rule", rule, "term", term):
            yield from (Path(words, path.line) for words in _term(name, path.words))
        if starts:
            yield Path((*_VPN, name, "establish-tunnels", starts[0]), starts[1])


def _term(name: str, words: Words) -> Iterator[Words]:
    """One statement of a term."""
    first, rest = words[:2], words[2:]
    if first in (("from", "source-address"), ("from", "destination-address")) and rest:
        side = "local-ip" if first[1] == "source-address" else "remote-ip"
        yield (*_VPN, name, "traffic-selector", "from", side, rest[0])
    elif first == ("then", "remote-gateway") and rest:
        yield (*_GATEWAY, name, "address", rest[0])
        yield (*_VPN, name, "ike", "gateway", name)
    elif first == ("then", "dynamic") and rest[:1] == ("ike-policy",):
        yield (*_GATEWAY, name, *rest)
    elif first == ("then", "dynamic") and rest[:1] == ("ipsec-policy",):
        yield (*_VPN, name, "ike", *rest)
    elif first == ("then", "initiate-dead-peer-detection"):
        yield (*_GATEWAY, name, "dead-peer-detection")
    elif words[:1] == ("then",) and first[1:] not in (("syslog",), ("clear-dont-fragment-bit",)):
        yield (*_VPN, name, *words[1:])


def _local(all_services: Paths, services: Paths) -> Iterator[Path]:
    """The own address: of the service set that uses the rule."""
    for name in all_services.names("service-set"):
        used = all_services.under("service-set", name)
        local = used.value(*_LOCAL)
        rules = used.names("ipsec-vpn-rules")
        for rule, _, connection in _names(services) if local else ():
            if local and rule in rules:
                yield Path((*_GATEWAY, connection, "local-address", local[0]), local[1])
