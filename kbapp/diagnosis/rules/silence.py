"""No answer: which message stayed unanswered, on which port, and whether the gateway gave up."""

from __future__ import annotations

from kbapp.diagnosis.context import Step, Story
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.opinion import Case, Opinion, among, proven
from kbapp.diagnosis.rules import candidates as sets

_LARGE = 1200
"""Bytes: with its headers such a message no longer fits into one packet of every path."""
_FIRST = ("IKE_SA_INIT", "MAIN", "AGGRESSIVE")
_UNANSWERED = frozenset({"retransmit", "gave-up"})
_ENOUGH = 2
"""Retransmits below this number are everyday life."""
_PATIENT = 4
"""The same where the SA is up: a slow responder answers a burst of repeated requests at once."""


def dead_peer(case: Case) -> Opinion | None:
    """Liveness checks failed on an established SA."""
    story = case.story
    step = story.last("dpd-timeout")
    if step is not None:
        return proven("dpd-timeout", "dpd-timeout", step.event, phase=0)
    gave_up = story.last("gave-up")
    if gave_up is None or not story.child_seen:
        return None
    asked = story.last("dpd-sent")
    if asked is not None:
        return proven("dpd-timeout", "dpd-gave-up", asked.event, gave_up.event, phase=0)
    if _rekeying(story, gave_up):
        return among(
            {"phase2-no-response": 0.6, "dpd-timeout": 0.3, "peer-not-responding": 0.1},
            "rekey-silence",
            gave_up.event,
            phase=0,
        )
    return proven("dpd-timeout", "gave-up-established", gave_up.event, phase=0)


def _rekeying(story: Story, until: Step) -> bool:
    order = until.event.order
    messages = [step for step in story.tail if step.kind == "message-out" and step.event.order < order]
    return bool(messages) and messages[-1].exchange in ("CREATE_CHILD_SA", "QUICK")


def no_answer(case: Case) -> Opinion | None:
    """The negotiation itself got no answer."""
    story = case.story
    gave_up = story.last("gave-up") or _timed_out(story)
    retransmits = [step for step in story.of("retransmit") if step.event.get("kind") != "response"]
    if gave_up is None and len(retransmits) < 1:
        return None
    if story.role == "responder" and gave_up is None:
        return None
    if story.child_up and gave_up is None:
        return None
    if gave_up is None and len(retransmits) < _ENOUGH and any(step.kind == "message-out" for step in story.steps):
        return None
    last = gave_up or retransmits[-1]
    events = tuple(step.event for step in ([retransmits[0]] if retransmits else []) + [last])
    return _by_message(case, tuple(dict.fromkeys(events)), last, gave_up is not None, len(retransmits))


def answers_lost(case: Case) -> Opinion | None:
    """The peer repeats a request that was answered, to the end of the log: the answers do not reach it."""
    story = case.story
    if story.role != "responder":
        return None
    repeated: list[Step] = []
    for step in story.tail:
        if step.event.get("habit") == "asked-again" and step.event.get("kind") == "request":
            repeated.append(step)
        elif step.kind not in ("packet-in", "packet-out", "info"):
            repeated = []
    if len(repeated) < (_PATIENT if story.child_up else _ENOUGH):
        return None
    return among(_lost(story, repeated[-1]), "answers-lost", repeated[0].event, repeated[-1].event, phase=1)


def _lost(story: Story, last: Step) -> sets.Shares:
    if _fragmented(story):
        return sets.ANSWERS_LOST_LARGE
    on_4500 = _heard_on_4500(story) and last.event.get("id") != "0"
    return sets.ANSWERS_LOST_4500 if on_4500 or _last_sent_from_4500(story) else sets.ANSWERS_LOST


def _last_sent_from_4500(story: Story) -> bool:
    sent = [step for step in story.steps if step.kind == "packet-out"]
    return bool(sent) and "4500" in (sent[-1].event.get("sport"), sent[-1].event.get("dport"))


def _timed_out(story: Story) -> Step | None:
    step = story.last("attempt-failed")
    return step if step is not None and step.event.get("why") == "silence" else None


def _by_message(case: Case, events: tuple[Event, ...], last: Step, final: bool, count: int) -> Opinion | None:
    story = case.story
    if count > 1 and story.role == "initiator" and any(step.event.get("habit") == "repeats" for step in story.steps):
        return proven("psk-mismatch", "silence-of-pluto", *events, phase=1)
    if story.ike == 2 and not story.child_seen and _after_start(story, last):
        return among(sets.SILENCE_ESTABLISHED, "silence-established", *events, phase=0)
    if _on_4500(story, last) and not _heard_on_4500(story) and not _fragmented(story):
        return among(sets.SILENCE_ON_4500, "silence-on-4500", *events, phase=1)
    if _phase2(story, last):
        return among(sets.SILENCE_PHASE2, "silence-phase-2", *events, phase=2)
    if not _answered(story):
        return _first_message(story, events, final, count)
    if _fragmented(story):
        return among(sets.SILENCE_FRAGMENTS, "silence-large-message", *events, phase=1)
    return among(sets.SILENCE_AFTER_KEYS, "silence-after-keys", *events, phase=1)


def _after_start(story: Story, last: Step) -> bool:
    """Message ids above 1, or the responder's own id 0, which goes over port 4500, belong to an IKE SA that is up."""
    number = _identifier(story, last)
    if number is None:
        return False
    opened = any(step.kind == "initiating" or step.exchange in _FIRST for step in story.steps)
    return number > 1 or (number == 0 and not opened and _on_4500(story, last))


def _identifier(story: Story, last: Step) -> int | None:
    """IKEv2's message id of what stayed unanswered: a line of giving up does not repeat it."""
    told = [step.event.get("id") for step in (*story.of("retransmit"), last)]
    return next((int(text) for text in reversed(told) if text and text.isdigit()), None)


def _first_message(story: Story, events: tuple[Event, ...], final: bool, count: int) -> Opinion | None:
    if final and not _begun(story):
        phase = events[-1].signature.phase
        return among(sets.GAVE_UP_PHASE1 if phase == 1 else sets.GAVE_UP_ALONE, "gave-up-alone", *events, phase=phase)
    if final:
        return proven("peer-not-responding", "gave-up", *events, phase=1)
    if count < _ENOUGH and not story.ike:
        return among({"peer-not-responding": 0.6, "peer-address-mismatch": 0.2}, "silence", *events, phase=1)
    if story.ike == 2:
        return among(sets.SILENCE_V2, "silence", *events, phase=1)
    table = sets.SILENCE_AGGRESSIVE if story.mode == "aggressive" else sets.SILENCE_MAIN
    return among(table, "silence", *events, phase=1)


def _begun(story: Story) -> bool:
    """The log shows that it is the very first message which stays unanswered: by the start of the negotiation, or by
    the line's own state, number or sequence. A device's lone `retransmission timeout` does not."""
    for step in story.steps:
        if step.kind in _UNANSWERED and (step.exchange in _FIRST or _tells_first(step.event)):
            return True
        if step.kind == "gave-up":
            return False
        if step.kind == "initiating" or (step.kind == "message-out" and step.exchange in _FIRST):
            return True
    return False


def _tells_first(event: Event) -> bool:
    return event.get("id") == "0" or event.get("seq") == "1" or (event.get("state") or "").endswith("I1")


def _phase2(story: Story, last: Step) -> bool:
    if last.phase == 2 or story.ike_up:
        return True
    identifier = last.event.get("id")
    return story.ike == 1 and identifier not in (None, "0") and not _answered(story)


def _answered(story: Story) -> bool:
    """The peer answered an earlier message of this negotiation (its sequence number tells where the start is cut)."""
    if any(step.kind in ("message-in", "packet-in", "peer-detected", "proposal-selected") for step in story.steps):
        return True
    for step in story.of("retransmit"):
        if (step.event.get("seq") or "1") not in ("1",) or (story.ike == 2 and step.event.get("id") not in (None, "0")):
            return True
        if any(mark in (step.event.get("state") or "") for mark in ("_I2", "_I3", "_R1", "_R2")):
            return True
    return any(
        (step.kind == "message-out" and step.exchange == "IKE_AUTH") or step.event.get("step") in ("I2", "I3")
        for step in story.steps
    )


def _on_4500(story: Story, until: Step) -> bool:
    order = until.event.order
    sent = [step for step in story.steps if step.kind == "packet-out" and step.event.order <= order + 1]
    return bool(sent) and sent[-1].event.get("dport") == "4500"


def _heard_on_4500(story: Story) -> bool:
    return any(
        step.kind == "packet-in" and "4500" in (step.event.get("sport"), step.event.get("dport"))
        for step in story.steps
    )


def _fragmented(story: Story) -> bool:
    for step in story.steps:
        if step.kind == "message-out" and (step.event.get("payloads") or "").startswith(("EF(", "FRAG(")):
            return True
        if step.kind == "packet-out" and int(step.event.get("bytes") or 0) >= _LARGE:
            return True
    return False
