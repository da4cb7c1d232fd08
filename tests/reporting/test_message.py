"""The message to the customer, and addresses under other names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.diagnosis.verdict import Diagnosis, Evidence, Finding, LogSummary
from kbapp.knowledge.handbook import load_handbook
from kbapp.model.text import LANGS, Lang, Text
from kbapp.paths import content_dir
from kbapp.reporting.message import comparison_message, diagnosis_message
from kbapp.reporting.pseudonyms import Pseudonyms
from tests.reporting.pairs import KEY, pair

HANDBOOK = load_handbook(content_dir())
NAMES = Text("云上", "the cloud"), Text("分支", "the branch")
LINES = (
    "no shared key found for '198.51.100.20' - '203.0.113.10'",
    "03[NET] received packet: from 203.0.113.10[500] to 198.51.100.20[4500] (92 bytes)",
    'pre-shared-key "hunter2hunter2" for 203.0.113.10',
)


def diagnosis() -> Diagnosis:
    logs = tuple(LogSummary(name, 9, "utf-8", "strongswan", "unknown", "ikev2") for name in ("a.log", "b.log"))
    evidence = tuple(Evidence(place % 2, place + 1, line, "s") for place, line in enumerate(LINES))
    findings = (
        Finding("psk-missing", 0.9, 1, "peer", evidence),
        Finding("id-mismatch", 0.1, 1, "either", ()),
    )
    return Diagnosis(logs, "likely", 1, findings, Text("第一阶段失败", "phase 1 fails"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_message_is_short_and_tells_cause_lines_and_fix(lang: Lang) -> None:
    text = diagnosis_message(diagnosis(), HANDBOOK.causes, lang)
    cause = HANDBOOK.causes["psk-missing"]
    assert cause.title.get(lang) in text
    assert cause.fix.get(lang) in text
    assert "a.log:1  no shared key found for '198.51.100.20' - '203.0.113.10'" in text
    assert HANDBOOK.causes["id-mismatch"].title.get(lang) in text
    assert len(text.splitlines()) < 16
    assert "hunter2" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_addresses_have_the_same_names_in_both_logs_and_messages(lang: Lang) -> None:
    names = Pseudonyms()
    text = diagnosis_message(diagnosis(), HANDBOOK.causes, lang, names)
    assert "198.51.100" not in text
    assert "no shared key found for 'A.A.A.20' - 'B.B.B.10'" in text
    assert "from B.B.B.10[500] to A.A.A.20[4500]" in text
    other = comparison_message(pair("huawei", remote__address="198.51.100.99"), NAMES, lang, names)
    assert "A.A.A.99" in other
    assert "198.51.100" not in other


@pytest.mark.parametrize("lang", LANGS)
def test_a_comparisons_message_holds_values_and_fixes_but_no_key(lang: Lang) -> None:
    comparison = pair("huawei", ike__dh_groups=["group2"], auth__psk="an-other-key-of-it")
    text = comparison_message(comparison, NAMES, lang)
    assert "MODP_1024" in text
    assert NAMES[1].get(lang) in text
    assert KEY not in text
    assert "an-other-key-of-it" not in text


@pytest.mark.parametrize(
    "text",
    [
        "mask 255.255.255.0 wildcard 0.0.0.255 any 0.0.0.0/0",
        "strongSwan 5.9.8, OID 1.3.6.1.4.1.9, 127.0.0.1, at 16:34:03, 999.1.1.1",
        "MAC 00:1a:2b:3c:4d:5e, ratio 1:2:3, ::",
    ],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert Pseudonyms().hide(text) == text


def test_networks_ports_and_ipv6() -> None:
    names = Pseudonyms()
    assert names.hide("10.1.2.0/24 === 192.168.10.7/32, 10.1.2.9:500.") == "A.A.A.0/24 === B.B.B.7/32, A.A.A.9:500."
    assert names.hide("2001:db8::1 and fe80::a0e8:10ff:fe4b:eb0e, 2001:db8::1") == ("[IPv6-C] and [IPv6-D], [IPv6-C]")


@given(st.lists(st.ip_addresses(v=4), min_size=1, max_size=60))
def test_equal_addresses_and_only_those_have_equal_names(addresses: list[object]) -> None:
    texts = [str(address) for address in addresses]
    names = Pseudonyms()
    hidden = [names.hide(f"from {text}[500]") for text in texts]
    assert len(set(hidden)) == len(set(texts))
    assert hidden == [names.hide(f"from {text}[500]") for text in texts]
