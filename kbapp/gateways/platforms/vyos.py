"""VyOS (1.2 to 1.5), Vyatta and Ubiquiti EdgeOS: `set vpn ipsec …` or braces. Words and defaults: VyOS' definitions."""

from __future__ import annotations

import base64
import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.strongswan_common import Secrets
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, PRF, Part, Suite, put_suites
from kbapp.gateways.platforms.vyos_words import report_group, report_peer
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Paths
from kbapp.gateways.readers.statements import read_statements
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import address_identity
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform, prf_for

FORMAT = "vyos"

_SET = re.compile(
    r"\bset vpn ipsec (?:esp-group|ike-group|site-to-site|authentication|interface|ipsec-interfaces|nat-traversal)\b"
)
_CURLY = re.compile(r"^[ \t+>]*(?:esp-group|ike-group|site-to-site|ipsec-interfaces)\b[^\n=]*\{", re.MULTILINE)
_PEER = re.compile(r"^[ \t+>]*peer \S+ \{", re.MULTILINE)


def score(text: str) -> int:
    sample = text[:4_000_000]
    if _SET.search(sample):
        return 95
    blocks = len(_CURLY.findall(sample))
    return 85 if blocks > 1 or (blocks and _PEER.search(sample)) else 0


def read(text: str) -> list[Gateway]:
    paths = read_statements(clean_lines(text), semicolons=False)
    ipsec = _below(paths)
    peers = [(name, ipsec.under("site-to-site", "peer", name)) for name in ipsec.names("site-to-site", "peer")]
    peers = peers or [(name, ipsec.under("peer", name)) for name in ipsec.names("peer")]
    enabled = [(name, peer) for name, peer in peers if not peer.has("disable")]
    found = [_peer(name, peer, ipsec) for name, peer in enabled or peers]
    for name, peer in peers if enabled else ():
        if peer.has("disable"):
            found[0].remark(peer.has("disable"), f"已禁用的对端未列出：{name}", f"disabled, not listed: {name}")
    return [builder.build() for builder in found]


def _below(paths: Paths) -> Paths:
    """What stands below `vpn ipsec`; a paste may start further down."""
    for prefix in (("vpn", "ipsec"), ("ipsec",)):
        if paths.has(*prefix):
            return paths.under(*prefix)
    return paths


def _peer(name: str, peer: Paths, ipsec: Paths) -> GatewayBuilder:
    builder = GatewayBuilder(FORMAT, name)
    if peer.has("disable"):
        builder.remark(peer.has("disable"), "此连接在配置中已禁用", "disabled in the configuration")
    _addresses(builder, name, peer)
    _authentication(builder, name, peer, ipsec)
    ike = peer.value("ike-group")
    if ike and ipsec.has("ike-group", ike[0]):
        _ike_group(builder, ipsec.under("ike-group", ike[0]))
    tunnels = [peer.under("tunnel", tunnel) for tunnel in peer.names("tunnel")]
    tunnels = [tunnel for tunnel in tunnels if tunnel.has("disable") is None]
    groups = [found for tunnel in tunnels if (found := tunnel.value("esp-group"))]
    group = peer.value("vti", "esp-group") or (groups[0] if groups else None) or peer.value("default-esp-group")
    if group and ipsec.has("esp-group", group[0]):
        _esp_group(builder, ipsec.under("esp-group", group[0]))
    for other in dict.fromkeys(item for item in groups if group and item[0] != group[0]):
        builder.remark(other[1], f"另一隧道用 ESP 组 {other[0]}", f"another tunnel uses the ESP group {other[0]}")
    _selectors(builder, tunnels, peer)
    switch = ipsec.value("nat-traversal")
    if switch and switch[0] in ("enable", "disable"):
        builder.set("nat_traversal", switch[0] == "enable", switch[1], switch[0])
    report_peer(builder, peer)
    return builder


def _addresses(builder: GatewayBuilder, name: str, peer: Paths) -> None:
    remote = peer.value("remote-address")
    if remote:
        builder.address("remote.address", *remote)
    elif re.fullmatch(r"[\d.*xX]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]+|(?!@)[\w-]+(?:\.[\w-]+)+|\S*[$<{]\S*", name):
        builder.address("remote.address", name, next((path.line for path in peer), None))
    local = peer.value("local-address") or peer.value("local-ip")
    if local:
        builder.address("local.address", *local)
    starts = peer.value("connection-type")
    if starts:
        words = {"initiate": "yes", "respond": "no", "none": "no", "trap": "on-traffic"}
        if starts[0] in words:
            builder.set("initiates", words[starts[0]], starts[1], starts[0])
        else:
            builder.not_understood(starts[1], f"connection-type {starts[0]}")


def _authentication(builder: GatewayBuilder, name: str, peer: Paths, ipsec: Paths) -> None:
    mode = peer.value("authentication", "mode")
    if mode and mode[0] in _METHODS:
        builder.set("auth.method", _METHODS[mode[0]], mode[1], mode[0])
    elif mode:
        builder.not_understood(mode[1], f"authentication mode {mode[0]}")
    for key, words in (("local.id", ("local-id", "id")), ("remote.id", ("remote-id",))):
        named = [value for word in words if (value := peer.value("authentication", word))]
        if named and named[0][0] != "any":
            builder.identity(key, *named[0])
    if name.startswith("@") and not builder.has("remote.id"):
        builder.identity("remote.id", name, next((path.line for path in peer), None))
    own = builder.values.get("local.address")
    address = address_identity(str(own.value)) if own and builder.values.get("auth.method") else None
    if address and mode and mode[0] == "pre-shared-secret":
        builder.default("local.id", address, "not in the text; VyOS with a pre-shared key: the local address")
    secret = peer.value("authentication", "pre-shared-secret")
    if secret:
        builder.psk(*secret)
        return
    secrets = Secrets()
    for psk in ipsec.names("authentication", "psk"):
        owners = [text for text, _ in ipsec.values("authentication", "psk", psk, "id")]
        secret = ipsec.value("authentication", "psk", psk, "secret")
        if secret:
            kind = ipsec.value("authentication", "psk", psk, "secret-type")
            key = _decoded(secret[0]) if kind and kind[0] == "base64" else secret[0]
            secrets.add([*owners, *([name] if psk == name else [])], key, secret[1])
    secrets.give(builder)


_METHODS = {"pre-shared-secret": "psk", "x509": "certificate", "rsa": "certificate"}


def _decoded(secret: str) -> str:
    """The key that `secret-type base64` writes; one that is no text counts as unseen."""
    try:
        return base64.b64decode(secret, validate=True).decode()
    except ValueError:
        return "****"


def _ike_group(builder: GatewayBuilder, group: Paths) -> None:
    version = group.value("key-exchange")
    if version:
        spoken = version[0] if version[0] in ("ikev1", "ikev2") else "any"
        builder.set("ike.version", spoken, version[1], version[0])
    mode = group.value("mode")
    if mode and mode[0] in ("main", "aggressive"):
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    _number(builder, group, "lifetime", "ike.lifetime_s")
    _put(builder, "IKE", _suites(group, "IKE"))
    line = group.has("dead-peer-detection")
    if line:
        builder.set("dpd.enabled", True, line, "dead-peer-detection")
        _number(builder, group.under("dead-peer-detection"), "interval", "dpd.interval_s")
        builder.default("dpd.interval_s", 30, "not in the text; VyOS: interval 30")
    _defaults(
        builder,
        ("ike.version", "any", "key-exchange: both"),
        ("ike.mode", "main", "mode main"),
        ("ike.lifetime_s", 28800, "lifetime 28800"),
    )
    report_group(builder, "ike-group", group)


def _number(builder: GatewayBuilder, group: Paths, word: str, key: str, factor: int = 1) -> None:
    found = group.value(word)
    if found and found[0].isdigit():
        builder.set(key, int(found[0]) // factor, found[1], found[0])
    elif found:
        builder.not_understood(found[1], f"{word} {found[0]}")


def _esp_group(builder: GatewayBuilder, group: Paths) -> None:
    mode = group.value("mode")
    if mode and mode[0] in ("tunnel", "transport"):
        builder.set("esp.mode", mode[0], mode[1], mode[0])
    _number(builder, group, "lifetime", "esp.lifetime_s")
    _number(builder, group, "life-bytes", "esp.lifetime_kb", 1024)
    pfs = group.value("pfs")
    named = parse_transform(pfs[0], DH) if pfs else None
    own = Part((named,), pfs[1], pfs[0]) if pfs and named else None
    _put(builder, "ESP", _suites(group, "ESP"), own or _phase1_group(builder, pfs))
    _pfs(builder, pfs, named)
    _defaults(
        builder,
        ("esp.mode", "tunnel", "mode tunnel"),
        ("esp.lifetime_s", 3600, "lifetime 3600"),
        ("esp.protocol", "esp", "ESP"),
    )
    report_group(builder, "esp-group", group)


def _phase1_group(builder: GatewayBuilder, pfs: tuple[str, int] | None) -> Part | None:
    """What `pfs enable` means, if phase 1 has one group."""
    groups = builder.values.get("ike.dh_groups")
    names = groups.value if groups and isinstance(groups.value, tuple) else ()
    enabled = pfs is None or pfs[0] == "enable"
    return Part((str(names[0]),), None, "pfs enable: the group of phase 1") if enabled and len(names) == 1 else None


def _pfs(builder: GatewayBuilder, pfs: tuple[str, int] | None, named: str | None) -> None:
    """`pfs enable`, also where nothing is said: the group of phase 1."""
    groups = builder.values.get("ike.dh_groups")
    if pfs and named:
        builder.set("esp.pfs_groups", (named,), pfs[1], pfs[0])
    elif pfs and pfs[0] in NO_GROUP:
        builder.set("esp.pfs_groups", (), pfs[1], pfs[0])
    elif pfs and pfs[0] != "enable":
        builder.not_understood(pfs[1], f"pfs {pfs[0]}")
    elif groups is not None and pfs and groups.source == "explicit":
        builder.set("esp.pfs_groups", groups.value, pfs[1], "pfs enable: the group of phase 1")
    elif groups is not None:
        builder.default("esp.pfs_groups", groups.value, "pfs enable: the group of phase 1")


_KINDS = {"encryption": ENCR, "hash": INTEG, "dh-group": DH, "prf": PRF}
_DEFAULTS = {ENCR: ("AES_CBC_128", "aes128"), INTEG: ("HMAC_SHA1_96", "sha1"), DH: ("MODP_1024", "2")}


def _suites(group: Paths, protocol: str) -> list[Suite]:
    """`proposal N` in order; VyOS' default for a missing word: aes128, sha1, and group 2 in phase 1."""
    found: list[Suite] = []
    for number in group.names("proposal"):
        proposal, suite = group.under("proposal", number), Suite()
        for word, kind in _KINDS.items():
            value = proposal.value(word)
            if value and (protocol == "IKE" or kind in (ENCR, INTEG)):
                suite.put(kind, [_spelled(value[0], kind)], value[1])
        for kind, (name, text) in _DEFAULTS.items():
            if protocol == "IKE" or kind is not DH:
                suite.default(kind, name, f"not in the text; VyOS: {text}")
        found.append(suite)
    return found


def _put(builder: GatewayBuilder, protocol: str, suites: list[Suite], pfs: Part | None = None) -> None:
    """A hash beside a combined cipher stays in the list as it was written; charon makes it the PRF, or drops it."""
    hashes = [suite.parts[INTEG] for suite in suites if INTEG in suite.parts]
    explicit = [part for part in hashes if part.line is not None]
    named_prf = any(PRF in suite.parts for suite in suites)
    lines = [part.line for suite in suites for part in suite.parts.values() if part.line is not None]
    for suite in suites:
        part = suite.parts.pop(INTEG) if suite.is_aead() and INTEG in suite.parts else None
        prf = prf_for(part.names[0]) if part and protocol == "IKE" and PRF not in suite.parts else None
        if prf and part:
            suite.parts[PRF] = Part((prf,), part.line, part.text)
        if pfs:
            suite.parts[DH] = pfs
    put_suites(builder, protocol, suites, min(lines, default=None))
    if not named_prf:
        builder.values.pop("ike.prf", None) if protocol == "IKE" else None
    if explicit:
        names = tuple(dict.fromkeys(name for part in hashes for name in part.names))
        text = " | ".join(dict.fromkeys(part.text for part in hashes))
        builder.set(f"{protocol.lower()}.integrity", names, explicit[0].line, text)


def _spelled(word: str, kind: TransformKind) -> str:
    return f"group{word}" if kind is DH and word.isdigit() else word


def _selectors(builder: GatewayBuilder, tunnels: list[Paths], peer: Paths) -> None:
    for side in ("local", "remote"):
        found = [item for tunnel in tunnels for item in _networks(tunnel, side)]
        found += [] if found else _networks(peer.under("vti", "traffic-selector"), side)
        if found:
            builder.subnets(f"{side}.subnets", [text for text, _ in found], found[0][1])
        elif peer.has("vti"):
            builder.default(f"{side}.subnets", ("0.0.0.0/0",), "not in the text; VTI: 0.0.0.0/0")
    if len(tunnels) > 1:
        for tunnel in tunnels:
            local, remote = (_networks(tunnel, side) for side in ("local", "remote"))
            builder.pairs += [(a, b) for a, _ in local for b, _ in remote]


def _networks(tunnel: Paths, side: str) -> list[tuple[str, int]]:
    """`local prefix`, Vyatta's `local subnet` and older `local-subnet`."""
    words: tuple[tuple[str, ...], ...] = ((side, "prefix"), (side, "subnet"), (f"{side}-subnet",))
    return [item for word in words for item in tunnel.values(*word) if item[0] != "any"]


def _defaults(builder: GatewayBuilder, *known: tuple[str, ParameterValue, str]) -> None:
    for name, value, text in known:
        builder.default(name, value, f"not in the text; VyOS: {text}")


READER = Reader(FORMAT, score, read)
