"""A configuration pasted into the log pane: recognised by the words with which its lines begin."""

from __future__ import annotations

import re

from kbapp.diagnosis.account import Account
from kbapp.diagnosis.egress_nat import EgressNat, find_egress_nat, policy_text
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.verdict import Evidence
from kbapp.model.text import Text

_MOST_LINES = 20_000
_ENOUGH = 2
"""Different marks of one platform: one alone may stand in any text."""
_MARKS: dict[str, tuple[str, ...]] = {
    "huawei": (
        r"ike proposal \d+",
        r"ike peer \S+",
        r"ipsec proposal \S+",
        r"ipsec policy \S+ \d+ (?:isakmp|manual)",
        r"ipsec policy \S+$",
        r"pre-shared-key ",
        r"nat enable$",
        r"nat-policy\b",
        r"security acl \d+",
    ),
    "h3c": (r"ike keychain \S+", r"ike profile \S+", r"ipsec transform-set \S+", r"ipsec apply policy "),
    "cisco-ios": (
        r"crypto isakmp (?:policy|key) ",
        r"crypto ikev2 (?:proposal|policy|keyring|profile) \S+",
        r"crypto ipsec transform-set ",
        r"crypto map \S+ \d+ ipsec-isakmp",
        r"set peer [\d.]+",
        r"match address \S+",
    ),
    "cisco-asa": (
        r"crypto ikev[12] policy \d+",
        r"tunnel-group \S+ (?:type|ipsec-attributes)",
        r"crypto map \S+ \d+ set ",
    ),
    "juniper": (
        r"set security ike (?:proposal|policy|gateway) ",
        r"set security ipsec (?:proposal|policy|vpn) ",
        r"security \{$",
        r"ike \{$",
        r"ipsec \{$",
    ),
    "fortigate": (r"config vpn ipsec phase1", r"config vpn ipsec phase2", r"set phase1name ", r"set remote-gw "),
    "strongswan": (
        r"conn \S+$",
        r"(?:left|right)(?:id|subnet)?\s*=",
        r"connections \{$",
        r"(?:local|remote)_(?:addrs|ts)\s*=",
        r"esp_proposals\s*=",
        r"keyexchange\s*=",
    ),
    "mikrotik": (
        r"/ip ipsec (?:profile|peer|proposal|policy|identity)",
        r"add .*\bdh-group=",
        r"add .*\benc-algorithms?=",
    ),
    "paloalto": (r"set network ike ", r"set network tunnel ipsec ", r".*<ike-crypto-profiles?>", r".*<auto-key>"),
    "alibaba-cloud": (
        r'.*"(?:Tunnel)?IkeConfig"\s*:',
        r'.*"(?:Tunnel)?IpsecConfig"\s*:',
        r'.*"IkeEncAlg"\s*:',
        r"(?:tunnel_)?ike_config \{",
        r"(?:tunnel_)?ipsec_config \{",
    ),
    "vyos": (r"set vpn ipsec esp-group ", r"set vpn ipsec ike-group ", r"set vpn ipsec site-to-site "),
    "pfsense": (r".*<ipsec>\s*<phase1>", r".*<iketype>", r".*<remote-gateway>"),
}
_WORDS = ("ipsec", "ike", "crypto", "conn ")
"""A configuration of a tunnel holds one of these."""
_DAEMONS = {"vyos": "strongswan", "pfsense": "strongswan"}
"""What writes these platforms' logs."""
_COMPILED = {name: tuple(re.compile(rf"^[ \t]*{mark}", re.M) for mark in marks) for name, marks in _MARKS.items()}
_OFFER = Text(
    "这是设备配置，不是日志：可以送入“比较”，与另一端的参数逐项对照。",
    "This is a configuration, not a log: Compare can take it and hold it against the other end, field by field.",
)


def configuration_account(index: int, log: LogText) -> Account | None:
    """`None` where the text is no configuration."""
    if log.total > _MOST_LINES:
        return None
    text = "\n".join(line.text for line in log)
    lowered = text.lower()
    platform = _platform(text) if any(word in lowered for word in _WORDS) else None
    if platform is None:
        return None
    nat = find_egress_nat(text) if platform in ("huawei", "h3c") else None
    if nat is None:
        return Account(
            index,
            _DAEMONS.get(platform, platform),
            "unknown",
            f"{platform}/configuration",
            notes=(_OFFER,),
            configuration=platform,
        )
    return _with_nat(index, log, platform, nat)


def _platform(text: str) -> str | None:
    counts = {name: sum(bool(mark.search(text)) for mark in marks) for name, marks in _COMPILED.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _ENOUGH else None


def _with_nat(index: int, log: LogText, platform: str, nat: EgressNat) -> Account:
    cause = "nat-on-egress-interface"
    texts = {line.number: line.text.strip()[:400] for line in log}
    source = f"{platform}/configuration"
    return Account(
        index,
        platform,
        "certain" if nat.proven else "likely",
        source,
        phase=0,
        weights={cause: 0.95 if nat.proven else 0.75},
        evidence=tuple(Evidence(index, line, texts.get(line, ""), source) for line in nat.lines),
        details={cause: policy_text(nat)},
        change={cause: "local"},
        notes=(_OFFER,),
        configuration=platform,
    )
