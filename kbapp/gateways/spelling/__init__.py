"""The algorithms as each platform spells them: one module a platform, for what is written and what is advised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from kbapp.model.proposal import Proposal

Table = Mapping[str, str]
"""IANA name -> the platform's word."""

MODULES: dict[str, str] = {
    "alibaba-cloud": "alibaba_cloud",
    "strongswan": "strongswan",
    "strongswan-swanctl": "strongswan",
    "strongswan-ipsec": "strongswan",
    "libreswan": "libreswan",
    "fortigate": "fortigate",
    "juniper": "juniper",
    "huawei": "huawei",
    "h3c": "h3c",
    "cisco-ios": "cisco_ios",
    "cisco-asa": "cisco_asa",
    "hillstone": "hillstone",
    "paloalto": "paloalto",
    "mikrotik": "mikrotik",
    "vyos": "vyos",
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One platform's words. A table is named after the parameter, with `@ikev2` where that version has its own."""

    tables: Mapping[str, Table]
    suite: Callable[[Proposal], str | None] | None = None
    """A whole suite in one word or line, where the platform has such; `None` where a part has no spelling."""
    one_of: frozenset[str] = field(default=frozenset())
    """Parameters that take one value only."""
    separator: str = " "
    """Between the algorithms of one list."""
    between: str | None = None
    """Between suites; `None` where there is one only."""

    def word(self, parameter: str, name: str, version: str | None = None) -> str | None:
        """The platform's word for one algorithm, or `None` where it has none."""
        table = self.tables.get(f"{parameter}@{version}") or self.tables.get(parameter, {})
        return table.get(name)


def spelling_of(platform: str) -> Spelling | None:
    """The words of a platform, or `None` if it is not one of `MODULES`."""
    if platform not in MODULES:
        return None
    found: Spelling = import_module(f"{__name__}.{MODULES[platform]}").SPELLING
    return found


def numbered(stem: str, *groups: int) -> dict[str, str]:
    """DH groups by their IANA numbers: `group14`."""
    return {_GROUPS[group]: f"{stem}{group}" for group in groups}


_GROUPS = {
    1: "MODP_768",
    2: "MODP_1024",
    5: "MODP_1536",
    14: "MODP_2048",
    15: "MODP_3072",
    16: "MODP_4096",
    17: "MODP_6144",
    18: "MODP_8192",
    19: "ECP_256",
    20: "ECP_384",
    21: "ECP_521",
    24: "MODP_2048_256",
    27: "ECP_224_BP",
    28: "ECP_256_BP",
    29: "ECP_384_BP",
    30: "ECP_512_BP",
    31: "CURVE_25519",
    32: "CURVE_448",
}
