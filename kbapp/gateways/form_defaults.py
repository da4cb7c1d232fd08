"""What a platform does where a form says nothing: only what a source confirms."""

from __future__ import annotations

from kbapp.model.gateway import FORMATS, ParameterValue, Value
from kbapp.model.identity import address_identity

Row = tuple[str, ParameterValue, str]

_STRONGSWAN: tuple[Row, ...] = (
    ("ike.version", "any", "strongSwan: version 0, starts IKEv2, accepts both"),
    ("ike.mode", "main", "strongSwan: aggressive = no"),
    ("esp.protocol", "esp", "strongSwan: esp"),
    ("esp.mode", "tunnel", "strongSwan: mode = tunnel"),
    ("esp.lifetime_kb", 0, "strongSwan: rekey_bytes = 0"),
)
_ALIBABA: tuple[Row, ...] = (
    ("ike.version", "ikev1", "Alibaba Cloud: ikev1"),
    ("ike.mode", "main", "Alibaba Cloud: main"),
    ("ike.encryption", ("AES_CBC_128",), "Alibaba Cloud: aes"),
    ("ike.integrity", ("HMAC_MD5_96",), "Alibaba Cloud: md5"),
    ("ike.dh_groups", ("MODP_1024",), "Alibaba Cloud: group2"),
    ("ike.lifetime_s", 86400, "Alibaba Cloud: 86400"),
    ("esp.encryption", ("AES_CBC_128",), "Alibaba Cloud: aes"),
    ("esp.integrity", ("HMAC_MD5_96",), "Alibaba Cloud: md5"),
    ("esp.pfs_groups", ("MODP_1024",), "Alibaba Cloud: group2"),
    ("esp.lifetime_s", 86400, "Alibaba Cloud: 86400"),
    ("esp.lifetime_kb", 0, "Alibaba Cloud has no lifetime by traffic"),
    ("esp.protocol", "esp", "Alibaba Cloud speaks ESP only"),
    ("esp.mode", "tunnel", "Alibaba Cloud speaks tunnel mode only"),
    ("auth.method", "psk", "Alibaba Cloud: psk"),
    ("dpd.enabled", True, "Alibaba Cloud: true"),
    ("nat_traversal", True, "Alibaba Cloud: true"),
)
DEFAULTS: dict[str, tuple[Row, ...]] = {
    "strongswan": _STRONGSWAN,
    "strongswan-swanctl": _STRONGSWAN,
    "strongswan-ipsec": _STRONGSWAN,
    "alibaba-cloud": _ALIBABA,
}

_ALIASES = {
    "alibaba": "alibaba-cloud",
    "aliyun": "alibaba-cloud",
    "swanctl": "strongswan-swanctl",
    "cisco": "cisco-ios",
    "ruijie": "cisco-ios",
    "asa": "cisco-asa",
    "fortinet": "fortigate",
    "junos": "juniper",
    "comware": "h3c",
    "vrp": "huawei",
    "iked": "openiked",
    "palo-alto": "paloalto",
    "ipsec-tools": "racoon",
}
_OTHERS = ("strongswan", "racoon", "racoon2", "sangfor", "unknown")


def platform_name(text: str) -> str | None:
    """A platform's name as the rest of the program uses it; `None` if it is not known."""
    name = text.strip().lower().replace("_", "-").replace(" ", "-")
    name = _ALIASES.get(name, name)
    return name if name in FORMATS or name in _OTHERS else None


_COVERED = {
    "ike.proposals": frozenset({"ike.encryption", "ike.integrity", "ike.dh_groups"}),
    "esp.proposals": frozenset({"esp.encryption", "esp.integrity", "esp.pfs_groups"}),
}
"""What suites tell: no default stands beside them."""


def add_defaults(values: dict[str, Value], platform: str | None) -> None:
    """Fill in what the platform does where nothing is said; what is there stays."""
    for name, value, text in DEFAULTS.get(platform or "", ()):
        covered = any(name in parts and whole in values for whole, parts in _COVERED.items())
        if name not in values and not covered:
            values[name] = Value(value, "default", None, text)
    if "auth.psk" in values:
        values.setdefault("auth.method", Value("psk", "default", None, "a pre-shared key is given"))
    if platform is not None:
        _identity_default(values, "local.id", "local.address")
    if platform in ("alibaba-cloud", "strongswan-ipsec", "libreswan"):
        _identity_default(values, "remote.id", "remote.address")


def _identity_default(values: dict[str, Value], name: str, address: str) -> None:
    found = values.get(address)
    identity = address_identity(found.value) if found is not None and isinstance(found.value, str) else None
    if name not in values and identity is not None:
        values[name] = Value(identity, "default", None, f"not given: {address}")
