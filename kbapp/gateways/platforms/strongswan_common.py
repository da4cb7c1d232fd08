"""What swanctl.conf and ipsec.conf share: proposals, times and secrets as strongSwan writes them."""

from __future__ import annotations

import re
from collections import Counter

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.placeholders import is_placeholder
from kbapp.model.identity import parse_identity
from kbapp.model.proposal import Proposal, parse_suite

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_TIME = re.compile(r"(\d+)\s*([smhd]?)[a-z]*", re.IGNORECASE)


def seconds(text: str) -> int | None:
    """`86400`, `86400s`, `24h`, `1d` in seconds; `None` if it is no time (man swanctl.conf, ipsec.conf)."""
    found = _TIME.fullmatch(text.strip())
    return int(found[1]) * _UNITS[found[2].lower()] if found else None


def suites(builder: GatewayBuilder, protocol: str, text: str, line: int, spelled: str | None = None) -> None:
    """A comma list of suites; `default` says nothing that is known for every release.

    `spelled` is the text as it was written, where it is not `text`. A placeholder makes the list unknown. Where a word
    was not understood, or an IKE suite names no group, the groups are not claimed to be none.
    """
    found: list[Proposal] = []
    understood = True
    if is_placeholder(text):
        builder.unknown(f"{protocol.lower()}.proposals", spelled or text, line)
        return
    for word in text.rstrip("! ").split(","):
        if not word.strip():
            continue
        if word.strip().lower() == "default":
            builder.unknown(f"{protocol.lower()}.proposals", "default", line)
            continue
        suite, unknown = parse_suite(word.strip(), protocol)
        understood = understood and not unknown
        for strange in unknown:
            builder.not_understood(line, strange)
        if suite is not None:
            found.append(suite)
    if found:
        builder.proposals(protocol, found, line, spelled or text)
        groups = "ike.dh_groups" if protocol == "IKE" else "esp.pfs_groups"
        value = builder.values.get(groups)
        if value is not None and not value.value and (protocol == "IKE" or not understood):
            del builder.values[groups]
    if found and protocol == "ESP":
        esn = dict.fromkeys(item for suite in found for item in suite.esn)
        if esn:
            builder.set("esp.esn", "either" if len(esn) > 1 else "yes" if "EXT_SEQ" in esn else "no", line, text)


class Secrets:
    """The pre-shared keys of a text, each with its owners; the most specific one wins (ipsec.secrets(5))."""

    def __init__(self) -> None:
        self._keys: list[tuple[str, int]] = []
        self._by_owner: dict[str, list[int]] = {}
        self._anyones: list[int] = []

    def add(self, owners: list[str], key: str, line: int) -> None:
        named = [owner for owner in owners if owner not in ("%any", "%any6", "0.0.0.0") and not is_placeholder(owner)]
        for owner in set(map(_owner, named)):
            self._by_owner.setdefault(owner, []).append(len(self._keys))
        if not named:
            self._anyones.append(len(self._keys))
        self._keys.append((key, line))

    def give(self, builder: GatewayBuilder) -> None:
        """The key of this connection's identities or addresses."""
        names = ("local.id", "remote.id", "local.address", "remote.address")
        own = {str(builder.values[name].value) for name in names if name in builder.values}
        found = Counter(index for name in own for index in self._by_owner.get(name, ()))
        if found:
            best = max(found.values())
            builder.psk(*self._keys[min(index for index, count in found.items() if count == best)])
        elif self._anyones:
            builder.psk(*self._keys[self._anyones[0]])


def _owner(text: str) -> str:
    found = parse_identity(text)
    return found.value if found else text


def first_address(text: str) -> str:
    """The first of a list of addresses, ranges and `%any`."""
    return text if is_placeholder(text) else re.split(r"[,\s]+", text.strip())[0]
