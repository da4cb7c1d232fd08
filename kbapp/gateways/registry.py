"""The readers of configurations, one a format; the format of a text is recognised by its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from kbapp.model.gateway import Gateway
from kbapp.model.text import Text


class UnreadableError(Exception):
    """A text that no reader understands, or that its reader refuses."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is recognised and read; each module of `platforms` has one as `READER`."""

    format: str
    score: Callable[[str], int]
    """How surely a text is of this format: 0 no, 100 beyond doubt. Must be cheap."""
    read: Callable[[str], list[Gateway]]
    """Every connection of the text; raises `UnreadableError`."""


MODULES: dict[str, str] = {
    "form": "kbapp.gateways.platforms.saved_form",
    "alibaba-cloud": "kbapp.gateways.platforms.alibaba_cloud",
    "strongswan-swanctl": "kbapp.gateways.platforms.swanctl",
    "strongswan-ipsec": "kbapp.gateways.platforms.strongswan_ipsec",
    "libreswan": "kbapp.gateways.platforms.libreswan",
    "huawei": "kbapp.gateways.platforms.huawei",
    "h3c": "kbapp.gateways.platforms.h3c",
    "cisco-ios": "kbapp.gateways.platforms.cisco_ios",
    "cisco-asa": "kbapp.gateways.platforms.cisco_asa",
    "fortigate": "kbapp.gateways.platforms.fortigate",
    "juniper": "kbapp.gateways.platforms.juniper",
    "hillstone": "kbapp.gateways.platforms.hillstone",
    "paloalto": "kbapp.gateways.platforms.paloalto",
    "pfsense": "kbapp.gateways.platforms.pfsense",
    "opnsense": "kbapp.gateways.platforms.opnsense",
    "mikrotik": "kbapp.gateways.platforms.mikrotik",
    "vyos": "kbapp.gateways.platforms.vyos",
    "openiked": "kbapp.gateways.platforms.openiked",
    "aws": "kbapp.gateways.platforms.aws",
}
"""format -> module, in the order in which a tie is decided."""

_UNRECOGNISED = Text(
    "无法识别这段配置：没有发现任何已支持平台的 IPsec 配置",
    "this text is not recognised: no IPsec configuration of a supported platform was found in it",
)


def reader(format_name: str) -> Reader:
    """The reader of one format; `UnreadableError` where there is none."""
    if format_name not in MODULES:
        known = ", ".join(MODULES)
        raise UnreadableError(
            Text(f"不支持的格式 {format_name}，可用：{known}", f"unknown format {format_name}, known are: {known}")
        )
    found: Reader = import_module(MODULES[format_name]).READER
    return found


def recognise(text: str) -> str | None:
    """The format that the text most surely has, or `None`."""
    scores = {name: reader(name).score(text) for name in MODULES}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else None


def read_gateways(text: str, format_name: str | None = None) -> list[Gateway]:
    """All connections of a configuration text; raises `UnreadableError` with a clear line."""
    found = format_name or recognise(text)
    if found is None:
        raise UnreadableError(_UNRECOGNISED)
    gateways = reader(found).read(text)
    if not gateways:
        raise UnreadableError(
            Text(f"{found} 配置中没有 IPsec 连接", f"the {found} configuration holds no IPsec connection")
        )
    return gateways
