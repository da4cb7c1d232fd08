"""One value of the form: from JSON, or as somebody types it, to a `Value`."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping

from kbapp.gateways.builder import is_masked
from kbapp.model.gateway import Value
from kbapp.model.identity import Identity, IdType, parse_identity
from kbapp.model.parameters import BY_NAME, Kind, Parameter
from kbapp.model.proposal import NO_DH, Proposal, parse_iana, parse_suite
from kbapp.model.secret import Secret
from kbapp.model.selector import parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import NO_GROUP, TransformKind, kind_of, parse_transform


class BadValueError(ValueError):
    """A value that its parameter cannot have; the message names the parameter."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(f"{name}: {en}")
        self.message = Text(f"{name}：{zh}", f"{name}: {en}")


def read_value(name: str, raw: object) -> Value | None:
    """The value of a parameter, `None` where nothing is said; raises `BadValueError`."""
    parameter = BY_NAME[name]
    if isinstance(raw, Mapping) and "value" in raw and "type" not in raw:
        raw = raw["value"]
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if parameter.kind is Kind.SECRET:
        return _secret(name, raw)
    words = _words(name, raw) if isinstance(raw, (list, tuple)) else None
    if is_masked_value(raw, words):
        return Value(None, "explicit", None, _spelling(raw), masked=True)
    found = _READERS[parameter.kind](parameter, raw)
    return None if found is None else Value(found, "explicit", None, _spelling(raw))


def is_masked_value(raw: object, words: list[str] | None) -> bool:
    """`****`, `47.xx.xx.10`: somebody took the value out."""
    if isinstance(raw, Mapping):
        return is_masked(str(raw.get("value", "")))
    return any(map(is_masked, words if words is not None else [str(raw)]))


def _spelling(raw: object) -> str:
    if isinstance(raw, (list, tuple)):
        return ", ".join(map(str, raw))
    return str(raw.get("value", "")) if isinstance(raw, Mapping) else str(raw).strip()


def _words(name: str, raw: object) -> list[str]:
    """A list, or a text with commas, semicolons, line ends or full-width marks between its items."""
    if isinstance(raw, str):
        return [word.strip() for word in re.split(r"[,;，；、\n]+", raw) if word.strip()]
    if isinstance(raw, (list, tuple)):
        for item in raw:
            if not isinstance(item, (str, int)) or isinstance(item, bool):
                raise BadValueError(name, f"列表中有无法识别的项 {item!r}", f"{item!r} in the list is not understood")
        return [str(item).strip() for item in raw if str(item).strip()]
    if isinstance(raw, int) and not isinstance(raw, bool):
        return [str(raw)]
    raise BadValueError(name, f"应为列表，得到 {raw!r}", f"a list is expected, not {raw!r}")


def _secret(name: str, raw: object) -> Value:
    if not isinstance(raw, str):
        raise BadValueError(name, "预共享密钥应为文本", "a pre-shared key must be a text")
    hidden = raw == "(set)" or set(raw) <= {"*", "x", "X", "•"}
    return Value(Secret(None if hidden else raw), "explicit", None, None, masked=hidden)


_CHOICES: dict[str, dict[str, str]] = {
    "ike.version": {
        **dict.fromkeys(("ikev1", "1", "v1", "ike1", "ike-v1", "v1-only"), "ikev1"),
        **dict.fromkeys(("ikev2", "2", "v2", "ike2", "ike-v2", "v2-only"), "ikev2"),
        **dict.fromkeys(("any", "0", "auto", "both", "ike"), "any"),
    },
    "ike.mode": {
        **dict.fromkeys(("main", "main mode", "identity protection", "主模式"), "main"),
        **dict.fromkeys(("aggressive", "aggressive mode", "野蛮模式"), "aggressive"),
    },
    "auth.method": {
        **dict.fromkeys(
            ("psk", "pre-share", "pre-shared-key", "pre-shared-keys", "secret", "shared-secret", "预共享密钥"), "psk"
        ),
        **dict.fromkeys(("certificate", "cert", "rsa", "rsa-sig", "pubkey", "ecdsa-sig", "证书"), "certificate"),
    },
    "esp.protocol": {"esp": "esp", "ah": "ah"},
    "esp.mode": {
        **dict.fromkeys(("tunnel", "tunnel mode", "隧道模式"), "tunnel"),
        **dict.fromkeys(("transport", "transport mode", "传输模式"), "transport"),
    },
    "esp.esn": {
        **dict.fromkeys(("no", "false", "off", "noesn"), "no"),
        **dict.fromkeys(("yes", "true", "on", "esn"), "yes"),
        **dict.fromkeys(("either", "both"), "either"),
    },
    "initiates": {
        **dict.fromkeys(("yes", "true", "on", "start"), "yes"),
        **dict.fromkeys(("no", "false", "off", "none", "responder"), "no"),
        **dict.fromkeys(("on-traffic", "traffic", "trap", "route", "ondemand"), "on-traffic"),
    },
}
_ON = {"true": True, "on": True, "yes": True, "enable": True, "enabled": True, "1": True}
_OFF = {"false": False, "off": False, "no": False, "disable": False, "disabled": False, "0": False}


def _choice(parameter: Parameter, raw: object) -> str:
    if isinstance(raw, (str, int)):
        found = _CHOICES[parameter.name].get(str(raw).strip().lower())
        if found is not None:
            return found
    known = ", ".join(parameter.choices)
    raise BadValueError(parameter.name, f"{raw!r} 无效，可用：{known}", f"{raw!r} is not one of {known}")


_KIND = {
    "encryption": TransformKind.ENCR,
    "integrity": TransformKind.INTEG,
    "prf": TransformKind.PRF,
    "dh_groups": TransformKind.DH,
    "pfs_groups": TransformKind.DH,
}


def _transforms(parameter: Parameter, raw: object) -> tuple[str, ...] | None:
    kind = _KIND[parameter.name.split(".")[1]]
    found: dict[str, None] = {}
    off = False
    for word in _words(parameter.name, raw):
        if kind is TransformKind.DH and word.lower() in NO_GROUP:
            off = True
            continue
        name = word if kind_of(word) is kind else parse_transform(word, kind)
        if name is None:
            raise BadValueError(parameter.name, f"不认识的算法 {word!r}", f"the algorithm {word!r} is not known")
        found[name] = None
    if parameter.name == "esp.pfs_groups":
        return tuple(found) + ((NO_DH,) if off and found else ())
    return tuple(found) or None


def _proposals(parameter: Parameter, raw: object) -> tuple[str, ...] | None:
    protocol = parameter.name[:3].upper()
    found = [_suite(parameter.name, word, protocol) for word in _words(parameter.name, raw)]
    return tuple(dict.fromkeys(suite.suite() for suite in found)) or None


def _suite(name: str, word: str, protocol: str) -> Proposal:
    """`aes256-sha256-modp2048`, or the contract's `AES_CBC_256/HMAC_SHA2_256_128/…`."""
    if "/" in word or kind_of(word.partition(":")[2] or word):
        found = parse_iana(word, protocol)
        strange = [part for part in word.rpartition(":")[2].split("/") if found and part.strip() not in _all(found)]
    else:
        found, strange = parse_suite(word, protocol)
    if found is None or strange:
        what = ", ".join(strange) or word
        raise BadValueError(name, f"提议 {word!r} 中无法识别 {what}", f"in the proposal {word!r}, {what} is not known")
    return found


def _all(proposal: Proposal) -> tuple[str, ...]:
    return (*proposal.encryption, *proposal.integrity, *proposal.prf, *proposal.dh, *proposal.esn)


_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(parameter: Parameter, raw: object) -> int | None:
    if isinstance(raw, str) and raw.strip().lower() in ("unlimited", "off", "disable", "disabled", "none"):
        return 0
    found = re.fullmatch(r"(\d+)(?:\.0+)?\s*([smhd]?)[a-z]*", str(raw).strip().lower())
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)) or found is None:
        raise BadValueError(parameter.name, f"应为非负整数（秒），得到 {raw!r}", f"a number of seconds, not {raw!r}")
    return int(found[1]) * _UNITS[found[2]]


_SIZES = {"": 1, "k": 1, "kb": 1, "m": 1024, "mb": 1024, "g": 1024 * 1024, "gb": 1024 * 1024}


def _kilobytes(parameter: Parameter, raw: object) -> int | None:
    if isinstance(raw, str) and raw.strip().lower() in ("unlimited", "off", "disable", "disabled", "none"):
        return 0
    found = re.fullmatch(r"(\d+)(?:\.0+)?\s*([kmg]?b?)", str(raw).strip().lower())
    if isinstance(raw, bool) or found is None or found[2] not in _SIZES:
        raise BadValueError(parameter.name, f"应为非负整数（KB），得到 {raw!r}", f"a number of KB, not {raw!r}")
    return int(found[1]) * _SIZES[found[2]]


def _address(parameter: Parameter, raw: object) -> str | None:
    text = raw.strip() if isinstance(raw, str) else ""
    if text.lower() in ("any", "%any", "%any6", "0.0.0.0", "::", "dynamic"):
        return None
    try:
        return str(ipaddress.ip_address(text.removesuffix("/32").removesuffix("/128")))
    except ValueError:
        pass
    if re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?", text):
        return text
    raise BadValueError(parameter.name, f"{raw!r} 不是 IP 地址或主机名", f"{raw!r} is no IP address or host name")


_ID_TYPES: tuple[IdType, ...] = ("ipv4", "ipv6", "fqdn", "user-fqdn", "key-id", "dn")


def _identity(parameter: Parameter, raw: object) -> Identity | None:
    if isinstance(raw, Mapping):
        kind = next((item for item in _ID_TYPES if item == raw.get("type")), None)
        text = raw.get("value")
        if not isinstance(text, str) or not text.strip():
            return None
        if kind is None and raw.get("type") not in (None, ""):
            known = ", ".join(_ID_TYPES)
            raise BadValueError(
                parameter.name, f"标识类型 {raw.get('type')!r} 无效，可用：{known}", f"the type must be one of {known}"
            )
        return parse_identity(text) if kind is None else _typed(parameter.name, kind, text.strip())
    if not isinstance(raw, str):
        raise BadValueError(parameter.name, f"{raw!r} 不是标识", f"{raw!r} is no identity")
    return parse_identity(raw)


def _typed(name: str, kind: IdType, text: str) -> Identity:
    if kind in ("ipv4", "ipv6"):
        found = parse_identity(text)
        if found is None or found.type != kind:
            raise BadValueError(name, f"{text!r} 不是 {kind} 地址", f"{text!r} is no {kind} address")
        return found
    return Identity(kind, text.removeprefix("@") if kind == "fqdn" else text)


def _subnets(parameter: Parameter, raw: object) -> tuple[str, ...] | None:
    found: dict[str, None] = {}
    for word in _words(parameter.name, raw):
        network = parse_network(word)
        if network is None:
            raise BadValueError(parameter.name, f"{word!r} 不是网段", f"{word!r} is no subnet")
        found[str(network)] = None
    return tuple(found) or None


def _switch(parameter: Parameter, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    found = {**_ON, **_OFF}.get(str(raw).strip().lower())
    if found is None:
        raise BadValueError(parameter.name, f"{raw!r} 应为 true 或 false", f"{raw!r} is neither true nor false")
    return found


_READERS: dict[Kind, Callable[[Parameter, object], str | int | bool | tuple[str, ...] | Identity | None]] = {
    Kind.CHOICE: _choice,
    Kind.TRANSFORMS: _transforms,
    Kind.PROPOSALS: _proposals,
    Kind.SECONDS: _seconds,
    Kind.KILOBYTES: _kilobytes,
    Kind.ADDRESS: _address,
    Kind.IDENTITY: _identity,
    Kind.SUBNETS: _subnets,
    Kind.SWITCH: _switch,
}
