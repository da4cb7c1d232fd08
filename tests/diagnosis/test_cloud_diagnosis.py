"""What the cloud's console and API give: `DiagnoseVpnConnections`, rows of its log table."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.diagnosis import Diagnosis
from kbapp.knowledge import Content
from tests.diagnosis.conftest import Run


def answer(code: str, local: str = "", remote: str = "", log: str = "") -> str:
    result = {
        "FailedReasonCode": code,
        "FailedReason": "...",
        "MismatchLocalParam": local,
        "MismatchRemoteParam": remote,
        "Severity": "Critical",
        "SourceLog": log,
        "TunnelId": "tun-1",
    }
    return json.dumps({"RequestId": "1", "VpnConnections": [{"VpnConnectionId": "vco-1", "DiagnoseResult": [result]}]})


def causes(found: Diagnosis) -> list[str]:
    return [one.cause for one in found.findings]


def test_every_code_gives_one_of_its_causes(run: Run, content: Content) -> None:
    codes = {code for cause in content.causes.values() for code in cause.alibaba} - {"NoExceptionFound"}
    assert len(codes) >= 20
    for code in codes:
        found = run(answer(code))
        listed = {cause.id for cause in content.causes.values() if code in cause.alibaba}
        assert found.verdict == "likely", code
        assert listed & set(causes(found)[:3]), code
        assert found.logs[0].dialect == "alibaba-cloud"


def test_both_values_fill_both_columns(run: Run) -> None:
    found = run(answer("DhGroupMismatch", "group2", "group14", "received KE type 14, expected 2"))
    assert causes(found)[0] == "ike-dh-mismatch"
    (columns,) = found.parameters
    assert columns["local"]["ike.dh_groups"].value == ("MODP_1024",)
    assert columns["remote"]["ike.dh_groups"].value == ("MODP_2048",)
    assert found.findings[0].detail is not None
    assert "group14" in found.findings[0].detail.zh


def test_the_quoted_line_chooses_the_phase(run: Run) -> None:
    first = run(answer("EncryptionAlgorithmMismatch", log="rejected enctype: DB = AES-CBC:Peer = 3DES-CBC"))
    second = run(answer("EncryptionAlgorithmMismatch", log="trns_id mismatched: my:AES peer:3DES"))
    assert causes(first)[0] == "ike-encryption-mismatch"
    assert causes(second)[0] == "esp-encryption-mismatch"


def test_a_key_is_never_taken_over(run: Run) -> None:
    found = run(answer("PskMismatch", "hunter2-secret", "other-secret"))
    assert causes(found)[0] == "psk-mismatch"
    assert all("auth.psk" not in column for column in found.parameters[0].values())


def test_no_exception_is_healthy(run: Run) -> None:
    assert run(answer("NoExceptionFound")).verdict == "healthy"


def test_a_cut_answer_is_still_read(run: Run) -> None:
    text = '"FailedReasonCode": "TrafficSelectorMismatch",\n"MismatchLocalParam": "172.16.0.0/24",\n"MismatchRemote'
    found = run(text)
    assert causes(found) == ["traffic-selector-mismatch"]
    assert found.parameters[0]["local"]["local.subnets"].value == ("172.16.0.0/24",)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ("2026-11-23 16:33:08\tvco-1\t[IKE] received AUTHENTICATION_FAILED notify error", "psk-mismatch"),
        ("时间\t日志\n2026-11-23 16:33:08\tERROR: mismatch of preshared secrets", "psk-mismatch"),
        ("| 2026-11-23 16:33:07 | received TS_UNACCEPTABLE notify, no CHILD_SA built |", "traffic-selector-mismatch"),
        ('{"Data": {"Log": ["2026-11-23 16:33:08 [IKE] no shared key found for \'a\' - \'b\'"]}}', "psk-missing"),
    ],
)
def test_rows_of_the_console(run: Run, rows: str, first: str) -> None:
    assert causes(run(rows))[0] == first


@settings(max_examples=100, deadline=None)
@given(code=st.text(max_size=40), local=st.text(max_size=40), log=st.text(max_size=120), cut=st.integers(0, 300))
def test_any_answer_is_survived(run: Run, code: str, local: str, log: str, cut: int) -> None:
    text = answer(code, local, "", log)
    found = run(text[: len(text) - cut])
    assert found.verdict in ("likely", "unknown", "healthy", "not-ipsec", "certain")
    assert (found.verdict in ("likely", "certain")) == bool(found.findings)
