"""config.xml of pfSense and OPNsense: `<ipsec>` with phase1/phase2, and OPNsense's newer `<Swanctl>`.

Words: the web UIs' source; a GUI writes every field, so nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.strongswan_common import Secrets, first_address, seconds, suites
from kbapp.gateways.readers.tree import Node
from kbapp.gateways.readers.xml import read_xml
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity, IdType
from kbapp.model.selector import parse_network
from kbapp.model.transforms import NO_GROUP, TransformKind

PFSENSE, OPNSENSE = "pfsense", "opnsense"

_ANY_PHASE = re.compile(r"<phase1>|<ikeid>")
_SWANCTL = re.compile(r"<Swanctl\b", re.IGNORECASE)
_OPNSENSE = re.compile(r"<opnsense>|<OPNsense>|<Swanctl\b")

Found = tuple[str, int | None]


def _score(text: str) -> tuple[int, int]:
    sample = text[:8_000_000]
    if not (_ANY_PHASE.search(sample) or _SWANCTL.search(sample)) or "<" not in sample[:200]:
        return 0, 0
    return (60, 90) if _OPNSENSE.search(sample) else (90, 60)


def _at(node: Node | None, *keys: str) -> Found | None:
    for key in keys:
        node = node.child(key) if node else None
    text = node.text() if node else None
    return (text, node.line) if node and text else None


def _all(node: Node, *keys: str) -> list[Node]:
    return [child for key, child in node.children if key in keys]


def _read(text: str, format_name: str) -> list[Gateway]:
    document = read_xml(text)
    nodes = list(document.walk())
    phase1, phase2 = ([child for node in nodes for child in _all(node, key)] for key in ("phase1", "phase2"))
    interfaces = _interfaces(nodes)
    found = [_legacy(item, phase2, interfaces, format_name) for item in phase1 if item.child("disabled") is None]
    for node in nodes:
        if node.child("connections") is not None and node.child("children") is not None:
            found += _swanctl(node, nodes, format_name)
    return found


def _interfaces(nodes: list[Node]) -> dict[str, tuple[str, str]]:
    """Interface name -> (address, prefix length)."""
    found: dict[str, tuple[str, str]] = {}
    for node in nodes:
        holder = node.child("interfaces")
        for name, item in holder.children if holder else ():
            address, bits = _at(item, "ipaddr"), _at(item, "subnet")
            if address and bits:
                found[name] = (address[0], bits[0])
    return found


def _legacy(phase1: Node, phase2: list[Node], interfaces: dict[str, tuple[str, str]], format_name: str) -> Gateway:
    ikeid = _at(phase1, "ikeid")
    name = _at(phase1, "descr") or ikeid
    builder = GatewayBuilder(format_name, name[0] if name else None)
    _phase1(builder, phase1, interfaces)
    children = [
        item
        for item in phase2
        if ikeid and _at(item, "ikeid") and _same(_at(item, "ikeid"), ikeid) and not item.child("disabled")
    ]
    for child in reversed(children):
        _phase2(builder, child)
    _subnets(builder, children, interfaces)
    return builder.build()


def _same(a: Found | None, b: Found) -> bool:
    return a is not None and a[0] == b[0]


def _phase1(builder: GatewayBuilder, phase1: Node, interfaces: dict[str, tuple[str, str]]) -> None:
    version = _at(phase1, "iketype")
    if version:
        builder.set("ike.version", version[0] if version[0] in ("ikev1", "ikev2") else "any", version[1], version[0])
    mode = _at(phase1, "mode")
    if mode and mode[0] in ("main", "aggressive"):
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    remote = _at(phase1, "remotegateway")
    if remote:
        builder.address("remote.address", *remote)
    interface = _at(phase1, "interface")
    if interface and interface[0] in interfaces and re.match(r"[\d.]+$", interfaces[interface[0]][0]):
        builder.address("local.address", interfaces[interface[0]][0], interface[1])
    for side, stem in (("local", "myid"), ("remote", "peerid")):
        _identity(builder, f"{side}.id", _at(phase1, f"{stem}type"), _at(phase1, f"{stem}data"))
    secret, method = _at(phase1, "presharedkey"), _at(phase1, "authenticationmethod")
    if method:
        builder.set(
            "auth.method",
            "psk" if "pre_shared" in method[0] or "psk" in method[0] else "certificate",
            method[1],
            method[0],
        )
    if secret:
        builder.psk(*secret)
    _phase1_algorithms(builder, phase1)
    lifetime = _at(phase1, "lifetime")
    if lifetime and lifetime[0].isdigit():
        builder.set("ike.lifetime_s", int(lifetime[0]), lifetime[1], lifetime[0])
    nat = _at(phase1, "nattraversal")
    if nat:
        builder.set("nat_traversal", nat[0] not in ("off", "no"), nat[1], nat[0])
    delay = _at(phase1, "dpddelay")
    if delay and delay[0].isdigit():
        builder.set("dpd.enabled", int(delay[0]) > 0, delay[1], delay[0])
        builder.set("dpd.interval_s", int(delay[0]), delay[1], delay[0])


_ID_TYPES: dict[str, IdType] = {
    "fqdn": "fqdn",
    "userfqdn": "user-fqdn",
    "keyidtag": "key-id",
    "keyid": "key-id",
    "asn1dn": "dn",
    "dyndns": "fqdn",
}


def _identity(builder: GatewayBuilder, name: str, kind: Found | None, data: Found | None) -> None:
    word = kind[0].replace("_", "").lower() if kind else ""
    if data and word in _ID_TYPES:
        builder.identity(name, *data, identity=Identity(_ID_TYPES[word], data[0]))
    elif data:
        builder.identity(name, *data)


def _phase1_algorithms(builder: GatewayBuilder, phase1: Node) -> None:
    holder = phase1.child("encryption")
    items = _all(holder, "item") if holder else [phase1]
    ciphers = [(_cipher(item.child("encryptionalgorithm")), item.line) for item in items]
    _list(builder, "IKE", TransformKind.ENCR, [(word, line) for word, line in ciphers if word])
    for key, kind in (("hashalgorithm", TransformKind.INTEG), ("dhgroup", TransformKind.DH)):
        found = [value for item in items if (value := _at(item, key))]
        _list(builder, "IKE", kind, [(word, line) for text, line in found for word in text.split(",")])


def _cipher(node: Node | None) -> str | None:
    """`aes` with key length 256; GCM's `keylen` is the ICV's, its name holds the key's (`aes256gcm`)."""
    name, bits = _at(node, "name"), _at(node, "keylen")
    if name is None:
        return node.text() if node else None
    number = bits[0] if bits and bits[0] not in ("auto", "") else ""
    return f"{name[0]}{number}"


def _list(builder: GatewayBuilder, protocol: str, kind: TransformKind, found: list[tuple[str, int | None]]) -> None:
    if found:
        builder.transforms(protocol, kind, [word.strip() for word, _ in found], found[0][1])


def _phase2(builder: GatewayBuilder, child: Node) -> None:
    mode, protocol, pfs = (_at(child, key) for key in ("mode", "protocol", "pfsgroup"))
    if mode:
        builder.set("esp.mode", "transport" if mode[0] == "transport" else "tunnel", mode[1], mode[0])
    if protocol:
        builder.set("esp.protocol", protocol[0], protocol[1], protocol[0])
    ciphers = [(word, node.line) for node in _all(child, "encryptionalgorithmoption") if (word := _cipher(node))]
    _list(builder, "ESP", TransformKind.ENCR, ciphers)
    hashes = [
        (text, node.line)
        for node in _all(child, "hashalgorithmoption")
        for text in (node.text() or "").split(",")
        if text
    ]
    _list(builder, "ESP", TransformKind.INTEG, [(word.replace("hmac_", ""), line) for word, line in hashes])
    if pfs:
        if pfs[0] in (*NO_GROUP, "0"):
            builder.set("esp.pfs_groups", (), pfs[1], pfs[0])
        else:
            builder.transforms("ESP", TransformKind.DH, [pfs[0]], pfs[1])
    lifetime = _at(child, "lifetime")
    if lifetime and lifetime[0].isdigit():
        builder.set("esp.lifetime_s", int(lifetime[0]), lifetime[1], lifetime[0])


def _subnets(builder: GatewayBuilder, children: list[Node], interfaces: dict[str, tuple[str, str]]) -> None:
    pairs = [tuple(_selector(child.child(key), interfaces) for key in ("localid", "remoteid")) for child in children]
    for index, name in ((0, "local.subnets"), (1, "remote.subnets")):
        found = [selector for pair in pairs if (selector := pair[index])]
        if found:
            builder.subnets(name, [text for text, _ in found], found[0][1])
    if len(pairs) > 1:
        builder.pairs = [(a[0], b[0]) for a, b in pairs if a and b]


def _selector(node: Node | None, interfaces: dict[str, tuple[str, str]]) -> Found | None:
    """An address, a network, or the network of an interface by its name (`lan`)."""
    if node is None:
        return None
    kind, address, bits = _at(node, "type"), _at(node, "address"), _at(node, "netbits")
    if address:
        return (f"{address[0]}/{bits[0]}" if bits else address[0]), address[1]
    named = interfaces.get(kind[0]) if kind else None
    network = parse_network("/".join(named)) if named else None
    return (str(network), node.line) if network else None


def _swanctl(holder: Node, nodes: list[Node], format_name: str) -> Iterator[Gateway]:
    """OPNsense 23.1 and newer: connections, locals, remotes and children refer to each other by uuid."""
    secrets = _psks(nodes)
    connections = holder.child("connections")
    for connection in _all(connections, "connection") if connections else []:
        if (_at(connection, "enabled") or ("1", 0))[0] == "0":
            continue
        uuid = _at(connection, "uuid")
        name = _at(connection, "description") or uuid
        builder = GatewayBuilder(format_name, name[0] if name else None)
        _swanctl_connection(builder, connection)
        for side in ("local", "remote"):
            for item in _belonging(holder, f"{side}s", uuid):
                _swanctl_auth(builder, side, item)
        children = _belonging(holder, "children", uuid)
        for child in reversed(children):
            _swanctl_child(builder, child)
        for side in ("local", "remote"):
            found = [value for child in children if (value := _at(child, f"{side}ts"))]
            if found:
                builder.subnets(f"{side}.subnets", ",".join(text for text, _ in found).split(","), found[0][1])
        secrets.give(builder)
        yield builder.build()


def _belonging(holder: Node, key: str, uuid: Found | None) -> list[Node]:
    group = holder.child(key)
    items = [child for _, child in group.children] if group else []
    return [item for item in items if uuid and (_at(item, "connection") or ("", 0))[0] == uuid[0]]


def _swanctl_connection(builder: GatewayBuilder, connection: Node) -> None:
    version = _at(connection, "version")
    builder.set(
        "ike.version", {"1": "ikev1", "2": "ikev2"}.get(version[0], "any"), version[1], version[0]
    ) if version else None
    for side in ("local", "remote"):
        found = _at(connection, f"{side}addrs")
        if found:
            builder.address(f"{side}.address", first_address(found[0]), found[1])
    proposals = _at(connection, "proposals")
    if proposals:
        suites(builder, "IKE", proposals[0], proposals[1] or 0)
    aggressive = _at(connection, "aggressive")
    if aggressive:
        builder.set("ike.mode", "aggressive" if aggressive[0] == "1" else "main", aggressive[1], aggressive[0])
    for key, name in (("rekeytime", "ike.lifetime_s"), ("dpddelay", "dpd.interval_s")):
        found = _at(connection, key)
        if found and (amount := seconds(found[0])) is not None:
            builder.set(name, amount, found[1], found[0])


def _swanctl_auth(builder: GatewayBuilder, side: str, item: Node) -> None:
    method, identity = _at(item, "auth"), _at(item, "id")
    if method:
        builder.set("auth.method", "psk" if method[0] == "psk" else "certificate", method[1], method[0])
    if identity:
        builder.identity(f"{side}.id", *identity)


def _swanctl_child(builder: GatewayBuilder, child: Node) -> None:
    proposals, mode, rekey, start = (_at(child, key) for key in ("espproposals", "mode", "rekeytime", "startaction"))
    if proposals:
        suites(builder, "ESP", proposals[0], proposals[1] or 0)
    if mode:
        builder.set("esp.mode", mode[0], mode[1], mode[0])
    if rekey and (amount := seconds(rekey[0])) is not None:
        builder.set("esp.lifetime_s", amount, rekey[1], rekey[0])
    if start:
        word = "yes" if "start" in start[0] else "on-traffic" if "trap" in start[0] else "no"
        builder.set("initiates", word, start[1], start[0])


def _psks(nodes: list[Node]) -> Secrets:
    secrets = Secrets()
    for node in nodes:
        for item in _all(node, "presharedkey"):
            key = _at(item, "key")
            if key:
                owners = [value[0] for name in ("ident", "remoteident") if (value := _at(item, name))]
                secrets.add(owners, key[0], key[1] or 0)
    return secrets


READER_PFSENSE = Reader(PFSENSE, lambda text: _score(text)[0], lambda text: _read(text, PFSENSE))
READER_OPNSENSE = Reader(OPNSENSE, lambda text: _score(text)[1], lambda text: _read(text, OPNSENSE))
