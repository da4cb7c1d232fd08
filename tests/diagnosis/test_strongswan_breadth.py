"""strongSwan's failure messages, broadly: each known one is an event of its own kind, in one pass over one log."""

from __future__ import annotations

from kbapp.diagnosis.context import FAILURES
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.matcher import hits
from kbapp.knowledge.signatures import Signatures

NEEDED = 200
TELLING = FAILURES | {"notify-out", "admin-down", "delete-out"}


def test_two_hundred_failure_messages_are_recognised(signatures: Signatures) -> None:
    failing = [one for one in signatures.all if one.dialect == "strongswan" and one.event in TELLING]
    lines = [line for one in failing for line in one.match]
    owners = [one.id for one in failing for _ in one.match]
    found = {
        hit.line.number: hit.matches.get("strongswan")
        for hit in hits(LogText.from_text("all", "\n".join(lines)), signatures)
    }
    recognised = {
        owner
        for number, owner in enumerate(owners, start=1)
        if (match := found.get(number)) is not None and match.signature.id == owner
    }
    assert recognised == set(owners)
    assert len(recognised) >= NEEDED


def test_a_line_of_everyday_life_is_no_failure(signatures: Signatures) -> None:
    text = "05[IKE] <a|1> peer supports MOBIKE\n05[IKE] <a|1> scheduling rekeying in 13313s\n05[CFG] proposal matches"
    kinds = {
        match.signature.event
        for hit in hits(LogText.from_text("x", text), signatures)
        for match in hit.matches.values()
    }
    assert kinds
    assert not kinds & TELLING
