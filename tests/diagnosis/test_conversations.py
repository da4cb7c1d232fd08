"""Interleaved connections are kept apart, by whatever the lines give: number, name, thread, address, SPI."""

from __future__ import annotations

from kbapp.diagnosis.conversations import Conversation, conversations
from kbapp.diagnosis.dialect import rank_dialects
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.matcher import events_of, hits
from kbapp.knowledge.signatures import Signatures


def read(text: str, signatures: Signatures) -> list[Conversation]:
    log = LogText.from_text("x", text)
    found = list(hits(log, signatures))
    return conversations(0, events_of(0, found, rank_dialects(log, found, signatures)))


def lines(conversation: Conversation) -> list[int]:
    return [event.line for event in conversation.events]


def test_by_number(signatures: Signatures) -> None:
    text = """05[IKE] <a|1> initiating IKE_SA a[1] to 192.0.2.1
06[IKE] <b|2> initiating IKE_SA b[2] to 192.0.2.2
05[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify error
06[IKE] <b|2> giving up after 5 retransmits"""
    first, second = read(text, signatures)
    assert (lines(first), lines(second)) == ([1, 3], [2, 4])
    assert (first.name, second.remote) == ("a", "192.0.2.2")


def test_by_address_and_thread_without_names(signatures: Signatures) -> None:
    text = """Nov 23 16:31:37 gw charon: 05[IKE] initiating IKE_SA a[1] to 192.0.2.1
Nov 23 16:31:37 gw charon: 05[NET] sending packet: from 203.0.113.1[500] to 192.0.2.1[500] (336 bytes)
Nov 23 16:31:37 gw charon: 06[IKE] initiating IKE_SA b[2] to 192.0.2.2
Nov 23 16:31:37 gw charon: 06[NET] sending packet: from 203.0.113.1[500] to 192.0.2.2[500] (336 bytes)
Nov 23 16:31:38 gw charon: 07[NET] received packet: from 192.0.2.2[500] to 203.0.113.1[500] (36 bytes)
Nov 23 16:31:38 gw charon: 08[NET] received packet: from 192.0.2.1[500] to 203.0.113.1[500] (344 bytes)
Nov 23 16:31:38 gw charon: 07[IKE] received NO_PROPOSAL_CHOSEN notify error
Nov 23 16:31:38 gw charon: 08[IKE] establishing CHILD_SA a{1}
Nov 23 16:31:42 gw charon: 05[IKE] retransmit 1 of request with message ID 1
Nov 23 16:31:42 gw charon: 05[NET] sending packet: from 203.0.113.1[500] to 192.0.2.1[500] (336 bytes)"""
    first, second = read(text, signatures)
    assert (lines(first), lines(second)) == ([1, 2, 6, 8, 9, 10], [3, 4, 5, 7])


def test_a_restarted_daemon_counts_anew(signatures: Signatures) -> None:
    text = """05[IKE] <a|1> received NO_PROPOSAL_CHOSEN notify error
00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1, x86_64)
05[IKE] <a|1> received AUTHENTICATION_FAILED notify error"""
    assert [lines(one) for one in read(text, signatures)] == [[1], [3]]


def test_pluto_children_belong_to_their_connection(signatures: Signatures) -> None:
    text = """Nov 23 16:59:02.1: "gw" #1: initiating IKEv2 connection
Nov 23 16:59:02.2: "gw" #1: initiator established IKE SA; authenticated peer using authby=secret and ID_FQDN '@a'
Nov 23 16:59:02.3: "gw" #2: IKE_AUTH response rejected Child SA with TS_UNACCEPTABLE
Nov 23 16:59:09.1: "gw" #3: initiating IKEv2 connection"""
    assert [lines(one) for one in read(text, signatures)] == [[1, 2, 3], [4]]


def test_racoon_lines_without_address_follow_the_last_negotiation(signatures: Signatures) -> None:
    text = """2026-11-23 16:58:40: INFO: respond new phase 1 negotiation: 198.51.100.20[500]<=>203.0.113.10[500]
2026-11-23 16:58:40: ERROR: no suitable proposal found.
2026-11-23 16:58:40: [203.0.113.10] ERROR: failed to get valid proposal."""
    (only,) = read(text, signatures)
    assert (only.remote, lines(only)) == ("203.0.113.10", [1, 2, 3])


def test_iked_lines_follow_their_spi(signatures: Signatures) -> None:
    text = """spi=0x11aa22bb33cc44dd: recv IKE_SA_INIT req 0 peer 203.0.113.10:500 local 198.51.100.20:500, 464 bytes
spi=0x99aa22bb33cc44ee: recv IKE_SA_INIT req 0 peer 203.0.113.11:500 local 198.51.100.20:500, 464 bytes
spi=0x11aa22bb33cc44dd: ikev2_auth_verify: ikev2_msg_authverify failed"""
    assert [lines(one) for one in read(text, signatures)] == [[1, 3], [2]]


def test_a_successor_begun_in_its_predecessors_name_stands_alone(signatures: Signatures) -> None:
    text = """15[IKE] <a|1> giving up after 5 retransmits
15[IKE] <a|1> initiating Main Mode IKE_SA a[2] to 192.0.2.1
15[ENC] <a|1> generating ID_PROT request 0 [ SA V V V V V ]
16[ENC] <a|2> parsed ID_PROT response 0 [ SA V V V V ]"""
    assert [lines(one) for one in read(text, signatures)] == [[1], [2, 3, 4]]
