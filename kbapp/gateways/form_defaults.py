"""What a platform does where a form says nothing: only what a source confirms."""

from __future__ import annotations

from kbapp.model.gateway import FORMATS, ParameterValue

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
