"""Alibaba Cloud VPN Gateway in all its shapes: API JSON, downloaded peer configuration, Terraform, tfstate, ROS.

Keys, values and defaults: the API reference of CreateVpnConnection, DescribeVpnConnection and
DownloadVpnConnectionConfig; the Terraform provider's documentation of alicloud_vpn_connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kbapp.gateways.builder import GatewayBuilder, is_masked
from kbapp.gateways.defaults import ALIBABA
from kbapp.gateways.placeholders import is_placeholder
from kbapp.gateways.platforms.alibaba_shapes import IKE, IPSEC, RESOURCES, TUNNELS, read_document
from kbapp.gateways.readers.tree import Node, embedded_json
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.transforms import TransformKind

FORMAT = "alibaba-cloud"

_MARKS = re.compile(
    r'["\']?(?:[iI]ke_?Config|[tT]unnel_?[iI]ke_?Config|VpnConnectionConfig|TunnelOptionsSpecification|ike_config|ike-config'
    r'|tunnel_ike_config|tunnel_options_specification)(?:\.\d+)?(?:\.\w+)*["\']?\s*[":={>\[\']'
)
_KEYS = re.compile(
    r"\b(?:Ike|Ipsec)(?:EncAlg|AuthAlg|Pfs|Lifetime|Version|Mode)\b|\b(?:ike|ipsec)_(?:enc_alg|auth_alg|pfs)\b", re.I
)
_REFERENCE = re.compile(r"\$\{|^(?:var|local|data|module|each|count|self|alicloud_\w+|random_\w+)\.")
_NAMES = ("vpnconnectionname", "name", "vpnconnectionid", "vpnattachmentname", "id")


def score(text: str) -> int:
    """The key names of the API are nobody else's."""
    sample = text[:1_500_000]
    if RESOURCES.search(sample):
        return 95
    keys = sum(1 for _ in islice(_KEYS.finditer(sample), 4))
    return 90 if _MARKS.search(sample) and keys else 75 if keys > 3 else 60 if _MARKS.search(sample) else 0


def read(text: str) -> list[Gateway]:
    document = read_document(text)
    return [gateway for found in document.connections for gateway in _gateways(*found, document.addresses)]


def _gateways(connection: Node, name: str | None, mirrored: bool, addresses: dict[str, Node]) -> Iterator[Gateway]:
    name = _name(connection) or name
    tunnels = [tunnel for tunnel in _tunnels(connection) if tunnel.child(*IKE, *IPSEC)]
    for index, tunnel in enumerate(tunnels, 1):
        label = _name(tunnel, "tunnelid", "role", "tunnelindex") or str(index)
        yield _gateway(connection, tunnel, f"{name}/{label}" if name else label, mirrored, addresses)
    if not tunnels and connection.child(*IKE):
        yield _gateway(connection, connection, name, mirrored, addresses)


def _name(node: Node, *keys: str) -> str | None:
    for key in keys or _NAMES:
        child = node.child(key)
        text = child.text() if child else None
        if text and not _REFERENCE.search(text):
            return text
    return None


def _tunnels(connection: Node) -> Iterator[Node]:
    """The tunnels of a dual-tunnel connection, however deep their list lies."""
    for key, holder in connection.children:
        if key in TUNNELS:
            for item in holder.items():
                inner = item.child("tunneloptions", "tunnelconfig")
                repeated = [child for name, child in item.children if name in ("tunneloptions", "tunnelconfig")]
                if inner is None:
                    yield item
                for child in repeated:
                    yield from child.items()


def _gateway(connection: Node, tunnel: Node, name: str | None, mirrored: bool, addresses: dict[str, Node]) -> Gateway:
    builder = GatewayBuilder(FORMAT, name)
    _addresses(builder, connection, tunnel, addresses)
    for keys, table in ((IKE, _read_ike), (IPSEC, _read_ipsec)):
        block = tunnel.child(*keys)
        if block is not None:
            for item in embedded_json(block).items():
                table(builder, item)
    _subnets(builder, connection)
    _bgp(builder, connection, tunnel)
    _switches(builder, connection, tunnel)
    _defaults(builder)
    gateway = builder.build()
    return gateway.turned() if mirrored else gateway


def _value(builder: GatewayBuilder, node: Node | None, name: str) -> tuple[str, int | None] | None:
    """The text of a value; a reference, a formula or a placeholder makes the parameter unknown."""
    text = node.text() if node is not None else None
    if node is not None and node.children and not node.is_list:  # an expression, as ROS writes {"Ref": …}
        builder.unknown(name, "expression", node.line)
    if node is None or not text:
        return None
    if node.expression or _REFERENCE.search(text) or is_placeholder(text):
        builder.unknown(name, text, node.line)
        return None
    return text, node.line


_PEERS = {"local.address": ("vpngatewayid", "vpninstanceid"), "remote.address": ("customergatewayid",)}


def _addresses(builder: GatewayBuilder, connection: Node, tunnel: Node, addresses: dict[str, Node]) -> None:
    for name, keys in (("local.address", ("local", "internetip")), ("remote.address", ("remote", "customergatewayip"))):
        found = _value(builder, tunnel.child(*keys) or connection.child(*keys), name)
        if found:
            builder.address(name, *found)
            continue
        reference = tunnel.child(*_PEERS[name]) or connection.child(*_PEERS[name])
        beside = _value(builder, _owned(addresses, reference), name) if reference is not None else None
        if beside:
            builder.address(name, *beside)


def _owned(addresses: dict[str, Node], reference: Node) -> Node | None:
    """The address of the gateway that an id, a Terraform reference or a template's Ref means."""
    inner = reference.child("ref", "fngetatt", "getatt")
    text = (inner.items()[0] if inner.is_list and inner.children else inner).text() if inner else reference.text()
    if not text:
        return None
    parts = text.strip("${} ").split(".")
    return addresses.get(text) or addresses.get(".".join(parts[:2])) or addresses.get(parts[0])


_IKE_LISTS: dict[str, tuple[str, TransformKind]] = {
    "ikeencalg": ("ike.encryption", TransformKind.ENCR),
    "ikeauthalg": ("ike.integrity", TransformKind.INTEG),
    "ikepfs": ("ike.dh_groups", TransformKind.DH),
}
_IKE_IDS = {
    "localid": "local.id",
    "ikelocalid": "local.id",
    "localidipsec": "local.id",
    "remoteid": "remote.id",
    "ikeremoteid": "remote.id",
    "remoteidipsec": "remote.id",
}
_IPSEC_LISTS: dict[str, tuple[str, TransformKind]] = {
    "ipsecencalg": ("esp.encryption", TransformKind.ENCR),
    "ipsecauthalg": ("esp.integrity", TransformKind.INTEG),
    "ipsecpfs": ("esp.pfs_groups", TransformKind.DH),
}


def _read_ike(builder: GatewayBuilder, block: Node) -> None:
    for key, node in block.children:
        if key == "psk":
            _psk(builder, node)
        elif key in _IKE_LISTS:
            _transforms(builder, "IKE", *_IKE_LISTS[key], node)
        elif key in _IKE_IDS:
            found = _value(builder, node, _IKE_IDS[key])
            if found:
                builder.identity(_IKE_IDS[key], *found)
        elif key == "ikelifetime":
            _number(builder, "ike.lifetime_s", node)
        elif key in ("ikeversion", "ikemode"):
            _word(builder, "ike." + key.removeprefix("ike"), node)
        elif node.line is not None and node.text():
            builder.not_understood(node.line, f"{key} = {node.text()}")


def _read_ipsec(builder: GatewayBuilder, block: Node) -> None:
    for key, node in block.children:
        if key in _IPSEC_LISTS:
            _transforms(builder, "ESP", *_IPSEC_LISTS[key], node)
        elif key == "ipseclifetime":
            _number(builder, "esp.lifetime_s", node)
        elif node.line is not None and node.text():
            builder.not_understood(node.line, f"{key} = {node.text()}")


def _psk(builder: GatewayBuilder, node: Node) -> None:
    text = node.text()
    if node.expression and text and "sensitive" in text:
        builder.psk(None, node.line)
    elif (text and (node.expression or _REFERENCE.search(text))) or node.children:
        builder.unknown("auth.psk", text or "expression", node.line)
    elif text:
        builder.psk(text, node.line)


def _transforms(builder: GatewayBuilder, protocol: str, name: str, kind: TransformKind, node: Node) -> None:
    found = _value(builder, node, name)
    if found:
        builder.transforms(protocol, kind, re.split(r"[,\s]+", found[0]), found[1])


def _number(builder: GatewayBuilder, name: str, node: Node) -> None:
    found = _value(builder, node, name)
    if found and found[0].isdigit():
        builder.set(name, int(found[0]), found[1], found[0])
    elif found:
        builder.not_understood(found[1] or 0, found[0])


def _word(builder: GatewayBuilder, name: str, node: Node) -> None:
    found = _value(builder, node, name)
    if found:
        builder.set(name, found[0].lower(), found[1], found[0])


def _subnets(builder: GatewayBuilder, connection: Node) -> None:
    for name, keys in (
        ("local.subnets", ("localsubnet", "localsubnets")),
        ("remote.subnets", ("remotesubnet", "remotesubnets")),
    ):
        node = connection.child(*keys)
        if node is None:
            continue
        texts = [item.text() or "" for item in node.items()]
        if node.children and not node.is_list:
            builder.unknown(name, "expression", node.line)
        elif any(item.expression for item in node.items()) or any(_REFERENCE.search(text) for text in texts):
            builder.unknown(name, ", ".join(texts), node.line)
        else:
            builder.subnets(name, re.split(r"[,\s]+", ",".join(texts)), node.line)


_BGP = {
    "localasn": "local.bgp_asn",
    "peerasn": "remote.bgp_asn",
    "localbgpip": "local.bgp_address",
    "peerbgpip": "remote.bgp_address",
}


def _bgp(builder: GatewayBuilder, connection: Node, tunnel: Node) -> None:
    """BGP inside the tunnel, where it is switched on."""
    block = tunnel.child("tunnelbgpconfig", "bgpconfig", "vpnbgpconfig") or connection.child(
        "bgpconfig", "vpnbgpconfig"
    )
    for item in embedded_json(block).items() if block is not None else []:
        switch = item.child("enablebgp", "enable")
        if switch is not None and switch.text() != "true":
            continue
        for key, name in _BGP.items():
            found = _value(builder, item.child(key), name)
            if found and not is_masked(found[0]):
                builder.set(name, found[0], found[1], found[0])


_SWITCHES = {"enabledpd": "dpd.enabled", "enablenattraversal": "nat_traversal"}


def _switches(builder: GatewayBuilder, connection: Node, tunnel: Node) -> None:
    for key, name in _SWITCHES.items():
        found = _value(builder, tunnel.child(key) or connection.child(key), name)
        if found:
            builder.set(name, found[0].lower() == "true", found[1], found[0])
    found = _value(builder, connection.child("effectimmediately"), "initiates")
    if found:
        builder.set("initiates", "yes" if found[0].lower() == "true" else "on-traffic", found[1], found[0])


def _defaults(builder: GatewayBuilder) -> None:
    for name, value, text in ALIBABA:
        builder.default(name, value, f"not in the text; Alibaba Cloud: {text}")


READER = Reader(FORMAT, score, read)
