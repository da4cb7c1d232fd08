"""A pair that does not come up, for whoever opens the pane for the first time. Documentation addresses throughout."""

from __future__ import annotations

from kbapp.model.gateway import Gateway, ParameterValue, Value
from kbapp.model.identity import Identity

_BOTH: dict[str, ParameterValue] = {
    "auth.method": "psk",
    "ike.version": "ikev2",
    "ike.encryption": ("AES_CBC_256",),
    "ike.integrity": ("HMAC_SHA2_256_128",),
    "esp.protocol": "esp",
    "esp.mode": "tunnel",
    "esp.integrity": ("HMAC_SHA2_256_128",),
    "dpd.enabled": True,
    "nat_traversal": True,
}
_CLOUD: dict[str, ParameterValue] = {
    **_BOTH,
    "local.address": "203.0.113.10",
    "remote.address": "198.51.100.20",
    "local.id": Identity("ipv4", "203.0.113.10"),
    "remote.id": Identity("ipv4", "198.51.100.20"),
    "ike.dh_groups": ("MODP_1024",),
    "ike.lifetime_s": 86400,
    "esp.encryption": ("AES_CBC_256",),
    "esp.pfs_groups": ("MODP_1024",),
    "esp.lifetime_s": 86400,
    "local.subnets": ("172.16.0.0/16",),
    "remote.subnets": ("192.168.10.0/24", "192.168.20.0/24"),
}
_SITE: dict[str, ParameterValue] = {
    **_BOTH,
    "local.address": "198.51.100.20",
    "remote.address": "203.0.113.10",
    "local.id": Identity("fqdn", "branch.example.com"),
    "remote.id": Identity("ipv4", "203.0.113.10"),
    "ike.dh_groups": ("MODP_2048",),
    "ike.lifetime_s": 28800,
    "esp.encryption": ("AES_CBC_256",),
    "esp.pfs_groups": (),
    "esp.lifetime_s": 3600,
    "local.subnets": ("192.168.10.0/24",),
    "remote.subnets": ("172.16.0.0/16",),
    "initiates": "on-traffic",
}


def example() -> tuple[Gateway, Gateway]:
    """The cloud's and the site's gateway."""
    cloud = Gateway("form", {name: Value(value) for name, value in _CLOUD.items()}, "alibaba-cloud")
    return cloud, Gateway("form", {name: Value(value) for name, value in _SITE.items()}, "huawei")
