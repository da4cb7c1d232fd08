"""Logs copied from a page that shows the newest line first."""

from __future__ import annotations

import pytest

from tests.diagnosis.conftest import Run

CHARON = """
Feb 9 23:08:00 charon: 13[NET] <c|74> received packet: from 203.0.113.6[500] to 198.51.100.5[500] (192 bytes)
Feb 9 23:08:00 charon: 13[ENC] <c|74> parsed CREATE_CHILD_SA request 142 [ SA No TSi TSr ]
Feb 9 23:08:00 charon: 13[CFG] <c|74> received proposals: ESP:AES_GCM_16_128/NO_EXT_SEQ
Feb 9 23:08:00 charon: 13[CFG] <c|74> configured proposals: ESP:AES_GCM_16_128/MODP_2048/NO_EXT_SEQ
Feb 9 23:08:00 charon: 13[IKE] <c|74> no acceptable proposal found
Feb 9 23:08:00 charon: 13[ENC] <c|74> generating CREATE_CHILD_SA response 142 [ N(NO_PROP) ]
Feb 9 23:08:00 charon: 13[NET] <c|74> sending packet: from 198.51.100.5[500] to 203.0.113.6[500] (80 bytes)
""".strip().splitlines()
ROUTEROS = """
10:00:00 ipsec,error phase1 negotiation failed due to time up 198.51.100.20[500]<=>203.0.113.6[500] 9f:0
10:05:00 ipsec,info initiate new phase 1 (Identity Protection): 198.51.100.20[500]<=>203.0.113.6[500]
10:05:01 ipsec,info ISAKMP-SA established 198.51.100.20[500]-203.0.113.6[500] spi:9f0ab3b3e6b7a0f5:1122334455667788
10:05:02 ipsec,debug IPsec-SA established: ESP/Tunnel 203.0.113.6[500]->198.51.100.20[500] spi=0x8a1b2c3
""".strip().splitlines()


@pytest.mark.parametrize("lines", [CHARON, ROUTEROS], ids=["charon", "routeros"])
def test_a_log_is_read_alike_from_either_end(run: Run, lines: list[str]) -> None:
    forward, backward = run("\n".join(lines)), run("\n".join(reversed(lines)))
    assert forward.verdict == backward.verdict
    assert [one.cause for one in forward.findings] == [one.cause for one in backward.findings]
    assert forward.logs[0].role == backward.logs[0].role


def test_a_healed_failure_stays_healed(run: Run) -> None:
    """Newest first, the failure stands last: it is not how the connection ends."""
    assert run("\n".join(reversed(ROUTEROS))).verdict == "healthy"


def test_lines_keep_their_numbers(run: Run) -> None:
    found = run("\n".join(reversed(CHARON)))
    assert {one.line for one in found.findings[0].evidence} <= set(range(1, len(CHARON) + 1))
    assert any("no acceptable proposal" in CHARON[len(CHARON) - one.line] for one in found.findings[0].evidence)


def test_midnight_turns_nothing_round(run: Run) -> None:
    """A log that runs over midnight goes back in its times of day once."""
    times = (("10:00:00", "23:59:59"), ("10:05:0", "00:00:0"))
    late = [line.replace(*times[0]).replace(*times[1]) for line in ROUTEROS]
    assert run("\n".join(late)).verdict == "healthy"
