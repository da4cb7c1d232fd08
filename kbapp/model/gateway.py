"""One gateway as its configuration tells it: every value with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from kbapp.model.identity import Identity
from kbapp.model.secret import Secret
from kbapp.model.text import Text

Source = Literal["explicit", "default", "unknown"]
ParameterValue = str | int | bool | tuple[str, ...] | Identity | Secret | None
"""Lists (algorithms, groups, proposals, subnets) are tuples of strings."""

FORMATS: tuple[str, ...] = (
    "alibaba-cloud",
    "strongswan-swanctl",
    "strongswan-ipsec",
    "libreswan",
    "huawei",
    "h3c",
    "cisco-ios",
    "cisco-asa",
    "fortigate",
    "juniper",
    "hillstone",
    "paloalto",
    "pfsense",
    "opnsense",
    "mikrotik",
    "vyos",
    "openiked",
    "aws",
    "form",
)


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value and where it comes from.

    `line` counts from 1 in the text that was read; `text` is the platform's own spelling, or why the value is as it
    is. `value` is `None` with source `unknown` where nothing is known, and `masked` where it stands there unseen.
    """

    value: ParameterValue
    source: Source = "explicit"
    line: int | None = None
    text: str | None = None
    masked: bool = False

    def as_json(self) -> object:
        """The contract's shape; a secret is `"(set)"`."""
        if isinstance(self.value, tuple):
            return list(self.value)
        if isinstance(self.value, Identity):
            return self.value.as_dict()
        return "(set)" if isinstance(self.value, Secret) else self.value


UNKNOWN = Value(None, "unknown")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one line of a configuration: not understood, ignored, or worth a warning."""

    line: int | None
    message: Text


LEFT_IS_LOCAL = Text(
    "文件未说明哪一端是本端，这里以 left 为本端",
    "the text does not tell which end is local: left is taken",
)
"""The remark of a gateway that is not `oriented`; it falls away once the other gateway has decided."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """One end of one connection. `parameters` holds what is known, by the vocabulary's names."""

    format: str
    parameters: Mapping[str, Value]
    platform: str | None = None
    connection: str | None = None
    remarks: tuple[Remark, ...] = ()
    selector_pairs: tuple[tuple[str, str], ...] = field(default=())
    """(local, remote) prefixes where the platform makes one SA per pair (an ACL's lines, proxy ids)."""

    oriented: bool = True
    """False where the text does not tell which end is local (`left`/`right` of ipsec.conf): `left` was taken."""
    swapped: bool = False
    """The other gateway has shown that `right` is the local end: what is entered for it goes there."""

    def get(self, name: str) -> Value:
        return self.parameters.get(name, UNKNOWN)

    def turned(self) -> Gateway:
        """The same connection with its two ends exchanged."""
        parameters = {mirrored_name(name): value for name, value in self.parameters.items()}
        pairs = tuple((remote, local) for local, remote in self.selector_pairs)
        return replace(self, parameters=parameters, selector_pairs=pairs)


def mirrored_name(name: str) -> str:
    """The other end's name of a parameter: `local.id` is the peer's `remote.id`; others are their own mirror."""
    side, dot, rest = name.partition(".")
    return {"local": "remote", "remote": "local"}.get(side, side) + dot + rest
