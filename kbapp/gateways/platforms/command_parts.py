"""What every platform of the command family needs: addresses, identities, numbers, remarks."""

from __future__ import annotations

from collections.abc import Iterable

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.sections import Command, Section
from kbapp.model.identity import Identity, IdType, address_identity, parse_identity


def is_placeholder(text: str) -> bool:
    """Does this stand for a value that somebody has to fill in?"""
    return text[:1] in ("<", "$", "{", "[") or not text.isascii()


def put_address(builder: GatewayBuilder, name: str, text: str, line: int | None) -> None:
    """An address; a placeholder of a template (`<PEER>`, `$PEER`) is unknown."""
    if is_placeholder(text):
        builder.unknown(name, text, line)
    else:
        builder.address(name, text, line)


ID_TYPES: dict[str, IdType] = {
    "fqdn": "fqdn",
    "name": "fqdn",
    "user-fqdn": "user-fqdn",
    "user": "user-fqdn",
    "email": "user-fqdn",
    "u-fqdn": "user-fqdn",
    "key-id": "key-id",
    "dn": "dn",
}


def put_id(builder: GatewayBuilder, name: str, kind: str, value: str, line: int) -> None:
    """An identity of the platform's type; `address` and `ip` take the value as an address."""
    if is_placeholder(value):
        builder.unknown(name, value, line)
    elif kind.lower() in ("ip", "address", "ipv4", "ipv6", "ipv4-address"):
        builder.identity(name, value, line, address_identity(value.split("/")[0]))
    elif kind.lower() in ID_TYPES:
        builder.identity(name, value, line, Identity(ID_TYPES[kind.lower()], value))
    else:
        builder.identity(name, value, line, parse_identity(value))


def number(command: Command, index: int) -> int | None:
    """A word as a whole number."""
    word = command.word(index)
    return int(word) if word.isdigit() and len(word) < 16 else None


def report(builder: GatewayBuilder, sections: Iterable[Section]) -> None:
    """The lines of these sections that nobody understood."""
    for section in sections:
        for command in section.unknown:
            builder.not_understood(command.line, ("undo " if command.negated else "") + command.text)


def default_identity(builder: GatewayBuilder, text: str) -> None:
    """Without a local identity the own address is it."""
    address = builder.values.get("local.address")
    identity = address_identity(str(address.value)) if address and address.value else None
    if identity:
        builder.default("local.id", identity, text)
