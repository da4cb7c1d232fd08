"""Collects the parameters of one gateway while a platform's reader walks over its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kbapp.gateways.placeholders import is_placeholder, is_placeholder_secret
from kbapp.model.gateway import Gateway, ParameterValue, Remark, Value
from kbapp.model.identity import Identity, parse_identity
from kbapp.model.proposal import Proposal
from kbapp.model.secret import Secret
from kbapp.model.selector import parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform

_LISTS = {
    ("IKE", TransformKind.ENCR): "ike.encryption",
    ("IKE", TransformKind.INTEG): "ike.integrity",
    ("IKE", TransformKind.PRF): "ike.prf",
    ("IKE", TransformKind.DH): "ike.dh_groups",
    ("ESP", TransformKind.ENCR): "esp.encryption",
    ("ESP", TransformKind.INTEG): "esp.integrity",
    ("ESP", TransformKind.DH): "esp.pfs_groups",
}
_MASKED = ("*", "x.x", ".xx", "X.X", ".XX")
_TAKEN_OUT = re.compile(
    r"[xX]{3,}|(?=[\d.]*[xyzXYZnN])(?:(?:\d{1,3}|[xX]{1,4}|[yY]{1,4}|[zZ]{1,4}|[nN]{1,4})(?:\.|(?=/|$))){4}(?:/\d+)?"
)
"""`XXXXXXXX`, `192.168.yyy.0`, `10.x.n.1/24`."""


def is_masked(text: str) -> bool:
    """Did someone take this value out (`****`, `47.xx.xx.10`)?"""
    return bool(text) and (any(mark in text for mark in _MASKED) or _TAKEN_OUT.fullmatch(text) is not None)


class GatewayBuilder:
    """One gateway in the making. Explicit values win over defaults, whatever the order of the calls."""

    def __init__(self, format_name: str, connection: str | None = None, platform: str | None = None) -> None:
        self.format, self.connection, self.platform = format_name, connection, platform or format_name
        self.values: dict[str, Value] = {}
        self.remarks: list[Remark] = []
        self.pairs: list[tuple[str, str]] = []
        self.oriented = True

    def set(self, name: str, value: ParameterValue, line: int | None = None, text: str | None = None) -> None:
        """A value that stands in the text."""
        self.values[name] = Value(value, "explicit", line, text)

    def masked(self, name: str, line: int | None, text: str | None) -> None:
        """A value that stands in the text and cannot be seen: never a mismatch."""
        self.values[name] = Value(None, "explicit", line, text, masked=True)

    def unknown(self, name: str, text: str, line: int | None = None) -> None:
        """Nothing is known, and why (`var.psk`)."""
        self.values.setdefault(name, Value(None, "unknown", line, text))

    def default(self, name: str, value: ParameterValue, text: str | None = None) -> None:
        """The platform's documented default, where the text says nothing."""
        if name not in self.values:
            self.values[name] = Value(value, "default", None, text)

    def has(self, name: str) -> bool:
        return name in self.values

    def remark(self, line: int | None, zh: str, en: str) -> None:
        self.remarks.append(Remark(line, Text(zh, en)))

    def not_understood(self, line: int, text: str) -> None:
        """A line inside an IPsec section that the reader does not know: nothing is dropped in silence."""
        self.remark(line, f"未识别：{text.strip()}", f"not understood: {text.strip()}")

    def address(self, name: str, text: str, line: int | None = None) -> None:
        """A public address or host name; `any` and `0.0.0.0` say nothing, a masked one cannot be verified."""
        text = text.strip().strip('"')
        if is_placeholder(text):
            self.unknown(name, text, line)
        elif is_masked(text):
            self.masked(name, line, text)
        elif text and text[0] != "%" and text.lower() not in ("any", "0.0.0.0", "::", "dynamic"):
            self.set(name, text, line, text)

    def identity(self, name: str, text: str, line: int | None = None, identity: Identity | None = None) -> None:
        """An identity, typed by the platform (`identity`) or by its spelling."""
        if is_placeholder(text):
            self.unknown(name, text, line)
            return
        if is_masked(text):
            self.masked(name, line, text)
            return
        found = identity or parse_identity(text)
        if found is not None:
            self.set(name, found, line, text)

    def psk(self, text: str | None, line: int | None = None) -> None:
        """The pre-shared key; `None` or a masked text: one is set, and it cannot be compared."""
        if text and is_placeholder_secret(text):
            self.unknown("auth.psk", "placeholder", line)
            return
        visible = text if text and "***" not in text and not set(text) <= {"*", "x", "X"} else None
        self.values["auth.psk"] = Value(Secret(visible), "explicit", line, None, masked=visible is None)

    def subnets(self, name: str, texts: Iterable[str], line: int | None = None) -> None:
        """Prefixes, in order, without repeats; a masked one makes the whole list unverifiable."""
        items = [text.strip() for text in texts if text.strip()]
        if any(is_placeholder(item) for item in items):
            self.unknown(name, ", ".join(items), line)
            return
        if any(is_masked(item) for item in items):
            self.masked(name, line, ", ".join(items))
            return
        networks = [(item, parse_network(item)) for item in items]
        for item, network in networks:
            if network is None and line is not None:
                self.not_understood(line, item)
        found = dict.fromkeys(str(network) for _, network in networks if network is not None)
        if found:
            self.set(name, tuple(found), line, ", ".join(items))

    def transforms(
        self,
        protocol: str,
        kind: TransformKind,
        words: Sequence[str],
        line: int | None = None,
        *,
        default: bool = False,
    ) -> None:
        """A list of algorithms in the platform's spelling; unknown words are reported, `none` groups mean no PFS."""
        name = _LISTS[protocol, kind]
        found: dict[str, None] = {}
        for word in words:
            if kind is TransformKind.DH and word.lower() in NO_GROUP:
                continue
            transform = parse_transform(word, kind)
            if transform is None:
                self.not_understood(line or 0, word)
            else:
                found[transform] = None
        if not found and kind is not TransformKind.DH:
            return
        if default:
            self.default(name, tuple(found), " ".join(words))
        else:
            self.set(name, tuple(found), line, " ".join(words))

    def proposals(
        self, protocol: str, suites: Sequence[Proposal], line: int | None = None, text: str | None = None
    ) -> None:
        """Ordered suites, and the single lists that they amount to."""
        name = f"{protocol.lower()}.proposals"
        self.set(name, tuple(dict.fromkeys(suite.suite() for suite in suites)), line, text)
        for kind in (TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH):
            key = _LISTS.get((protocol, kind))
            found = tuple(dict.fromkeys(item for suite in suites for item in suite.of(kind)))
            if kind is TransformKind.PRF and "prf" not in (text or "").lower():
                continue  # filled in by the platform, not named in the text
            if key and (found or kind is TransformKind.DH):
                self.set(key, found, line, text)

    def build(self) -> Gateway:
        return Gateway(
            format=self.format,
            parameters=dict(sorted(self.values.items())),
            platform=self.platform,
            connection=self.connection,
            remarks=tuple(self.remarks),
            selector_pairs=tuple(self.pairs),
            oriented=self.oriented,
        )
