"""What stands before a message: time, host, program, thread, connection, number, peer. One table per family."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_TIMES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # 2026-11-23 16:33:07, 2026-11-23T16:33:07.123+08:00, 2026/11/23 16:33:07,123
        r"[\[(\"']?(?P<time>\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)[\])\"']?:?,?\s*",
        # Nov 23 16:33:07, Nov 23 2026 16:33:07.123, %@12%Nov 23 16:33:07:123 2026, *Nov 23 16:33:07.123:
        rf"[%@*.\d]*%?(?P<time>(?:{_MONTHS})\s+\d{{1,2}}(?:\s+\d{{4}})?\s+\d\d:\d\d:\d\d(?:[.:,]\d+)?(?:\s+\d{{4}})?"
        r"(?:[+-]\d\d:\d\d(?:\s+DST)?)?)(?:\s+UTC|\s+[A-Z]{3,4})?:?\s*",
        # 16:33:07.123456
        r"\[?(?P<time>\d\d:\d\d:\d\d(?:[.,]\d+)?)\]?:?\s+",
        # Mon Nov 23 16:33:07 2026, 23 Nov 2026 16:33:07
        rf"(?:\w{{3}},?\s+)?(?P<time>\d{{1,2}}[ -](?:{_MONTHS})[ -]\d{{4}}\s+\d\d:\d\d:\d\d(?:\.\d+)?)\s*",
        # nov/23/2026 16:33:07, nov/23 16:33:07 (RouterOS)
        r"(?P<time>[a-z]{3}/\d\d(?:/\d{4})? \d\d:\d\d:\d\d)\s+",
    )
)
_PRIORITY = re.compile(r"<\d{1,3}>(?:\d )?")
_LEADER = re.compile(r"(?:[\w.-]+\s+\|\s+|\d+\s{1,6}(?=\d{4}-|[A-Z][a-z]{2} )|[>#$]\s+)")
_PROGRAM = re.compile(
    r"(?:(?P<host>[\w.:%-]+)\s+)?(?P<program>charon(?:-systemd|-nm|-cmd)?|ipsec|strongswan|pluto|racoon2?|iked|isakmpd|kmd|ike|"
    r"swanctl|vici|filterlog|iked2)(?:\[\d+\])?(?:\s*\[\d+\])?:\s*"
)
_CHARON = re.compile(
    r"(?:(?P<thread>\d{1,4}))?\[(?P<group>DMN|MGR|IKE|CHD|JOB|CFG|KNL|NET|ASN|ENC|TNC|IMC|IMV|PTS|TLS|APP|ESP|LIB)\d?\]\s*"
    r"(?:<(?:(?P<conn>[^|<>]+)\|)?(?P<number>\d+)>\s*)?"
)
_PLUTO = re.compile(
    r'(?:(?:\|\s*)?"(?P<conn>[^"]+)"(?:\[\d+\])?(?:\s+(?P<peer>[0-9a-fA-F.:]{3,}?))?(?:\s+#(?P<number>\d+))?:\s+'
    r"|packet from (?P<from>[0-9a-fA-F.:]+?):\d+:\s+)"
)
_RACOON = re.compile(
    r"(?:\[(?P<peer>[0-9a-fA-F.:]{3,})(?:\[\d+\])?\]\s+)?(?:INFO|ERROR|WARNING|NOTIFY|DEBUG\d?|CRITICAL):\s+"
)
_IKED = re.compile(r"(?:spi=(?P<spi>0x[0-9a-fA-F]+):\s+)")
_ADDRESS = r"[0-9a-fA-F.:]+"
_CISCO = re.compile(
    rf"(?:(?:[\w.-]+:?\s+)?\d+:\s+(?:[*.]?(?:{_MONTHS})\s+\d+\s+[\d:.]+(?:\s+[A-Z]{{3,4}})?:\s*)?)?"
    # ISAKMP:(0) is an SA that has no number yet
    r"(?:%[A-Z0-9_]+-\d-[A-Z0-9_]+:\s*)?(?:ISAKMP(?:-\w+)?:?\s*\(\s*(?:0|(?P<number>\d+))\s*(?::\d+)?\):?\s*"
    r"|IKEv2(?:-\w+)?(?:-PROTO-\d)?:?\s*"
    r"\((?:SESSION ID = (?P<session>\d+),\s*SA ID = \d+|(?:SA ID = )?(?P<sa>\d+))\):?\s*"
    r"|\[IKEv1(?: DEBUG)?\]:?\s*(?:Group = (?P<conn>[^,]+),\s*)?"
    r"(?:(?:Username = [^,]+,\s*)?IP = (?P<peer>[0-9a-fA-F.:]+),\s*)?)"
)
_ASA = re.compile(
    r"(?:[\w.-]+\s*:?\s+)?%(?:ASA|PIX|FTD)-(?:\w+-)?\d-\d{6}:\s*(?:\[IKEv1\]:?\s*)?(?:Group = (?P<conn>[^,]+),\s*)?"
    rf"(?:Username = [^,]+,\s*)?(?:IP = (?P<peer>{_ADDRESS}),\s*"
    rf"|Local:{_ADDRESS}:\d+ Remote:(?P<from>{_ADDRESS}?):\d+ (?:Username:\S+ )?)?"
)
_H3C = re.compile(
    r"(?:\S+\s+)?(?:IKE(?:V2)?|IPSEC)/\d/\w+:\s*(?:-[\w-]+=\d+;\s*)*"
    rf"(?:vrf = \S+, (?:local|src) = {_ADDRESS}, (?:remote|dst) = (?P<peer>{_ADDRESS})(?:/\d+)?\s*)?"
)
_JUNOS = re.compile(rf"\[\w{{3}}\s+\d+\s+[\d:.]+\]\s*\[{_ADDRESS} <-> (?P<peer>{_ADDRESS})\]\s*")
_FORTI = re.compile(
    r"(?:ike Negotiate [\w ]+ Error: )?ike (?:V=[\w-]+:)?(?:\d+:)?"
    # neither a bare number nor a pair of cookies is a name
    r"(?:(?P<conn>(?![0-9a-f]{16}/)[^:\s]*[^:\s\d][^:\s]*)|[^:\s]*)?"
    r":(?:(?P<number>\d+)(?::(?P<child>[\w-]+))?:)?\s*(?=\D|\d+:)"
)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A line without its prefix, and what the prefix told. `number` is the daemon's own number of the SA."""

    message: str
    time: str | None = None
    host: str | None = None
    program: str | None = None
    thread: str | None = None
    conn: str | None = None
    number: str | None = None
    peer: str | None = None
    spi: str | None = None
    family: str | None = None
    """charon, pluto, racoon, iked, asa, cisco, fortigate, h3c, juniper: which table matched."""


_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("charon", _CHARON),
    ("pluto", _PLUTO),
    ("iked", _IKED),
    ("racoon", _RACOON),
    ("asa", _ASA),
    ("cisco", _CISCO),
    ("fortigate", _FORTI),
    ("h3c", _H3C),
    ("juniper", _JUNOS),
)


def split_prefix(text: str) -> Prefix:
    """Take a line apart. A line without any known prefix is all message."""
    rest = text.lstrip()
    rest = _strip(_LEADER, _strip(_PRIORITY, rest))
    time, rest = _time(rest)
    rest = rest.lstrip()
    program = _PROGRAM.match(rest)
    rest = rest[program.end() :] if program else _after_host(rest) if time else rest
    return _family(rest, time, program)


def _strip(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text


def _time(text: str) -> tuple[str | None, str]:
    if not any(char.isdigit() for char in text[:24]):
        return None, text
    for pattern in _TIMES:
        found = pattern.match(text)
        if found:
            return found["time"], text[found.end() :]
    return None, text


def _after_host(text: str) -> str:
    """A bare host name before a message that a family's prefix begins."""
    _head, blank, tail = text.partition(" ")
    if blank and any(pattern.match(tail.lstrip()) for _, pattern in _FAMILIES[:4]) and not _starts(text):
        return tail.lstrip()
    return text


def _starts(text: str) -> bool:
    return any(pattern.match(text) for _, pattern in _FAMILIES[:4])


def _family(rest: str, time: str | None, program: re.Match[str] | None) -> Prefix:
    host = program["host"] if program else None
    name = program["program"] if program else None
    for family, pattern in _FAMILIES:
        found = pattern.match(rest)
        if found and found.end() > 0:
            groups = found.groupdict()
            return Prefix(
                rest[found.end() :],
                time,
                host,
                name,
                groups.get("thread"),
                groups.get("conn"),
                groups.get("number") or groups.get("session") or groups.get("sa"),
                groups.get("peer") or groups.get("from"),
                groups.get("spi"),
                family,
            )
    return Prefix(rest, time, host, name)
