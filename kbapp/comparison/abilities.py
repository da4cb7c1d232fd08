"""What a platform can be set to, where a source lists it: a fix must not ask for what a platform does not have.

Alibaba Cloud: the parameters of CreateVpnConnection (one value per algorithm; no AEAD, no elliptic-curve group).
"""

from __future__ import annotations

from kbapp.comparison.ends import End
from kbapp.model.proposal import parse_iana

_CIPHERS = frozenset({"DES_CBC", "3DES_CBC", "AES_CBC_128", "AES_CBC_192", "AES_CBC_256"})
_HASHES = frozenset({"HMAC_MD5_96", "HMAC_SHA1_96", "HMAC_SHA2_256_128", "HMAC_SHA2_384_192", "HMAC_SHA2_512_256"})
_GROUPS = frozenset({"MODP_768", "MODP_1024", "MODP_1536", "MODP_2048"})
_ALIBABA: dict[str, frozenset[str]] = {
    "ike.version": frozenset({"ikev1", "ikev2"}),
    "ike.encryption": _CIPHERS,
    "ike.integrity": _HASHES,
    "ike.dh_groups": _GROUPS,
    "esp.encryption": _CIPHERS,
    "esp.integrity": _HASHES,
    "esp.pfs_groups": _GROUPS,
    "esp.protocol": frozenset({"esp"}),
    "esp.mode": frozenset({"tunnel"}),
}
_ABILITIES = {"alibaba-cloud": _ALIBABA}
_SUITES = {"ike.proposals": "IKE", "esp.proposals": "ESP"}


def able(end: End, field: str, wanted: str | tuple[str, ...]) -> str | tuple[str, ...] | None:
    """What of a value this end can be set to; all of it where nothing is known, `None` where it has none of it."""
    known = _ABILITIES.get(end.platform or "")
    if known is None:
        return wanted
    if field in _SUITES and isinstance(wanted, tuple):
        return tuple(suite for suite in wanted if _whole(suite, _SUITES[field], known))[:1] or None
    if field not in known or not wanted:
        return wanted
    if isinstance(wanted, str):
        return wanted if wanted in known[field] else None
    return tuple(item for item in wanted if item in known[field])[:1] or None


def _whole(text: str, protocol: str, known: dict[str, frozenset[str]]) -> bool:
    """Every transform of a suite is known, and it names no PRF of its own (the integrity algorithm's goes along)."""
    suite = parse_iana(text, protocol)
    if suite is None:
        return False
    prefix = protocol.lower()
    groups = "ike.dh_groups" if prefix == "ike" else "esp.pfs_groups"
    parts = ((suite.encryption, f"{prefix}.encryption"), (suite.integrity, f"{prefix}.integrity"), (suite.dh, groups))
    return all(item in known[name] for items, name in parts for item in items)
