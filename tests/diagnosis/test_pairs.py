"""Both ends' logs: each side says what only it can know."""

from __future__ import annotations

from tests.diagnosis.conftest import Run

INITIATOR = """05[IKE] <a|1> initiating IKE_SA a[1] to 198.51.100.20
05[NET] <a|1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
06[NET] <a|1> received packet: from 198.51.100.20[500] to 203.0.113.10[500] (344 bytes)
06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ SA KE No ]
06[ENC] <a|1> generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]
07[ENC] <a|1> parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]
07[IKE] <a|1> received AUTHENTICATION_FAILED notify error"""
RESPONDER = """05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
05[IKE] <1> 203.0.113.10 is initiating an IKE_SA
06[CFG] <1> looking for peer configs matching 198.51.100.20[x.example.com]...203.0.113.10[203.0.113.10]
06[CFG] <1> no matching peer config found
06[ENC] <1> generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]"""


def test_the_responder_knows_why(run: Run) -> None:
    assert run(INITIATOR).verdict == "likely"
    found = run(INITIATOR, RESPONDER)
    assert (found.verdict, [one.cause for one in found.findings]) == ("certain", ["id-mismatch"])
    assert {one.log for one in found.findings[0].evidence} == {0, 1}
    assert len(found.tunnels) == 1


def test_the_order_of_the_logs_does_not_matter(run: Run) -> None:
    found = run(RESPONDER, INITIATOR)
    assert (found.verdict, [one.cause for one in found.findings]) == ("certain", ["id-mismatch"])


def test_two_sets_leave_what_both_hold(run: Run) -> None:
    initiator = """05[IKE] <a|1> initiating Aggressive Mode IKE_SA a[1] to 198.51.100.20
05[NET] <a|1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (364 bytes)
06[ENC] <a|1> parsed INFORMATIONAL_V1 request 42 [ N(AUTH_FAILED) ]
06[IKE] <a|1> received AUTHENTICATION_FAILED error notify"""
    responder = """05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (364 bytes)
05[IKE] <1> 203.0.113.10 is initiating a Aggressive Mode IKE_SA
05[IKE] <1> Aggressive Mode PSK disabled for security reasons"""
    found = run(initiator, responder)
    assert found.findings[0].cause in ("ike-mode-mismatch", "aggressive-psk-refused")
    assert "id-mismatch" not in [one.cause for one in found.findings[:2]]


def test_transport_mode_shows_in_the_responders_selectors(run: Run) -> None:
    initiator = """08[NET] <a|1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (316 bytes)
08[IKE] <a|1> IKE_SA a[1] established between 203.0.113.10[203.0.113.10]...198.51.100.20[198.51.100.20]
08[ENC] <a|1> generating QUICK_MODE request 7 [ HASH SA No KE ID ID ]
08[IKE] <a|1> received INVALID_ID_INFORMATION error notify"""
    responder = """07[NET] <b|1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (316 bytes)
07[ENC] <b|1> parsed QUICK_MODE request 7 [ HASH SA No KE ID ID ]
07[IKE] <b|1> no matching CHILD_SA config found for 203.0.113.10/32 === 198.51.100.20/32"""
    assert run(initiator).findings[0].cause == "traffic-selector-mismatch"
    assert run(initiator, responder).findings[0].cause == "encapsulation-mode-mismatch"


def test_the_side_that_lacks_the_address_must_change(run: Run) -> None:
    initiator = INITIATOR.splitlines()[:2]
    told = [*initiator, "06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]"]
    responder = """05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
05[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No ]
05[IKE] <1> no IKE config found for 198.51.100.20...203.0.113.10, sending NO_PROPOSAL_CHOSEN"""

    def side(*logs: str) -> str:
        return next(one.change_side for one in run(*logs).findings if one.cause == "peer-address-mismatch")

    assert side(responder) == "local"
    assert side("\n".join(told), responder) == "peer"
    assert side(responder, "\n".join(told)) == "local"


def test_a_missing_key_is_missing_where_it_is_looked_for(run: Run) -> None:
    responder = RESPONDER.splitlines()[:2]
    text = "\n".join([*responder, "06[IKE] <1> no shared key found for 'a' - 'b'"])
    assert run(text).findings[0].change_side == "local"
    assert run(INITIATOR, text).findings[0].change_side == "peer"
    settle = run(INITIATOR, text).findings[0].settle_with
    assert settle is not None
    assert settle.en.startswith("On the gateway of log 2 (strongSwan): ")


def test_unrelated_logs_are_called_so(run: Run) -> None:
    other = RESPONDER.replace("203.0.113.10", "192.0.2.77").replace("198.51.100.20", "192.0.2.99")
    found = run(INITIATOR, other)
    assert any("do not seem to belong" in note.en for note in found.notes)
    assert len(found.tunnels) == 2


def test_one_healthy_side_does_not_hide_the_other(run: Run) -> None:
    healthy = """07[NET] <b|1> received packet: from 203.0.113.10[4500] to 198.51.100.20[4500] (316 bytes)
07[IKE] <b|1> CHILD_SA b{1} established with SPIs c1234567_i c7654321_o and TS 10.0.0.0/8 === 172.16.0.0/16"""
    failing = """08[NET] <a|1> sending packet: from 203.0.113.10[4500] to 198.51.100.20[4500] (76 bytes)
08[IKE] <a|1> CHILD_SA a{1} established with SPIs c7654321_i c1234567_o and TS 172.16.0.0/16 === 10.0.0.0/8
08[IKE] <a|1> sending DPD request
08[IKE] <a|1> giving up after 5 retransmits"""
    found = run(failing, healthy)
    assert (found.verdict, [one.cause for one in found.findings]) == ("certain", ["dpd-timeout"])


def test_the_clocks_are_compared(run: Run) -> None:
    def dated(text: str, hour: str) -> str:
        return "\n".join(f"2026-11-23 {hour}:00:00 {line}" for line in text.splitlines())

    responder = RESPONDER + "\n05[ENC] <1> parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]"
    apart = run(dated(INITIATOR, "10"), dated(responder, "11"))
    assert any("3600 s apart" in note.en and "ahead" in note.en for note in apart.notes)
    assert not any("apart" in note.en for note in run(dated(INITIATOR, "10"), dated(responder, "10")).notes)
