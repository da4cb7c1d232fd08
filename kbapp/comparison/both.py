"""Both gateways at once: what the rules ask, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kbapp.comparison.blame import disagreement
from kbapp.comparison.negotiation import DH_ONLY, Meeting, offered_esp, offered_suites, outcome, rekey_outcome
from kbapp.comparison.result import Outcome, Prediction, Severity
from kbapp.comparison.view import View
from kbapp.model.gateway import Value, mirrored_name
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind

Kinds = frozenset[TransformKind]
NO_KINDS: Kinds = frozenset()


@dataclass(frozen=True)
class Both:
    """The two gateways, how they are called, and the negotiation in either direction."""

    left: View
    right: View
    left_name: Text
    right_name: Text

    @cached_property
    def forward(self) -> Meeting:
        """The left gateway starts."""
        return Meeting(self.left, self.right)

    @cached_property
    def backward(self) -> Meeting:
        return Meeting(self.right, self.left)

    @cached_property
    def prediction(self) -> Prediction:
        left_starts, right_starts = outcome(self.left, self.right), outcome(self.right, self.left)
        rekey = rekey_outcome(self.left, self.right, left_starts)
        if left_starts.outcome != "up":
            rekey = rekey_outcome(self.right, self.left, right_starts)
        return Prediction(left_starts, right_starts, rekey)

    def values(self, field: str) -> tuple[Value, Value]:
        """The left gateway's value of a field, and the right one's of the mirrored field."""
        return self.left.value(field), self.right.value(mirrored_name(field))

    @cached_property
    def versions(self) -> frozenset[str]:
        """The IKE versions that either direction may speak; both where nothing is known."""
        spoken = {meeting.version for meeting in (self.forward, self.backward)}
        return frozenset({"ikev1", "ikev2"} if None in spoken else {version for version in spoken if version})

    @property
    def may_be_v1(self) -> bool:
        """Neither side insists on IKEv2."""
        words = (self.left.word("ike.version"), self.right.word("ike.version"))
        return "ikev1" in self.versions and "ikev2" not in words

    def ike_kinds(self, meeting: Meeting) -> Kinds:
        """The IKE transform types without an overlap when this meeting's initiator starts."""
        ours, theirs = meeting.initiator.ike, meeting.responder.ike
        return disagreement(offered_suites(meeting, ours), theirs.suites, ours.unknown | theirs.unknown)

    def esp_kinds(self, meeting: Meeting, *, with_group: bool = True) -> Kinds:
        """The ESP transform types without an overlap; IKEv2 compares the PFS group at the rekey only."""
        ours, theirs = meeting.initiator.esp, meeting.responder.esp
        ignore = ours.unknown | theirs.unknown | (NO_KINDS if with_group else DH_ONLY)
        return disagreement(offered_esp(meeting), theirs.suites, ignore)

    def first_esp_kinds(self, meeting: Meeting) -> Kinds:
        """The same for the first CHILD_SA."""
        return self.esp_kinds(meeting, with_group=meeting.version == "ikev1")

    @cached_property
    def directions(self) -> tuple[Meeting, Meeting]:
        return self.forward, self.backward

    def severity(self, failing: tuple[bool, bool], if_both: Severity) -> Severity | None:
        """How bad it is that the left, or the right gateway fails when it starts."""
        if not any(failing):
            return None
        return if_both if all(failing) or self._other_direction_fails(failing) else "one-direction"

    def _other_direction_fails(self, failing: tuple[bool, bool]) -> bool:
        """Is the direction that this rule lets pass closed by another one?"""
        outcomes: tuple[Outcome, Outcome] = (self.prediction.left_initiates, self.prediction.right_initiates)
        return all(
            fails or result.outcome not in ("up", "unknown") for fails, result in zip(failing, outcomes, strict=True)
        )
