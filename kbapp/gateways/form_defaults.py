"""What a platform does where a form says nothing: only what a source confirms."""

from __future__ import annotations

from kbapp.gateways.defaults import (
    ALIBABA,
    FORTIGATE_PHASE1,
    FORTIGATE_PHASE2,
    JUNIPER,
    LIBRESWAN,
    OPENIKED,
    STRONGSWAN_IPSEC,
    SWANCTL,
    Row,
)
from kbapp.model.gateway import FORMATS, Value
from kbapp.model.identity import address_identity

_ROWS: dict[str, tuple[str, tuple[Row, ...]]] = {
    "strongswan": ("strongSwan", SWANCTL),
    "strongswan-swanctl": ("strongSwan", SWANCTL),
    "strongswan-ipsec": ("strongSwan", STRONGSWAN_IPSEC),
    "libreswan": ("libreswan", LIBRESWAN),
    "alibaba-cloud": ("Alibaba Cloud", ALIBABA),
    "openiked": ("iked", OPENIKED),
    "fortigate": ("FortiOS", (*FORTIGATE_PHASE1, *FORTIGATE_PHASE2)),
    "juniper": ("Junos", JUNIPER),
}
_ASKED = frozenset({"auth.method", "initiates"})
"""What nobody leaves out of a form because it is the default: empty there means that it is not known."""

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
    who, rows = _ROWS.get(platform or "", ("", ()))
    for name, value, text in rows:
        covered = any(name in parts and whole in values for whole, parts in _COVERED.items())
        if name not in values and name not in _ASKED and not covered:
            values[name] = Value(value, "default", None, f"{who}: {text}")
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
