"""Huawei AR's Efficient VPN, the branch's side (`ipsec efficient-vpn`): one section says it all.

The algorithms are not in the text: the device offers a list of its own, and the centre's choice holds.
"""

from __future__ import annotations

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms import vrp
from kbapp.gateways.platforms.acl import put_flows
from kbapp.gateways.platforms.command_parts import put_address, put_id
from kbapp.gateways.readers.sections import Command, Section
from kbapp.model.transforms import TransformKind

_OFFERED = ("ike.encryption", "ike.integrity", "ike.dh_groups", "esp.encryption", "esp.integrity")


def put_efficient(builder: GatewayBuilder, section: Section, net: vrp.Net) -> None:
    """Fills in what the section and the interface that applies it say."""
    for command in section.commands:
        if not command.negated:
            _put(builder, command, net)
    kind, value = section.last("local-id-type"), section.last("local-id")
    if value is not None and len(value.words) > 1:
        put_id(builder, "local.id", kind.word(1) if kind else "", value.words[1], value.line)
    theirs = section.last("remote-id")
    if theirs is not None and len(theirs.words) > 1:
        put_id(builder, "remote.id", "", theirs.words[1], theirs.line)
    own = net.address_of(net.applying_efficient(section.name))
    if own is not None:
        put_address(builder, "local.address", *own)
    for name in _OFFERED:
        if not builder.has(name):
            builder.unknown(name, "Efficient VPN: the device offers a list of its own", section.line)
    builder.default("esp.protocol", "esp", "Efficient VPN: esp")
    builder.default("esp.mode", "tunnel", "Efficient VPN: tunnel")


def _put(builder: GatewayBuilder, command: Command, net: vrp.Net) -> None:
    head = command.head
    if head == "remote-address" and len(command.words) > 1:
        put_address(builder, "remote.address", command.words[1], command.line)
        told = command.words[-1].lower()
        if told in ("v1", "v2"):
            builder.set("ike.version", f"ike{told}", command.line, command.text)
        elif len(command.words) > 2:
            builder.not_understood(command.line, command.text)
    elif head == "pre-shared-key":
        vrp.put_key(builder, command.words[1:], command.line)
        builder.default("auth.method", "psk", "a pre-shared key is set")
    elif head == "dh":
        builder.transforms("IKE", TransformKind.DH, command.words[1:], command.line)
    elif head == "pfs":
        vrp.put_pfs(builder, command)
    elif head == "security":
        acl = net.acl(command.words[2:])
        if acl is not None:
            put_flows(builder, net.flows(builder, acl))
        vrp.tell_missing(builder, command if acl is None else None, ("local.subnets", "remote.subnets"))
    elif head == "tunnel" and command.word(1) == "local" and len(command.words) > 2:
        put_address(builder, "local.address", command.words[2], command.line)
    elif head == "nat" and command.word(1) == "traversal":
        builder.set("nat_traversal", True, command.line, command.text)
