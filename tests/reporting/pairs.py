"""Pairs of columns for the tests of what is reported about them."""

from __future__ import annotations

from typing import Any

from kbapp.comparison import compare
from kbapp.comparison.result import Comparison
from kbapp.gateways.form import read_form
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text

KEY = "Xk7pLq2vT9-never-shown"
SITE: dict[str, Any] = {
    "ike.version": "ikev1",
    "ike.mode": "main",
    "ike.encryption": ["aes256"],
    "ike.integrity": ["sha1"],
    "ike.dh_groups": ["group14"],
    "ike.lifetime_s": 86400,
    "esp.encryption": ["aes256"],
    "esp.integrity": ["sha1"],
    "esp.pfs_groups": ["group14"],
    "esp.lifetime_s": 3600,
    "esp.mode": "tunnel",
    "local.subnets": ["192.168.10.0/24"],
    "remote.subnets": ["172.16.0.0/24"],
    "local.address": "198.51.100.20",
    "remote.address": "203.0.113.10",
    "local.id": "198.51.100.20",
    "remote.id": "203.0.113.10",
    "auth.method": "psk",
    "auth.psk": KEY,
    "nat_traversal": True,
}


def gateway(platform: str | None, **changes: Any) -> Gateway:
    """The site's gateway; a change is named with `__` for the dot."""
    parameters = SITE | {name.replace("__", "."): value for name, value in changes.items()}
    kept = {name: value for name, value in parameters.items() if value is not None}
    return read_form({"schema": 1, "format": "form", "platform": platform, "connection": "c1", "parameters": kept})


def cloud(**changes: Any) -> Gateway:
    """The other end, which fits but for the changes (given as the cloud sees them)."""
    turned = gateway("alibaba-cloud").turned()
    values = {name: value for name, value in SITE.items() if not name.startswith(("local.", "remote."))}
    for side, other in (("local", "remote"), ("remote", "local")):
        values |= {f"{side}.{part}": SITE[f"{other}.{part}"] for part in ("address", "id", "subnets")}
    assert turned.get("local.subnets").value == tuple(values["local.subnets"])
    values |= {name.replace("__", "."): value for name, value in changes.items()}
    kept = {name: value for name, value in values.items() if value is not None}
    return read_form({"schema": 1, "format": "form", "platform": "alibaba-cloud", "parameters": kept})


def pair(platform: str, site: dict[str, Any] | None = None, **changes: Any) -> Comparison:
    """The cloud at the left, a site of this platform at the right."""
    names = Text("云上", "the cloud"), Text("分支", "the branch")
    return compare(cloud(**changes), gateway(platform, **(site or {})), *names)
