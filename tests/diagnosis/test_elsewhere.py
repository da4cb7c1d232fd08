"""Beside a proven cause, what other connections of the same log fail for is kept, apart from the verdict."""

from __future__ import annotations

from kbapp.diagnosis import LogText, diagnose
from kbapp.knowledge import Content
from kbapp.knowledge.signatures import Signatures

PROVEN = """\
10:00:01 05[IKE] <hq|1> initiating IKE_SA hq[1] to 203.0.113.10
10:00:01 05[ENC] <hq|1> generating IKE_SA_INIT request 0 [ SA KE No ]
10:00:02 06[ENC] <hq|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]
10:00:02 06[IKE] <hq|1> received NO_PROPOSAL_CHOSEN notify error
10:00:03 07[NET] <2> received packet: from 198.51.100.77[500] to 203.0.113.10[500] (464 bytes)
10:00:03 07[ENC] <2> parsed IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]
10:00:03 07[IKE] <branch|2> tried 1 shared key for '203.0.113.10' - '198.51.100.77', but MAC mismatched
10:00:03 07[ENC] <branch|2> generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]
"""


def test_the_verdict_is_one_and_the_other_connection_is_kept(content: Content, signatures: Signatures) -> None:
    log = LogText.from_bytes("a.log", PROVEN.encode())
    found = diagnose([log], signatures, content.causes, content.platforms)
    assert found.verdict == "certain"
    assert [one.cause for one in found.findings] == ["psk-mismatch"]
    other = next(tunnel for tunnel in found.tunnels if tunnel.name == "hq")
    assert other.causes
    assert {one.cause for one in found.elsewhere} == set(other.causes)
    assert found.every_finding == found.findings + found.elsewhere


def test_an_unproven_verdict_keeps_all_in_one_list(content: Content, signatures: Signatures) -> None:
    log = LogText.from_bytes("a.log", PROVEN[: PROVEN.index("10:00:03")].encode())
    assert diagnose([log], signatures, content.causes, content.platforms).elsewhere == ()
