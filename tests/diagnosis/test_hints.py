"""A configuration that a log shows decides between causes that the negotiation alone leaves open."""

from __future__ import annotations

from tests.diagnosis.conftest import Run

REFUSED = """15[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (364 bytes)
15[ENC] <1> parsed ID_PROT request 0 [ SA V V V V V ]
15[IKE] <1> no IKE config found for 198.51.100.20...203.0.113.10, sending NO_PROPOSAL_CHOSEN"""


def loaded(version: str, address: str) -> str:
    return f"""11[CFG]  conn gw:
11[CFG]   version = {version}
11[CFG]   remote_addrs = {address}
"""


def test_another_version_is_loaded(run: Run) -> None:
    found = run(loaded("2", "203.0.113.10") + REFUSED)
    assert (found.verdict, found.findings[0].cause) == ("likely", "ike-version-mismatch")
    assert found.findings[0].confidence > 0.8


def test_another_address_is_loaded(run: Run) -> None:
    found = run(loaded("1", "203.0.113.77") + REFUSED)
    assert (found.verdict, found.findings[0].cause) == ("likely", "peer-address-mismatch")
    assert found.findings[0].confidence > 0.8


def test_without_a_configuration_both_stay_open(run: Run) -> None:
    found = run(REFUSED)
    assert {one.cause for one in found.findings} == {"ike-version-mismatch", "peer-address-mismatch"}
    assert found.findings[0].confidence < 0.6


def test_iked_speaks_version_2_only(run: Run) -> None:
    initiator = """05[IKE] <a|1> initiating Main Mode IKE_SA a[1] to 198.51.100.20
05[NET] <a|1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (184 bytes)
06[IKE] <a|1> sending retransmit 1 of request message ID 0, seq 1
07[IKE] <a|1> sending retransmit 2 of request message ID 0, seq 1"""
    responder = (
        'ikev2 "b" passive tunnel esp inet from 10.0.0.0/8 to 172.16.0.0/16 local 198.51.100.20 peer 203.0.113.10 '
        "ikesa enc aes-256 prf hmac-sha2-256 auth hmac-sha2-256 group modp2048 "
        "childsa enc aes-256 auth hmac-sha1 group modp2048 noesn srcid 198.51.100.20"
    )
    assert run(initiator).findings[0].cause == "peer-not-responding"
    assert run(initiator, responder).findings[0].cause == "ike-version-mismatch"
