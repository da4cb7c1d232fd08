"""Addresses under other names: the same address has the same name wherever it stands."""

from __future__ import annotations

import ipaddress
import re
from string import ascii_uppercase

_V4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_V6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:)[0-9A-Fa-f:]{2,}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])")


class Pseudonyms:
    """One for all texts that belong together: both logs, both columns, every message about them.

    `198.51.100.20` becomes `A.A.A.20`, its neighbour `198.51.100.21` `A.A.A.21`; masks and `0.0.0.0` stay.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text with every address under its other name; prefix lengths and ports stay."""
        return _V6.sub(self._six, _V4.sub(self._four, text))

    def _four(self, found: re.Match[str]) -> str:
        try:
            address = ipaddress.IPv4Address(found[0])
        except ValueError:
            return found[0]
        if _is_mask(int(address)) or address.is_loopback:
            return found[0]
        network, _, host = found[0].rpartition(".")
        letter = self._letter(network)
        return f"{letter}.{letter}.{letter}.{host}"

    def _six(self, found: re.Match[str]) -> str:
        try:
            address = ipaddress.IPv6Address(found[0])
        except ValueError:
            return found[0]
        if address.is_unspecified or address.is_loopback:
            return found[0]
        return f"[IPv6-{self._letter(str(address))}]"

    def _letter(self, key: str) -> str:
        return self._names.setdefault(key, _nth(len(self._names)))


def _is_mask(number: int) -> bool:
    """`0.0.0.0`, `255.255.255.0`, `0.0.0.255`: no address of anyone."""
    text = f"{number:032b}"
    return "01" not in text or "10" not in text


def _nth(number: int) -> str:
    """A … Z, AA, AB …"""
    name = ""
    while number >= 0:
        number, rest = divmod(number, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
        number -= 1
    return name
