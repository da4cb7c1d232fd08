"""Configurations pasted into the log pane: recognised, and Huawei's NAT on the egress interface found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.diagnosis import Diagnosis
from kbapp.diagnosis.egress_nat import find_egress_nat
from tests.diagnosis.conftest import Run

CONFIGS = Path(__file__).parents[1] / "data" / "configs"
USG = """#
acl number 3000
 rule 5 permit ip source 192.168.10.0 0.0.0.255 destination 172.16.0.0 0.0.0.255
 rule 10 permit ip source 192.168.20.0 0.0.0.255 destination 172.16.0.0 0.0.0.255
#
ike proposal 1
 encryption-algorithm aes-256
#
ike peer ali
 pre-shared-key cipher %@%@AbCdEf%@%@
 remote-address 203.0.113.10
#
ipsec proposal p1
#
ipsec policy map1 10 isakmp
 security acl 3000
 ike-peer ali
 proposal p1
#
interface Dialer0
 ip address 198.51.100.20 255.255.255.0
 nat enable
 ipsec policy map1
#
"""
NO_NAT = """nat-policy interzone trust untrust outbound
 policy 0
  action no-nat
  policy source 192.168.0.0 mask 16
  policy destination 172.16.0.0 mask 24
 policy 1
  action source-nat
  easy-ip Dialer0
"""
RULES = """nat-policy
 rule name to-cloud
  source-address 192.168.0.0 mask 255.255.0.0
  destination-address 172.16.0.0 mask 255.255.255.0
  action no-nat
 rule name internet
  action source-nat easy-ip
"""


def causes(found: Diagnosis) -> list[str]:
    return [one.cause for one in found.findings]


def offered(found: Diagnosis) -> bool:
    return any("Compare" in note.en for note in found.notes)


def test_nat_enable_beside_the_policy(run: Run) -> None:
    found = run(USG)
    assert (found.verdict, causes(found), found.phase) == ("certain", ["nat-on-egress-interface"], 0)
    finding = found.findings[0]
    assert [one.text for one in finding.evidence] == ["ipsec policy map1", "nat enable"]
    assert finding.detail is not None
    for text in (finding.detail.zh, finding.detail.en):
        assert "policy source 192.168.10.0 mask 24\n  policy destination 172.16.0.0 mask 24" in text
        assert "policy source 192.168.20.0 mask 24" in text
        assert "easy-ip Dialer0" in text
    assert offered(found)


@pytest.mark.parametrize("exception", [NO_NAT, RULES])
def test_an_exception_covers_the_flow(run: Run, exception: str) -> None:
    found = run(USG + exception)
    assert (found.verdict, causes(found)) == ("unknown", [])
    assert offered(found)
    assert found.configurations == {0: "huawei"}


def test_an_exception_for_something_else_does_not(run: Run) -> None:
    found = run(USG + NO_NAT.replace("172.16.0.0", "10.9.0.0"))
    assert causes(found) == ["nat-on-egress-interface"]


def test_only_the_flow_left_open_is_written_out(run: Run) -> None:
    found = run(USG + NO_NAT.replace("192.168.0.0 mask 16", "192.168.10.0 mask 24"))
    assert found.findings[0].detail is not None
    assert "192.168.20.0 mask 24" in found.findings[0].detail.en
    assert "192.168.10.0" not in found.findings[0].detail.en


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        (" rule 5 permit source 192.168.0.0 0.0.255.255\n", "certain"),
        (" rule 5 deny ip destination 172.16.0.0 0.0.0.255\n rule 10 permit ip\n", "unknown"),
        (" rule 5 deny tcp destination 172.16.0.0 0.0.0.255\n rule 10 permit ip\n", "certain"),
        (" rule 5 permit source 10.0.0.0 0.255.255.255\n", "unknown"),
    ],
)
def test_nat_outbound_with_its_access_list(run: Run, rules: str, verdict: str) -> None:
    found = run(USG.replace("nat enable", "nat outbound 3001") + "acl number 3001\n" + rules + "#\n")
    assert found.verdict == verdict


def test_an_access_list_that_is_not_there_leaves_a_doubt(run: Run) -> None:
    assert run(USG.replace("nat enable", "nat outbound 3001")).verdict == "likely"


def test_nat_on_another_interface_is_no_fault(run: Run) -> None:
    other = USG.replace(" nat enable\n", "") + "interface GigabitEthernet0/0/5\n nat enable\n#\n"
    assert causes(run(other)) == []


def test_no_secret_is_shown(run: Run) -> None:
    found = run(USG)
    assert "AbCdEf" not in repr(found)


@pytest.mark.parametrize("path", sorted(CONFIGS.rglob("*.*")), ids=lambda path: path.name)
def test_the_samples_are_no_logs(run: Run, path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    found = run(text)
    assert found.verdict in ("unknown", "not-ipsec", "certain", "likely")
    assert set(causes(found)) <= {"nat-on-egress-interface"}


def test_the_samples_are_offered_to_the_comparison(run: Run) -> None:
    paths = [path for path in sorted(CONFIGS.rglob("*.*")) if path.is_file()]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    assert len(paths) >= 10
    # iked prints its policy into its log in the words of its configuration: that line is taken for the log's
    assert [path.name for path, text in zip(paths, texts, strict=True) if not offered(run(text))] == ["iked.conf"]


@pytest.mark.parametrize(
    "text", ["interface Ethernet0\n ip address 10.0.0.1 255.0.0.0\n", json.dumps({"a": 1}), "conn "]
)
def test_other_configurations_are_not_offered(run: Run, text: str) -> None:
    found = run(text)
    assert found.verdict == "not-ipsec"
    assert not offered(found)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from((USG + NO_NAT + RULES).splitlines()), st.text(max_size=40)), max_size=40))
def test_any_order_of_lines_is_survived(lines: list[str]) -> None:
    found = find_egress_nat("\n".join(lines))
    assert found is None or found.interface
