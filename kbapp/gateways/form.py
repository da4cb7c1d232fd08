"""The saved form: the parameters of one gateway as a user typed them, in JSON (never with a PSK of the program's)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kbapp.gateways.builder import GatewayBuilder, is_masked
from kbapp.gateways.registry import UnreadableError
from kbapp.model.gateway import FORMATS, Gateway, ParameterValue
from kbapp.model.identity import Identity, IdType, parse_identity
from kbapp.model.parameters import BY_NAME, PARAMETERS, Kind, Parameter
from kbapp.model.proposal import Proposal, parse_iana, parse_suite
from kbapp.model.secret import Secret
from kbapp.model.selector import parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform

SCHEMA = 1
PLATFORMS = ("strongswan", *FORMATS)

_ID_TYPES: tuple[IdType, ...] = ("ipv4", "ipv6", "fqdn", "user-fqdn", "key-id", "dn")
_TRUE, _FALSE = ("true", "yes", "on", "enable", "enabled", "1"), ("false", "no", "off", "disable", "disabled", "0")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_KINDS: dict[str, TransformKind] = {
    "ike.encryption": TransformKind.ENCR,
    "ike.integrity": TransformKind.INTEG,
    "ike.prf": TransformKind.PRF,
    "ike.dh_groups": TransformKind.DH,
    "esp.encryption": TransformKind.ENCR,
    "esp.integrity": TransformKind.INTEG,
    "esp.pfs_groups": TransformKind.DH,
}


class BadValueError(ValueError):
    """A value that its parameter cannot have; `message` says which and why."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def read_form(data: dict[str, Any]) -> Gateway:
    """A saved form as a gateway; raises `UnreadableError` naming the parameter that is wrong."""
    parameters = data.get("parameters")
    if data.get("schema") != SCHEMA or not isinstance(parameters, dict):
        raise _unreadable(Text('需要 "schema": 1 和 "parameters"', 'needs "schema": 1 and "parameters"'))
    platform = data.get("platform")
    if platform is not None and platform not in PLATFORMS:
        raise _unreadable(Text(f"不认识的 platform：{platform}", f"unknown platform: {platform}"))
    connection = data.get("connection")
    builder = GatewayBuilder("form", connection if isinstance(connection, str) else None, platform or "unknown")
    for name, raw in parameters.items():
        if name not in BY_NAME:
            raise _unreadable(Text(f"不认识的参数：{name}", f"unknown parameter: {name}"))
        if raw is None or (raw in ("", []) and name != "esp.pfs_groups"):
            continue
        _put(builder, BY_NAME[name], raw)
    return builder.build()


def _unreadable(reason: Text) -> UnreadableError:
    return UnreadableError(Text("表单：", "form: ") + reason)


def _put(builder: GatewayBuilder, parameter: Parameter, raw: Any) -> None:
    if parameter.kind is Kind.SECRET:
        if raw != "(set)":
            builder.psk(str(raw))
        else:
            builder.psk(None)
        return
    shown = ", ".join(map(str, raw)) if isinstance(raw, list) else str(raw)
    if parameter.kind in (Kind.ADDRESS, Kind.IDENTITY, Kind.SUBNETS) and is_masked(shown):
        builder.masked(parameter.name, None, shown)
        return
    if parameter.kind in (Kind.ADDRESS, Kind.IDENTITY) and shown.strip().lower() in ("any", "%any"):
        builder.unknown(parameter.name, "%any")
        return
    try:
        value = parse_value(parameter, raw)
    except BadValueError as error:
        raise _unreadable(Text.same(f"{parameter.name}: ") + error.message) from error
    builder.set(parameter.name, value, None, shown)
    if parameter.kind is Kind.PROPOSALS:
        _single_lists(builder, parameter.name, value, shown)


def _single_lists(builder: GatewayBuilder, name: str, value: ParameterValue, shown: str) -> None:
    """Suites also fill the single lists, so that a difference can be named."""
    protocol = name.partition(".")[0].upper()
    suites = [found for text in value if (found := parse_iana(text, protocol))] if isinstance(value, tuple) else []
    builder.proposals(protocol, suites, None, shown)


def parse_value(parameter: Parameter, raw: Any) -> ParameterValue:
    """The value of one parameter from JSON or from what a user typed; raises `BadValueError`."""
    return _PARSERS[parameter.kind](parameter, raw)


def _items(raw: Any) -> list[str]:
    if isinstance(raw, list):
        return [str(item).strip() for item in raw if str(item).strip()]
    return [item for item in re.split(r"[,;，；\s]+", str(raw)) if item]


def _choice(parameter: Parameter, raw: Any) -> ParameterValue:
    words = {**{choice: choice for choice in parameter.choices}, **_CHOICE_WORDS.get(parameter.name, {})}
    found = words.get(str(raw).strip().lower())
    if found is None:
        choices = ", ".join(parameter.choices)
        raise BadValueError(Text(f"{raw} 不是 {choices} 之一", f"{raw} is not one of {choices}"))
    return found


_CHOICE_WORDS: dict[str, dict[str, str]] = {
    "ike.version": {"1": "ikev1", "v1": "ikev1", "2": "ikev2", "v2": "ikev2", "0": "any", "auto": "any", "ike": "any"},
    "auth.method": {
        "pre-share": "psk",
        "pre-shared-key": "psk",
        "secret": "psk",
        "rsa": "certificate",
        "cert": "certificate",
    },
    "initiates": {"true": "yes", "false": "no", "start": "yes", "trap": "on-traffic"},
    "esp.esn": {"true": "yes", "false": "no"},
    "ike.mode": {"aggr": "aggressive", "野蛮": "aggressive", "野蛮模式": "aggressive", "主模式": "main"},
}


def _transforms(parameter: Parameter, raw: Any) -> ParameterValue:
    kind = _KINDS[parameter.name]
    found: dict[str, None] = {}
    for word in _items(raw):
        if kind is TransformKind.DH and word.lower() in NO_GROUP:
            continue
        name = parse_transform(word, kind)
        if name is None:
            raise BadValueError(Text(f"不认识 {word}", f"{word} is not known"))
        found[name] = None
    return tuple(found)


def _proposals(parameter: Parameter, raw: Any) -> ParameterValue:
    protocol = parameter.name.partition(".")[0].upper()
    words = raw if isinstance(raw, list) else [item for item in re.split(r"[,;，；\s]+", str(raw)) if item]
    return tuple(dict.fromkeys(_suite(str(word), protocol).suite() for word in words))


def _suite(word: str, protocol: str) -> Proposal:
    """`aes128-sha1-modp1024` or `AES_CBC_128/HMAC_SHA1_96/…`."""
    if "/" in word:
        found, unknown = parse_iana(word, protocol), list[str]()
    else:
        found, unknown = parse_suite(word, protocol)
    if found is None or unknown:
        strange = ", ".join(unknown) or word
        raise BadValueError(Text(f"套件 {word} 中不认识 {strange}", f"{strange} in the suite {word} is not known"))
    return found


def _number(parameter: Parameter, raw: Any) -> ParameterValue:
    found = re.fullmatch(r"(\d+)\s*([smhd]?)", str(raw).strip().lower()) if not isinstance(raw, bool) else None
    if not found or (found[2] and parameter.kind is Kind.KILOBYTES):
        raise BadValueError(Text(f"{raw} 不是整数", f"{raw} is not a whole number"))
    return int(found[1]) * _UNITS[found[2]]


def _switch(_parameter: Parameter, raw: Any) -> ParameterValue:
    word = str(raw).strip().lower()
    if word not in _TRUE + _FALSE:
        raise BadValueError(Text(f"{raw} 不是开或关", f"{raw} is neither on nor off"))
    return word in _TRUE


_HOST = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_-]+)*\.?|[0-9A-Fa-f:.]+(%\w+)?"
)


def _address(_parameter: Parameter, raw: Any) -> ParameterValue:
    text = str(raw).strip()
    dotted = re.fullmatch(r"[\d.]+", text)
    octets = text.split(".")
    if not _HOST.fullmatch(text) or (dotted and (len(octets) != 4 or any(not o or int(o) > 255 for o in octets))):
        raise BadValueError(Text(f"{text} 不是地址或主机名", f"{text} is neither an address nor a host name"))
    return text


def _identity(_parameter: Parameter, raw: Any) -> ParameterValue:
    if isinstance(raw, dict):
        kind, value = raw.get("type"), raw.get("value")
        if kind not in _ID_TYPES or not isinstance(value, str) or not value:
            raise BadValueError(Text("标识需要 type 和 value", "an identity needs type and value"))
        return Identity(kind, value)
    found = parse_identity(str(raw))
    if found is None:
        raise BadValueError(Text(f"{raw} 不是标识", f"{raw} is no identity"))
    return found


def _subnets(_parameter: Parameter, raw: Any) -> ParameterValue:
    networks = []
    for item in _items(raw):
        network = parse_network(item)
        if network is None:
            raise BadValueError(Text(f"{item} 不是网段", f"{item} is no subnet"))
        networks.append(str(network))
    return tuple(dict.fromkeys(networks))


def _secret(_parameter: Parameter, raw: Any) -> ParameterValue:
    return Secret(str(raw))


_PARSERS: dict[Kind, Callable[[Parameter, Any], ParameterValue]] = {
    Kind.CHOICE: _choice,
    Kind.TRANSFORMS: _transforms,
    Kind.PROPOSALS: _proposals,
    Kind.SECONDS: _number,
    Kind.KILOBYTES: _number,
    Kind.ADDRESS: _address,
    Kind.IDENTITY: _identity,
    Kind.SUBNETS: _subnets,
    Kind.SWITCH: _switch,
    Kind.SECRET: _secret,
}


def form_template() -> dict[str, Any]:
    """The empty form: every parameter, none with a value."""
    return _form(None, None, dict.fromkeys((parameter.name for parameter in PARAMETERS), None))


def form_json(gateway: Gateway) -> dict[str, Any]:
    """A gateway as a saved form; a PSK is left out."""
    values = {
        name: value.as_json()
        for name, value in gateway.parameters.items()
        if value.value is not None and not isinstance(value.value, Secret)
    }
    return _form(gateway.platform, gateway.connection, values)


def _form(platform: str | None, connection: str | None, values: dict[str, Any]) -> dict[str, Any]:
    known = platform if platform in PLATFORMS else None
    return {"schema": SCHEMA, "format": "form", "platform": known, "connection": connection, "parameters": values}
