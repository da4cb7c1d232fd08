"""What every writer needs: words, lists and suites of a gateway, and the algorithms in a platform's spelling."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity
from kbapp.model.proposal import Proposal, parse_iana
from kbapp.model.transforms import is_aead

PLACEHOLDER = "<PRE-SHARED-KEY>"
"""Stands for the key in everything that is written."""


def word(gateway: Gateway, name: str) -> str | None:
    value = gateway.get(name).value
    return value if isinstance(value, str) else None


def number(gateway: Gateway, name: str) -> int | None:
    value = gateway.get(name).value
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def switch(gateway: Gateway, name: str) -> bool | None:
    value = gateway.get(name).value
    return value if isinstance(value, bool) else None


def items(gateway: Gateway, name: str) -> tuple[str, ...]:
    value = gateway.get(name).value
    return value if isinstance(value, tuple) else ()


def identity(gateway: Gateway, name: str) -> Identity | None:
    value = gateway.get(name).value
    return value if isinstance(value, Identity) else None


def suites(gateway: Gateway, protocol: str) -> list[Proposal]:
    """The suites in order; where there are only single lists, every combination of them."""
    stem = protocol.lower()
    listed = [found for text in items(gateway, f"{stem}.proposals") if (found := parse_iana(text, protocol))]
    if listed:
        return listed
    groups = items(gateway, "ike.dh_groups" if protocol == "IKE" else "esp.pfs_groups") or ("",)
    ciphers, hashes = items(gateway, f"{stem}.encryption"), items(gateway, f"{stem}.integrity") or ("",)
    return [
        Proposal(
            protocol,
            (cipher,),
            () if is_aead(cipher) or not digest else (digest,),
            (),
            (group,) if group else (),
        )
        for cipher, digest, group in product(ciphers, hashes, groups)
    ]


def spelled(name: str, table: Mapping[str, str]) -> str:
    """The platform's word for an algorithm; one that it does not have stands out as `<name>`."""
    return table.get(name, f"<{name}>")


def name_of(gateway: Gateway, default: str = "to-peer") -> str:
    """A name that every platform takes: letters, digits and hyphens."""
    raw = gateway.connection or default
    cleaned = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in raw).strip("-")
    return cleaned or default
