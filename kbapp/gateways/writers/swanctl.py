"""swanctl.conf of strongSwan."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.spelling.strongswan import WORDS
from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal

_PREFIX = {"fqdn": "fqdn:", "user-fqdn": "email:", "key-id": "keyid:", "dn": "asn1dn:"}
_START = {"yes": "start", "on-traffic": "trap", "no": "none"}


def write(gateway: Gateway) -> str:
    return "\n".join(_lines(gateway)) + "\n"


def _lines(gateway: Gateway) -> Iterator[str]:
    name = name_of(gateway)
    yield from ("connections {", f"    {name} {{")
    yield from (f"        {line}" for line in _connection(gateway, name))
    yield from ("    }", "}", "secrets {", "    ike-1 {")
    remote = identity(gateway, "remote.id")
    if remote is not None:
        yield f"        id-1 = {_spelled_identity(remote)}"
    yield from (f'        secret = "{PLACEHOLDER}"', "    }", "}")


def _connection(gateway: Gateway, name: str) -> Iterator[str]:
    versions = {"ikev1": "1", "ikev2": "2", "any": "0"}
    yield from _set("version", versions.get(word(gateway, "ike.version") or ""))
    if word(gateway, "ike.mode") == "aggressive":
        yield "aggressive = yes"
    yield from _set("local_addrs", word(gateway, "local.address"))
    yield from _set("remote_addrs", word(gateway, "remote.address"))
    yield from _set("proposals", _suites(gateway, "IKE"))
    yield from _time("rekey_time", number(gateway, "ike.lifetime_s"))
    if switch(gateway, "dpd.enabled") is not False:
        yield from _time("dpd_delay", number(gateway, "dpd.interval_s"))
    method = {"psk": "psk", "certificate": "pubkey"}.get(word(gateway, "auth.method") or "", "psk")
    for side in ("local", "remote"):
        yield f"{side} {{"
        yield f"    auth = {method}"
        own = identity(gateway, f"{side}.id")
        if own is not None:
            yield f"    id = {_spelled_identity(own)}"
        yield "}"
    yield from ("children {", f"    {name} {{")
    yield from (f"        {line}" for line in _child(gateway))
    yield from ("    }", "}")


def _child(gateway: Gateway) -> Iterator[str]:
    yield from _set("local_ts", ",".join(items(gateway, "local.subnets")))
    yield from _set("remote_ts", ",".join(items(gateway, "remote.subnets")))
    yield from _set(
        "ah_proposals" if word(gateway, "esp.protocol") == "ah" else "esp_proposals", _suites(gateway, "ESP")
    )
    yield from _set("mode", word(gateway, "esp.mode"))
    yield from _time("rekey_time", number(gateway, "esp.lifetime_s"))
    kilobytes = number(gateway, "esp.lifetime_kb")
    if kilobytes:
        yield f"rekey_bytes = {kilobytes * 1024}"
    yield from _set("start_action", _START.get(word(gateway, "initiates") or ""))


def _set(key: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{key} = {value}"


def _time(key: str, seconds: int | None) -> Iterator[str]:
    if seconds is not None:
        yield f"{key} = {seconds}s"


def _suites(gateway: Gateway, protocol: str) -> str:
    return ",".join(_suite(suite) for suite in suites(gateway, protocol))


def _suite(suite: Proposal) -> str:
    return "-".join(spelled(name, WORDS) for name in suite.suite().split("/"))


def _spelled_identity(own: Identity) -> str:
    return _PREFIX.get(own.type, "") + own.value
