"""The exchange, the role, the values and the end of a connection decide; not the single line."""

from __future__ import annotations

from tests.diagnosis.conftest import Run

UP = """05[IKE] <a|1> initiating IKE_SA a[1] to 192.0.2.1
05[ENC] <a|1> generating IKE_SA_INIT request 0 [ SA KE No ]
06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ SA KE No ]
06[IKE] <a|1> authentication of '203.0.113.1' (myself) with pre-shared key
06[ENC] <a|1> generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]
07[ENC] <a|1> parsed IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]
07[IKE] <a|1> IKE_SA a[1] established between 203.0.113.1[203.0.113.1]...192.0.2.1[192.0.2.1]
07[IKE] <a|1> CHILD_SA a{1} established with SPIs c1234567_i c7654321_o and TS 10.0.0.0/8 === 172.16.0.0/16
"""
INIT = (
    "05[IKE] <a|1> initiating IKE_SA a[1] to 192.0.2.1\n05[ENC] <a|1> generating IKE_SA_INIT request 0 [ SA KE No ]\n"
)


def causes(found: object) -> list[str]:
    return [one.cause for one in found.findings]  # type: ignore[attr-defined]


def test_no_proposal_in_the_first_exchange_is_phase_1(run: Run) -> None:
    found = run(
        INIT
        + "06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\n"
        + "06[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify error"
    )
    assert found.verdict == "likely"
    assert found.phase == 1
    assert all(cause.startswith(("ike-", "peer-")) for cause in causes(found))


def test_no_proposal_in_the_second_exchange_is_phase_2(run: Run) -> None:
    text = [
        *UP.splitlines()[:5],
        "07[ENC] <a|1> parsed IKE_AUTH response 1 [ IDr AUTH N(NO_PROP) ]",
        "07[IKE] <a|1> IKE_SA a[1] established between 203.0.113.1[203.0.113.1]...192.0.2.1[192.0.2.1]",
        "07[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built",
    ]
    found = run("\n".join(text))
    assert found.phase == 2
    assert set(causes(found)[:3]) == {"esp-encryption-mismatch", "esp-integrity-mismatch", "esp-proposal-mismatch"}


def test_no_proposal_at_the_rekey_is_the_pfs_group(run: Run) -> None:
    found = run(
        UP
        + "08[ENC] <a|1> generating CREATE_CHILD_SA request 2 [ N(REKEY_SA) SA No KE TSi TSr ]\n"
        + "09[ENC] <a|1> parsed CREATE_CHILD_SA response 2 [ N(NO_PROP) ]\n"
        + "09[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built\n"
        + "09[IKE] <a|1> CHILD_SA rekeying failed, trying again in 13 seconds"
    )
    assert (found.verdict, causes(found)) == ("certain", ["pfs-mismatch"])


def test_a_recovered_error_is_no_cause(run: Run) -> None:
    lines = UP.splitlines()
    lines[2:2] = [
        "06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ N(INVAL_KE) ]",
        "06[IKE] <a|1> peer didn't accept DH group MODP_2048, it requested MODP_1024",
        "06[IKE] <a|1> initiating IKE_SA a[1] to 192.0.2.1",
        "08[IKE] <a|1> retransmit 1 of request with message ID 0",
    ]
    found = run("\n".join(lines))
    assert (found.verdict, found.findings) == ("healthy", ())


def test_the_failing_connection_is_named_beside_a_healthy_one(run: Run) -> None:
    other = UP.replace("a|1>", "b|2>").replace("a[1]", "b[2]").replace("192.0.2.1", "192.0.2.9")
    found = run(other + INIT + "06[IKE] <a|1> tried 1 shared key for 'x' - 'y', but MAC mismatched")
    assert (found.verdict, causes(found)) == ("certain", ["psk-mismatch"])
    assert {(one.name, one.verdict) for one in found.tunnels} == {("a", "certain"), ("b", "healthy")}


def test_it_worked_and_then_failed(run: Run) -> None:
    later = INIT.replace("a|1>", "a|2>").replace("a[1]", "a[2]")
    found = run(UP + later + "06[IKE] <a|2> received AUTHENTICATION_FAILED notify error")
    assert found.verdict == "likely"
    assert causes(found)[0] == "psk-mismatch"


def test_it_failed_and_then_worked(run: Run) -> None:
    good = UP.replace("a|1>", "a|2>").replace("a[1]", "a[2]")
    found = run(INIT + "06[IKE] <a|1> received AUTHENTICATION_FAILED notify error\n" + good)
    assert (found.verdict, found.findings) == ("healthy", ())


def test_a_log_that_ends_in_mid_air_says_so(run: Run) -> None:
    found = run(INIT)
    assert found.verdict == "unknown"
    assert any("middle" in note.en for note in found.notes)


def test_a_second_connection_cut_in_mid_air_is_noted(run: Run) -> None:
    found = run(UP + INIT.replace("a|1>", "b|2>").replace("a[1]", "b[2]").replace("192.0.2.1", "192.0.2.9"))
    assert any("middle" in note.en for note in found.notes)


def test_liveness_on_an_established_sa(run: Run) -> None:
    found = run(
        UP
        + "08[IKE] <a|1> sending DPD request\n"
        + "08[IKE] <a|1> retransmit 1 of request with message ID 2\n"
        + "08[IKE] <a|1> giving up after 5 retransmits"
    )
    assert (found.verdict, causes(found), found.phase) == ("certain", ["dpd-timeout"], 0)


def test_the_peer_closes(run: Run) -> None:
    found = run(UP + "08[IKE] <a|1> received DELETE for IKE_SA a[1]\n08[IKE] <a|1> IKE_SA deleted")
    assert (found.verdict, causes(found)) == ("certain", ["peer-closed"])


def test_the_operator_closes(run: Run) -> None:
    found = run(
        UP
        + "08[CFG] vici terminate IKE_SA 'a'\n"
        + "08[IKE] <a|1> sending DELETE for IKE_SA a[1]\n08[IKE] <a|1> IKE_SA deleted"
    )
    assert (found.verdict, found.findings) == ("healthy", ())


def test_silence_on_port_4500_behind_nat(run: Run) -> None:
    text = """05[IKE] <a|1> initiating IKE_SA a[1] to 192.0.2.1
05[NET] <a|1> sending packet: from 10.0.0.2[500] to 192.0.2.1[500] (336 bytes)
06[NET] <a|1> received packet: from 192.0.2.1[500] to 10.0.0.2[500] (344 bytes)
06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ SA KE No ]
06[IKE] <a|1> local host is behind NAT, sending keep alives
06[ENC] <a|1> generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]
06[NET] <a|1> sending packet: from 10.0.0.2[4500] to 192.0.2.1[4500] (268 bytes)
07[IKE] <a|1> retransmit 1 of request with message ID 1
07[NET] <a|1> sending packet: from 10.0.0.2[4500] to 192.0.2.1[4500] (268 bytes)
07[IKE] <a|1> giving up after 5 retransmits"""
    assert causes(run(text))[0] == "udp4500-blocked"


def test_the_lists_name_the_transform_and_fill_the_form(run: Run) -> None:
    text = """05[IKE] <1> 203.0.113.1 is initiating an IKE_SA
05[CFG] <1> received proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048
05[CFG] <1> configured proposals: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024
05[IKE] <1> received proposals unacceptable"""
    found = run(text)
    assert (found.verdict, causes(found)) == ("certain", ["ike-dh-mismatch"])
    assert found.findings[0].detail is not None
    assert "MODP_2048" in found.findings[0].detail.en
    assert "MODP_1024" in found.findings[0].detail.zh
    (columns,) = found.parameters
    assert columns["local"]["ike.dh_groups"].value == ("MODP_1024",)
    assert columns["remote"]["ike.dh_groups"].value == ("MODP_2048",)
    assert columns["remote"]["ike.version"].value == "ikev2"
    assert [one.line for one in found.findings[0].evidence] == [2, 3, 4]


def test_newer_and_older_wording(run: Run) -> None:
    old = "05[IKE] <1> received proposals inacceptable"
    new = "05[CFG] <1> no acceptable KEY_EXCHANGE_METHOD found\n05[IKE] <1> received proposals unacceptable"
    assert causes(run(old))[:3] == ["ike-dh-mismatch", "ike-encryption-mismatch", "ike-hash-mismatch"]
    assert causes(run(new)) == ["ike-dh-mismatch"]


def test_retransmits_alone_are_only_likely(run: Run) -> None:
    found = run(
        INIT
        + "07[IKE] <a|1> retransmit 1 of request with message ID 0\n"
        + "07[IKE] <a|1> retransmit 2 of request with message ID 0"
    )
    assert found.verdict == "likely"
    assert causes(found)[0] == "peer-not-responding"


def test_what_settles_it_is_asked_on_the_other_gateway(run: Run) -> None:
    found = run(INIT + "06[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify error")
    assert found.findings[0].settle_with is not None
    assert found.findings[0].settle_with.en.startswith("On the peer:")


def test_something_else_is_not_ipsec(run: Run) -> None:
    found = run(
        "Nov 23 16:33:08 web nginx[77]: connect() failed (111: Connection refused) while connecting to upstream"
    )
    assert (found.verdict, found.findings) == ("not-ipsec", ())
    assert found.search_line is not None


def test_combined_mode_against_cbc_differs_in_two_things(run: Run) -> None:
    text = """05[IKE] <1> 203.0.113.1 is initiating an IKE_SA
05[CFG] <1> received proposals: IKE:AES_GCM_16_256/PRF_HMAC_SHA2_256/MODP_2048
05[CFG] <1> configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
05[IKE] <1> received proposals unacceptable"""
    assert causes(run(text)) == ["ike-proposal-mismatch"]
