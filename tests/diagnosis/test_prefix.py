"""Every prefix form is taken off, and gives what it says."""

from __future__ import annotations

import pytest

from kbapp.diagnosis.prefix import split_prefix

FORMS = [
    (
        "Nov 23 16:33:08 15[IKE] <gw|1> message",
        {"thread": "15", "conn": "gw", "number": "1", "time": "Nov 23 16:33:08"},
    ),
    ("2026-11-23 16:33:07 11[CFG] <7> message", {"thread": "11", "number": "7", "time": "2026-11-23 16:33:07"}),
    ("2026-11-23T16:33:07.123+08:00 05[IKE] message", {"time": "2026-11-23T16:33:07.123+08:00"}),
    ("Nov 23 16:31:37 vpngw charon: 06[IKE] message", {"thread": "06", "host": "vpngw", "program": "charon"}),
    ("Nov 23 16:31:37 fw charon-systemd[812]: 06[IKE1] <a|2> message", {"conn": "a", "program": "charon-systemd"}),
    ("<30>Nov 23 16:31:37 fw charon: 06[IKE] message", {"host": "fw", "thread": "06"}),
    ("charon-1  | 06[IKE] <a|2> message", {"conn": "a", "number": "2"}),
    ("[IKE] message", {"family": "charon"}),
    ('Nov 23 16:57:38.145041: "gw" #1: message', {"conn": "gw", "number": "1", "family": "pluto"}),
    ('Nov 23 16:57:38 fw pluto[99]: "gw"[2] 192.0.2.1 #3: message', {"conn": "gw", "number": "3", "peer": "192.0.2.1"}),
    ("Nov 23 16:57:38.1: packet from 192.0.2.1:500: message", {"peer": "192.0.2.1"}),
    ("2026-11-23 17:10:24: [192.0.2.1] ERROR: message", {"peer": "192.0.2.1", "family": "racoon"}),
    ("Nov 23 17:10:24 fw racoon: ERROR: message", {"program": "racoon", "family": "racoon"}),
    ("spi=0x9de6fccd3ae6dd68: message", {"spi": "0x9de6fccd3ae6dd68"}),
    ("*Nov 23 16:33:08.123: ISAKMP:(1001):message", {"number": "1001", "family": "cisco"}),
    ("message", {"time": None, "family": None}),
]


@pytest.mark.parametrize(("line", "told"), FORMS, ids=[line[:30] for line, _ in FORMS])
def test_prefix(line: str, told: dict[str, str | None]) -> None:
    prefix = split_prefix(line)
    assert prefix.message == "message"
    assert {name: getattr(prefix, name) for name in told} == told
