"""Junos's proposals, named or predefined, as suites whose algorithms keep their lines."""

from __future__ import annotations

from kbapp.gateways.builder import GatewayBuilder
from kbapp.gateways.platforms.junos_words import PROPOSAL, report
from kbapp.gateways.platforms.suites import DH, ENCR, INTEG, Part, Suite, put_suites
from kbapp.gateways.readers.paths import Paths
from kbapp.model.transforms import TransformKind, parse_transform

_PREDEFINED: dict[tuple[str, str], tuple[str, ...]] = {
    ("IKE", "basic"): ("des-sha1-modp768", "des-md5-modp768"),
    ("IKE", "standard"): ("3des-sha1-modp1024", "aes128-sha1-modp1024"),
    ("ESP", "basic"): ("des-sha1", "des-md5"),
    ("ESP", "compatible"): ("3des-sha1", "3des-md5", "des-sha1", "des-md5"),
    ("ESP", "standard"): ("3des-sha1-modp1024", "aes128-sha1-modp1024"),
}
"""Predefined sets, as Batfish takes them from Junos; the IKE set `compatible` is not certain and left out."""

_KINDS: dict[str, TransformKind] = {
    "encryption-algorithm": ENCR,
    "authentication-algorithm": INTEG,
    "dh-group": DH,
}


def put_policy(builder: GatewayBuilder, protocol: str, policy: Paths, proposals: list[tuple[str, Paths]]) -> None:
    """What an IKE or IPsec policy offers: its proposals in their order, or a predefined set; and its PFS group."""
    suites = [_suite(proposal) for _, proposal in proposals]
    line = next((line for suite in suites if (line := _line(suite)) is not None), None)
    predefined = policy.value("proposal-set")
    if predefined and not suites:
        suites, line = [_predefined(word, *predefined) for word in _words(protocol, predefined[0])], None
        if not suites:
            builder.unknown(f"{protocol.lower()}.proposals", f"proposal-set {predefined[0]}", predefined[1])
        line = predefined[1]
    _pfs(builder, protocol, policy, suites)
    put_suites(builder, protocol, [suite for suite in suites if suite.parts or suite.strange], line)
    for _, proposal in reversed(proposals):
        _settings(builder, protocol, proposal)
        report(builder, proposal, PROPOSAL)


def _words(protocol: str, name: str) -> tuple[str, ...]:
    return _PREDEFINED.get((protocol, name), ())


def _line(suite: Suite) -> int | None:
    return next((part.line for part in suite.parts.values() if part.line is not None), None)


def _suite(proposal: Paths) -> Suite:
    suite = Suite()
    for word, kind in _KINDS.items():
        found = proposal.value(word)
        if found:
            suite.put(kind, [found[0]], found[1])
    if suite.is_aead():
        suite.parts.pop(INTEG, None)
    return suite


def _predefined(word: str, name: str, line: int) -> Suite:
    suite = Suite()
    for kind, item in zip((ENCR, INTEG, DH), word.split("-"), strict=False):
        algorithm = parse_transform(item, kind)
        if algorithm is not None:
            suite.parts[kind] = Part((algorithm,), line, f"proposal-set {name}")
    return suite


def _pfs(builder: GatewayBuilder, protocol: str, policy: Paths, suites: list[Suite]) -> None:
    """`perfect-forward-secrecy keys group14` holds for every proposal of an IPsec policy."""
    found = policy.value("perfect-forward-secrecy", "keys")
    if found is None or protocol == "IKE":
        return
    group = parse_transform(found[0], DH)
    if group is None:
        builder.not_understood(found[1], f"perfect-forward-secrecy keys {found[0]}")
        return
    builder.set("esp.pfs_groups", (group,), found[1], found[0])
    for suite in suites:
        suite.parts[DH] = Part((group,), found[1], found[0])


def _settings(builder: GatewayBuilder, protocol: str, proposal: Paths) -> None:
    stem = protocol.lower()
    for word, name in (("lifetime-seconds", f"{stem}.lifetime_s"), ("lifetime-kilobytes", "esp.lifetime_kb")):
        found = proposal.value(word)
        if found and found[0].isdigit():
            builder.set(name, int(found[0][:15]), found[1], found[0])
    kind, method = proposal.value("protocol"), proposal.value("authentication-method")
    if kind and protocol == "ESP" and kind[0] in ("esp", "ah"):
        builder.set("esp.protocol", kind[0], kind[1], kind[0])
    if method and protocol == "IKE":
        builder.set("auth.method", "psk" if method[0] == "pre-shared-keys" else "certificate", method[1], method[0])
    sequence = proposal.has("extended-sequence-number")
    if sequence and protocol == "ESP":
        builder.set("esp.esn", True, sequence, "extended-sequence-number")
