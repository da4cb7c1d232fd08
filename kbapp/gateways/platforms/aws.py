"""AWS `CustomerGatewayConfiguration` XML: one connection a tunnel, AWS itself being the local end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.listing import plain_lines
from kbapp.gateways.readers.tree import Node
from kbapp.gateways.readers.xml import read_xml
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import TransformKind

FORMAT = "aws"

_ROOT = re.compile(r"<vpn_connection\b[^>]*>[\s\S]{0,4000}?<ipsec_tunnel>")
_HEAD = "<vpn_connection"
_END = "</vpn_connection>"


def score(text: str) -> int:
    return 95 if _ROOT.search(text[:200_000]) else 0


def read(text: str) -> list[Gateway]:
    return [gateway for document in _documents(text) for gateway in _gateways(document)]


def _documents(text: str) -> Iterator[Node]:
    """Each connection of the text, also inside a JSON string (AWS CLI, Terraform state) or a document."""
    if _HEAD not in text:
        return
    if "\\n" not in text:
        text = "\n".join(line.text for line in plain_lines(text))
    start = text.find(_HEAD)
    while start >= 0:
        end = text.find(_END, start)
        cut = text[start : end + len(_END)] if end >= 0 else text[start:]
        first = text.count("\n", 0, start)
        escaped = "\\n" in cut and '\\"' in cut
        document = read_xml(_unescaped(cut) if escaped else cut)
        for node in document.walk():
            node.line = first + 1 if escaped else first + (node.line or 1)
        yield document
        start = text.find(_HEAD, start + len(cut))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text.replace("\\n", "\n").replace('\\"', '"')


def _gateways(document: Node) -> Iterator[Gateway]:
    for connection in document.walk():
        tunnels = [child for key, child in connection.children if key == "ipsectunnel"]
        name = connection.child("id")
        for index, tunnel in enumerate(tunnels, 1):
            yield _tunnel(tunnel, f"{name.text()}/{index}" if name else str(index))


_ENDS = (("vpngateway", "local"), ("customergateway", "remote"))


def _tunnel(tunnel: Node, name: str) -> Gateway:
    builder = GatewayBuilder(FORMAT, name)
    for key, end in _ENDS:
        found = _at(tunnel, key, "tunneloutsideaddress", "ipaddress")
        if found:
            builder.address(f"{end}.address", *found)
        inside, number = _at(tunnel, key, "tunnelinsideaddress", "ipaddress"), _at(tunnel, key, "bgp", "asn")
        if inside and number:
            builder.set(f"{end}.bgp_address", inside[0], inside[1], inside[0])
            builder.set(f"{end}.bgp_asn", number[0], number[1], number[0])
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
