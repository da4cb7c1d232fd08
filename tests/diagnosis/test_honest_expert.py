"""What an honest expert answers to logs that no laboratory case looks like: each text stands for one trap."""

from __future__ import annotations

import pytest

from tests.diagnosis.conftest import Run

A, B = "203.0.113.10", "198.51.100.20"


def opening(name: str = "gw", number: int = 1, peer: str = B) -> str:
    who = f"<{name}|{number}>"
    return f"""05[IKE] {who} initiating IKE_SA {name}[{number}] to {peer}
05[ENC] {who} generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]
05[NET] {who} sending packet: from {A}[500] to {peer}[500] (336 bytes)
"""


def keys(name: str = "gw", number: int = 1, peer: str = B) -> str:
    who = f"<{name}|{number}>"
    return f"""06[NET] {who} received packet: from {peer}[500] to {A}[500] (344 bytes)
06[ENC] {who} parsed IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]
06[IKE] {who} authentication of '{A}' (myself) with pre-shared key
06[ENC] {who} generating IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]
06[NET] {who} sending packet: from {A}[4500] to {peer}[4500] (272 bytes)
"""


def accepted(name: str = "gw", number: int = 1, peer: str = B) -> str:
    who = f"<{name}|{number}>"
    return f"""07[NET] {who} received packet: from {peer}[4500] to {A}[4500] (224 bytes)
07[ENC] {who} parsed IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]
07[IKE] {who} IKE_SA {name}[{number}] established between {A}[{A}]...{peer}[{peer}]
07[IKE] {who} CHILD_SA {name}{{{number}}} established with SPIs c{number}234567_i d{number}654321_o and TS \
172.16.0.0/24 === 192.168.10.0/24
"""


def up(name: str = "gw", number: int = 1, peer: str = B) -> str:
    return opening(name, number, peer) + keys(name, number, peer) + accepted(name, number, peer)


def repeats(identifier: int, port: int, number: int = 1) -> str:
    who = f"<gw|{number}>"
    return "".join(
        f"1{n}[IKE] {who} retransmit {n} of request with message ID {identifier}\n"
        f"1{n}[NET] {who} sending packet: from {A}[{port}] to {B}[{port}] (80 bytes)\n"
        for n in range(1, 6)
    )


def asked(peer: str, port: int, name: str = "<7>") -> str:
    return f"""14[NET] {name} received packet: from {peer}[{port}] to {A}[500] (456 bytes)
14[ENC] {name} parsed IKE_SA_INIT request 0 [ SA KE No ]
14[IKE] {name} {peer} is initiating an IKE_SA
"""


UP = up()
GAVE_UP = "11[IKE] <gw|1> giving up after 5 retransmits\n"
NOT_RESPONDING = "11[IKE] <gw|1> establishing IKE_SA failed, peer not responding\n"
REFUSED = (
    "09[ENC] <gw|1> parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]\n09[IKE] <gw|1> received AUTHENTICATION_FAILED\n"
)
DPD = "08[IKE] <gw|1> sending DPD request\n08[ENC] <gw|1> generating INFORMATIONAL request 3 [ ]\n"
DPD_ANSWER = "09[ENC] <gw|1> parsed INFORMATIONAL response 3 [ ]\n"
DELETED = f"""09[ENC] <gw|1> parsed INFORMATIONAL request 0 [ D ]
09[IKE] <gw|1> received DELETE for IKE_SA gw[1]
09[IKE] <gw|1> deleting IKE_SA gw[1] between {A}[{A}]...{B}[{B}]
09[IKE] <gw|1> IKE_SA deleted
"""
OWN_SHUTDOWN = """00[DMN] signal of type SIGINT received. Shutting down
00[IKE] <gw|1> sending DELETE for IKE_SA gw[1]
00[ENC] <gw|1> generating INFORMATIONAL request 2 [ D ]
"""


def rekey(short: str, name: str) -> str:
    return f"""12[ENC] <gw|1> generating CREATE_CHILD_SA request 44 [ N(REKEY_SA) SA No KE TSi TSr ]
13[ENC] <gw|1> parsed CREATE_CHILD_SA response 44 [ N({short}) ]
13[IKE] <gw|1> received {name} notify, no CHILD_SA built
13[IKE] <gw|1> CHILD_SA rekeying failed, trying again in 12 seconds
"""


REKEYED = """12[ENC] <gw|1> generating CREATE_CHILD_SA request 45 [ N(REKEY_SA) SA No KE TSi TSr ]
13[ENC] <gw|1> parsed CREATE_CHILD_SA response 45 [ SA No KE TSi TSr ]
13[IKE] <gw|1> CHILD_SA gw{9} established with SPIs ccc11111_i ddd11111_o and TS 172.16.0.0/24 === 192.168.10.0/24
13[IKE] <gw|1> closing CHILD_SA gw{1} with SPIs c1234567_i (0 bytes) d1654321_o (0 bytes) and TS 0/0
13[IKE] <gw|1> received DELETE for ESP CHILD_SA with SPI d1654321
"""
OTHER_GROUP = f"""06[ENC] <gw|1> parsed IKE_SA_INIT response 0 [ N(INVAL_KE) ]
06[IKE] <gw|1> peer didn't accept DH group CURVE_25519, it requested MODP_2048
06[IKE] <gw|1> initiating IKE_SA gw[1] to {B}
"""
COOKIE = f"""06[ENC] <gw|1> parsed IKE_SA_INIT response 0 [ N(COOKIE) ]
06[IKE] <gw|1> initiating IKE_SA gw[1] to {B}
06[ENC] <gw|1> generating IKE_SA_INIT request 0 [ N(COOKIE) SA KE No ]
"""
FRAGMENTS = f"""06[ENC] <gw|1> splitting IKE message (1904 bytes) into 2 fragments
06[ENC] <gw|1> generating IKE_AUTH request 1 [ EF(1/2) ]
06[ENC] <gw|1> generating IKE_AUTH request 1 [ EF(2/2) ]
06[NET] <gw|1> sending packet: from {A}[4500] to {B}[4500] (1236 bytes)
06[NET] <gw|1> sending packet: from {A}[4500] to {B}[4500] (740 bytes)
"""
FLOATING = f"""09[KNL] <gw|1> NAT mappings of CHILD_SA ESP/0xc1234567/{A} changed to {B}[1027], queuing update job
09[NET] <gw|1> received packet: from {B}[1027] to {A}[4500] (80 bytes)
09[ENC] <gw|1> parsed INFORMATIONAL request 0 [ N(UPD_SA_ADDR) N(NATD_S_IP) N(NATD_D_IP) N(COOKIE2) ]
"""
CHATTER = """05[IKE] IKE_SA gw[1] state change: CREATED => CONNECTING
05[CFG] selecting proposal:
05[CFG]   no acceptable ENCRYPTION_ALGORITHM found
05[CFG] selecting proposal:
05[CFG]   no acceptable KEY_EXCHANGE_METHOD found
05[CFG] selecting proposal:
05[CFG]   proposal matches
05[CFG] selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
"""
EXPIRED = """13[CFG] <gw|2> subject certificate invalid (valid from Jan 01 00:00:00 2020 to Jan 01 00:00:00 2021)
13[IKE] <gw|2> no trusted RSA public key found for 'branch.example.com'
13[ENC] <gw|2> generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]
"""
SCANNER = (
    asked("192.0.2.66", 48211)
    + """14[CFG] <7> received proposals: IKE:3DES_CBC/HMAC_MD5_96/PRF_HMAC_MD5/MODP_1024
14[CFG] <7> configured proposals: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
14[IKE] <7> received proposals unacceptable
14[ENC] <7> generating IKE_SA_INIT response 0 [ N(NO_PROP) ]
"""
)
CLIENT = (
    asked("192.0.2.80", 500)
    + """14[ENC] <7> generating IKE_SA_INIT response 0 [ SA KE No ]
15[NET] <7> received packet: from 192.0.2.80[4500] to 203.0.113.10[4500] (480 bytes)
15[ENC] <7> parsed IKE_AUTH request 1 [ IDi CPRQ(ADDR DNS) SA TSi TSr ]
15[CFG] <road|7> selected peer config 'road'
15[IKE] <road|7> EAP method EAP_MSCHAPV2 failed for peer alice
15[ENC] <road|7> generating IKE_AUTH response 4 [ EAP/FAIL ]
"""
)
HALF_OPEN = asked("192.0.2.67", 500) + "05[JOB] <7> deleting half open IKE_SA with 192.0.2.67 after timeout\n"
BOTH_START = (
    opening()
    + asked(B, 500, "<2>")
    + f"""13[ENC] <2> parsed IKE_AUTH request 1 [ IDi IDr AUTH SA TSi TSr ]
13[CFG] <gw|2> selected peer config 'gw'
13[IKE] <gw|2> IKE_SA gw[2] established between {A}[{A}]...{B}[{B}]
13[IKE] <gw|2> CHILD_SA gw{{1}} established with SPIs c7234567_i d7654321_o and TS 172.16.0.0/24 === 192.168.10.0/24
"""
    + repeats(0, 500)
)

ANSWERS: dict[str, tuple[str, str, str | None]] = {
    "a rekey refused after hours": (UP + DPD + DPD_ANSWER + rekey("NO_PROP", "NO_PROPOSAL_CHOSEN"), "certain", "pfs-"),
    "a rekey whose selectors are refused": (UP + rekey("TS_UNACCEPT", "TS_UNACCEPTABLE"), "certain", "traffic-"),
    "a rekey that waits and goes well": (UP + rekey("TEMP_FAIL", "TEMPORARY_FAILURE") + REKEYED, "healthy", None),
    "a log that begins in mid-negotiation": (keys() + REFUSED, "likely", "psk-"),
    "a log that begins with the answer": (accepted(), "healthy", None),
    "liveness that recovers": (UP + DPD + repeats(3, 4500) + DPD_ANSWER, "healthy", None),
    "liveness that is lost, and a new start": (UP + DPD + repeats(3, 4500) + GAVE_UP + up(number=2), "healthy", None),
    "liveness that is lost for good": (UP + DPD + repeats(3, 4500) + GAVE_UP, "certain", "dpd-timeout"),
    "a peer that reloads": (UP + DELETED + up(number=2), "healthy", None),
    "a peer that closes": (UP + DELETED, "certain", "peer-closed"),
    "one's own shutdown": (UP + OWN_SHUTDOWN, "healthy", None),
    "another group, and a good second try": (opening() + OTHER_GROUP + UP, "healthy", None),
    "a cookie, and a good second try": (opening() + COOKIE + UP, "healthy", None),
    "a scanner beside a tunnel that is up": (UP + SCANNER, "healthy", None),
    "a scanner alone": (SCANNER, "certain", "ike-proposal-mismatch"),
    "a person's client beside a tunnel": (UP + CLIENT, "healthy", None),
    "a half-open start beside a tunnel": (UP + HALF_OPEN, "healthy", None),
    "both ends start at once": (BOTH_START, "healthy", None),
    "ours gave up, theirs came up": (BOTH_START + GAVE_UP + NOT_RESPONDING, "healthy", None),
    "lost fragments": (opening() + keys() + FRAGMENTS + repeats(1, 4500) + GAVE_UP, "likely", "ike-fragments-dropped"),
    "port 4500 in silence": (opening() + keys() + repeats(1, 4500) + GAVE_UP + NOT_RESPONDING, "likely", "udp4500-"),
    "a dead peer": (opening() + repeats(0, 500) + GAVE_UP + NOT_RESPONDING, "certain", "peer-not-responding"),
    "a NAT that changes its port": (UP + FLOATING, "healthy", None),
    "chatter about proposals that do not fit": (CHATTER, "unknown", None),
    "a certificate out of date": (EXPIRED, "certain", "certificate-expired"),
    "one tunnel up, another refused": (
        up("alpha", 2, "192.0.2.1") + opening() + keys() + REFUSED,
        "likely",
        "psk-mismatch",
    ),
    "no way to the peer": (
        opening() + "04[NET] error writing to socket: Network is unreachable\n",
        "likely",
        "peer-not",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_of_an_honest_expert(run: Run, name: str) -> None:
    text, verdict, cause = ANSWERS[name]
    found = run(text)
    first = found.findings[0].cause if found.findings else None
    assert found.verdict == verdict, (found.verdict, first)
    assert (first is None) == (cause is None)
    assert (first or "").startswith(cause or "")


def test_a_stranger_is_named_in_a_note(run: Run) -> None:
    notes = [note.en for note in run(UP + SCANNER).notes]
    assert len(notes) == 1
    assert "192.0.2.66" in notes[0]


def test_another_gateway_that_fails_is_no_stranger(run: Run) -> None:
    """From port 500, or more than once: a site whose tunnel is to come up."""
    for text in (SCANNER.replace("48211", "500"), SCANNER + SCANNER.replace("<7>", "<8>")):
        found = run(UP + text)
        assert (found.verdict, found.findings[0].cause) == ("certain", "ike-proposal-mismatch")


RESPONDER = (
    asked(A, 500, "<1>").replace(f"to {A}", f"to {B}") + "05[ENC] <1> generating IKE_SA_INIT response 0 [ SA KE No ]\n"
)


def test_what_the_responder_never_saw_is_lost_on_the_path(run: Run) -> None:
    silent = opening() + keys() + repeats(1, 4500) + GAVE_UP
    alone, both = run(silent), run(silent, RESPONDER)
    assert both.findings[0].cause == alone.findings[0].cause == "udp4500-blocked"
    dead = {one.cause: one.confidence for one in both.findings}.get("peer-not-responding", 0)
    assert dead < 0.1 < {one.cause: one.confidence for one in alone.findings}["peer-not-responding"]


def test_two_clocks_in_two_zones(run: Run) -> None:
    def dated(text: str, hour: int) -> str:
        return "".join(f"Nov 24 {hour}:00:00 {line}\n" for line in text.splitlines())

    refuses = RESPONDER + (
        "06[ENC] <1> parsed IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]\n"
        f"06[IKE] <gw|1> tried 1 shared key for '{B}' - '{A}', but MAC mismatched\n"
    )
    found = run(dated(opening() + keys() + REFUSED, 10), dated(refuses, 18))
    assert (found.verdict, found.findings[0].cause) == ("certain", "psk-mismatch")
    assert any("28800 s" in note.en for note in found.notes)


PLUTO = 'Nov 23 16:57:38.145041: "to-aliyun" #2: '


@pytest.mark.parametrize(
    ("notify", "verdict", "phase"),
    [("AUTHENTICATION_FAILED", "likely", 1), ("NO_PROPOSAL_CHOSEN", "likely", 2), ("TS_UNACCEPTABLE", "certain", 2)],
)
def test_an_older_pluto_tells_what_the_answer_held(run: Run, notify: str, verdict: str, phase: int) -> None:
    found = run(f"{PLUTO}IKE_AUTH response contained the error notification {notify}")
    assert (found.verdict, found.phase) == (verdict, phase)


LINES: dict[str, tuple[str, str, str]] = {
    "no key found for a name, and nothing of what was checked": (
        "13[IKE] <gw|2> no trusted RSA public key found for 'branch.example.com'",
        "likely",
        "certificate-untrusted",
    ),
    "an unreadable message without what came before": (
        "07[ENC] <gw|1> invalid HASH_V1 payload length, decryption failed?\n07[ENC] <gw|1> could not decrypt payloads",
        "likely",
        "psk-mismatch",
    ),
    "the responder's own question over port 4500": (repeats(0, 4500) + GAVE_UP, "likely", "dpd-timeout"),
    "a question of an SA that is up": (repeats(2, 4500) + GAVE_UP, "likely", "dpd-timeout"),
    "given up, and begun anew": (
        f"10[NET] <gw|1> sending packet: from {A}[500] to {B}[500] (316 bytes)\n{GAVE_UP}"
        "11[IKE] <gw|1> initiating Main Mode IKE_SA gw[2] to 198.51.100.20",
        "likely",
        "peer-not-responding",
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_a_pasted_piece_proves_less_than_the_whole(run: Run, name: str) -> None:
    text, verdict, cause = LINES[name]
    found = run(text)
    assert (found.verdict, found.findings[0].cause) == (verdict, cause)


MAIN = f"""05[IKE] <gw|1> initiating Main Mode IKE_SA gw[1] to {B}
05[ENC] <gw|1> generating ID_PROT request 0 [ SA V V V ]
06[ENC] <gw|1> parsed ID_PROT response 0 [ SA V V V ]
06[ENC] <gw|1> generating ID_PROT request 0 [ ID HASH N(INITIAL_CONTACT) ]
07[ENC] <gw|1> invalid HASH_V1 payload length, decryption failed?
07[ENC] <gw|1> could not decrypt payloads
"""


def test_a_message_that_is_read_after_one_that_was_not(run: Run) -> None:
    assert run(MAIN).verdict == "certain"
    assert run(MAIN + "08[ENC] <gw|1> parsed ID_PROT response 0 [ ID HASH ]\n").findings == ()


def test_lists_whose_request_is_cut_off(run: Run) -> None:
    """The answer tells that it was IKE_AUTH, where the group does not count."""
    found = run(
        "14[CFG] <gw|1> received proposals: ESP:AES_CBC_256/HMAC_SHA1_96/NO_EXT_SEQ\n"
        "14[CFG] <gw|1> configured proposals: ESP:AES_CBC_256/HMAC_SHA2_256_128/MODP_2048/NO_EXT_SEQ\n"
        "14[IKE] <gw|1> no acceptable proposal found\n"
        "14[ENC] <gw|1> generating IKE_AUTH response 1 [ IDr AUTH N(NO_PROP) ]\n"
    )
    assert (found.verdict, [one.cause for one in found.findings]) == ("certain", ["esp-integrity-mismatch"])
