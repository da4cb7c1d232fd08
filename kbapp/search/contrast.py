"""Two values of one parameter in one question (`aes128 … 3des`, `IKEv1 … IKEv2`): what differs is the parameter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kbapp.search.catalogue import Catalogue
from kbapp.search.words import Group

_FAMILIES: Final[dict[str, re.Pattern[str]]] = {
    "~ike-version": re.compile(r"~ikev[12]"),
    "~encryption-algorithm": re.compile(r"~(?:AES_\w+|3DES_CBC|alg-(?:des|3des|aes-(?:128|192|256|gcm)|sm4|chacha20))"),
    "~authentication-algorithm": re.compile(r"~(?:HMAC_\w+|alg-(?:md5|sha1|sha256|sha384|sha512|sm3|aes-xcbc))"),
    "~dh-group": re.compile(r"~(?:MODP_\w+|ECP_\w+|CURVE_?25519|dh-\d+)"),
    "~negotiation-mode": re.compile(r"~(?:main|aggressive)-mode"),
    "~encapsulation-mode": re.compile(r"~(?:tunnel|transport)-mode"),
    "~security-protocol": re.compile(r"~(?:esp|ah)"),
    "~auth-method": re.compile(r"~(?:certificate|psk)"),
}
_CHOICE = re.compile(
    r"还是|哪个|哪种|区别|怎么选|选择|升级|迁移|切换|\b(?:or|which|better|vs|migrat\w*|mov\w+|switch\w*|upgrad\w*)\b",
    re.I,
)
"""A choice of the version, or a move, is another question than a mismatch of it."""
_VALUE, _PARAMETER = 0.5, 1.6
"""What a value still counts of its info, and the info of the parameter."""


def contrasts(folded: str, groups: Iterable[Group], catalogue: Catalogue) -> Iterator[Group]:
    """A group for each parameter of which the groups name two values; the values then count for less."""
    groups = list(groups)
    for parameter, values in _FAMILIES.items():
        named = [group for group in groups if any(map(values.fullmatch, group.concepts))]
        if len({frozenset(group.concepts) for group in named}) < 2 or parameter not in catalogue.frequency:
            continue
        if any(parameter in group.terms for group in groups) or (
            parameter == "~ike-version" and _CHOICE.search(folded)
        ):
            continue
        for group in named:
            group.info *= _VALUE
        yield Group(parameter.removeprefix("~"), {parameter: 0.95}, _PARAMETER, concepts=[parameter])
