"""Palo Alto PAN-OS, as `set` lines or as XML. Words: PAN-OS CLI hierarchy; only its verified defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Path, Paths, Words, read_paths
from kbapp.gateways.readers.tree import Node
from kbapp.gateways.readers.xml import read_xml
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity, IdType
from kbapp.model.transforms import TransformKind

FORMAT = "paloalto"

_SET = re.compile(r"\bset (?:\S+ )*?network (?:ike (?:gateway|crypto-profiles)|tunnel ipsec)\b")
_XML = re.compile(r"<(?:ike-crypto-profiles|ipsec-crypto-profiles|crypto-profiles|ike-gateway)>")
_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_SIZES = {"kb": 1, "mb": 2**10, "gb": 2**20, "tb": 2**30}
_ID_TYPES: dict[str, IdType] = {"fqdn": "fqdn", "ufqdn": "user-fqdn", "keyid": "key-id", "dn": "dn", "ipaddr": "ipv4"}


def score(text: str) -> int:
    sample = text[:1_000_000]
    return 95 if _SET.search(sample) or _XML.search(sample) else 0


def read(text: str) -> list[Gateway]:
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        paths = Paths(_flat(read_xml(text, str), ()))
    else:
        paths = read_paths(clean_lines(text))
    network = Paths(_below_network(paths))
    return [_tunnel(name, network) for name in network.names("tunnel", "ipsec")] or [
        _gateway(GatewayBuilder(FORMAT, name), name, network).build() for name in network.names("ike", "gateway")
    ]


def _flat(node: Node, words: Words) -> Iterator[Path]:
    """XML as paths: an entry is its name, a member its text."""
    if not node.children:
        text = node.text() or ""
        yield Path((*words, text) if text else words, node.line or 0)
    name = node.child("name")
    if name is not None and len(node.children) == 1:
        yield Path(words, node.line or 0)
    for key, child in node.children:
        if key == "entry":
            entry = child.child("name")
            yield from _flat(child, (*words, (entry.text() or "") if entry else ""))
        elif key == "member":
            yield from _flat(child, words)
        elif child is not name:
            yield from _flat(child, (*words, key))


def _below_network(paths: Paths) -> Iterator[Path]:
    """Whatever stands before `network` (device, template, vsys) is taken off; a paste may start below it."""
    for path in paths:
        if "network" in path.words[:12]:
            yield Path(path.words[path.words.index("network") + 1 :], path.line)
        elif path.words[:1] in (("ike",), ("tunnel",)):
            yield path


def _tunnel(name: str, network: Paths) -> Gateway:
    tunnel = network.under("tunnel", "ipsec", name)
    builder = GatewayBuilder(FORMAT, name)
    gateway = tunnel.names("auto-key", "ike-gateway")
    if gateway:
        _gateway(builder, gateway[0], network)
    profile = tunnel.value("auto-key", "ipsec-crypto-profile")
    _ipsec_profile(builder, profile[0] if profile else "default", network)
    _proxy_ids(builder, tunnel)
    builder.default("esp.mode", "tunnel", "PAN-OS: tunnel mode")
    builder.default("esp.protocol", "esp", "PAN-OS: ESP")
    return builder.build()


def _gateway(builder: GatewayBuilder, name: str, network: Paths) -> GatewayBuilder:
    gateway = network.under("ike", "gateway", name)
    secret = gateway.value("authentication", "pre-shared-key", "key")
    if secret:
        builder.set("auth.method", "psk", secret[1], "pre-shared-key")
        builder.psk(None if secret[0].startswith("-AQ==") or len(secret[0]) > 60 else secret[0], secret[1])
    elif gateway.has("authentication", "certificate"):
        builder.set("auth.method", "certificate", gateway.has("authentication", "certificate"), "certificate")
    for key, words in (("remote.address", ("peer-address",)), ("local.address", ("local-address",))):
        for word in ("ip", "fqdn", "floating-ip"):
            found = gateway.value(*words, word)
            if found:
                builder.address(key, found[0].partition("/")[0], found[1])
    for side, word in (("local", "local-id"), ("remote", "peer-id")):
        kind, value = gateway.value(word, "type"), gateway.value(word, "id")
        if value:
            named = _ID_TYPES.get(kind[0]) if kind else None
            typed = Identity(named, value[0]) if named and named != "ipv4" else None
            builder.identity(f"{side}.id", *value, identity=typed)
    _version(builder, gateway, network)
    nat = gateway.value("protocol-common", "nat-traversal", "enable")
    builder.set("nat_traversal", nat[0] == "yes", nat[1], nat[0]) if nat else None
    passive = gateway.value("protocol-common", "passive-mode")
    if passive and passive[0] == "yes":
        builder.set("initiates", "no", passive[1], "passive-mode yes")
    return builder


def _version(builder: GatewayBuilder, gateway: Paths, network: Paths) -> None:
    words = {"ikev1": "ikev1", "ikev2": "ikev2", "ikev2-preferred": "any"}
    version = gateway.value("protocol", "version")
    spoken = words.get(version[0], "any") if version else "ikev1"
    if version:
        builder.set("ike.version", spoken, version[1], version[0])
    mode = gateway.value("protocol", "ikev1", "exchange-mode")
    if mode and mode[0] in ("main", "aggressive"):
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    branch = "ikev1" if spoken == "ikev1" else "ikev2"
    profile = gateway.value("protocol", branch, "ike-crypto-profile")
    _ike_profile(builder, profile[0] if profile else "default", network)
    dpd = gateway.value("protocol", branch, "dpd", "enable")
    if dpd:
        builder.set("dpd.enabled", dpd[0] == "yes", dpd[1], dpd[0])
    interval = gateway.value("protocol", branch, "dpd", "interval")
    if interval and interval[0].isdigit():
        builder.set("dpd.interval_s", int(interval[0]), interval[1], interval[0])


def _ike_profile(builder: GatewayBuilder, name: str, network: Paths) -> None:
    profile = network.under("ike", "crypto-profiles", "ike-crypto-profiles", name)
    for word, kind in (
        ("encryption", TransformKind.ENCR),
        ("hash", TransformKind.INTEG),
        ("dh-group", TransformKind.DH),
    ):
        _list(builder, "IKE", kind, profile.values(word))
    _lifetime(builder, "ike.lifetime_s", profile)
    if name == "default" and not list(profile):
        _factory_default(builder)


def _factory_default(builder: GatewayBuilder) -> None:
    """The profile `default` as it comes from the factory."""
    text = "not in the text; PAN-OS profile default"
    builder.default("ike.encryption", ("AES_CBC_128", "3DES_CBC"), f"{text}: aes-128-cbc, 3des")
    builder.default("ike.integrity", ("HMAC_SHA1_96",), f"{text}: sha1")
    builder.default("ike.dh_groups", ("MODP_1024",), f"{text}: group2")
    builder.default("ike.lifetime_s", 28800, f"{text}: 8 hours")


def _ipsec_profile(builder: GatewayBuilder, name: str, network: Paths) -> None:
    profile = network.under("ike", "crypto-profiles", "ipsec-crypto-profiles", name)
    for word, kind in (("encryption", TransformKind.ENCR), ("authentication", TransformKind.INTEG)):
        _list(builder, "ESP", kind, [item for item in profile.values("esp", word) if item[0] != "none"])
    if profile.has("ah"):
        builder.set("esp.protocol", "ah", profile.has("ah"), "ah")
    elif profile.has("esp"):
        builder.set("esp.protocol", "esp", profile.has("esp"), "esp")
    _list(builder, "ESP", TransformKind.DH, profile.values("dh-group"))
    _lifetime(builder, "esp.lifetime_s", profile)
    for unit, factor in _SIZES.items():
        size = profile.value("lifesize", unit)
        if size and size[0].isdigit():
            builder.set("esp.lifetime_kb", int(size[0]) * factor, size[1], f"{size[0]} {unit}")


def _list(builder: GatewayBuilder, protocol: str, kind: TransformKind, found: list[tuple[str, int]]) -> None:
    if found:
        builder.transforms(protocol, kind, [text for text, _ in found], found[0][1])


def _lifetime(builder: GatewayBuilder, name: str, profile: Paths) -> None:
    for unit, factor in _UNITS.items():
        found = profile.value("lifetime", unit)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]) * factor, found[1], f"{found[0]} {unit}")


def _proxy_ids(builder: GatewayBuilder, tunnel: Paths) -> None:
    names = tunnel.names("auto-key", "proxy-id")
    for side in ("local", "remote"):
        found = [item for name in names for item in tunnel.values("auto-key", "proxy-id", name, side)]
        if found:
            builder.subnets(f"{side}.subnets", [text for text, _ in found], found[0][1])
        else:
            builder.default(f"{side}.subnets", ("0.0.0.0/0",), "not in the text; PAN-OS without proxy id: 0.0.0.0/0")
    if len(names) > 1:
        for name in names:
            local, remote = (tunnel.value("auto-key", "proxy-id", name, side) for side in ("local", "remote"))
            if local and remote:
                builder.pairs.append((local[0], remote[0]))


READER = Reader(FORMAT, score, read)
