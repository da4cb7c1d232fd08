"""What the negotiation will do: the rules, asked in the order in which the daemons take their steps.

The orders are those of strongSwan 5.9.8's logs: IKEv1 main mode decrypts the identity with the key before it looks
for a peer, aggressive mode reads the identity first and proves the key last, IKEv2 looks for a peer and then checks
the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kbapp.comparison.meeting import Meeting
from kbapp.comparison.result import Outcome, Prediction
from kbapp.comparison.rules import RULES
from kbapp.comparison.rules.base import Effect, Finding, Rule, Step

_LOOKUP = (Step.SEND, Step.VERSION, Step.REACH, Step.IKE_PROPOSAL, Step.KEY_EXCHANGE)
_CHILD = (Step.NAT, Step.SELECTORS, Step.CHILD, Step.ESP_PROPOSAL)

MAIN = (*_LOOKUP, Step.SECRET, Step.RESPONDER_ID, Step.METHOD, Step.MODE, Step.INITIATOR_ID, *_CHILD)
AGGRESSIVE = (*_LOOKUP, Step.RESPONDER_ID, Step.METHOD, Step.MODE, Step.INITIATOR_ID, Step.SECRET, *_CHILD)
IKEV2 = (*_LOOKUP, Step.RESPONDER_ID, Step.METHOD, Step.SECRET, Step.MODE, *_CHILD)


def order(meeting: Meeting) -> tuple[Step, ...]:
    """The steps of this negotiation, first to last."""
    if meeting.version == "ikev2":
        return IKEV2
    return AGGRESSIVE if meeting.aggressive else MAIN


@dataclass(frozen=True, slots=True)
class Course:
    """One direction, played through: what every rule found, the outcome, and whether it outlives the first rekey."""

    meeting: Meeting
    findings: Mapping[Rule, Finding]
    outcome: Outcome
    rekey: Outcome
    unknown: tuple[str, ...]
    """The fields without which nothing can be said for sure, as the initiator sees them."""


def play(meeting: Meeting) -> Course:
    findings = {rule: found for rule in RULES if (found := rule.check(meeting)) is not None}
    unknown = tuple(_unknown(meeting))
    outcome = _outcome(meeting, findings, bool(unknown))
    return Course(meeting, findings, outcome, _rekey(outcome, findings), unknown)


def _outcome(meeting: Meeting, findings: Mapping[Rule, Finding], unknown: bool) -> Outcome:
    steps = order(meeting)
    fatal = [(steps.index(rule.step), rule) for rule, found in findings.items() if found.effect is Effect.FAILS]
    if fatal:
        _, rule = min(fatal, key=lambda item: item[0])
        return Outcome("phase1_failed" if rule.step.phase == 1 else "phase2_failed", findings[rule].cause)
    return Outcome("unknown") if unknown else Outcome("up")


def _rekey(outcome: Outcome, findings: Mapping[Rule, Finding]) -> Outcome:
    if outcome.outcome != "up":
        return Outcome("unknown")
    broken = next((found for found in findings.values() if found.effect is Effect.REKEY), None)
    return Outcome("rekey_failed", broken.cause) if broken else Outcome("up")


def _unknown(meeting: Meeting) -> Iterator[str]:
    ours, theirs = meeting.initiator, meeting.responder
    if ours.version is None or theirs.version is None:
        yield "ike.version"
    for name, protocol in (("ike.proposals", "ike"), ("esp.proposals", "esp")):
        offers = (ours.ike, theirs.ike) if protocol == "ike" else (ours.esp, theirs.esp)
        if not all(offer.known for offer in offers):
            yield name
    if ours.local is None or theirs.remote is None:
        yield "local.subnets"
    if ours.remote is None or theirs.local is None:
        yield "remote.subnets"


def predict(left_starts: Course, right_starts: Course) -> Prediction:
    """Both directions, and the first rekey of whichever comes up: it fails if it fails in either."""
    rekeys = [course.rekey for course in (left_starts, right_starts) if course.outcome.outcome == "up"]
    broken = next((rekey for rekey in rekeys if rekey.outcome == "rekey_failed"), None)
    at_rekey = broken or (Outcome("up") if rekeys else Outcome("unknown"))
    return Prediction(left_starts.outcome, right_starts.outcome, at_rekey)
