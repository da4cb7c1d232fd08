"""The closed choices of the form: how a person reads them, and what he may type for them. Qt-free."""

from __future__ import annotations

import re

from kbapp.model.text import Text

_SAME = Text.same

WORDS: dict[str, dict[str, Text]] = {
    "auth.method": {
        "psk": Text("预共享密钥 PSK", "pre-shared key (PSK)"),
        "certificate": Text("证书", "certificate"),
    },
    "initiates": {
        "yes": Text("主动发起", "yes, at once"),
        "no": Text("只响应，不发起", "no, responds only"),
        "on-traffic": Text("有流量时发起", "when traffic comes"),
    },
    "ike.version": {
        "ikev1": _SAME("IKEv1"),
        "ikev2": _SAME("IKEv2"),
        "any": Text("IKEv1、IKEv2 均可", "IKEv1 or IKEv2"),
    },
    "ike.mode": {
        "main": Text("主模式 main", "main"),
        "aggressive": Text("野蛮模式 aggressive", "aggressive"),
    },
    "esp.protocol": {"esp": _SAME("ESP"), "ah": _SAME("AH")},
    "esp.mode": {
        "tunnel": Text("隧道模式 tunnel", "tunnel"),
        "transport": Text("传输模式 transport", "transport"),
    },
    "esp.esn": {"no": Text("关闭", "off"), "yes": Text("开启", "on"), "either": Text("均可", "either")},
}
"""field -> value -> its words."""

_ALIASES: dict[str, dict[str, str]] = {
    "auth.method": {
        "psk": "preshare preshared presharedkey presharedkeys presharekey secret 预共享密钥 预共享 密钥",
        "certificate": "cert certs rsa rsasig rsasignature pubkey ecdsa digitalsignature 数字证书",
    },
    "initiates": {
        "yes": "start initiator initiateonly immediate auto 是 立即 立即生效",
        "no": "responder respond passive add responderonly 否 被动 只响应 不发起",
        "on-traffic": "traffic trap route ondemand trigger 流量触发 按需",
    },
    "ike.version": {"ikev1": "1 v1 ike1", "ikev2": "2 v2 ike2", "any": "0 auto both either ike v1v2 自动 均可 任意"},
    "ike.mode": {"main": "主模式 主 mainmode", "aggressive": "野蛮模式 野蛮 积极模式 积极 aggr aggressivemode"},
    "esp.protocol": {"esp": "50", "ah": "51"},
    "esp.mode": {"tunnel": "隧道模式 隧道 tunnelmode", "transport": "传输模式 传输 transportmode"},
    "esp.esn": {
        "no": "noesn disable disabled false 否 关",
        "yes": "esn enable enabled on true 是 开",
        "either": "any both 任意",
    },
}


def words(field: str, value: str) -> Text:
    """A choice as a person reads it; an unknown one stands for itself."""
    return WORDS.get(field, {}).get(value, Text.same(value))


def find(field: str, typed: str) -> str | None:
    """The choice that a text means, by its name, its words in either language, or a usual spelling."""
    return _spellings(field).get(_squash(typed))


def begins(field: str, typed: str) -> bool:
    """May this text still become a choice?"""
    start = _squash(typed)
    return any(spelling.startswith(start) for spelling in _spellings(field))


def _spellings(field: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, text in WORDS[field].items():
        for spelling in (value, text.zh, text.en, *_ALIASES[field][value].split()):
            found.setdefault(_squash(spelling), value)
    return found


def _squash(text: str) -> str:
    return re.sub(r"[\s_\-.,、，()（）]", "", text.casefold())
