"""The proposals that StoneOS brings along; their names say what is in them (`psk-sha-aes128-g2`, `esp-md5-3des-g0`).

Older devices print them in their configuration (seen in a DCFW-1800's); newer ones let them be named without that.
"""

from __future__ import annotations

import re

from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, Part, Suite
from kbapp.model.transforms import TransformKind, parse_transform

_P1 = re.compile(r"(?P<auth>psk|rsa|dsa)-(?P<hash>md5|sha\d*)-(?P<cipher>3?des|aes\d{3})-g(?P<group>\d{1,2})", re.I)
_P2 = re.compile(r"esp-(?P<hash>md5|sha\d*|null)-(?P<cipher>3?des|aes\d{3}|null)-g(?P<group>\d{1,2})", re.I)


def builtin_p1(name: str) -> tuple[Suite, bool] | None:
    """The suite of a built-in P1 proposal, and whether it works with a pre-shared key; `None` if it is none."""
    found = _P1.fullmatch(name)
    return (_suite(found, name), found["auth"].lower() == "psk") if found else None


def builtin_p2(name: str) -> Suite | None:
    """The suite of a built-in P2 proposal; group 0 is no PFS."""
    found = _P2.fullmatch(name)
    return _suite(found, name) if found else None


def _suite(found: re.Match[str], name: str) -> Suite:
    suite = Suite()
    for kind, word in ((ENCR, found["cipher"]), (INTEG, found["hash"]), (DH, f"group{found['group']}")):
        _put(suite, kind, word, f"built in: {name}")
    return suite


def _put(suite: Suite, kind: TransformKind, word: str, text: str) -> None:
    name = parse_transform(word, kind) if word not in ("group0", "null") else None
    if name is not None:
        suite.parts[kind] = Part((name,), None, text)
