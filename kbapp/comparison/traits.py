"""How platforms differ in the negotiation: what one narrows, another refuses."""

from __future__ import annotations

from dataclasses import dataclass

_UNKNOWN_PLATFORM = "unknown"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a platform does where the standards leave a choice."""

    narrows_v1: bool = False
    """As IKEv1 responder it accepts selectors that overlap its own (measured on strongSwan 5.9.8; others refuse)."""
    narrows_v2: bool = False
    """As IKEv2 responder it narrows a wider proposal to its own (RFC 7296, 2.9)."""
    first_of_each_v1: bool = False
    """As IKEv1 initiator it sends only the first algorithm of each kind of a suite (measured on strongSwan 5.9.8)."""
    one_sa_per_pair: bool = False
    """One SA per pair of subnets also in IKEv2 (ACL lines, proxy identities)."""
    main_mode_address_ids: bool = False
    """IKEv1 main mode with a PSK works with address identities only."""
    strict_lifetime: bool = False
    """As IKEv1 responder it refuses a proposed IKE lifetime shorter than its own policy (Cisco)."""


_TRAITS: dict[str, Traits] = {
    "strongswan": Traits(narrows_v1=True, narrows_v2=True, first_of_each_v1=True),
    "alibaba-cloud": Traits(narrows_v2=True, first_of_each_v1=True, main_mode_address_ids=True),
    "pfsense": Traits(narrows_v1=True, narrows_v2=True, first_of_each_v1=True),
    "opnsense": Traits(narrows_v1=True, narrows_v2=True, first_of_each_v1=True),
    "vyos": Traits(narrows_v1=True, narrows_v2=True, first_of_each_v1=True),
    "openiked": Traits(narrows_v2=True),
    "libreswan": Traits(),
    "huawei": Traits(one_sa_per_pair=True),
    "h3c": Traits(one_sa_per_pair=True),
    "cisco-ios": Traits(one_sa_per_pair=True),
    "cisco-asa": Traits(one_sa_per_pair=True),
    "paloalto": Traits(one_sa_per_pair=True),
    "racoon": Traits(),
}


def traits_of(platform: str | None) -> Traits:
    """The traits of a platform or format name; an unknown platform is given the benefit of the doubt."""
    name = (platform or _UNKNOWN_PLATFORM).removesuffix("-swanctl").removesuffix("-ipsec")
    return _TRAITS.get(name, Traits(narrows_v1=True, narrows_v2=True))
