"""What one typed into a field, understood: a value, or what is wrong with it. Qt-free."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from kbapp.gateways.builder import is_masked
from kbapp.model.gateway import Value
from kbapp.model.identity import Identity, IdType, address_identity, parse_identity
from kbapp.model.parameters import Kind, Parameter
from kbapp.model.text import Text
from kbapp.ui.compare import choices, units
from kbapp.ui.compare.items import clean

ID_TYPES: tuple[IdType, ...] = ("ipv4", "ipv6", "fqdn", "user-fqdn", "key-id", "dn")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` is `None` where nothing is typed, or nothing that is understood; `error` then says why.

    `unfinished`: it may still become something while one types; the error is shown once one leaves the field.
    """

    value: Value | None
    error: Text | None = None
    unfinished: bool = False


NOTHING = Reading(None)


def explicit(value: object, text: str) -> Reading:
    """A value as the user typed it."""
    return Reading(Value(value, "explicit", None, text))  # type: ignore[arg-type]


def read_text(parameter: Parameter, typed: str) -> Reading:
    """One text of a field that holds one value: choice, time, volume, address."""
    typed = clean(typed)
    if not typed:
        return NOTHING
    if is_masked(typed):
        return Reading(Value(None, "explicit", None, typed, masked=True))
    return _READERS[parameter.kind](parameter, typed)


def _choice(parameter: Parameter, typed: str) -> Reading:
    found = choices.find(parameter.name, typed)
    if found is not None:
        return explicit(found, typed)
    allowed = [choices.words(parameter.name, value) for value in parameter.choices]
    error = Text(
        f"“{typed}”不在可选值中：" + "、".join(text.zh for text in allowed),
        f"“{typed}” is none of: " + ", ".join(text.en for text in allowed),
    )
    return Reading(None, error, choices.begins(parameter.name, typed))


def _seconds(_: Parameter, typed: str) -> Reading:
    seconds = units.read_seconds(typed)
    if seconds is not None:
        return explicit(seconds, typed)
    error = Text("请输入整数秒，也可写 8h、1d；0 表示不限", "a whole number of seconds, or 8h, 1d; 0 means unlimited")
    return Reading(None, error, bool(re.match(r"\d", typed)))


def _kilobytes(_: Parameter, typed: str) -> Reading:
    kilobytes = units.read_kilobytes(typed)
    if kilobytes is not None:
        return explicit(kilobytes, typed)
    error = Text("请输入 KB 数，也可写 4.5 GB；0 表示不限", "a number of kilobytes, or 4.5 GB; 0 means unlimited")
    return Reading(None, error, bool(re.match(r"\d", typed)))


def _address(_: Parameter, typed: str) -> Reading:
    try:
        return explicit(str(ipaddress.ip_address(typed)), typed)
    except ValueError:
        pass
    if re.fullmatch(r"[\d.]+", typed):
        return Reading(None, _bad_ipv4(typed), typed.count(".") < 3 or typed.endswith("."))
    if "/" in typed:
        return Reading(None, Text("这里填一个地址，不带掩码", "one address belongs here, without a prefix"))
    if _HOST.fullmatch(typed):
        return explicit(typed, typed)
    return Reading(None, Text(f"“{typed}”不是 IP 地址或主机名", f"“{typed}” is neither an IP address nor a host name"))


def _bad_ipv4(typed: str) -> Text:
    too_big = [part for part in typed.split(".") if part and int(part) > 255]
    if too_big:
        return Text(f"{typed}：{too_big[0]} 大于 255", f"{typed}: {too_big[0]} is more than 255")
    return Text(f"{typed} 不是完整的 IPv4 地址", f"{typed} is no complete IPv4 address")


_READERS = {
    Kind.CHOICE: _choice,
    Kind.SECONDS: _seconds,
    Kind.KILOBYTES: _kilobytes,
    Kind.ADDRESS: _address,
}


def read_identity(typed: str, chosen: IdType | None) -> Reading:
    """An identity with the type that the user chose, or the one that its spelling shows."""
    typed = clean(typed)
    if not typed:
        return NOTHING
    if is_masked(typed):
        return Reading(Value(None, "explicit", None, typed, masked=True))
    found = parse_identity(typed)
    if found is None:
        return Reading(None, Text("“任意”不是一个可核对的标识，请留空", "“any” says nothing: leave it empty"))
    if chosen is None or chosen == found.type:
        return explicit(found, typed)
    return _as_type(typed, chosen)


def _as_type(typed: str, chosen: IdType) -> Reading:
    if chosen in ("ipv4", "ipv6"):
        found = address_identity(typed)
        if found is None or found.type != chosen:
            name = "IPv4" if chosen == "ipv4" else "IPv6"
            return Reading(None, Text(f"“{typed}”不是 {name} 地址", f"“{typed}” is no {name} address"), True)
        return explicit(found, typed)
    if chosen == "user-fqdn" and "@" not in typed.strip("@"):
        return Reading(None, Text("USER_FQDN 形如 name@example.com", "a USER_FQDN looks like name@example.com"), True)
    if chosen == "dn" and "=" not in typed:
        return Reading(None, Text("DN 形如 CN=vpn,O=公司", "a DN looks like CN=vpn,O=company"), True)
    return explicit(Identity(chosen, typed.removeprefix("@") if chosen == "fqdn" else typed), typed)
