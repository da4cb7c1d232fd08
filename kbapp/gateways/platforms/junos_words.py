"""The words of Junos's IPsec statements, and the lines that stand for several of them."""

from __future__ import annotations

from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.paths import Path, Paths, Words

GATEWAY = frozenset(
    "ike-policy address dynamic external-interface local-address local-identity remote-identity version description "
    "dead-peer-detection no-nat-traversal nat-keepalive general-ikeid xauth aaa fragmentation advpn group-vpn "
    "tcp-encap-profile disconnect respond-only ppk-profile node-local".split()
)
IKE_POLICY = frozenset(
    "mode proposals proposal-set pre-shared-key seeded-pre-shared-key reauth-frequency certificate description".split()
)
PROPOSAL = frozenset(
    "authentication-method dh-group authentication-algorithm encryption-algorithm lifetime-seconds "
    "lifetime-kilobytes protocol description extended-sequence-number".split()
)
IPSEC_POLICY = frozenset("perfect-forward-secrecy proposals proposal-set description".split())
VPN = frozenset(
    "ike bind-interface vpn-monitor df-bit establish-tunnels traffic-selector description copy-outer-dscp manual "
    "multi-sa multi-path match-direction udp-encapsulate distribution-profile passive-mode-tunneling tunnel-mtu".split()
)
_LEAVES: dict[tuple[str, str], frozenset[str]] = {
    ("ike", "proposal"): PROPOSAL,
    ("ike", "policy"): IKE_POLICY,
    ("ike", "gateway"): GATEWAY,
    ("ipsec", "proposal"): PROPOSAL,
    ("ipsec", "policy"): IPSEC_POLICY,
}


def leaves(path: Path) -> Iterator[Path]:
    """One `set` may name several leaves of its container: `gateway G address A external-interface E`."""
    head, rest = path.words[:3], path.words[3:]
    if head[:2] == ("ipsec", "vpn"):
        yield from _vpn_leaves(path)
        return
    if head[:1] == ("policies",):
        yield from _policy_leaves(path)
        return
    keys = _LEAVES.get((head[0], head[1]), frozenset()) if len(head) == 3 else frozenset()
    for words in _split(rest, keys):
        yield Path((*head, *words), path.line)


def _split(rest: Words, keys: frozenset[str]) -> list[Words]:
    """The words at every key that is not the value of the key before it."""
    starts = [
        index
        for index, word in enumerate(rest)
        if word in keys and (index == 0 or rest[index - 1] not in keys or rest[index - 1] in _FLAGS)
    ]
    if len(starts) < 2 or starts[0] != 0:
        return [rest]
    return [rest[start:end] for start, end in zip(starts, [*starts[1:], len(rest)], strict=True)]


_FLAGS = frozenset("copy-outer-dscp vpn-monitor no-nat-traversal general-ikeid extended-sequence-number".split())


def _vpn_leaves(path: Path) -> Iterator[Path]:
    for words in _split(path.words[3:], VPN):
        yield from _two_leaves(Path((*path.words[:3], *words), path.line))


def _two_leaves(path: Path) -> Iterator[Path]:
    """`traffic-selector T local-ip A remote-ip B` and `ike gateway G ipsec-policy P` are two leaves each."""
    words = path.words
    pairs = (("local-ip", "remote-ip"), ("gateway", "ipsec-policy"), ("local", "remote"))
    for pair in pairs:
        if all(word in words[3:] for word in pair):
            first, second = sorted(words.index(word, 3) for word in pair)
            yield Path(words[:second], path.line)
            yield Path((*words[:first], *words[second:]), path.line)
            return
    yield path


_MATCHES = ("source-address", "destination-address", "application")


def _policy_leaves(path: Path) -> Iterator[Path]:
    """`match source-address A destination-address B application any` on one line."""
    words = path.words
    if "match" not in words:
        yield path
        return
    at = words.index("match") + 1
    starts = [index for index in range(at, len(words)) if words[index] in _MATCHES]
    ends = [*starts[1:], words.index("then", at) if "then" in words[at:] else len(words)]
    for start, end in zip(starts, ends, strict=True):
        yield Path((*words[:at], *words[start:end]), path.line)
    if ends and ends[-1] < len(words):
        yield Path((*words[: at - 1], *words[ends[-1] :]), path.line)


def report(builder: GatewayBuilder, paths: Paths, known: frozenset[str]) -> None:
    """The statements whose first word nobody knows."""
    for path in paths:
        if path.words and path.words[0] not in known:
            builder.not_understood(path.line, " ".join(path.words))
