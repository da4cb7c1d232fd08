"""What swanctl.conf and ipsec.conf share: proposals, times and secrets as strongSwan writes them."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.model.identity import parse_identity
from kbapp.model.proposal import Proposal, parse_suite

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_TIME = re.compile(r"(\d+)\s*([smhd]?)[a-z]*", re.IGNORECASE)


def seconds(text: str) -> int | None:
    """`86400`, `86400s`, `24h`, `1d` in seconds; `None` if it is no time (man swanctl.conf, ipsec.conf)."""
    found = _TIME.fullmatch(text.strip())
    return int(found[1]) * _UNITS[found[2].lower()] if found else None


def suites(builder: GatewayBuilder, protocol: str, text: str, line: int) -> None:
    """A comma list of suites; `default` says nothing that is known for every release."""
    found: list[Proposal] = []
    for word in text.rstrip("! ").split(","):
        if not word.strip():
            continue
        if word.strip().lower() == "default":
            builder.unknown(f"{protocol.lower()}.proposals", "default", line)
            continue
        suite, unknown = parse_suite(word.strip(), protocol)
        for strange in unknown:
            builder.not_understood(line, strange)
        if suite is not None:
            found.append(suite)
    if found:
        builder.proposals(protocol, found, line, text)
    if found and protocol == "ESP":
        esn = dict.fromkeys(item for suite in found for item in suite.esn)
        if esn:
            builder.set("esp.esn", "either" if len(esn) > 1 else "yes" if "EXT_SEQ" in esn else "no", line, text)


class Secrets:
    """The pre-shared keys of a text, each with its owners; the most specific one wins (ipsec.secrets(5))."""

    def __init__(self) -> None:
        self._keys: list[tuple[list[str], str, int]] = []

    def add(self, owners: list[str], key: str, line: int) -> None:
        self._keys.append(([owner for owner in owners if owner not in ("%any", "%any6", "0.0.0.0")], key, line))

    def give(self, builder: GatewayBuilder) -> None:
        """The key of this connection's identities or addresses."""
        names = ("local.id", "remote.id", "local.address", "remote.address")
        own = {str(builder.values[name].value) for name in names if name in builder.values}
        ranked = [(len(own & set(map(_owner, owners))), owners, key, line) for owners, key, line in self._keys]
        fitting = [item for item in ranked if item[0] or not item[1]]
        if fitting:
            _, _, key, line = max(fitting, key=lambda item: item[0])
            builder.psk(key, line)


def _owner(text: str) -> str:
    found = parse_identity(text)
    return found.value if found else text


def first_address(text: str) -> str:
    """The first of a list of addresses, ranges and `%any`."""
    return re.split(r"[,\s]+", text.strip())[0]
