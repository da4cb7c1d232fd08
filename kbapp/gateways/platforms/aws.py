"""AWS `CustomerGatewayConfiguration` XML: one connection a tunnel, AWS itself being the local end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.tree import Node
from kbapp.gateways.readers.xml import read_xml
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import TransformKind

FORMAT = "aws"

_ROOT = re.compile(r"<vpn_connection\b[^>]*>[\s\S]{0,4000}?<ipsec_tunnel>")


def score(text: str) -> int:
    return 95 if _ROOT.search(text[:200_000]) else 0


def read(text: str) -> list[Gateway]:
    return list(_gateways(read_xml(text)))


def _gateways(document: Node) -> Iterator[Gateway]:
    for connection in document.walk():
        tunnels = [child for key, child in connection.children if key == "ipsectunnel"]
        name = connection.child("id")
        for index, tunnel in enumerate(tunnels, 1):
            yield _tunnel(tunnel, f"{name.text()}/{index}" if name else str(index))


def _tunnel(tunnel: Node, name: str) -> Gateway:
    builder = GatewayBuilder(FORMAT, name)
    for key, parameter in (("vpngateway", "local.address"), ("customergateway", "remote.address")):
        found = _at(tunnel, key, "tunneloutsideaddress", "ipaddress")
        if found:
            builder.address(parameter, *found)
    _proposal(builder, tunnel.child("ike"), "IKE")
    _proposal(builder, tunnel.child("ipsec"), "ESP")
    return builder.build()


def _at(node: Node | None, *keys: str) -> tuple[str, int | None] | None:
    for key in keys:
        node = node.child(key) if node else None
    text = node.text() if node else None
    return (text, node.line) if node and text else None


def _proposal(builder: GatewayBuilder, block: Node | None, protocol: str) -> None:
    rows = (
        ("encryptionprotocol", TransformKind.ENCR),
        ("authenticationprotocol", TransformKind.INTEG),
        ("perfectforwardsecrecy", TransformKind.DH),
    )
    for key, kind in rows:
        found = _at(block, key)
        if found:
            builder.transforms(
                protocol, kind, [re.sub(r"-\d+$", "", found[0]) if "hmac" in found[0] else found[0]], found[1]
            )
    lifetime = _at(block, "lifetime")
    if lifetime and lifetime[0].isdigit():
        builder.set(
            "ike.lifetime_s" if protocol == "IKE" else "esp.lifetime_s", int(lifetime[0]), lifetime[1], lifetime[0]
        )
    mode = _at(block, "mode")
    if mode:
        builder.set("ike.mode" if protocol == "IKE" else "esp.mode", mode[0], mode[1], mode[0])
    if protocol == "IKE":
        secret = _at(block, "presharedkey")
        if secret:
            builder.set("auth.method", "psk", secret[1], "pre_shared_key")
            builder.psk(*secret)
        return
    spoken = _at(block, "protocol")
    if spoken:
        builder.set("esp.protocol", spoken[0].lower(), spoken[1], spoken[0])
    interval = _at(block, "deadpeerdetection", "interval")
    if interval and interval[0].isdigit():
        builder.set("dpd.enabled", True, interval[1], "dead_peer_detection")
        builder.set("dpd.interval_s", int(interval[0]), interval[1], interval[0])


READER = Reader(FORMAT, score, read)
