"""Fills the placeholders of a remedy's lines: a value in the platform's own words, networks pair by pair."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kbapp.gateways.spelling import Spelling
from kbapp.gateways.writers.parts import PLACEHOLDER as KEY
from kbapp.gateways.writers.parts import suites
from kbapp.knowledge.remedies import OLD_NAMES, PLACEHOLDER, SUBNET_NAMES, Remedy
from kbapp.model.gateway import Gateway, ParameterValue
from kbapp.model.identity import Identity
from kbapp.model.parameters import BY_NAME, Kind
from kbapp.model.proposal import Proposal, parse_iana
from kbapp.model.secret import Secret
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind

OLD_KEY = "<OLD-KEY>"
Pair = tuple[str, str]
Known = Mapping[str, str | None]
"""placeholder -> words; `None`: there is nothing to write, its line goes. A name that is missing stays as `<name>`."""

_KINDS = {
    "encryption": TransformKind.ENCR,
    "integrity": TransformKind.INTEG,
    "prf": TransformKind.PRF,
    "dh_groups": TransformKind.DH,
    "pfs_groups": TransformKind.DH,
    "esn": TransformKind.ESN,
}
_ESN = {"no": (), "yes": ("EXT_SEQ",), "either": ("EXT_SEQ", "NO_EXT_SEQ")}


@dataclass(frozen=True, slots=True)
class Side:
    """Where the lines are to be entered: one gateway, its platform's words, and the remedy."""

    gateway: Gateway
    remedy: Remedy
    spelling: Spelling | None
    version: str | None


def words_of(side: Side, value: ParameterValue) -> str | None:
    """The value as this platform writes it; `None` where it has no such value."""
    parameter = side.remedy.parameter
    if isinstance(value, Secret):
        return KEY
    if isinstance(value, Identity):
        return value.value
    if isinstance(value, bool):
        return side.remedy.words.get("on" if value else "off")
    if isinstance(value, tuple):
        return _list(side, value)
    if value is None:
        return None
    if BY_NAME[parameter].kind is Kind.CHOICE:
        return side.remedy.words.get(str(value))
    return side.remedy.words.get(str(value), str(value))


def _list(side: Side, names: tuple[str, ...]) -> str | None:
    """What the platform has words for; the first one only where it takes one."""
    parameter = side.remedy.parameter
    if BY_NAME[parameter].kind is Kind.SUBNETS:
        return ",".join(names) or None
    if side.spelling is None:
        return None
    words = [word for name in names if (word := side.spelling.word(parameter, name, side.version))]
    if parameter in side.spelling.one_of:
        words = words[:1]
    return side.spelling.separator.join(words) or None


def known_values(side: Side, value: ParameterValue) -> dict[str, str | None]:
    """Every placeholder that a value fills, but for the networks."""
    known: dict[str, str | None] = {"value": words_of(side, value)}
    if BY_NAME[side.remedy.parameter].kind is Kind.KILOBYTES and isinstance(value, int):
        known["bytes"] = str(value * 1024)
    if isinstance(value, Identity):
        known["type"] = side.remedy.words.get(value.type)
    known |= _suite_words(side, value)
    return known


def _suite_words(side: Side, value: ParameterValue) -> dict[str, str | None]:
    """The parts of the first suite, and all suites as the platform writes them, with this value put in."""
    protocol, _, part = side.remedy.parameter.partition(".")
    if protocol not in ("ike", "esp") or side.spelling is None:
        return {}
    wanted = _suites_with(side.gateway, protocol.upper(), part, value)
    if not wanted:
        return {}
    known: dict[str, str | None] = {}
    written = [words for suite in wanted if side.spelling.suite and (words := side.spelling.suite(suite))]
    if written:
        between = side.spelling.between
        known["suites"] = written[0] if between is None else between.join(dict.fromkeys(written))
    for name, kind in list(_KINDS.items())[:3]:
        known[name] = _first(side, f"{protocol}.{name}", wanted[0].of(kind))
    groups = f"{protocol}.{'dh_groups' if protocol == 'ike' else 'pfs_groups'}"
    known["group"] = _first(side, groups, wanted[0].of(TransformKind.DH))
    return known


def _first(side: Side, parameter: str, names: Sequence[str]) -> str | None:
    words = (side.spelling.word(parameter, name, side.version) for name in names if side.spelling)
    return next((word for word in words if word), None)


def _suites_with(gateway: Gateway, protocol: str, part: str, value: ParameterValue) -> list[Proposal]:
    """The gateway's own suites, changed in the one part that the parameter names."""
    if part == "proposals":
        texts = value if isinstance(value, tuple) else ()
        return [suite for text in texts if (suite := parse_iana(text, protocol))]
    own = suites(gateway, protocol)
    kind = _KINDS.get(part)
    if kind is None:
        return own
    names = _ESN.get(str(value)) if kind is TransformKind.ESN else value if isinstance(value, tuple) else None
    if names is None:
        return []
    return list(dict.fromkeys(suite.with_(kind, names) for suite in own))


def network_pairs(gateway: Gateway, parameter: str, value: ParameterValue) -> list[Pair]:
    """Every (local, remote) pair of the gateway's networks, with this value in the parameter's place."""
    lists = {name: gateway.get(name).value for name in ("local.subnets", "remote.subnets")}
    lists[parameter] = value
    local, remote = (found if isinstance(found, tuple) else () for found in lists.values())
    return list(product(local, remote))


def fill(lines: Iterable[Text], known: Known, pairs: Mapping[str, Sequence[Pair]]) -> tuple[Text, ...]:
    """The lines with everything in place. `pairs` holds those of the lines' networks, and as `old_` the former ones."""
    found: list[Text] = []
    for line in lines:
        for repeated in _repeated(line, pairs):
            filled = _filled(repeated, known)
            if filled is not None:
                found.extend(Text(zh, en) for zh, en in zip(filled.zh.split("\n"), filled.en.split("\n"), strict=True))
    return tuple(found)


def _repeated(line: Text, pairs: Mapping[str, Sequence[Pair]]) -> Iterator[Text]:
    """A line that names networks stands once for each pair of them."""
    names = set(PLACEHOLDER.findall(line.en))
    prefix = "old_" if names & {f"old_{name}" for name in SUBNET_NAMES} else ""
    if not prefix and not names & SUBNET_NAMES:
        yield line
        return
    for pair in pairs.get(prefix, ()):
        yield _put(line, {prefix + name: words for name, words in _network_words(pair).items()})


def _network_words(pair: Pair) -> dict[str, str]:
    words: dict[str, str] = {}
    for side, text in zip(("local", "remote"), pair, strict=True):
        network = ipaddress.ip_network(text, strict=False)
        words |= {
            f"{side}_net": str(network.network_address),
            f"{side}_mask": str(network.netmask),
            f"{side}_wildcard": str(network.hostmask),
            f"{side}_cidr": str(network),
        }
    return words


def _filled(line: Text, known: Known) -> Text | None:
    """`None` where there is nothing to write. A word may hold placeholders of its own."""
    while names := set(PLACEHOLDER.findall(line.en)):
        if any(name in known and known[name] is None for name in names):
            return None
        words = {name: known.get(name) for name in names}
        line = _put(line, {name: f"<{name}>" if found is None else found for name, found in words.items()})
    return line


def _put(line: Text, words: Mapping[str, str]) -> Text:
    def replaced(text: str) -> str:
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)

    return Text(replaced(line.zh), replaced(line.en))


def as_old(known: Known) -> dict[str, str | None]:
    """The same placeholders as those of the former value; where that has no word, `<old>` stays."""
    told = {name: words for name, words in known.items() if words is not None or name != "value"}
    return {OLD_NAMES[name]: OLD_KEY if words == KEY else words for name, words in told.items()}
