"""The part of PAN-OS' configuration hierarchy that makes IPsec tunnels (PAN-OS CLI hierarchy, 8.1 to 11.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias


class Leaf:
    """A setting that ends a path."""


VALUE: Final = Leaf()
"""Takes one word or a list in brackets."""

ANY: Final = Leaf()
"""Whatever stands below is no matter of the negotiation."""


@dataclass(frozen=True, slots=True)
class Named:
    """A list of entries: the next word is an entry's own name."""

    inner: Schema


Schema: TypeAlias = Mapping[str, "Schema"] | Named | Leaf

_LIFETIME: Schema = dict.fromkeys(("seconds", "minutes", "hours", "days"), VALUE)
_DPD: Schema = dict.fromkeys(("enable", "interval", "retry"), VALUE)
_ID: Schema = dict.fromkeys(("type", "id", "matching"), VALUE)

GATEWAY: Schema = {
    "authentication": {"pre-shared-key": {"key": VALUE}, "certificate": ANY},
    "protocol": {
        "version": VALUE,
        "ikev1": {"exchange-mode": VALUE, "ike-crypto-profile": VALUE, "dpd": _DPD},
        "ikev2": {
            "ike-crypto-profile": VALUE,
            "dpd": _DPD,
            "require-cookie": VALUE,
            "send-cert-hash-url": VALUE,
            "pq-ppk": ANY,
            "pq-kem": ANY,
        },
    },
    "protocol-common": {
        "nat-traversal": dict.fromkeys(("enable", "keep-alive-interval", "udp-checksum-enable"), VALUE),
        "passive-mode": VALUE,
        "fragmentation": {"enable": VALUE},
    },
    "local-address": dict.fromkeys(("interface", "ip", "floating-ip"), VALUE),
    "peer-address": {"ip": VALUE, "fqdn": VALUE, "dynamic": VALUE},
    "local-id": _ID,
    "peer-id": _ID,
    "comment": VALUE,
    "disabled": VALUE,
    "ipv6": VALUE,
}
IKE_PROFILE: Schema = {
    **dict.fromkeys(("encryption", "hash", "dh-group", "authentication-multiple"), VALUE),
    "lifetime": _LIFETIME,
}
IPSEC_PROFILE: Schema = {
    "esp": {"encryption": VALUE, "authentication": VALUE},
    "ah": {"authentication": VALUE},
    "dh-group": VALUE,
    "lifetime": _LIFETIME,
    "lifesize": dict.fromkeys(("kb", "mb", "gb", "tb"), VALUE),
}
_PROXY_ID: Schema = Named({"local": VALUE, "remote": VALUE, "protocol": ANY})
TUNNEL: Schema = {
    "auto-key": {
        "ike-gateway": VALUE,
        "ipsec-crypto-profile": VALUE,
        "proxy-id": _PROXY_ID,
        "proxy-id-v6": _PROXY_ID,
        "enable": VALUE,
    },
    "manual-key": ANY,
    "global-protect-satellite": ANY,
    "tunnel-monitor": ANY,
    **dict.fromkeys(
        (
            "tunnel-interface",
            "anti-replay",
            "anti-replay-window",
            "copy-tos",
            "copy-flow-label",
            "enable-gre-encapsulation",
            "ipsec-mode",
            "ipv6",
            "disabled",
            "comment",
        ),
        VALUE,
    ),
}
_CRYPTO: Schema = {
    **dict.fromkeys(("ike-crypto-profiles", "ike-crypto-profile"), Named(IKE_PROFILE)),
    **dict.fromkeys(("ipsec-crypto-profiles", "ipsec-crypto-profile"), Named(IPSEC_PROFILE)),
    "global-protect-app-crypto-profiles": ANY,
}
NETWORK: Schema = {
    "ike": {"gateway": Named(GATEWAY), "crypto-profiles": _CRYPTO},
    "tunnel": {"ipsec": Named(TUNNEL)},
}
