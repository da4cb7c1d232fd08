"""Juniper SRX (Junos), as `set` lines or in braces. Words: Junos IPsec VPN user guide; its sure defaults only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.paste import clean_lines
from kbapp.gateways.readers.paths import Path, Paths, read_paths
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity, IdType
from kbapp.model.proposal import Proposal, parse_suite
from kbapp.model.transforms import TransformKind, is_aead, parse_transform, prf_for

FORMAT = "juniper"

_SET = re.compile(r"\bset security (?:ike|ipsec) (?:proposal|policy|gateway|vpn|traceoptions)\b")
_CURLY = re.compile(r"^\s*(?:ike|ipsec|security)\s*\{", re.MULTILINE)
_WORDS = re.compile(
    r"\b(?:ike-policy|proposal-set|perfect-forward-secrecy|establish-tunnels|external-interface|bind-interface)\b"
)

_PROPOSAL_SETS: dict[tuple[str, str], tuple[str, ...]] = {
    ("IKE", "basic"): ("des-sha1-modp768", "des-md5-modp768"),
    ("IKE", "standard"): ("3des-sha1-modp1024", "aes128-sha1-modp1024"),
    ("ESP", "basic"): ("des-sha1", "des-md5"),
    ("ESP", "compatible"): ("3des-sha1", "3des-md5", "des-sha1", "des-md5"),
    ("ESP", "standard"): ("3des-sha1-modp1024", "aes128-sha1-modp1024"),
}
"""Predefined sets, as Batfish takes them from Junos; the IKE set `compatible` is not certain and left out."""


def score(text: str) -> int:
    sample = text[:400_000]
    if _SET.search(sample):
        return 95
    return 85 if _CURLY.search(sample) and _WORDS.search(sample) and ";" in sample else 0


def read(text: str) -> list[Gateway]:
    paths = read_paths(clean_lines(text))
    security = _expanded(paths)
    ike, ipsec = security.under("ike"), security.under("ipsec")
    vpns = [_vpn(name, ipsec.under("vpn", name), ike, ipsec, security, paths) for name in ipsec.names("vpn")]
    found = [gateway for gateway in vpns if gateway is not None]
    return found or [_gateway(name, None, ike, ipsec, security, paths) for name in ike.names("gateway")]


def _expanded(paths: Paths) -> Paths:
    """Everything below `security`; a paste that starts at `ike { … }` is below it already."""
    security = list(paths.under("security"))
    bare = [path for path in paths if path.words[:1] in (("ike",), ("ipsec",), ("address-book",), ("policies",))]
    return Paths(leaf for path in (*security, *bare) for leaf in _leaves(path))


_LEAVES = {
    (
        "ike",
        "proposal",
    ): "authentication-method dh-group authentication-algorithm encryption-algorithm lifetime-seconds",
    ("ike", "policy"): "mode proposals proposal-set pre-shared-key reauth-frequency certificate description",
    ("ike", "gateway"): "ike-policy address external-interface local-address local-identity remote-identity version "
    "dead-peer-detection no-nat-traversal nat-keepalive general-ikeid fragmentation",
    ("ipsec", "proposal"): "protocol authentication-algorithm encryption-algorithm lifetime-seconds lifetime-kilobytes",
    ("ipsec", "policy"): "perfect-forward-secrecy proposals proposal-set description",
}


def _leaves(path: Path) -> Iterator[Path]:
    """One `set` may name several leaves of its container: `gateway G address A external-interface E`."""
    head, rest = path.words[:3], path.words[3:]
    keys = _LEAVES.get((head[0], head[1]), "").split() if len(head) == 3 else []
    if head[:2] == ("ipsec", "vpn"):
        yield from _vpn_leaves(path)
        return
    starts = [index for index, word in enumerate(rest) if word in keys and (index == 0 or rest[index - 1] not in keys)]
    if len(starts) < 2 or starts[0] != 0:
        yield path
        return
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=True):
        yield Path((*head, *rest[start:end]), path.line)


def _vpn_leaves(path: Path) -> Iterator[Path]:
    """`traffic-selector T local-ip A remote-ip B` and `ike gateway G ipsec-policy P` are two leaves each."""
    words = path.words
    for pair in (("local-ip", "remote-ip"), ("gateway", "ipsec-policy"), ("local", "remote")):
        if all(word in words for word in pair):
            first, second = sorted(words.index(word) for word in pair)
            yield Path(words[:second], path.line)
            yield Path((*words[:first], *words[second:]), path.line)
            return
    yield path


def _vpn(name: str, vpn: Paths, ike: Paths, ipsec: Paths, security: Paths, paths: Paths) -> Gateway | None:
    gateway = vpn.value("ike", "gateway")
    return _gateway(gateway[0], (name, vpn), ike, ipsec, security, paths) if gateway else None


def _gateway(
    name: str, vpn: tuple[str, Paths] | None, ike: Paths, ipsec: Paths, security: Paths, paths: Paths
) -> Gateway:
    gateway = ike.under("gateway", name)
    builder = GatewayBuilder(FORMAT, vpn[0] if vpn else name)
    _peer(builder, gateway, paths)
    policy = gateway.value("ike-policy")
    if policy:
        _ike_policy(builder, ike.under("policy", policy[0]), ike)
    if vpn:
        _phase2(builder, *vpn, ipsec, security)
    _defaults(builder)
    _report(builder, gateway, _GATEWAY_KNOWN)
    return builder.build()


def _peer(builder: GatewayBuilder, gateway: Paths, paths: Paths) -> None:
    addresses = gateway.values("address")
    if addresses:
        builder.address("remote.address", *addresses[0])
    local = gateway.value("local-address")
    interface = gateway.value("external-interface")
    if local:
        builder.address("local.address", *local)
    elif interface:
        _interface_address(builder, interface[0], paths)
    version = gateway.value("version")
    if version:
        words = {"v1-only": "ikev1", "v2-only": "ikev2"}
        builder.set("ike.version", words.get(version[0], "any"), version[1], version[0])
    for side in ("local", "remote"):
        _identity(builder, f"{side}.id", gateway.under(f"{side}-identity"))
    off = gateway.has("no-nat-traversal")
    if off:
        builder.set("nat_traversal", False, off, "no-nat-traversal")
    dpd = gateway.has("dead-peer-detection")
    if dpd:
        builder.set("dpd.enabled", True, dpd, "dead-peer-detection")
        for path in gateway.under("dead-peer-detection"):
            for word, value in zip(path.words, path.words[1:], strict=False):
                if word == "interval" and value.isdigit():
                    builder.set("dpd.interval_s", int(value), path.line, value)


def _interface_address(builder: GatewayBuilder, interface: str, paths: Paths) -> None:
    port, _, unit = interface.partition(".")
    found = paths.value("interfaces", port, "unit", unit or "0", "family", "inet", "address")
    if found:
        builder.address("local.address", found[0].partition("/")[0], found[1])


_ID_TYPES: dict[str, IdType] = {
    "hostname": "fqdn",
    "fqdn": "fqdn",
    "user-at-hostname": "user-fqdn",
    "inet": "ipv4",
    "inet6": "ipv6",
    "key-id": "key-id",
    "distinguished-name": "dn",
}


def _identity(builder: GatewayBuilder, name: str, identity: Paths) -> None:
    for word, kind in _ID_TYPES.items():
        found = identity.value(word)
        if found:
            builder.identity(name, *found, identity=Identity(kind, found[0]))


def _ike_policy(builder: GatewayBuilder, policy: Paths, ike: Paths) -> None:
    mode = policy.value("mode")
    if mode:
        builder.set("ike.mode", mode[0], mode[1], mode[0])
    for word in ("ascii-text", "hexadecimal"):
        secret = policy.value("pre-shared-key", word)
        if secret:
            plain = word == "ascii-text" and not secret[0].startswith("$9$")
            builder.psk(secret[0] if plain else None, secret[1])
    names = policy.values("proposals")
    if names:
        _proposals(builder, "IKE", [(name, ike.under("proposal", name), line) for name, line in names])
    predefined = policy.value("proposal-set")
    if predefined:
        _proposal_set(builder, "IKE", *predefined)


def _proposal_set(builder: GatewayBuilder, protocol: str, name: str, line: int) -> None:
    suites = [parse_suite(word, protocol)[0] for word in _PROPOSAL_SETS.get((protocol, name), ())]
    if suites:
        builder.proposals(protocol, [suite for suite in suites if suite], line, name)
    else:
        builder.unknown(f"{protocol.lower()}.proposals", f"proposal-set {name}", line)


def _proposals(builder: GatewayBuilder, protocol: str, proposals: list[tuple[str, Paths, int]]) -> None:
    """The named proposals in the policy's order; each value keeps its own line."""
    suites: list[Proposal] = []
    for _, proposal, _ in proposals:
        suites += _suite(builder, protocol, proposal)
    for _, proposal, _ in reversed(proposals):
        _lifetimes(builder, protocol, proposal)
        method = proposal.value("authentication-method")
        if method:
            builder.set("auth.method", "psk" if method[0] == "pre-shared-keys" else "certificate", method[1], method[0])
        _report(builder, proposal, _PROPOSAL_KNOWN)
    if suites:
        lines = [line for _, proposal, line in proposals for _, line in proposal.values("encryption-algorithm")]
        builder.proposals(protocol, suites, lines[0] if lines else proposals[0][2])


def _suite(builder: GatewayBuilder, protocol: str, proposal: Paths) -> list[Proposal]:
    encryption = _transform(builder, proposal, "encryption-algorithm", TransformKind.ENCR)
    integrity = _transform(builder, proposal, "authentication-algorithm", TransformKind.INTEG)
    group = _transform(builder, proposal, "dh-group", TransformKind.DH)
    kind = proposal.value("protocol")
    if kind and protocol == "ESP":
        builder.set("esp.protocol", kind[0], kind[1], kind[0])
    if not encryption and not integrity:
        return []
    if encryption and is_aead(encryption):
        integrity = None
    prf = prf_for(integrity) if integrity and protocol == "IKE" else None
    return [Proposal(protocol, *((name,) if name else () for name in (encryption, integrity, prf, group)))]


def _transform(builder: GatewayBuilder, proposal: Paths, word: str, kind: TransformKind) -> str | None:
    found = proposal.value(word)
    if found is None:
        return None
    name = parse_transform(found[0], kind)
    if name is None:
        builder.not_understood(found[1], f"{word} {found[0]}")
    return name


def _lifetimes(builder: GatewayBuilder, protocol: str, proposal: Paths) -> None:
    stem = protocol.lower()
    for word, name in (("lifetime-seconds", f"{stem}.lifetime_s"), ("lifetime-kilobytes", "esp.lifetime_kb")):
        found = proposal.value(word)
        if found and found[0].isdigit():
            builder.set(name, int(found[0]), found[1], found[0])


def _phase2(builder: GatewayBuilder, name: str, vpn: Paths, ipsec: Paths, security: Paths) -> None:
    policy_name = vpn.value("ike", "ipsec-policy")
    if policy_name:
        policy = ipsec.under("policy", policy_name[0])
        names = policy.values("proposals")
        _proposals(builder, "ESP", [(item, ipsec.under("proposal", item), line) for item, line in names])
        predefined = policy.value("proposal-set")
        if predefined:
            _proposal_set(builder, "ESP", *predefined)
        pfs = policy.value("perfect-forward-secrecy", "keys")
        if pfs:
            builder.transforms("ESP", TransformKind.DH, [pfs[0]], pfs[1])
        elif not predefined:
            builder.values.pop("esp.pfs_groups", None)
            builder.default("esp.pfs_groups", (), "not in the text; Junos: no perfect-forward-secrecy")
    starts = vpn.value("establish-tunnels")
    if starts:
        words = {"immediately": "yes", "on-traffic": "on-traffic"}
        builder.set("initiates", words.get(starts[0], "no"), starts[1], starts[0])
    _selectors(builder, name, vpn, security)


def _selectors(builder: GatewayBuilder, name: str, vpn: Paths, security: Paths) -> None:
    local = vpn.values("ike", "proxy-identity", "local")
    remote = vpn.values("ike", "proxy-identity", "remote")
    for selector in vpn.names("traffic-selector"):
        local += vpn.values("traffic-selector", selector, "local-ip")
        remote += vpn.values("traffic-selector", selector, "remote-ip")
        own, theirs = (vpn.value("traffic-selector", selector, word) for word in ("local-ip", "remote-ip"))
        if own and theirs:
            builder.pairs.append((own[0], theirs[0]))
    if not local and not remote:
        local, remote = _policy_addresses(name, security)
    for key, found in (("local.subnets", local), ("remote.subnets", remote)):
        if found:
            builder.subnets(key, [text for text, _ in found], found[0][1])
        elif vpn.value("bind-interface"):
            builder.default(key, ("0.0.0.0/0",), "not in the text; Junos route-based: 0.0.0.0/0")


def _policy_addresses(name: str, security: Paths) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Policy-based: the addresses of the policy that tunnels into this VPN (outbound: source is local)."""
    for path in security.under("policies"):
        if path.words[-2:] == ("ipsec-vpn", name) and "policy" in path.words:
            rule = security.under("policies", *path.words[: path.words.index("policy") + 2])
            sides = [rule.values("match", word) for word in ("source-address", "destination-address")]
            local, remote = ([_address(text, line, security) for text, line in side] for side in sides)
            return local, remote
    return [], []


def _address(name: str, line: int, security: Paths) -> tuple[str, int]:
    for path in security:
        words = path.words
        if len(words) > 2 and words[-3:-1] == ("address", name) and ("address-book" in words or "zones" in words):
            return words[-1], path.line
    return name, line


def _report(builder: GatewayBuilder, paths: Paths, known: frozenset[str]) -> None:
    for path in paths:
        if path.words and path.words[0] not in known:
            builder.not_understood(path.line, " ".join(path.words))


def _defaults(builder: GatewayBuilder) -> None:
    defaults: tuple[tuple[str, ParameterValue, str], ...] = (
        ("ike.mode", "main", "mode main"),
        ("esp.protocol", "esp", "protocol esp"),
        ("esp.mode", "tunnel", "tunnel mode"),
        ("nat_traversal", True, "NAT-T on"),
        ("dpd.enabled", False, "no dead-peer-detection"),
    )
    for name, value, text in defaults:
        builder.default(name, value, f"not in the text; Junos: {text}")


_GATEWAY_KNOWN = frozenset(
    "ike-policy address dynamic external-interface local-address local-identity remote-identity version "
    "dead-peer-detection no-nat-traversal nat-keepalive general-ikeid xauth aaa fragmentation advpn "
    "tcp-encap-profile".split()
)
_PROPOSAL_KNOWN = frozenset(
    "authentication-method dh-group authentication-algorithm encryption-algorithm lifetime-seconds "
    "lifetime-kilobytes protocol description extended-sequence-number".split()
)

READER = Reader(FORMAT, score, read)
