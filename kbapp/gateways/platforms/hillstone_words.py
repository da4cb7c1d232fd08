"""Hillstone StoneOS's sections and their words."""

from __future__ import annotations

import re

from kbapp.gateways.readers.sections import Grammar, Kind, Section

I = re.IGNORECASE  # noqa: E741

_NAME = r'(?P<name>"[^"]*"|\S+)'
_P1 = frozenset("authentication encryption hash group lifetime prf description".split())
_PEER_IGNORED = frozenset(
    "type accept-all-peer-id phase1-phase2-sa generate-route description trust-domain remote-trust-domain "
    "trust-domain-enc xauth verify-sn ipsec-over-udp ipsec-over-tcp bind vrouter aaa-server xauth-pool "
    "multi-tunnel ike-port-pool anti-dos track nat-keepalive initiate-auto shared-domain dhcp".split()
)
_TUNNEL_IGNORED = frozenset(
    "check-id accept-all-proxy-id df-bit anti-replay vpn-track track-event-notify tunnel-state-notify "
    "responder-set-commit description enable hardware-fast-forward idle-time mtu interface qos-profile "
    "traffic-statistics tunnel-quality dscp gateway-track routing".split()
)


def _takes_interface(section: Section, text: str) -> bool:
    return text.lower().startswith("interface ") and section.last("interface") is None


GRAMMAR = Grammar(
    kinds=(
        Kind("p1", re.compile(rf"isakmp\s+proposal\s+{_NAME}\s*$", I), _P1),
        Kind(
            "peer",
            re.compile(rf"isakmp\s+peer\s+{_NAME}\s*$", I),
            _PEER_IGNORED
            | frozenset("mode isakmp-proposal pre-share peer local-id peer-id interface connection-type".split())
            | frozenset({"nat-traversal", "dpd", "protocol-standard"}),
            keeps=_takes_interface,
        ),
        Kind(
            "p2",
            re.compile(rf"ipsec\s+proposal\s+{_NAME}\s*$", I),
            frozenset("protocol encryption hash compression group lifetime lifesize description".split()),
        ),
        Kind(
            "tunnel",
            re.compile(rf"tunnel\s+ipsec\s+{_NAME}\s+(?P<mode>auto|ikev2)\s*$", I),
            _TUNNEL_IGNORED
            | frozenset("mode isakmp-peer ipsec-proposal id auto-connect esn disable ikev2-peer".split()),
            keeps=lambda section, text: text.lower().startswith("interface ") and not section.commands,
        ),
        Kind("p1v2", re.compile(rf"ikev2\s+proposal\s+{_NAME}\s*$", I), _P1 | {"integrity"}),
        Kind(
            "peerv2",
            re.compile(rf"ikev2\s+peer\s+{_NAME}\s*$", I),
            _PEER_IGNORED
            | frozenset(
                "interface match-peer peer ikev2-proposal local-id connection-type ikev2-profile dpd auth".split()
            ),
            keeps=_takes_interface,
        ),
        Kind(
            "profilev2",
            re.compile(rf"ikev2\s+profile\s+{_NAME}\s*$", I),
            frozenset("remote traffic-selector description".split()),
        ),
        Kind(
            "interface",
            re.compile(r"interface\s+(?P<name>[a-z][\w-]*?[\d/.:]*)\s*(?:local)?\s*$", I),
            frozenset("ip zone tunnel manage description".split()),
            ipsec=False,
        ),
    ),
    negation="no",
    heads=frozenset({"isakmp", "ipsec", "ikev2"}),
    outside=frozenset(
        "zone address service rule policy-global nbr snat dnat snatrule dnatrule vrouter vswitch admin aaa-server "
        "user role schedule logging snmp-server ntp clock hostname pki scvpn dhcp-server interface tunnel "
        "statistics-set class-map qos-profile ha language flow tcp-mss alg ad app contentfilter web ssl-proxy".split()
    ),
    globals=re.compile(r"ipsec\s+(?:hardware|sn-|global)|isakmp\s+(?:sn-|global)", I),
)
