"""What one side says in its own words, what the other was told, and what never arrives."""

from __future__ import annotations

import pytest

from kbapp.diagnosis.rules.usual import lean, unusual_kinds
from kbapp.model.proposal import Proposal
from kbapp.model.transforms import TransformKind
from tests.diagnosis.conftest import Run

ASKS = """05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
05[ENC] <1> parsed {exchange} request 0 [ SA {rest} ]
05[IKE] <1> 203.0.113.10 is initiating {a}
05[ENC] <1> generating {exchange} response 0 [ SA {rest} ]
05[NET] <1> sending packet: from 198.51.100.20[500] to 203.0.113.10[500] (344 bytes)
"""
AGAIN = """06[NET] <1> received packet: from 203.0.113.10[{port}] to 198.51.100.20[{port}] (336 bytes)
06[IKE] <1> received retransmit of request with ID {id}, retransmitting response
06[NET] <1> sending packet: from 198.51.100.20[{port}] to 203.0.113.10[{port}] (344 bytes)
"""
V2 = ASKS.format(exchange="IKE_SA_INIT", rest="KE No", a="an IKE_SA")
V1 = ASKS.format(exchange="ID_PROT", rest="V V", a="a Main Mode IKE_SA")


def test_answers_that_do_not_arrive(run: Run) -> None:
    for start in (V1, V2):
        found = run(start + AGAIN.format(port=500, id=0) * 3)
        assert (found.verdict, found.findings[0].cause) == ("likely", "peer-not-responding")
    found = run(V2 + AGAIN.format(port=4500, id=1) * 3)
    assert found.findings[0].cause == "udp4500-blocked"


def test_one_repeated_request_is_everyday_life(run: Run) -> None:
    assert run(V2 + AGAIN.format(port=500, id=0)).findings == ()


def test_a_slow_responder_that_came_up_is_healthy(run: Run) -> None:
    up = (
        "07[IKE] <b|1> IKE_SA b[1] established between 198.51.100.20[a]...203.0.113.10[b]\n"
        "07[IKE] <b|1> CHILD_SA b{1} established with SPIs c1234567_i c7654321_o and TS 10.0.0.0/8 === 172.16.0.0/16\n"
    )
    assert run(V2 + up + AGAIN.format(port=4500, id=1) * 3).verdict == "healthy"


PLUTO = 'Nov 23 16:57:38.145041: "to-aliyun" '


def test_transport_mode_asked_refused_and_taken_down(run: Run) -> None:
    up = (
        f"{PLUTO}#1: responder established IKE SA; authenticated peer using authby=secret and "
        "ID_IPV4_ADDR '203.0.113.10'\n"
        f"{PLUTO}#2: policy dictates Tunnel Mode, ignoring peer's request for Transport Mode\n"
        f"{PLUTO}#2: responder established Child SA using #1; IPsec tunnel [198.51.100.20-198.51.100.20:0-65535 0] -> "
        "[203.0.113.10-203.0.113.10:0-65535 0] {ESP/ESN=>0xb6bda470 <0x37fcf52f xfrm=AES_CBC_256-HMAC_SHA2_256_128}\n"
    )
    assert run(up).verdict == "healthy"
    found = run(up + f"{PLUTO}#2: ESP traffic information: in=0B out=0B")
    assert (found.verdict, found.findings[0].cause) == ("likely", "encapsulation-mode-mismatch")


def test_a_rekeyed_child_of_pluto_ends_quietly(run: Run) -> None:
    line = (
        f"{PLUTO}#{{}}: responder established Child SA using #1; IPsec tunnel [10.0.0.0-10.0.0.255:0-65535 0] -> "
        "[10.1.0.0-10.1.0.255:0-65535 0] {{ESP/ESN=>0xb6bda47{} <0x37fcf52f xfrm=AES_CBC_256-HMAC_SHA2_256_128}}\n"
    )
    text = line.format(2, 2) + line.format(3, 3) + f"{PLUTO}#2: ESP traffic information: in=84B out=84B"
    assert run(text).verdict == "healthy"


LONE = {
    "%ASA-4-750003: Local:198.51.100.20:500 Remote:203.0.113.10:500 Username:Unknown IKEv2 Negotiation aborted due to "
    "ERROR: Maximum number of retransmissions reached": "peer-not-responding",
    "2026-11-23 17:10:24: [198.51.100.20] ERROR: phase1 negotiation failed due to time up": "peer-not-responding",
    "05[IKE] <gw|1> giving up after 5 retransmits": "peer-not-responding",
    "05[IKE] <gw|1> establishing IKE_SA failed, peer not responding": "peer-not-responding",
    "nov/23 16:33:07 ipsec,error phase1 negotiation failed due to time up 198.51.100.20[500]<=>203.0.113.10[500] "
    "1a2b3c4d5e6f7a8b:0000000000000000": "peer-not-responding",
}


@pytest.mark.parametrize(("line", "cause"), LONE.items())
def test_a_lone_line_of_giving_up_proves_nothing(run: Run, line: str, cause: str) -> None:
    found = run(line)
    assert (found.verdict, found.findings[0].cause) == ("likely", cause)


def test_giving_up_on_the_first_message_is_proof(run: Run) -> None:
    found = run(
        "05[IKE] <gw|1> retransmit 5 of request with message ID 0\n05[IKE] <gw|1> giving up after 5 retransmits\n"
        "05[IKE] <gw|1> establishing IKE_SA failed, peer not responding"
    )
    assert (found.verdict, found.findings[0].cause) == ("certain", "peer-not-responding")


def test_the_refusers_own_lists_outrank_what_the_other_was_told(run: Run) -> None:
    initiator = """05[IKE] <a|1> initiating IKE_SA a[1] to 198.51.100.20
05[NET] <a|1> sending packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
06[NET] <a|1> received packet: from 198.51.100.20[500] to 203.0.113.10[500] (36 bytes)
06[ENC] <a|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]
06[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify error"""
    old = "IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, IKE:AES_CBC_256/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024"
    own = (
        "IKE:3DES_CBC/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024, IKE:3DES_CBC/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048"
    )
    responder = f"""05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (336 bytes)
05[ENC] <1> parsed IKE_SA_INIT request 0 [ SA KE No ]
05[CFG] <1> received proposals: {old}
05[CFG] <1> configured proposals: {own}
05[IKE] <1> received proposals unacceptable"""
    alone, both = run(responder), run(initiator, responder)
    assert [one.cause for one in alone.findings] == [one.cause for one in both.findings]


@pytest.mark.parametrize(
    ("offer", "kinds"),
    [
        (("AES_CBC_128", "HMAC_SHA1_96", "MODP_2048"), (TransformKind.DH,)),
        (("AES_CBC_256", "HMAC_SHA1_96", "MODP_2048"), (TransformKind.INTEG,)),
        (("AES_CBC_128", "HMAC_SHA2_256_128", "MODP_2048"), (TransformKind.ENCR,)),
        (("AES_CBC_256", "HMAC_SHA2_256_128", "MODP_2048"), ()),
    ],
)
def test_the_unusual_value_of_an_offer(offer: tuple[str, str, str], kinds: tuple[TransformKind, ...]) -> None:
    proposal = Proposal("IKE", (offer[0],), (offer[1],), (), (offer[2],))
    assert unusual_kinds(proposal, dh=True) == kinds
    weights = {"ike-dh-mismatch": 0.3, "ike-encryption-mismatch": 0.3, "ike-hash-mismatch": 0.3}
    leaned = lean(weights, proposal, 1)
    assert (max(leaned.values()) > 0.5) == bool(kinds)


def test_an_offer_of_several_values_points_at_none() -> None:
    several = Proposal("IKE", ("AES_CBC_128", "AES_CBC_256"), ("HMAC_SHA1_96",), (), ("MODP_1024",))
    assert unusual_kinds(several, dh=True) is None


def test_the_transform_that_pluto_refuses_is_read(run: Run) -> None:
    lines = (
        f"{PLUTO}#1: responding to Main Mode\n"
        f"{PLUTO}#1: Oakley Transform [AES_CBC (256), HMAC_SHA2_256, MODP1536] refused\n"
        f"{PLUTO}#1: no acceptable Oakley Transform\n"
    )
    found = run(lines)
    assert (found.verdict, found.findings[0].cause) == ("likely", "ike-dh-mismatch")
    assert len(found.findings) == 4


def test_a_translated_address_is_the_first_suspect(run: Run) -> None:
    initiator = """05[IKE] <a|1> initiating Main Mode IKE_SA a[1] to 198.51.100.20
05[NET] <a|1> sending packet: from {own}[500] to 198.51.100.20[500] (184 bytes)
06[ENC] <a|1> parsed INFORMATIONAL_V1 request 17 [ N(NO_PROP) ]
06[IKE] <a|1> received NO_PROPOSAL_CHOSEN error notify"""
    responder = """05[NET] <1> received packet: from 203.0.113.10[500] to 198.51.100.20[500] (184 bytes)
05[ENC] <1> parsed ID_PROT request 0 [ SA V V V ]
05[IKE] <1> no IKE config found for 198.51.100.20...203.0.113.10, sending NO_PROPOSAL_CHOSEN"""
    straight, translated = (run(initiator.format(own=own), responder) for own in ("203.0.113.10", "10.1.1.2"))
    assert straight.findings[0].cause == "ike-version-mismatch"
    assert translated.findings[0].cause == "peer-address-mismatch"
