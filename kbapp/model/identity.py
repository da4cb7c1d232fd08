"""IKE identities (RFC 7296, 3.5): a type and a value, compared as daemons compare them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal

IdType = Literal["ipv4", "ipv6", "fqdn", "user-fqdn", "key-id", "dn"]

_PREFIXES: dict[str, IdType] = {
    "fqdn": "fqdn",
    "dns": "fqdn",
    "email": "user-fqdn",
    "rfc822": "user-fqdn",
    "userfqdn": "user-fqdn",
    "keyid": "key-id",
    "asn1dn": "dn",
    "dn": "dn",
    "ipv4": "ipv4",
    "ipv6": "ipv6",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What one end calls itself, or expects the other end to call itself."""

    type: IdType
    value: str

    def matches(self, other: Identity) -> bool:
        """Type and value both agree; names are compared without case (measured on strongSwan 5.9.8)."""
        if self.type != other.type:
            return False
        if self.type in ("fqdn", "user-fqdn"):
            return self.value.casefold() == other.value.casefold()
        if self.type == "dn":
            return _relative_names(self.value) == _relative_names(other.value)
        return self.value == other.value

    def as_dict(self) -> dict[str, str]:
        return {"type": self.type, "value": self.value}

    def __str__(self) -> str:
        return self.value


def address_identity(text: str) -> Identity | None:
    """The identity of an IP address, or `None` if the text is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return Identity("ipv4" if address.version == 4 else "ipv6", str(address))


def parse_identity(text: str) -> Identity | None:
    """Read an identity as strongSwan and the form write it: `@x`, `@#hex`, `keyid:x`, an address, a DN, a name.

    `None` for an empty text, `%any` and a masked address: no statement about the identity.
    """
    text = text.strip().strip('"')
    if not text or text in ("%any", "%any6", "0.0.0.0", "::") or "*" in text:
        return None
    prefix, colon, rest = text.partition(":")
    if colon and rest and prefix.lower() in _PREFIXES and not rest.startswith(":"):
        return Identity(_PREFIXES[prefix.lower()], rest)
    if text.startswith("@#"):
        return Identity("key-id", text[2:])
    if text.startswith("@") and len(text) > 1:
        return _name(text[1:])
    return address_identity(text) or (_dn(text) or _name(text))


def _name(text: str) -> Identity:
    return Identity("user-fqdn" if "@" in text else "fqdn", text)


def _dn(text: str) -> Identity | None:
    head, equals, _ = text.partition("=")
    return Identity("dn", text) if equals and head.strip().isalpha() else None


def _relative_names(dn: str) -> list[tuple[str, str]]:
    parts = (part.partition("=") for part in dn.replace("/", ",").split(",") if part.strip())
    return [(key.strip().upper(), value.strip()) for key, _, value in parts]
