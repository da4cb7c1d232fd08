"""What VyOS, Vyatta and EdgeOS know below a peer and a group: anything else is reported by its line."""

from __future__ import annotations

from collections.abc import Mapping

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.readers.paths import Path, Paths

Words = Mapping[str, "Words | None"]
"""A word -> what may stand below it; `None`: anything."""


def _leaves(text: str) -> dict[str, Words | None]:
    return dict.fromkeys(text.split())


_SIDE: Words = _leaves("prefix subnet port")
_PEER: Words = {
    "authentication": _leaves(
        "mode id local-id remote-id pre-shared-secret rsa-key-name use-x509-id x509 rsa psk eap-id password"
    ),
    "tunnel": None,
    "vti": _leaves("bind esp-group traffic-selector"),
    **_leaves(
        "remote-address local-address local-ip connection-type ike-group default-esp-group description disable "
        "force-udp-encapsulation force-encapsulation virtual-address dhcp-interface ikev2-reauth replay-window "
        "childless"
    ),
}
_TUNNEL: Words = {
    "local": _SIDE,
    "remote": _SIDE,
    **_leaves(
        "esp-group protocol priority disable allow-nat-networks allow-public-networks local-subnet remote-subnet "
        "passthrough"
    ),
}
_IKE: Words = {
    "proposal": None,
    "dead-peer-detection": _leaves("action interval timeout"),
    **_leaves(
        "key-exchange mode lifetime ikev2-reauth close-action mobike disable-mobike dead-peer-detection disable-rekey"
    ),
}
_ESP: Words = {
    "proposal": None,
    **_leaves("compression mode lifetime pfs life-bytes life-packets disable-rekey"),
}
_PROPOSAL: Words = _leaves("encryption hash dh-group prf")


def report_peer(builder: GatewayBuilder, peer: Paths) -> None:
    _report(builder, peer, _PEER)
    for name in peer.names("tunnel"):
        _report(builder, peer.under("tunnel", name), _TUNNEL)


def report_group(builder: GatewayBuilder, kind: str, group: Paths) -> None:
    _report(builder, group, _IKE if kind == "ike-group" else _ESP)
    for number in group.names("proposal"):
        _report(builder, group.under("proposal", number), _PROPOSAL)


def _report(builder: GatewayBuilder, paths: Paths, known: Words) -> None:
    for path in paths:
        if not _is_known(path, known):
            builder.not_understood(path.line, " ".join(path.words))


def _is_known(path: Path, known: Words) -> bool:
    """Words that only open a block say nothing yet."""
    for word in path.words:
        if word not in known:
            return False
        below = known[word]
        if below is None:
            return True
        known = below
    return True
