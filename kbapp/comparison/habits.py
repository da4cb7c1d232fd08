"""How each platform negotiates, where platforms differ: who narrows, who makes one SA per subnet pair, who is strict.

Sources: strongSwan 5.9.8 measured between two daemons; Alibaba Cloud's user guide and error table; libreswan's and
iked's manuals; Cisco's and Huawei's configuration guides. What no source says is left as the standards have it, and the
message says that it depends on the responder.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """One platform's way. `None` for a narrowing that no source tells."""

    narrows_v1: bool | None = None
    """As an IKEv1 responder it accepts selectors that are not its own, and answers with what both hold."""
    narrows_v2: bool | None = None
    sa_per_pair: bool = False
    """One SA per subnet pair (an ACL's line, a proxy id), in IKEv2 too; else one IKEv2 SA carries all subnets."""
    first_pair_only: bool = False
    """As an IKEv1 initiator it offers the first local with the first remote subnet, and no other pair."""
    strips_lists: bool = False
    """As an IKEv1 initiator it sends only the first algorithm of each kind of a suite."""
    one_group_in_quick_mode: bool = False
    """As an IKEv1 initiator with a PFS group it offers only the suites that have that group."""
    refuses_longer_ike_life: bool = False
    """As an IKEv1 responder it refuses an IKE lifetime longer than its own."""
    address_ids_in_main_mode: bool = False
    """With IKEv1 main mode and a pre-shared key it knows peers by address only."""
    one_subnet_per_side_v1: bool = False
    esp_tunnel_only: bool = False
    no_volume_lifetime: bool = False
    may_cut_sha2: bool = False
    """Its HMAC-SHA2-256 may be cut to 96 bits unless it is told to be compatible."""


_STRONGSWAN = Habits(
    narrows_v1=True, narrows_v2=True, first_pair_only=True, strips_lists=True, one_group_in_quick_mode=True
)
_ALIBABA = Habits(
    narrows_v1=False,
    narrows_v2=True,
    address_ids_in_main_mode=True,
    one_subnet_per_side_v1=True,
    esp_tunnel_only=True,
    no_volume_lifetime=True,
)
_CISCO = Habits(
    narrows_v1=False,
    narrows_v2=False,
    sa_per_pair=True,
    refuses_longer_ike_life=True,
    address_ids_in_main_mode=True,
)
_OLD_SHA2 = Habits(narrows_v1=False, narrows_v2=False, sa_per_pair=True, may_cut_sha2=True)

HABITS: dict[str, Habits] = {
    "alibaba-cloud": _ALIBABA,
    "strongswan": _STRONGSWAN,
    "strongswan-swanctl": _STRONGSWAN,
    "strongswan-ipsec": _STRONGSWAN,
    "vyos": _STRONGSWAN,
    "pfsense": _STRONGSWAN,
    "opnsense": _STRONGSWAN,
    "libreswan": Habits(narrows_v1=False, narrows_v2=False),
    "openiked": Habits(narrows_v2=True),
    "huawei": _OLD_SHA2,
    "h3c": _OLD_SHA2,
    "cisco-ios": _CISCO,
    "cisco-asa": _CISCO,
    "paloalto": Habits(sa_per_pair=True),
    "racoon": Habits(narrows_v1=False, sa_per_pair=True),
}
_STANDARD = Habits()


def habits_of(platform: str | None) -> Habits:
    """The habits of a platform; where none is known, the standards' ways."""
    return HABITS.get(platform or "", _STANDARD)
