"""swanctl.conf of strongSwan."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.writers.parts import PLACEHOLDER, identity, items, name_of, number, spelled, suites, switch, word
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal

_SPELLING = {
    "DES_CBC": "des",
    "3DES_CBC": "3des",
    "AES_CBC_128": "aes128",
    "AES_CBC_192": "aes192",
    "AES_CBC_256": "aes256",
    "AES_GCM_16_128": "aes128gcm16",
    "AES_GCM_16_192": "aes192gcm16",
    "AES_GCM_16_256": "aes256gcm16",
    "CHACHA20_POLY1305": "chacha20poly1305",
    "NULL": "null",
    "HMAC_MD5_96": "md5",
    "HMAC_SHA1_96": "sha1",
    "HMAC_SHA2_256_128": "sha256",
    "HMAC_SHA2_256_96": "sha256_96",
    "HMAC_SHA2_384_192": "sha384",
    "HMAC_SHA2_512_256": "sha512",
    "AES_XCBC_96": "aesxcbc",
    "PRF_HMAC_MD5": "prfmd5",
    "PRF_HMAC_SHA1": "prfsha1",
    "PRF_HMAC_SHA2_256": "prfsha256",
    "PRF_HMAC_SHA2_384": "prfsha384",
    "PRF_HMAC_SHA2_512": "prfsha512",
    "ECP_256": "ecp256",
    "ECP_384": "ecp384",
    "ECP_521": "ecp521",
    "CURVE_25519": "curve25519",
    "CURVE_448": "curve448",
    "EXT_SEQ": "esn",
    "NO_EXT_SEQ": "noesn",
} | {f"MODP_{bits}": f"modp{bits}" for bits in (768, 1024, 1536, 2048, 3072, 4096, 6144, 8192)}

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
    return "-".join(spelled(name, _SPELLING) for name in suite.suite().split("/"))


def _spelled_identity(own: Identity) -> str:
    return _PREFIX.get(own.type, "") + own.value
