"""config.xml of pfSense and OPNsense, whole or in part: `<ipsec>` with phase1/phase2, and OPNsense's `<Swanctl>`."""

from __future__ import annotations

import re

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.sense_legacy import legacy_connections
from kbapp.gateways.platforms.sense_parts import Interfaces, all_of, at
from kbapp.gateways.platforms.sense_swanctl import swanctl_connections
from kbapp.gateways.readers.tree import Node
from kbapp.gateways.readers.xml import read_part
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway

PFSENSE, OPNSENSE = "pfsense", "opnsense"

_ANY_PHASE = re.compile(r"<phase1\b|<ikeid>|<remote-gateway>")
_SWANCTL = re.compile(r"<Swanctl\b|<remote_addrs>|<esp_proposals>", re.IGNORECASE)
_OPNSENSE = re.compile(r"<opnsense\b|<OPNsense\b|<Swanctl\b|<remote_addrs>|<esp_proposals>")


def _score(text: str) -> tuple[int, int]:
    sample = text[:16_000_000]
    if not (_ANY_PHASE.search(sample) or _SWANCTL.search(sample)):
        return 0, 0
    return (60, 90) if _OPNSENSE.search(sample) else (90, 60)


def _read(text: str, format_name: str) -> list[Gateway]:
    nodes = list(read_part(text).walk())
    interfaces = _interfaces(nodes)
    found = legacy_connections(nodes, interfaces, format_name) + swanctl_connections(nodes, format_name)
    enabled = [builder for builder, on in found if on]
    for builder, on in found if enabled else ():
        if not on:
            name = builder.connection
            enabled[0].remark(None, f"已禁用的连接未列出：{name}", f"disabled, not listed: {name}")
    return [builder.build() for builder in enabled or [_disabled(builder) for builder, _ in found]]


def _disabled(builder: GatewayBuilder) -> GatewayBuilder:
    builder.remark(None, "此连接在配置中已禁用", "disabled in the configuration")
    return builder


def _interfaces(nodes: list[Node]) -> Interfaces:
    """Interface name -> (address, prefix length)."""
    found: Interfaces = {}
    for node in nodes:
        for holder in all_of(node, "interfaces"):
            for name, item in holder.children:
                address, bits = at(item, "ipaddr"), at(item, "subnet")
                if address and bits:
                    found[name] = (address, bits[0])
    return found


READER_PFSENSE = Reader(PFSENSE, lambda text: _score(text)[0], lambda text: _read(text, PFSENSE))
READER_OPNSENSE = Reader(OPNSENSE, lambda text: _score(text)[1], lambda text: _read(text, OPNSENSE))
