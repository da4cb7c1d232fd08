"""pfSense's `<ipsec>` (and OPNsense's tunnel settings [legacy]): phase1, and the phase2 entries of its ikeid.

Words: the web UIs' source. A GUI writes every field, so almost nothing is filled in.
"""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.sense_parts import Found, Interfaces, all_of, at, report
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Suite, put_suites
from kbapp.gateways.readers.tree import Node
from kbapp.model.identity import Identity, IdType, address_identity
from kbapp.model.selector import parse_network
from kbapp.model.transforms import NO_GROUP, TransformKind

_PHASE1 = frozenset(
    "ikeid iketype mode interface remotegateway protocol myidtype myiddata peeridtype peeriddata encryption lifetime "
    "rekeytime reauthtime randtime presharedkey privatekey certref pkcs11certref pkcs11pin caref authenticationmethod "
    "descr nattraversal mobike dpddelay dpdmaxfail dpdaction closeaction startaction gwduplicates splitconn "
    "prfselectenable ikeport nattport margintime responderonly disabled hashalgorithm dhgroup encryptionalgorithm "
    "prfalgorithm localkpref peerkpref tfcenable tfcbytes reauthenable rekeyenable noinstallpolicy auto mobile "
    "rightallowany inactivitytimeout keyingtries unique generatepolicy proposalcheck wizard enable sha25696 "
    "installpolicy closeaction dpdenable exchangemode".split()
)
_PHASE2 = frozenset(
    "ikeid uniqid mode reqid localid remoteid natlocalid protocol encryptionalgorithmoption hashalgorithmoption "
    "pfsgroup lifetime rekeytime randtime pinghost keepalive descr disabled mobile spd sha25696 "
    "tunnellocal tunnelremote modevtiaddr modevtiremoteaddr lifebytes enable".split()
)

Phase = tuple[GatewayBuilder, bool]


def legacy_connections(nodes: list[Node], interfaces: Interfaces, format_name: str) -> list[Phase]:
    """Every phase1 as a builder, and whether it is enabled."""
    phase1, phase2 = ([child for node in nodes for child in all_of(node, key)] for key in ("phase1", "phase2"))
    phase1 = phase1 or [node for node in nodes if node.child("remotegateway") and node.child("ikeid")]
    by_id: dict[str, list[Node]] = {}
    for item in phase2:
        by_id.setdefault((at(item, "ikeid") or ("", 0))[0], []).append(item)
    return [(_connection(item, by_id, interfaces, format_name), item.child("disabled") is None) for item in phase1]


def _connection(
    phase1: Node, phase2: dict[str, list[Node]], interfaces: Interfaces, format_name: str
) -> GatewayBuilder:
    ikeid = at(phase1, "ikeid")
    name = at(phase1, "descr") or ikeid
    builder = GatewayBuilder(format_name, name[0] if name else None)
    _ends(builder, phase1, interfaces)
    _negotiation(builder, phase1)
    report(builder, phase1, _PHASE1)
    children = phase2.get(ikeid[0], []) if ikeid else []
    children = [item for item in children if item.child("disabled") is None] or children
    for child in reversed(children):
        _phase2(builder, child)
    for child in children:
        report(builder, child, _PHASE2)
    _subnets(builder, children, interfaces)
    return builder


def _ends(builder: GatewayBuilder, phase1: Node, interfaces: Interfaces) -> None:
    remote = at(phase1, "remotegateway")
    if remote:
        builder.address("remote.address", *remote)
    interface = at(phase1, "interface")
    own = interfaces.get(interface[0]) if interface else None
    if interface and own and re.match(r"[\d.]+$", own[0][0]):
        builder.address("local.address", own[0][0], interface[1])
    elif interface and address_identity(interface[0]):
        builder.address("local.address", *interface)
    for side, stem in (("local", "myid"), ("remote", "peerid")):
        _identity(builder, side, at(phase1, f"{stem}type"), at(phase1, f"{stem}data"))
    secret, method = at(phase1, "presharedkey"), at(phase1, "authenticationmethod")
    if method:
        psk = "pre_shared" in method[0] or "psk" in method[0]
        builder.set("auth.method", "psk" if psk else "certificate", method[1], method[0])
    if secret:
        builder.psk(*secret)


_ID_TYPES: dict[str, IdType] = {
    "fqdn": "fqdn",
    "userfqdn": "user-fqdn",
    "keyidtag": "key-id",
    "keyid": "key-id",
    "asn1dn": "dn",
    "dyndns": "fqdn",
}


def _identity(builder: GatewayBuilder, side: str, kind: Found | None, data: Found | None) -> None:
    """`myaddress` and `peeraddress`: the address of that end."""
    word = re.sub(r"[_ ]", "", kind[0]).lower() if kind else ""
    if data and word not in ("myaddress", "peeraddress", "any", "auto"):
        named = _ID_TYPES.get(word)
        builder.identity(f"{side}.id", *data, identity=Identity(named, data[0]) if named else None)
    elif kind and word in ("myaddress", "peeraddress"):
        address = builder.values.get(f"{side}.address")
        found = address_identity(str(address.value)) if address and address.value else None
        if found:
            builder.default(f"{side}.id", found, f"{kind[0]}: {found}")


def _negotiation(builder: GatewayBuilder, phase1: Node) -> None:
    version = at(phase1, "iketype")
    if version:
        builder.set("ike.version", version[0] if version[0] in ("ikev1", "ikev2") else "any", version[1], version[0])
    mode = at(phase1, "mode")
    if mode and mode[0] in ("main", "aggressive"):
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    _phase1_algorithms(builder, phase1)
    _number(builder, phase1, "lifetime", "ike.lifetime_s")
    nat = at(phase1, "nattraversal")
    if nat:
        builder.set("nat_traversal", nat[0] not in ("off", "no"), nat[1], nat[0])
    delay = at(phase1, "dpddelay")
    if delay and delay[0].isdigit():
        builder.set("dpd.enabled", int(delay[0]) > 0, delay[1], delay[0])
        builder.set("dpd.interval_s", int(delay[0]), delay[1], delay[0])
    starts = at(phase1, "startaction") or at(phase1, "auto")
    words = {"start": "yes", "trap": "on-traffic", "route": "on-traffic", "none": "no", "add": "no"}
    silent = phase1.child("responderonly")
    if starts and starts[0] in words:
        builder.set("initiates", words[starts[0]], starts[1], starts[0])
    elif silent is not None and silent.text() not in ("no", "0"):
        builder.set("initiates", "no", silent.line, "responderonly")


def _number(builder: GatewayBuilder, node: Node, key: str, name: str) -> None:
    found = at(node, key)
    if found and found[0].isdigit():
        builder.set(name, int(found[0]), found[1], found[0])
    elif found:
        builder.not_understood(found[1] or 0, f"<{key}> {found[0]}")


def _phase1_algorithms(builder: GatewayBuilder, phase1: Node) -> None:
    """Each `<item>` is one suite; the PRF counts only where it may be chosen (`prfselect_enable`)."""
    holder = phase1.child("encryption")
    items = (all_of(holder, "item") or [holder]) if holder and holder.children else [phase1]
    with_prf = phase1.child("prfselectenable") is not None
    suites = [_suite(item, with_prf=with_prf) for item in items]
    put_suites(builder, "IKE", suites, items[0].line)
    if len(suites) < 2:
        builder.values.pop("ike.proposals", None)


def _suite(item: Node, *, with_prf: bool) -> Suite:
    suite = Suite()
    found = all_of(item, "encryptionalgorithm", "encryptionalgorithmoption")
    ciphers = [cipher for node in found for cipher in _ciphers(node)]
    if ciphers:
        suite.put(ENCR, [word for word, _ in ciphers], ciphers[0][1] or 0)
    for key, kind in (("hashalgorithm", INTEG), ("prfalgorithm", PRF), ("dhgroup", DH)):
        named = at(item, key)
        if named and (kind is not PRF or with_prf):
            suite.put(kind, [word.strip() for word in named[0].split(",")], named[1] or 0)
    return suite


def _ciphers(node: Node | None) -> list[Found]:
    """`aes` with key length 256, or `auto`: every length, longest first; beside GCM's name stands its ICV's length."""
    name, bits = at(node, "name"), at(node, "keylen")
    if name is None:
        text = node.text() if node else None
        return [(text, node.line)] if node and text else []
    if bits and bits[0] == "auto" and name[0] in ("aes", "camellia"):
        return [(f"{name[0]}{length}", name[1]) for length in (256, 192, 128)]
    number = bits[0] if bits and bits[0].isdigit() else ""
    if "gcm" in name[0]:
        number = number if number in ("64", "96", "128") and not name[0].endswith("16") else ""
    elif re.search(r"\d$", name[0]):
        number = ""
    return [(f"{name[0]}{number}", name[1])]


def _phase2(builder: GatewayBuilder, child: Node) -> None:
    mode, protocol, pfs = (at(child, key) for key in ("mode", "protocol", "pfsgroup"))
    if mode:
        builder.set("esp.mode", "transport" if mode[0] == "transport" else "tunnel", mode[1], mode[0])
    if protocol and protocol[0] in ("esp", "ah"):
        builder.set("esp.protocol", protocol[0], protocol[1], protocol[0])
    if not protocol or protocol[0] != "ah":
        ciphers = [item for node in all_of(child, "encryptionalgorithmoption") for item in _ciphers(node)]
        _list(builder, ENCR, ciphers)
    hashes = [
        (word.strip().replace("hmac_", ""), named[1])
        for node in all_of(child, "hashalgorithmoption")
        if (named := at(node) or at(node, "name"))
        for word in named[0].split(",")
        if word.strip()
    ]
    _list(builder, INTEG, hashes)
    if pfs and pfs[0] in (*NO_GROUP, "0"):
        builder.set("esp.pfs_groups", (), pfs[1], pfs[0])
    elif pfs:
        _list(builder, DH, [(word, pfs[1]) for word in pfs[0].split(",")])
    _number(builder, child, "lifetime", "esp.lifetime_s")


def _list(builder: GatewayBuilder, kind: TransformKind, found: list[Found]) -> None:
    if found:
        builder.transforms("ESP", kind, [word for word, _ in found], found[0][1])


def _subnets(builder: GatewayBuilder, children: list[Node], interfaces: Interfaces) -> None:
    routed = [child for child in children if (at(child, "mode") or ("", 0))[0] == "vti"]
    if routed:
        for name in ("local.subnets", "remote.subnets"):
            builder.default(name, ("0.0.0.0/0",), "not in the text; VTI: 0.0.0.0/0")
        return
    pairs = [(_local(child, interfaces), _selector(child.child("remoteid"), interfaces)) for child in children]
    for index, name in ((0, "local.subnets"), (1, "remote.subnets")):
        found = [selector for pair in pairs if (selector := pair[index])]
        if found:
            builder.subnets(name, [text for text, _ in found], found[0][1])
    if len(pairs) > 1:
        builder.pairs = [(a[0], b[0]) for a, b in pairs if a and b]


def _local(child: Node, interfaces: Interfaces) -> Found | None:
    """Where the local network is translated (`natlocalid`), the peer sees the translated one."""
    return _selector(child.child("natlocalid"), interfaces) or _selector(child.child("localid"), interfaces)


def _selector(node: Node | None, interfaces: Interfaces) -> Found | None:
    """An address, a network, or the network of an interface by its name (`lan`)."""
    if node is None:
        return None
    kind, address, bits = at(node, "type"), at(node, "address"), at(node, "netbits")
    if address and (kind is None or kind[0] not in interfaces):
        host = kind is not None and kind[0] == "address"
        return (f"{address[0]}/{bits[0]}" if bits and not host else address[0]), address[1]
    named = interfaces.get(kind[0]) if kind else None
    network = parse_network(f"{named[0][0]}/{named[1]}") if named else None
    return (str(network), kind[1] if kind else node.line) if network else None
