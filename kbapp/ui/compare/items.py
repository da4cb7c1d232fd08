"""One item of a list field, understood: an algorithm, a group, a suite, a network. Qt-free."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from kbapp.model.parameters import Kind, Parameter
from kbapp.model.proposal import parse_iana, parse_suite
from kbapp.model.selector import parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform
from kbapp.ui.compare.spelling import compact_suite, second, short

NONE = "none"
"""The item that stands for "PFS is off"; the value of a list that holds it alone is empty."""

KINDS: dict[str, TransformKind] = {
    "ike.encryption": TransformKind.ENCR,
    "ike.integrity": TransformKind.INTEG,
    "ike.prf": TransformKind.PRF,
    "ike.dh_groups": TransformKind.DH,
    "esp.encryption": TransformKind.ENCR,
    "esp.integrity": TransformKind.INTEG,
    "esp.pfs_groups": TransformKind.DH,
}
_KIND_WORDS: dict[TransformKind, Text] = {
    TransformKind.ENCR: Text("加密算法", "encryption algorithm"),
    TransformKind.INTEG: Text("认证（完整性）算法", "integrity algorithm"),
    TransformKind.PRF: Text("伪随机函数", "PRF"),
    TransformKind.DH: Text("DH 分组", "DH group"),
    TransformKind.ESN: Text("ESN 选项", "ESN option"),
}
_WIDE = str.maketrans("，；：．／－（）　＠", ",;:./-() @")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its value, and how it was typed."""

    name: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ItemReading:
    """`item`, or `error`; `hint` says what was changed on the way."""

    item: Item | None
    error: Text | None = None
    unfinished: bool = False
    hint: Text | None = None


def clean(typed: str) -> str:
    """Without blanks at the ends, quotes and full-width marks."""
    return typed.translate(_WIDE).strip().strip("\"'“”")


def split(parameter: Parameter, typed: str) -> list[str]:
    """A pasted list into its entries; blanks part nothing where an entry may hold some (`10.0.0.0 255.0.0.0`)."""
    marks = r"[,;\n]+" if parameter.kind is Kind.PROPOSALS else r"[,;\n\s]+"
    return [part for part in (clean(word) for word in re.split(marks, typed.translate(_WIDE))) if part]


def read_item(parameter: Parameter, typed: str) -> ItemReading:
    """One entry of this field."""
    if parameter.kind is Kind.SUBNETS:
        return _network(typed)
    if parameter.kind is Kind.PROPOSALS:
        return _suite(typed, "IKE" if parameter.name.startswith("ike") else "ESP")
    return _transform(parameter, typed)


def labels(parameter: Parameter, item: Item) -> tuple[str, str]:
    """How an entry is shown: its name, and the second spelling beside it."""
    if parameter.kind is Kind.PROPOSALS:
        return compact_suite(item.name, "IKE" if parameter.name.startswith("ike") else "ESP"), ""
    if parameter.kind is Kind.SUBNETS:
        return item.name, ""
    if item.name == NONE:
        return NONE, ""
    return item.name, second(item.name, item.typed)


def offered(parameter: Parameter) -> list[tuple[str, str]]:
    """The field's usual values, each with its second spelling."""
    return [(name, "" if name == NONE else second(name)) for name in parameter.choices]


def _transform(parameter: Parameter, typed: str) -> ItemReading:
    kind = KINDS[parameter.name]
    if parameter.name == "esp.pfs_groups" and typed.lower() in NO_GROUP:
        return ItemReading(Item(NONE, typed))
    found = parse_transform(typed, kind)
    if found is not None:
        return ItemReading(Item(found, typed))
    return ItemReading(None, _no_transform(typed, kind), _may_become(typed, parameter))


def _no_transform(typed: str, kind: TransformKind) -> Text:
    others = [other for other in _KIND_WORDS if other is not kind and parse_transform(typed, other)]
    wanted = _KIND_WORDS[kind]
    if others and not typed.isdigit():
        there = _KIND_WORDS[others[0]]
        return Text(f"{typed} 是{there.zh}，这里填{wanted.zh}", f"{typed} is {_a(there.en)}; this is {_a(wanted.en)}")
    return Text(f"不认识的{wanted.zh}：{typed}", f"{typed} is no known {wanted.en}")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _may_become(typed: str, parameter: Parameter) -> bool:
    start = re.sub(r"[^a-z0-9]", "", typed.lower())
    known = [word for name in parameter.choices for word in (name, short(name), second(name))]
    usual = (*known, "group1", "dhgroup", "hmac", "esp", "sha2", "sha512", "aesgcm", "camellia", "chacha20poly1305")
    return any(re.sub(r"[^a-z0-9]", "", word.lower()).startswith(start) for word in usual if word)


def _suite(typed: str, protocol: str) -> ItemReading:
    if "/" in typed or "_" in typed:
        proposal = parse_iana(typed, protocol)
        unknown: list[str] = [] if proposal else [typed]
    else:
        proposal, unknown = parse_suite(typed, protocol)
    if proposal is None or unknown:
        words = " ".join(unknown)
        error = Text(f"提议中不认识：{words}", f"not understood in this proposal: {words}")
        return ItemReading(None, error, unfinished=proposal is not None or len(typed) < 4)
    return ItemReading(Item(proposal.suite(), typed))


def _network(typed: str) -> ItemReading:
    found = parse_network(typed)
    if found is None:
        return ItemReading(None, _no_network(typed), bool(re.fullmatch(r"[\d.:a-fA-F/]+", typed)))
    address = typed.split("/")[0]
    hint = None
    if "/" in typed and address != str(found.network_address) and address.lower() != "any":
        hint = Text(f"{typed} 按网段 {found} 处理", f"{typed} is taken as the network {found}")
    return ItemReading(Item(str(found), typed), hint=hint)


def _no_network(typed: str) -> Text:
    address, slash, prefix = typed.partition("/")
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return Text(f"{typed} 不是网段（如 10.1.0.0/16）", f"{typed} is no network (like 10.1.0.0/16)")
    if slash and prefix:
        most = 32 if version == 4 else 128
        return Text(f"{typed}：掩码长度应为 0 到 {most}", f"{typed}: the prefix has 0 to {most} bits")
    return Text(f"{typed}：缺少掩码长度", f"{typed}: the prefix length is missing")
