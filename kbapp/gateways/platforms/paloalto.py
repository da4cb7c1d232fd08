"""Palo Alto PAN-OS and Panorama: `set` lines, an `edit` session, braces or XML. Words: PAN-OS CLI hierarchy."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.panos import Network, edited, networks, xml_paths
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Paths
from kbapp.gateways.readers.statements import read_statements
from kbapp.gateways.readers.xml import read_part
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway
from kbapp.model.identity import Identity, IdType
from kbapp.model.transforms import NO_GROUP, TransformKind

FORMAT = "paloalto"

_SET = re.compile(r"\b(?:set|edit) (?:\S+ ){0,12}?network (?:ike (?:gateway|crypto-profiles)|tunnel ipsec)\b")
_CURLY = re.compile(r"\b(?:ike|ipsec)-crypto-profiles? \{|\bauto-key \{")
_XML = re.compile(r"<(?:ike-crypto-profiles|ipsec-crypto-profiles|ike-gateway|auto-key|peer-address)>", re.ASCII)
_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
_SIZES = {"kb": 1, "mb": 2**10, "gb": 2**20, "tb": 2**30}
_ID_TYPES: dict[str, IdType] = {"fqdn": "fqdn", "ufqdn": "user-fqdn", "keyid": "key-id", "dn": "dn"}


def score(text: str) -> int:
    sample = text[:4_000_000]
    if _SET.search(sample) or _XML.search(sample):
        return 95
    return 80 if _CURLY.search(sample) else 0


def read(text: str) -> list[Gateway]:
    if _XML.search(text) or text.lstrip("\ufeff \t\r\n").startswith("<"):
        paths = Paths(xml_paths(read_part(text, str)))
    else:
        paths = read_statements(edited(clean_lines(text)), semicolons=True, keep_lists=True)
    parts = networks(paths)
    found = [(template, gateway) for template, part in parts.items() for gateway in _connections(part)]
    names = [gateway.connection for _, gateway in found]
    return [
        _renamed(gateway, f"{template}/{gateway.connection}")
        if template and names.count(gateway.connection) > 1
        else gateway
        for template, gateway in found
    ]


def _renamed(gateway: Gateway, name: str) -> Gateway:
    return Gateway(gateway.format, gateway.parameters, gateway.platform, name, gateway.remarks, gateway.selector_pairs)


def _connections(network: Network) -> list[Gateway]:
    """The tunnels, or the gateways that no tunnel uses; disabled ones only where nothing else is there."""
    paths = network.paths
    tunnels = [name for name in paths.names("tunnel", "ipsec") if _is_vpn(paths.under("tunnel", "ipsec", name))]
    used = {gateway for name in tunnels for gateway in _gateways_of(paths.under("tunnel", "ipsec", name))}
    alone = [name for name in paths.names("ike", "gateway") if name not in used]
    builders = [_tunnel(name, network) for name in tunnels] or [
        _gateway(GatewayBuilder(FORMAT, name), name, network) for name in alone
    ]
    enabled = [builder for builder in builders if not _off(builder)]
    if enabled and len(enabled) < len(builders):
        for builder in builders:
            if _off(builder):
                name = builder.connection
                enabled[0].remark(None, f"已禁用的隧道未列出：{name}", f"disabled, not listed: {name}")
    return [builder.build() for builder in enabled or builders]


def _off(builder: GatewayBuilder) -> bool:
    return any(remark.message.en.startswith("disabled in the configuration") for remark in builder.remarks)


def _is_vpn(tunnel: Paths) -> bool:
    return not tunnel.has("global-protect-satellite")


def _gateways_of(tunnel: Paths) -> list[str]:
    return [name for name, _ in tunnel.values("auto-key", "ike-gateway")]


def _tunnel(name: str, network: Network) -> GatewayBuilder:
    tunnel = network.paths.under("tunnel", "ipsec", name)
    builder = GatewayBuilder(FORMAT, name)
    _disabled(builder, tunnel)
    gateways = _gateways_of(tunnel)
    if gateways:
        _gateway(builder, gateways[0], network)
    for other in gateways[1:]:
        builder.remark(None, f"另有 IKE 网关：{other}", f"another IKE gateway of this tunnel: {other}")
    if tunnel.has("manual-key"):
        builder.remark(tunnel.has("manual-key"), "手工密钥，没有 IKE 协商", "manual keys: nothing is negotiated")
    else:
        profile = tunnel.value("auto-key", "ipsec-crypto-profile")
        _ipsec_profile(builder, profile[0] if profile else "default", network)
        _proxy_ids(builder, tunnel)
    mode = tunnel.value("ipsec-mode")
    if mode and mode[0] in ("tunnel", "transport"):
        builder.set("esp.mode", mode[0], mode[1], mode[0])
    builder.default("esp.mode", "tunnel", "PAN-OS: tunnel mode")
    builder.default("esp.protocol", "esp", "PAN-OS: ESP")
    _strange(builder, network, "tunnel", "ipsec", name)
    return builder


def _disabled(builder: GatewayBuilder, item: Paths) -> None:
    off = item.value("disabled")
    if off and off[0] == "yes":
        builder.remark(off[1], "此连接在配置中已禁用", "disabled in the configuration")


def _strange(builder: GatewayBuilder, network: Network, *owner: str) -> None:
    for item in network.strange_in(*owner):
        builder.not_understood(item.line, item.text)


def _gateway(builder: GatewayBuilder, name: str, network: Network) -> GatewayBuilder:
    gateway = network.paths.under("ike", "gateway", name)
    _disabled(builder, gateway)
    secret, certificate = (
        gateway.value("authentication", "pre-shared-key", "key"),
        gateway.has("authentication", "certificate"),
    )
    if secret:
        builder.set("auth.method", "psk", secret[1], "pre-shared-key")
        builder.psk(None if secret[0].startswith("-AQ==") or len(secret[0]) > 80 else secret[0], secret[1])
    elif gateway.has("authentication", "pre-shared-key"):
        builder.set("auth.method", "psk", gateway.has("authentication", "pre-shared-key"), "pre-shared-key")
    elif certificate:
        builder.set("auth.method", "certificate", certificate, "certificate")
    _addresses(builder, gateway, network)
    for side, word in (("local", "local-id"), ("remote", "peer-id")):
        kind, value = gateway.value(word, "type"), gateway.value(word, "id")
        if value:
            named = _ID_TYPES.get(kind[0]) if kind else None
            builder.identity(f"{side}.id", *value, identity=Identity(named, value[0]) if named else None)
    _version(builder, gateway, network)
    nat = gateway.value("protocol-common", "nat-traversal", "enable")
    if nat:
        builder.set("nat_traversal", nat[0] == "yes", nat[1], nat[0])
    passive = gateway.value("protocol-common", "passive-mode")
    if passive and passive[0] == "yes":
        builder.set("initiates", "no", passive[1], "passive-mode yes")
    _strange(builder, network, "ike", "gateway", name)
    return builder


def _addresses(builder: GatewayBuilder, gateway: Paths, network: Network) -> None:
    for key, word in (("remote.address", "peer-address"), ("local.address", "local-address")):
        for kind in ("floating-ip", "fqdn", "ip"):
            found = gateway.value(word, kind)
            if found:
                builder.address(key, found[0].partition("/")[0] if "<" not in found[0] else found[0], found[1])
    interface = gateway.value("local-address", "interface")
    if interface and not builder.has("local.address"):
        own = [
            (path.words[path.words.index("ip") + 1], path.line)
            for path in network.interfaces
            if interface[0] in path.words[:4] and "ip" in path.words[:-1]
        ]
        if len(own) == 1 and own[0][0][:1].isdigit():
            builder.address("local.address", own[0][0].partition("/")[0], own[0][1])


def _version(builder: GatewayBuilder, gateway: Paths, network: Network) -> None:
    words = {"ikev1": "ikev1", "ikev2": "ikev2", "ikev2-preferred": "any"}
    version = gateway.value("protocol", "version")
    spoken = words.get(version[0]) if version else None
    if version and spoken:
        builder.set("ike.version", spoken, version[1], version[0])
    elif version:
        builder.not_understood(version[1], f"version {version[0]}")
    profiles = {branch: gateway.value("protocol", branch, "ike-crypto-profile") for branch in ("ikev1", "ikev2")}
    branch = spoken if spoken in profiles else "ikev2"
    if (spoken is None or spoken == "any") and not profiles["ikev2"] and profiles["ikev1"]:
        branch = "ikev1"
    mode = gateway.value("protocol", "ikev1", "exchange-mode")
    if mode and mode[0] in ("main", "aggressive") and spoken != "ikev2":
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    profile = profiles.get(str(branch))
    _ike_profile(builder, profile[0] if profile else "default", network)
    dpd = gateway.value("protocol", str(branch), "dpd", "enable")
    if dpd:
        builder.set("dpd.enabled", dpd[0] == "yes", dpd[1], dpd[0])
    interval = gateway.value("protocol", str(branch), "dpd", "interval")
    if interval and interval[0].isdigit():
        builder.set("dpd.interval_s", int(interval[0]), interval[1], interval[0])


def _named(network: Network, kind: str, name: str) -> Paths:
    """A profile by its name; some write the list's name without its `s`."""
    crypto = network.paths.under("ike", "crypto-profiles")
    return Paths([*crypto.under(f"{kind}s", name), *crypto.under(kind, name)])


def _ike_profile(builder: GatewayBuilder, name: str, network: Network) -> None:
    profile = _named(network, "ike-crypto-profile", name)
    for word, kind in (
        ("encryption", TransformKind.ENCR),
        ("hash", TransformKind.INTEG),
        ("dh-group", TransformKind.DH),
    ):
        _list(builder, "IKE", kind, [item for item in profile.values(word) if item[0] not in ("none", "non-auth")])
    _lifetime(builder, "ike.lifetime_s", profile)
    if name == "default" and not list(profile):
        _factory_default(builder)
    for kind_name in ("ike-crypto-profiles", "ike-crypto-profile"):
        _strange(builder, network, "ike", "crypto-profiles", kind_name, name)


def _factory_default(builder: GatewayBuilder) -> None:
    """The profile `default` as it comes from the factory."""
    text = "not in the text; PAN-OS profile default"
    builder.default("ike.encryption", ("AES_CBC_128", "3DES_CBC"), f"{text}: aes-128-cbc, 3des")
    builder.default("ike.integrity", ("HMAC_SHA1_96",), f"{text}: sha1")
    builder.default("ike.dh_groups", ("MODP_1024",), f"{text}: group2")
    builder.default("ike.lifetime_s", 28800, f"{text}: 8 hours")


def _ipsec_profile(builder: GatewayBuilder, name: str, network: Network) -> None:
    profile = _named(network, "ipsec-crypto-profile", name)
    for word, kind in (("encryption", TransformKind.ENCR), ("authentication", TransformKind.INTEG)):
        _list(builder, "ESP", kind, [item for item in profile.values("esp", word) if item[0] != "none"])
    for protocol in ("ah", "esp"):
        line = profile.has(protocol)
        if line:
            builder.set("esp.protocol", protocol, line, protocol)
    if profile.has("ah"):
        _list(builder, "ESP", TransformKind.INTEG, profile.values("ah", "authentication"))
    groups = profile.values("dh-group")
    if groups and all(word in NO_GROUP for word, _ in groups):
        builder.set("esp.pfs_groups", (), groups[0][1], groups[0][0])
    else:
        _list(builder, "ESP", TransformKind.DH, groups)
    _lifetime(builder, "esp.lifetime_s", profile)
    for unit, factor in _SIZES.items():
        size = profile.value("lifesize", unit)
        if size and size[0].isdigit():
            builder.set("esp.lifetime_kb", int(size[0]) * factor, size[1], f"{size[0]} {unit}")
    for kind_name in ("ipsec-crypto-profiles", "ipsec-crypto-profile"):
        _strange(builder, network, "ike", "crypto-profiles", kind_name, name)


def _list(builder: GatewayBuilder, protocol: str, kind: TransformKind, found: list[tuple[str, int]]) -> None:
    if found:
        builder.transforms(protocol, kind, [text for text, _ in found], found[0][1])


def _lifetime(builder: GatewayBuilder, name: str, profile: Paths) -> None:
    for unit, factor in _UNITS.items():
        found = profile.value("lifetime", unit)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]) * factor, found[1], f"{found[0]} {unit}")


def _proxy_ids(builder: GatewayBuilder, tunnel: Paths) -> None:
    entries = [(kind, name) for kind in ("proxy-id", "proxy-id-v6") for name in tunnel.names("auto-key", kind)]
    for side in ("local", "remote"):
        found = [item for kind, name in entries for item in tunnel.values("auto-key", kind, name, side)]
        if found:
            builder.subnets(f"{side}.subnets", [text for text, _ in found], found[0][1])
        else:
            builder.default(f"{side}.subnets", ("0.0.0.0/0",), "not in the text; PAN-OS without proxy id: 0.0.0.0/0")
    if len(entries) > 1:
        for kind, name in entries:
            local, remote = (tunnel.value("auto-key", kind, name, side) for side in ("local", "remote"))
            if local and remote:
                builder.pairs.append((local[0], remote[0]))


READER = Reader(FORMAT, score, read)
