"""VyOS (1.3, 1.4) and EdgeOS: `set vpn ipsec …` or braces. Words and defaults: VyOS manual and CLI definitions."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.strongswan_common import Secrets
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Paths, read_paths
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import NO_GROUP, TransformKind, is_aead, parse_transform, prf_for

FORMAT = "vyos"

_SET = re.compile(r"\bset vpn ipsec (?:esp-group|ike-group|site-to-site|authentication|interface|ipsec-interfaces)\b")
_CURLY = re.compile(r"^\s*(?:esp-group|ike-group|site-to-site)\b[^\n]*\{", re.MULTILINE)


def score(text: str) -> int:
    sample = text[:400_000]
    return 95 if _SET.search(sample) else 85 if len(_CURLY.findall(sample)) > 1 else 0


def read(text: str) -> list[Gateway]:
    paths = read_paths(clean_lines(text), semicolons=False)
    ipsec = paths.under("vpn", "ipsec")
    if not list(ipsec):
        ipsec = paths.under("ipsec") if paths.has("ipsec") else paths
    return [
        _peer(name, ipsec.under("site-to-site", "peer", name), ipsec) for name in ipsec.names("site-to-site", "peer")
    ]


def _peer(name: str, peer: Paths, ipsec: Paths) -> Gateway:
    builder = GatewayBuilder(FORMAT, name)
    _addresses(builder, name, peer)
    _authentication(builder, name, peer, ipsec)
    ike = peer.value("ike-group")
    if ike:
        _ike_group(builder, ipsec.under("ike-group", ike[0]))
    tunnels = [
        peer.under("tunnel", tunnel) for tunnel in peer.names("tunnel") if peer.has("tunnel", tunnel, "disable") is None
    ]
    group = peer.value("default-esp-group") or peer.value("vti", "esp-group")
    groups = [found for tunnel in tunnels if (found := tunnel.value("esp-group"))] or ([group] if group else [])
    if groups:
        _esp_group(builder, ipsec.under("esp-group", groups[0][0]))
    _selectors(builder, tunnels, peer)
    _defaults(builder, bool(ike), bool(groups))
    for path in peer:
        if path.words[:1] and path.words[0] not in _KNOWN:
            builder.not_understood(path.line, " ".join(path.words))
    return builder.build()


def _addresses(builder: GatewayBuilder, name: str, peer: Paths) -> None:
    remote = peer.value("remote-address")
    if remote:
        builder.address("remote.address", *remote)
    elif re.fullmatch(r"[\d.]+|[0-9a-fA-F:]*:[0-9a-fA-F:]+", name):
        builder.address("remote.address", name, next((path.line for path in peer), None))
    local = peer.value("local-address")
    if local:
        builder.address("local.address", *local)
    starts = peer.value("connection-type")
    if starts:
        words = {"initiate": "yes", "respond": "no", "none": "no", "trap": "on-traffic"}
        builder.set("initiates", words.get(starts[0], "no"), starts[1], starts[0])


def _authentication(builder: GatewayBuilder, name: str, peer: Paths, ipsec: Paths) -> None:
    mode = peer.value("authentication", "mode")
    if mode:
        builder.set("auth.method", "psk" if mode[0] == "pre-shared-secret" else "certificate", mode[1], mode[0])
    for key, words in (("local.id", ("local-id", "id")), ("remote.id", ("remote-id",))):
        named = [value for word in words if (value := peer.value("authentication", word))]
        if named:
            builder.identity(key, *named[0])
    secret = peer.value("authentication", "pre-shared-secret")
    if secret:
        builder.psk(*secret)
        return
    secrets = Secrets()
    for psk in ipsec.names("authentication", "psk"):
        owners = [text for text, _ in ipsec.values("authentication", "psk", psk, "id")]
        secret = ipsec.value("authentication", "psk", psk, "secret")
        if secret:
            secrets.add([*owners, *([name] if psk == name else [])], *secret)
    secrets.give(builder)


def _ike_group(builder: GatewayBuilder, group: Paths) -> None:
    version = group.value("key-exchange")
    if version:
        builder.set("ike.version", version[0], version[1], version[0])
    for word, key in (("mode", "ike.mode"),):
        found = group.value(word)
        if found:
            builder.set(key, found[0], found[1], found[0])
    _lifetime(builder, group, "ike.lifetime_s")
    _suites(builder, "IKE", group, None)
    dpd = group.value("dead-peer-detection", "interval")
    line = group.has("dead-peer-detection")
    if line:
        builder.set("dpd.enabled", True, line, "dead-peer-detection")
    if dpd and dpd[0].isdigit():
        builder.set("dpd.interval_s", int(dpd[0]), dpd[1], dpd[0])


def _lifetime(builder: GatewayBuilder, group: Paths, key: str) -> None:
    found = group.value("lifetime")
    if found and found[0].isdigit():
        builder.set(key, int(found[0]), found[1], found[0])


def _esp_group(builder: GatewayBuilder, group: Paths) -> None:
    mode = group.value("mode")
    if mode:
        builder.set("esp.mode", mode[0], mode[1], mode[0])
    _lifetime(builder, group, "esp.lifetime_s")
    pfs = group.value("pfs")
    named = parse_transform(pfs[0], TransformKind.DH) if pfs else None
    _suites(builder, "ESP", group, named)
    if pfs and pfs[0] in NO_GROUP:
        builder.set("esp.pfs_groups", (), pfs[1], pfs[0])
    elif pfs and named:
        builder.set("esp.pfs_groups", (named,), pfs[1], pfs[0])
    else:
        builder.values.pop("esp.pfs_groups", None)
        groups = builder.values.get("ike.dh_groups")
        if groups is not None:
            builder.default("esp.pfs_groups", groups.value, "pfs enable: the group of phase 1")


def _suites(builder: GatewayBuilder, protocol: str, group: Paths, pfs: str | None) -> None:
    """`proposal N` in order; VyOS' default for a missing word: aes128, sha1, and group 2 in phase 1."""
    found: list[Proposal] = []
    for number in group.names("proposal"):
        proposal = group.under("proposal", number)
        encryption = _word(builder, proposal, "encryption", TransformKind.ENCR) or "AES_CBC_128"
        integrity = _word(builder, proposal, "hash", TransformKind.INTEG) or "HMAC_SHA1_96"
        dh = pfs if protocol == "ESP" else _word(builder, proposal, "dh-group", TransformKind.DH) or "MODP_1024"
        prf = _word(builder, proposal, "prf", TransformKind.PRF) or prf_for(integrity)
        found.append(
            Proposal(
                protocol,
                (encryption,),
                () if is_aead(encryption) else (integrity,),
                (prf,) if protocol == "IKE" and prf else (),
                (dh,) if dh else (),
            )
        )
    if found:
        builder.proposals(protocol, found, group.has("proposal"))


def _word(builder: GatewayBuilder, proposal: Paths, word: str, kind: TransformKind) -> str | None:
    found = proposal.value(word)
    name = parse_transform(found[0], kind) if found else None
    if found and name is None:
        builder.not_understood(found[1], f"{word} {found[0]}")
    return name


def _selectors(builder: GatewayBuilder, tunnels: list[Paths], peer: Paths) -> None:
    for side in ("local", "remote"):
        found = [item for tunnel in tunnels for word in ("prefix", "subnet") for item in tunnel.values(side, word)]
        if found:
            builder.subnets(f"{side}.subnets", [text for text, _ in found], found[0][1])
        elif peer.has("vti"):
            builder.default(f"{side}.subnets", ("0.0.0.0/0",), "not in the text; VTI: 0.0.0.0/0")
    if len(tunnels) > 1:
        for tunnel in tunnels:
            local, remote = (tunnel.values(side, "prefix") for side in ("local", "remote"))
            builder.pairs += [(a, b) for a, _ in local for b, _ in remote]


def _defaults(builder: GatewayBuilder, has_ike: bool, has_esp: bool) -> None:
    ike: tuple[tuple[str, ParameterValue, str], ...] = (
        ("ike.version", "any", "key-exchange: both"),
        ("ike.mode", "main", "mode main"),
        ("ike.lifetime_s", 28800, "lifetime 28800"),
    )
    esp: tuple[tuple[str, ParameterValue, str], ...] = (
        ("esp.mode", "tunnel", "mode tunnel"),
        ("esp.lifetime_s", 3600, "lifetime 3600"),
        ("esp.protocol", "esp", "ESP"),
    )
    for name, value, text in (*(ike if has_ike else ()), *(esp if has_esp else ())):
        builder.default(name, value, f"not in the text; VyOS: {text}")


_KNOWN = frozenset(
    "authentication remote-address local-address connection-type ike-group default-esp-group tunnel vti "
    "description force-udp-encapsulation virtual-address dhcp-interface ikev2-reauth replay-window "
    "force-encapsulation disable".split()
)

READER = Reader(FORMAT, score, read)
