"""What the two columns are called."""

from __future__ import annotations

from kbapp.model.text import Text
from kbapp.ui.compare.column import Column

SIDE: dict[str, Text] = {"cloud": Text("云上", "Cloud"), "onprem": Text("云下（本地）", "On-premises")}
SHORT: dict[str, Text] = {"cloud": Text("云上", "Cloud"), "onprem": Text("云下", "Site")}

PLATFORMS: tuple[tuple[str, Text], ...] = (
    ("alibaba-cloud", Text("阿里云 VPN 网关", "Alibaba Cloud")),
    ("strongswan", Text.same("strongSwan")),
    ("huawei", Text("华为 Huawei", "Huawei")),
    ("h3c", Text("新华三 H3C", "H3C")),
    ("cisco-ios", Text("思科 IOS / IOS-XE", "Cisco IOS / IOS-XE")),
    ("cisco-asa", Text("思科 ASA", "Cisco ASA")),
    ("fortigate", Text("飞塔 FortiGate", "FortiGate")),
    ("juniper", Text("瞻博 Juniper SRX", "Juniper SRX")),
    ("hillstone", Text("山石网科 Hillstone", "Hillstone")),
    ("libreswan", Text.same("Libreswan")),
    ("paloalto", Text.same("Palo Alto PAN-OS")),
    ("pfsense", Text.same("pfSense")),
    ("opnsense", Text.same("OPNsense")),
    ("mikrotik", Text.same("MikroTik RouterOS")),
    ("vyos", Text.same("VyOS")),
    ("openiked", Text.same("OpenIKED")),
    ("aws", Text.same("AWS")),
    ("sangfor", Text("深信服 Sangfor", "Sangfor")),
)
"""Whose rules and defaults a column may have, in the order in which they are offered."""

_NAMES = dict(PLATFORMS)


def family(platform: str | None) -> str | None:
    """The platform that a format belongs to (`strongswan-swanctl` is strongSwan)."""
    return "strongswan" if platform and platform.startswith("strongswan") else platform


def platform_words(platform: str | None) -> Text:
    """A platform's name; an unknown one stands for itself."""
    name = family(platform) or ""
    return _NAMES.get(name, Text.same(name))


def names(left: Column, right: Column) -> tuple[Text, Text]:
    """What the comparison calls the two: by platform, or by side where both are the same."""
    if left.platform and right.platform and family(left.platform) != family(right.platform):
        return platform_words(left.platform), platform_words(right.platform)
    return SIDE[left.role], SIDE[right.role]


def sentence(words: str) -> str:
    """The core's message where it stands alone: with a capital, but for names that have their own (`strongSwan`)."""
    first = words.split(" ", 1)[0]
    return words[:1].upper() + words[1:] if first.islower() else words
