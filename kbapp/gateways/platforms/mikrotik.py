"""MikroTik RouterOS `/ip ipsec` (6.43 and newer: profile, peer, identity, proposal, policy; older: all in peer)."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.routeros import Item, read_items
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity, IdType
from kbapp.model.transforms import TransformKind

FORMAT = "mikrotik"

_MARK = re.compile(r"/ip[ /]ipsec[ /](?:peer|profile|proposal|policy|identity)\b")
_TIME = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_CLOCK = re.compile(r"(?:(\d+)d)?(\d+):(\d\d):(\d\d)")
_BARE_AES = {"aes-128": "aes128", "aes-192": "aes192", "aes-256": "aes256"}


def score(text: str) -> int:
    return 90 if _MARK.search(text[:400_000]) else 0


def read(text: str) -> list[Gateway]:
    items = [item for item in read_items(clean_lines(text)) if item.path.startswith("/ip ipsec") and not item.disabled]
    peers = [item for item in _of(items, "peer") if item.command == "add"]
    return [_gateway(peer, items) for peer in peers if (peer.get("address") or ("", 0))[0] not in ("0.0.0.0/0", "::/0")]


def _of(items: list[Item], kind: str) -> list[Item]:
    return [item for item in items if item.path == f"/ip ipsec {kind}"]


def _named(items: list[Item], kind: str, name: str) -> Item | None:
    """The item of a name; the one named `default` is changed by `set [ find default=yes ]`."""
    for item in _of(items, kind):
        own = item.get("name")
        if (own and own[0] == name) or (name == "default" and ("default" in item.find or item.find in ("0", "*0"))):
            return item
    return None


def _gateway(peer: Item, items: list[Item]) -> Gateway:
    name = peer.get("name") or peer.get("comment") or peer.get("address")
    builder = GatewayBuilder(FORMAT, name[0].partition("/")[0] if name else None)
    for key, parameter in (("address", "remote.address"), ("local-address", "local.address")):
        found = peer.get(key)
        if found:
            builder.address(parameter, re.sub(r"/(32|128)$", "", found[0]), found[1])
    _exchange(builder, peer)
    profile = _named(items, "profile", (peer.get("profile") or ("default", 0))[0])
    for item in (peer, profile):
        if item is not None:
            _phase1(builder, item)
    peer_name = (peer.get("name") or ("", 0))[0]
    identity = next((item for item in _of(items, "identity") if (item.get("peer") or ("", 0))[0] == peer_name), None)
    _identity(builder, identity or peer)
    policies = _policies(peer, peer_name, items)
    _phase2(builder, policies, items)
    _defaults(builder, profile is not None)
    return builder.build()


def _exchange(builder: GatewayBuilder, peer: Item) -> None:
    mode = peer.get("exchange-mode")
    if mode:
        builder.set("ike.version", "ikev2" if mode[0] == "ike2" else "ikev1", mode[1], mode[0])
        if mode[0] in ("main", "aggressive"):
            builder.set("ike.mode", mode[0], mode[1], mode[0])
        elif mode[0] == "main-l2tp":
            builder.set("ike.mode", "main", mode[1], mode[0])
    passive = peer.get("passive")
    if passive:
        builder.set("initiates", "no" if passive[0] == "yes" else "on-traffic", passive[1], passive[0])


_PHASE1_LISTS = (
    ("enc-algorithm", TransformKind.ENCR),
    ("hash-algorithm", TransformKind.INTEG),
    ("prf-algorithm", TransformKind.PRF),
    ("dh-group", TransformKind.DH),
)


def _phase1(builder: GatewayBuilder, item: Item) -> None:
    for key, kind in _PHASE1_LISTS:
        found = item.get(key)
        if found and found[0] not in ("auto", ""):
            builder.transforms("IKE", kind, [_BARE_AES.get(word, word) for word in found[0].split(",")], found[1])
    lifetime = item.get("lifetime")
    if lifetime:
        _time(builder, "ike.lifetime_s", *lifetime)
    nat = item.get("nat-traversal")
    if nat:
        builder.set("nat_traversal", nat[0] == "yes", nat[1], nat[0])
    dpd = item.get("dpd-interval")
    if dpd:
        off = dpd[0] in ("disable-dpd", "0s")
        builder.set("dpd.enabled", not off, dpd[1], dpd[0])
        if not off:
            _time(builder, "dpd.interval_s", *dpd)


def _time(builder: GatewayBuilder, name: str, text: str, line: int) -> None:
    amount = seconds(text)
    if amount is None:
        builder.not_understood(line, text)
    else:
        builder.set(name, amount, line, text)


def seconds(text: str) -> int | None:
    """`1d`, `8h`, `1d12h`, `00:30:00` in seconds; `None` if it is no time."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        days, hours, minutes, rest = (int(word or 0) for word in clock.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + rest
    if text.isdigit():
        return int(text)
    found = _TIME.fullmatch(text)
    if not found or not text:
        return None
    weeks, days, hours, minutes, rest = (int(word or 0) for word in found.groups())
    return weeks * 604800 + days * 86400 + hours * 3600 + minutes * 60 + rest


_ID_TYPES: dict[str, IdType] = {"fqdn": "fqdn", "user-fqdn": "user-fqdn", "key-id": "key-id", "dn": "dn"}


def _identity(builder: GatewayBuilder, item: Item) -> None:
    method = item.get("auth-method")
    if method:
        builder.set(
            "auth.method", "psk" if method[0].startswith("pre-shared-key") else "certificate", method[1], method[0]
        )
    secret = item.get("secret")
    if secret:
        builder.psk(secret[0] or None, secret[1])
    for key, name in (("my-id", "local.id"), ("remote-id", "remote.id")):
        found = item.get(key)
        if not found or found[0] in ("auto", "ignore", ""):
            continue
        kind, _, value = found[0].partition(":")
        if kind in _ID_TYPES and value:
            builder.identity(name, value, found[1], Identity(_ID_TYPES[kind], value))
        else:
            builder.identity(name, value if kind == "address" else found[0], found[1])


def _policies(peer: Item, name: str, items: list[Item]) -> list[Item]:
    """The policies that name the peer, or (older releases) its address as SA destination."""
    address = re.sub(r"/(32|128)$", "", (peer.get("address") or ("", 0))[0])
    policies = [item for item in _of(items, "policy") if item.command == "add" and not item.get("template")]
    named = [item for item in policies if name and (item.get("peer") or ("", 0))[0] == name]
    return named or [item for item in policies if address and (item.get("sa-dst-address") or ("", 0))[0] == address]


def _phase2(builder: GatewayBuilder, policies: list[Item], items: list[Item]) -> None:
    for key, name in (("src-address", "local.subnets"), ("dst-address", "remote.subnets")):
        found = [value for item in policies if (value := item.get(key))]
        if found:
            builder.subnets(name, [text for text, _ in found], found[0][1])
    if len(policies) > 1:
        builder.pairs = [
            (a[0], b[0]) for item in policies if (a := item.get("src-address")) and (b := item.get("dst-address"))
        ]
    if not policies:
        return
    tunnel = policies[0].get("tunnel")
    if tunnel:
        builder.set("esp.mode", "tunnel" if tunnel[0] == "yes" else "transport", tunnel[1], tunnel[0])
    protocol = policies[0].get("ipsec-protocols")
    if protocol:
        builder.set("esp.protocol", protocol[0], protocol[1], protocol[0])
    local = policies[0].get("sa-src-address")
    if local and not builder.has("local.address"):
        builder.address("local.address", *local)
    proposal = _named(items, "proposal", (policies[0].get("proposal") or ("default", 0))[0])
    if proposal is not None:
        _proposal(builder, proposal)


def _proposal(builder: GatewayBuilder, proposal: Item) -> None:
    for key, kind in (("enc-algorithms", TransformKind.ENCR), ("auth-algorithms", TransformKind.INTEG)):
        found = proposal.get(key)
        if found and found[0] not in ("null", ""):
            builder.transforms("ESP", kind, [_BARE_AES.get(word, word) for word in found[0].split(",")], found[1])
    pfs = proposal.get("pfs-group")
    if pfs:
        builder.transforms("ESP", TransformKind.DH, [pfs[0]], pfs[1])
    lifetime = proposal.get("lifetime")
    if lifetime:
        _time(builder, "esp.lifetime_s", *lifetime)


def _defaults(builder: GatewayBuilder, has_profile: bool) -> None:
    builder.default("ike.version", "ikev1", "not in the text; RouterOS: exchange-mode=main")
    builder.default("ike.mode", "main", "not in the text; RouterOS: exchange-mode=main")
    builder.default("auth.method", "psk", "not in the text; RouterOS: auth-method=pre-shared-key")
    builder.default("esp.protocol", "esp", "not in the text; RouterOS: ipsec-protocols=esp")
    if has_profile:
        builder.default("ike.lifetime_s", 86400, "not in the text; RouterOS: lifetime=1d")
        builder.default("nat_traversal", True, "not in the text; RouterOS: nat-traversal=yes")


READER = Reader(FORMAT, score, read)
