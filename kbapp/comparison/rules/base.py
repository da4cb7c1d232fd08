"""What a rule is: one row of the comparison rules, one step of the negotiation, a check for each IKE version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kbapp.comparison.ends import End
from kbapp.comparison.meeting import Meeting
from kbapp.model.text import Text


class Step(Enum):
    """The steps of a negotiation. Their order depends on version and mode: `comparison.prediction`."""

    SEND = "send"  # the packet goes to the responder
    VERSION = "version"  # who looks for a configuration of that version
    REACH = "reach"  # and for these two addresses
    IKE_PROPOSAL = "ike-proposal"
    KEY_EXCHANGE = "key-exchange"  # the group that was guessed
    METHOD = "method"
    SECRET = "secret"
    RESPONDER_ID = "responder-id"  # the responder knows the initiator
    MODE = "mode"
    INITIATOR_ID = "initiator-id"  # the initiator knows the responder
    NAT = "nat"
    SELECTORS = "selectors"
    CHILD = "child"  # protocol and mode of the IPsec SA
    ESP_PROPOSAL = "esp-proposal"
    REKEY = "rekey"
    AFTERWARDS = "afterwards"  # traffic and everything that does not decide the negotiation

    @property
    def phase(self) -> int:
        """1 or 2; 0 for what comes after the tunnel."""
        if self in (Step.SELECTORS, Step.CHILD, Step.ESP_PROPOSAL):
            return 2
        return 0 if self in (Step.REKEY, Step.AFTERWARDS) else 1


class Effect(Enum):
    """What a difference does in one direction."""

    FAILS = "fails"  # the negotiation ends at the rule's step
    REKEY = "rekey"  # up, and broken by the first rekey
    TRAFFIC = "traffic"  # up, and nothing or not everything passes
    NOTE = "note"  # differs, and works


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in one direction. Fields are named as the initiator sees them (`local` is its own end)."""

    field: str
    effect: Effect
    cause: str | None
    message: Text


Check = Callable[[Meeting], Finding | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`number` is the row of the rules' table; a row with several checks has several entries of one number."""

    number: int
    id: str
    step: Step
    title: Text
    ikev1: Check | None = None
    ikev2: Check | None = None

    def check(self, meeting: Meeting) -> Finding | None:
        """The finding in this direction, or `None`: equal, harmless beyond mention, or not known."""
        found = self.ikev1 if meeting.version == "ikev1" else self.ikev2
        return found(meeting) if found is not None else None


def both(number: int, name: str, step: Step, title: Text, check: Check) -> Rule:
    """A rule that is the same for IKEv1 and IKEv2."""
    return Rule(number, name, step, title, check, check)


def fails(field: str, cause: str | None, zh: str, en: str, **values: object) -> Finding:
    return Finding(field, Effect.FAILS, cause, Text(zh, en).format(**values))


def traffic(field: str, cause: str | None, zh: str, en: str, **values: object) -> Finding:
    return Finding(field, Effect.TRAFFIC, cause, Text(zh, en).format(**values))


def note(field: str, zh: str, en: str, cause: str | None = None, **values: object) -> Finding:
    return Finding(field, Effect.NOTE, cause, Text(zh, en).format(**values))


def differing(field: str) -> Callable[[Meeting], tuple[End, End] | None]:
    """Both ends, if both say something about a field that is its own mirror, and not the same."""

    def ends(meeting: Meeting) -> tuple[End, End] | None:
        ours, theirs = meeting.initiator.value(field), meeting.responder.value(field)
        return None if ours is None or theirs is None or ours == theirs else (meeting.initiator, meeting.responder)

    return ends


def noted(field: str, zh: str, en: str) -> Check:
    """A difference that works: a note with this text."""
    differs = differing(field)
    return lambda meeting: note(field, zh, en) if differs(meeting) else None
