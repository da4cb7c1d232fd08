"""OPNsense 23.1 and newer: `<Swanctl>`, where connections, locals, remotes and children refer to each other by uuid.

Words and defaults: OPNsense's own model of the section; values are swanctl.conf's.
"""

from __future__ import annotations

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.sense_parts import Found, all_of, at, report
from kbapp.gateways.platforms.strongswan_common import Secrets, first_address, seconds, suites
from kbapp.gateways.readers.tree import Node

_CONNECTION = frozenset(
    "uuid enabled proposals unique aggressive version mobike localaddrs remoteaddrs localport remoteport encap "
    "reauthtime rekeytime overtime dpddelay dpdtimeout pools sendcertreq sendcert keyingtries description "
    "fragmentation".split()
)
_AUTH = frozenset("uuid enabled connection round auth id eapid certs pubkeys cacerts groups description".split())
_CHILD = frozenset(
    "uuid enabled connection reqid espproposals sha25696 startaction closeaction dpdaction mode policies localts "
    "remotets rekeytime description".split()
)
_OFF = ("0", "no", "false")


def swanctl_connections(nodes: list[Node], format_name: str) -> list[tuple[GatewayBuilder, bool]]:
    """Every connection as a builder, and whether it is enabled."""
    keys = _Keys(nodes)
    found: list[tuple[GatewayBuilder, bool]] = []
    for holder in nodes:
        groups = all_of(holder, "connections")
        belonging = _belonging(holder) if groups else {}
        for connection in (item for group in groups for item in all_of(group, "connection") if item.children):
            found.append((_connection(connection, belonging, keys, format_name), _on(connection)))
    return found


def _on(node: Node) -> bool:
    return (at(node, "enabled") or ("1", 0))[0] not in _OFF


Belonging = dict[tuple[str, str], list[Node]]
"""(`locals`, `remotes` or `children`, the connection's uuid) -> its enabled entries."""


def _belonging(holder: Node) -> Belonging:
    found: Belonging = {}
    for key in ("locals", "remotes", "children"):
        for group in all_of(holder, key):
            for _, item in group.children:
                owner = at(item, "connection")
                if owner and _on(item):
                    found.setdefault((key, owner[0]), []).append(item)
    return found


def _connection(connection: Node, belonging: Belonging, keys: _Keys, format_name: str) -> GatewayBuilder:
    uuid = (at(connection, "uuid") or ("", 0))[0]
    name = at(connection, "description")
    builder = GatewayBuilder(format_name, name[0] if name else uuid or None)
    _negotiation(builder, connection)
    report(builder, connection, _CONNECTION)
    for side in ("local", "remote"):
        for item in belonging.get((f"{side}s", uuid), []):
            _auth(builder, side, item)
            report(builder, item, _AUTH)
    children = belonging.get(("children", uuid), [])
    for child in reversed(children):
        _child(builder, child)
    for child in children:
        report(builder, child, _CHILD)
    _selectors(builder, children)
    keys.give(builder)
    if "auth.psk" in builder.values:
        builder.default("auth.method", "psk", "a pre-shared key is given")
    return builder


def _negotiation(builder: GatewayBuilder, connection: Node) -> None:
    version = at(connection, "version")
    if version:
        builder.set("ike.version", {"1": "ikev1", "2": "ikev2"}.get(version[0], "any"), version[1], version[0])
    builder.default("ike.version", "any", "not in the text; OPNsense: IKEv1+IKEv2")
    for side in ("local", "remote"):
        found = at(connection, f"{side}addrs")
        if found:
            builder.address(f"{side}.address", first_address(found[0]), found[1])
    proposals = at(connection, "proposals")
    if proposals:
        suites(builder, "IKE", proposals[0], proposals[1] or 0)
    aggressive = at(connection, "aggressive")
    if aggressive:
        builder.set("ike.mode", "main" if aggressive[0] in _OFF else "aggressive", aggressive[1], aggressive[0])
    rekey, delay = at(connection, "rekeytime"), at(connection, "dpddelay")
    if rekey and (amount := seconds(rekey[0])) is not None:
        builder.set("ike.lifetime_s", amount, rekey[1], rekey[0])
    if delay and (amount := seconds(delay[0])) is not None:
        builder.set("dpd.enabled", amount > 0, delay[1], delay[0])
        builder.set("dpd.interval_s", amount, delay[1], delay[0])


def _auth(builder: GatewayBuilder, side: str, item: Node) -> None:
    method, identity = at(item, "auth"), at(item, "id")
    if method:
        builder.set("auth.method", "psk" if method[0] == "psk" else "certificate", method[1], method[0])
    if identity:
        builder.identity(f"{side}.id", *identity)


def _child(builder: GatewayBuilder, child: Node) -> None:
    proposals, mode, rekey, start = (at(child, key) for key in ("espproposals", "mode", "rekeytime", "startaction"))
    if proposals:
        suites(builder, "ESP", proposals[0], proposals[1] or 0)
    if mode and mode[0] in ("tunnel", "transport"):
        builder.set("esp.mode", mode[0], mode[1], mode[0])
    elif mode:
        builder.not_understood(mode[1] or 0, f"mode {mode[0]}")
    if rekey and (amount := seconds(rekey[0])) is not None:
        builder.set("esp.lifetime_s", amount, rekey[1], rekey[0])
    if start:
        word = "yes" if "start" in start[0] else "on-traffic" if "trap" in start[0] or "route" in start[0] else "no"
        builder.set("initiates", word, start[1], start[0])
    builder.default("esp.mode", "tunnel", "not in the text; OPNsense: tunnel")
    builder.default("esp.lifetime_s", 3600, "not in the text; OPNsense: 3600")
    builder.default("esp.protocol", "esp", "OPNsense: ESP")


def _selectors(builder: GatewayBuilder, children: list[Node]) -> None:
    for side in ("local", "remote"):
        found = [value for child in children if (value := at(child, f"{side}ts"))]
        texts = [word for text, _ in found for word in text.split(",") if word.strip() != "dynamic"]
        if texts:
            builder.subnets(f"{side}.subnets", texts, found[0][1])
    if len(children) > 1:
        pairs = [(at(child, "localts"), at(child, "remotets")) for child in children]
        builder.pairs = [(a, b) for x, y in pairs if x and y for a in x[0].split(",") for b in y[0].split(",")]


class _Keys:
    """The pre-shared keys by the identities that own them."""

    def __init__(self, nodes: list[Node]) -> None:
        self._owned: dict[str, list[tuple[list[str], Found]]] = {}
        for node in nodes:
            for item in all_of(node, "presharedkey"):
                key, kind = at(item, "key"), at(item, "keytype")
                if key and (kind is None or kind[0].upper() == "PSK"):
                    owners = [value[0] for name in ("ident", "remoteident") if (value := at(item, name))]
                    for owner in owners or [""]:
                        self._owned.setdefault(owner, []).append((owners, key))

    def give(self, builder: GatewayBuilder) -> None:
        """The key of this connection's identities or addresses; the most specific one."""
        names = ("local.id", "remote.id", "local.address", "remote.address")
        own = ["", *(str(builder.values[name].value) for name in names if name in builder.values)]
        secrets = Secrets()
        for owners, (key, line) in (item for owner in own for item in self._owned.get(owner, [])[:50]):
            secrets.add(owners, key, line or 0)
        secrets.give(builder)
