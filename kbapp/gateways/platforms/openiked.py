"""OpenBSD's iked.conf (IKEv2 only). Grammar and defaults: man 5 iked.conf, OpenIKED 7.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.defaults import OPENIKED
from kbapp.gateways.readers.listing import plain_lines, plain_start
from kbapp.gateways.readers.paste import Line
from kbapp.gateways.registry import Reader
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import NO_GROUP, TransformKind, parse_transform

FORMAT = "openiked"

_MARK = re.compile(
    r'^[^\S\n]*ikev2\s+(?:"[^"\n]*"\s+|(?:active|passive|esp|ah|tunnel|transport|quick|skip|from|inet)\b)', re.MULTILINE
)
_WORD = re.compile(r'"([^"]*)"|([^\s"{},]+)|([{},])')
_MACRO = re.compile(r"^[^\S\n]*(\w+)\s*=\s*(.+)$")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}

_BEGINNERS = frozenset(
    "from to local peer ikesa childsa srcid dstid ikelifetime lifetime psk rsa eap config request tag tap iface proto "
    "bytes enc auth prf group esp ah tunnel transport active passive { }".split()
)
Word = tuple[str, int]
_KINDS = {
    "enc": TransformKind.ENCR,
    "auth": TransformKind.INTEG,
    "prf": TransformKind.PRF,
    "group": TransformKind.DH,
}


def score(text: str) -> int:
    return 90 if "ikev2" in text[:400_000] and _MARK.search(plain_start(text, 400_000)) else 0


def read(text: str) -> list[Gateway]:
    return [_gateway(words) for words in _policies(plain_lines(text))]


def _policies(lines: list[Line]) -> Iterator[list[Word]]:
    """The words of each `ikev2` rule; a rule goes on over a backslash, or while its own words begin the line."""
    macros: dict[str, str] = {}
    rule: list[Word] = []
    goes_on = False
    for line in lines:
        text = re.sub(r"(?:^|\s)#.*$", "", line.text).strip()
        if rule and text and not goes_on and text.split()[0] not in _BEGINNERS:
            yield rule
            rule = []
        goes_on = text.endswith("\\") or (goes_on and not text)
        text = text.rstrip("\\").strip()
        macro = _MACRO.match(text)
        if macro and not rule:
            macros[macro[1]] = macro[2].strip().strip('"')
            continue
        text = re.sub(r"\$(\w+)", lambda found: macros.get(found[1], found[0]), text)
        words = [(quoted or plain or mark, line.number) for quoted, plain, mark in _WORD.findall(text)]
        if words and words[0][0] in ("ikev2", "set", "user"):
            if rule:
                yield rule
            rule = words if words[0][0] == "ikev2" else []
        elif rule:
            rule += words
    if rule:
        yield rule


class _Cursor:
    """Walks over a rule's words."""

    def __init__(self, words: list[Word]) -> None:
        self.words, self.position = words, 0

    def next(self) -> Word | None:
        word = self.words[self.position] if self.position < len(self.words) else None
        self.position += 1
        return word

    def peek(self) -> str:
        return self.words[self.position][0] if self.position < len(self.words) else ""


def _gateway(words: list[Word]) -> Gateway:
    cursor = _Cursor(words[1:])
    name = cursor.peek() if cursor.peek() not in _RULE_WORDS else ""
    if name:
        cursor.next()
    builder = GatewayBuilder(FORMAT, name or None)
    builder.set("ike.version", "ikev2", words[0][1], "ikev2")
    selectors: dict[str, list[Word]] = {"from": [], "to": []}
    suites: Suites = {"IKE": [], "ESP": []}
    while (word := cursor.next()) is not None:
        _rule_word(builder, cursor, word, selectors, suites)
    _proposals(builder, suites)
    for key, end in (("local.subnets", "from"), ("remote.subnets", "to")):
        if selectors[end]:
            builder.subnets(key, [text for text, _ in selectors[end]], selectors[end][0][1])
    builder.pairs = [(a, b) for (a, _), (b, _) in zip(selectors["from"], selectors["to"], strict=False)]
    builder.pairs = builder.pairs if len(builder.pairs) > 1 else []
    _defaults(builder)
    return builder.build()


Suites = dict[str, list[tuple[Proposal, int, str]]]
"""By protocol: each suite with its line and the words that it was read from."""


def _proposals(builder: GatewayBuilder, suites: Suites) -> None:
    for protocol, found in suites.items():
        if not found:
            continue
        text = ", ".join(words for _, _, words in found)
        builder.proposals(protocol, [suite for suite, _, _ in found], found[0][1], text)
        name = "ike.dh_groups" if protocol == "IKE" else "esp.pfs_groups"
        value = builder.values.get(name)
        if value is not None and not value.value:
            del builder.values[name]
        if protocol == "ESP" and " group " not in f" {text}":
            builder.default(name, (), "not in the text; iked: childsa without group means no PFS")


_FLAGS: dict[str, tuple[str, ParameterValue]] = {
    "active": ("initiates", "yes"),
    "passive": ("initiates", "no"),
    "esp": ("esp.protocol", "esp"),
    "ah": ("esp.protocol", "ah"),
    "tunnel": ("esp.mode", "tunnel"),
    "transport": ("esp.mode", "transport"),
}
_RULE_WORDS = frozenset([*_FLAGS, "from", "quick", "skip", "default", "inet", "inet6", "ipcomp", "proto", "rdomain"])


def _rule_word(
    builder: GatewayBuilder,
    cursor: _Cursor,
    word: Word,
    selectors: dict[str, list[Word]],
    suites: Suites,
) -> None:
    text, line = word
    if text in _FLAGS:
        builder.set(_FLAGS[text][0], _FLAGS[text][1], line, text)
    elif text in ("from", "to") and (value := cursor.next()):
        if value[0] != "dynamic":
            selectors[text].append(("0.0.0.0/0" if value[0] == "any" else value[0].partition("(")[0], value[1]))
        if cursor.peek() == "port":
            cursor.position += 2
    elif text in ("local", "peer") and (value := cursor.next()):
        if text == "local" and not re.search(r"[.:$]", value[0]):  # an interface or its group (`egress`)
            builder.unknown("local.address", value[0], value[1])
        elif not value[0].endswith("/0") and not value[0].startswith("/"):
            builder.address("local.address" if text == "local" else "remote.address", *value)
    elif text in ("srcid", "dstid") and (value := cursor.next()):
        builder.identity("local.id" if text == "srcid" else "remote.id", *value)
    elif text in ("ikesa", "childsa"):
        protocol, start = "IKE" if text == "ikesa" else "ESP", cursor.position
        suite = _suite(builder, cursor, protocol)
        spelled = " ".join(word for word, _ in cursor.words[start : cursor.position])
        suites[protocol].append((suite, line, f"{text} {spelled}".strip()))
    elif text in ("ikelifetime", "lifetime") and (value := cursor.next()):
        _lifetime(builder, "ike.lifetime_s" if text == "ikelifetime" else "esp.lifetime_s", *value)
        if cursor.peek() == "bytes":
            cursor.next()
            _bytes(builder, cursor.next())
    elif text in ("config", "request", "tag", "tap", "proto", "rdomain") and (value := cursor.next()):
        if text in ("config", "request"):
            cursor.next()
    elif text == "psk" and (value := cursor.next()):
        builder.set("auth.method", "psk", line, "psk")
        builder.psk(*value)
    elif text in ("rsa", "ecdsa256", "ecdsa384", "ecdsa521", "rfc7427", "eap"):
        builder.set("auth.method", "certificate", line, text)
    elif text not in _QUIET:
        builder.not_understood(line, text)


_QUIET = frozenset("quick skip default inet inet6 ipcomp { } , signature nat".split()) | {"set"}


def _suite(builder: GatewayBuilder, cursor: _Cursor, protocol: str) -> Proposal:
    found: dict[TransformKind, list[str]] = {kind: [] for kind in (*_KINDS.values(), TransformKind.ESN)}
    while cursor.peek() in (*_KINDS, "esn", "noesn"):
        word = cursor.next()
        if word is None:
            break
        if word[0] in ("esn", "noesn"):
            found[TransformKind.ESN].append("EXT_SEQ" if word[0] == "esn" else "NO_EXT_SEQ")
            continue
        value = cursor.next()
        kind = _KINDS[word[0]]
        name = parse_transform(value[0], kind) if value else None
        if name:
            found[kind].append(name)
        elif value and value[0] not in NO_GROUP:
            builder.not_understood(value[1], f"{word[0]} {value[0]}")
    return Proposal(protocol, *(tuple(found[kind]) for kind in (*_ORDER, TransformKind.ESN)))


_ORDER = (TransformKind.ENCR, TransformKind.INTEG, TransformKind.PRF, TransformKind.DH)


def _lifetime(builder: GatewayBuilder, name: str, text: str, line: int) -> None:
    found = re.fullmatch(r"(\d+)([smhd]?)", text)
    if found:
        builder.set(name, int(found[1]) * _UNITS[found[2]], line, text)


def _bytes(builder: GatewayBuilder, value: Word | None) -> None:
    found = re.fullmatch(r"(\d+)([kmg]?)", value[0].lower()) if value else None
    if found and value:
        builder.set("esp.lifetime_kb", int(found[1]) * _SIZES[found[2]] // 1024, value[1], value[0])


def _defaults(builder: GatewayBuilder) -> None:
    for name, value, text in OPENIKED:
        builder.default(name, value, f"not in the text; iked: {text}")


READER = Reader(FORMAT, score, read)
