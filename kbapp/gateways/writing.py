"""The other way: a gateway as a configuration text of another platform."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import Gateway
from kbapp.model.text import Text

MODULES: dict[str, str] = {
    "form": "kbapp.gateways.platforms.saved_form",
    "alibaba-cloud": "kbapp.gateways.writers.alibaba_cloud",
    "strongswan-swanctl": "kbapp.gateways.writers.swanctl",
    "huawei": "kbapp.gateways.writers.huawei",
    "h3c": "kbapp.gateways.writers.h3c",
    "cisco-ios": "kbapp.gateways.writers.cisco_ios",
    "cisco-asa": "kbapp.gateways.writers.cisco_asa",
    "fortigate": "kbapp.gateways.writers.fortigate",
    "juniper": "kbapp.gateways.writers.juniper",
}
"""format -> module with `write(gateway) -> str`. No writer ever writes a real PSK: a placeholder stands for it."""


def write_gateway(gateway: Gateway, format_name: str, *, peer: bool = False) -> str:
    """The configuration text of this gateway, or with `peer` of the other end; raises `UnreadableError`."""
    if format_name not in MODULES:
        known = ", ".join(MODULES)
        raise UnreadableError(
            Text(f"无法写出 {format_name} 格式，可写：{known}", f"cannot write {format_name}; can write: {known}")
        )
    write: Callable[[Gateway], str] = import_module(MODULES[format_name]).write
    return write(gateway.turned() if peer else gateway)
