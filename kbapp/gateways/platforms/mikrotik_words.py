"""What `/ip ipsec` of RouterOS knows in each of its menus: anything else is reported by its line."""

from __future__ import annotations

import re

from kbapp.gateways.readers.routeros import Item

_COMMON = "name comment disabled default dynamic copy-from place-before numbers"
_OLD_PEER = (
    "auth-method secret key remote-key certificate remote-certificate generate-policy policy-template-group "
    "mode-config my-id remote-id my-id-user-fqdn notrack-chain hash-algorithm enc-algorithm dh-group lifetime "
    "lifebytes proposal-check nat-traversal dpd-interval dpd-maximum-failures compatibility-options xauth-login "
    "xauth-password"
)
_KNOWN: dict[str, frozenset[str]] = {
    kind: frozenset(f"{_COMMON} {words}".split())
    for kind, words in {
        "peer": f"address port local-address profile exchange-mode passive send-initial-contact responder {_OLD_PEER}",
        "profile": "hash-algorithm enc-algorithm dh-group prf-algorithm lifetime lifebytes nat-traversal "
        "proposal-check dpd-interval dpd-maximum-failures ppk",
        "identity": "peer auth-method secret my-id remote-id generate-policy policy-template-group mode-config "
        "notrack-chain match-by certificate remote-certificate key remote-key username password eap-methods "
        "remote-peer ppk-secret ppk-qkd",
        "proposal": "auth-algorithms enc-algorithms lifetime pfs-group",
        "policy": "peer tunnel src-address src-port dst-address dst-port protocol action level ipsec-protocols "
        "sa-src-address sa-dst-address proposal template group priority manual-sa ph2-count ph2-state invalid active",
    }.items()
}


def unknown_keys(item: Item) -> list[tuple[str, int]]:
    """The settings of an item that its menu does not have, with their lines."""
    known = _KNOWN.get(item.path.removeprefix("/ip ipsec "))
    if known is None:
        return []
    return [(key, line) for key, (_, line) in item.values.items() if key not in known]


_TIME = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_CLOCK = re.compile(r"(?:(?:(\d+)w)?(\d+)d)?(\d+):(\d\d):(\d\d)")


def seconds(text: str) -> int | None:
    """`1d`, `8h`, `1d12h`, `00:30:00`, `1d 00:00:00` in seconds; `None` if it is no time."""
    text = text.replace(" ", "")
    found = re.fullmatch(_CLOCK, text)
    if found is None:
        if text.isdigit():
            return int(text)
        found = re.fullmatch(_TIME, text) if text else None
    if found is None:
        return None
    return sum(int(word or 0) * unit for word, unit in zip(found.groups(), (604800, 86400, 3600, 60, 1), strict=True))
