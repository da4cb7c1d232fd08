"""After the start: rekeying, deletions, the kernel; and what only the signatures' own weights tell."""

from __future__ import annotations

from collections import defaultdict

from kbapp.diagnosis.context import Step, Story
from kbapp.diagnosis.opinion import Case, Opinion, among, proven
from kbapp.diagnosis.proposals import difference, lists_of
from kbapp.diagnosis.rules import candidates as sets
from kbapp.diagnosis.rules.notifies import errors_in, notify_name
from kbapp.model.transforms import TransformKind

_WEAK = 0.7
"""A complaint below this is everyday life unless the attempt failed."""
_AGREED = "strongswan/proposal-matches"
"""A later proposal of the list that fits settles what was said of the ones before."""
_FINAL = frozenset({"attempt-failed", "gave-up", "notify-in"})


def rekey_failed(case: Case) -> Opinion | None:
    """The first rekey uses the PFS group for the first time in IKEv2."""
    step = case.story.last("rekey-failed")
    if step is None:
        return None
    if step.event.get("what") == "ike":
        return among(
            {"ike-dh-mismatch": 0.4, "rekey-collision": 0.3, "ike-proposal-mismatch": 0.3},
            "rekey-failed",
            step.event,
            phase=1,
        )
    return among(
        {"pfs-mismatch": 0.85, "rekey-collision": 0.08, "lifetime-mismatch": 0.07}, "rekey-failed", step.event, phase=2
    )


def kernel(case: Case) -> Opinion | None:
    step = case.story.last("policy-duplicate")
    if step is not None:
        return proven("duplicate-policy", "policy-duplicate", step.event, phase=2)
    step = case.story.last("kernel-failed")
    if step is None:
        return None
    if step.event.signature.proves:
        return proven(step.event.signature.proves, "kernel", step.event, phase=2)
    return among(step.event.signature.causes, "kernel", step.event, phase=2) if step.event.signature.causes else None


def closed_by_peer(case: Case) -> Opinion | None:
    """The peer deleted the IKE SA: after a child it simply closed, before any it did not like us."""
    story = case.story
    step = story.last("delete-in")
    if step is None or story.closed != "peer" or story.ike_rekeyed:
        return None
    if _rejected(story):
        return None
    if _transport_refused(story):
        return proven("encapsulation-mode-mismatch", "transport-refused", step.event, phase=2)
    if story.child_seen:
        return proven("peer-closed", "closed-by-peer", step.event, phase=0)
    if not story.any_before("ike-established"):
        return among(sets.CLOSED_ALONE, "closed-alone", step.event, phase=0)
    table = sets.CLOSED_BEFORE_CHILD_CERT if story.auth == "certificate" else sets.CLOSED_BEFORE_CHILD
    return among(table, "closed-before-child", step.event, phase=1)


def _rejected(story: Story) -> bool:
    """The deletion came with a reason: an error notify tells more."""
    return any(errors_in(step.event.get("payloads") or "") for step in story.of("message-in"))


def _transport_refused(story: Story) -> bool:
    """The peer asked for transport mode, did not get it, and deleted the child at once."""
    asked = any(step.kind == "message-in" and _wants_transport(step) for step in story.steps)
    granted = any(step.kind == "message-out" and _wants_transport(step) for step in story.steps)
    return asked and not granted


def _wants_transport(step: Step) -> bool:
    return "N(USE_TRANSP)" in (step.event.get("payloads") or "")


def child_refused(case: Case) -> Opinion | None:
    """The child had only just come up when the peer took it down again; nothing replaced it, the IKE SA stays."""
    story = case.story
    ended = next((step for step in story.tail if step.event.get("ended") == "child"), None)
    if ended is None or story.role != "responder" or len(story.children) > 1:
        return None
    asked = next((step for step in story.steps if step.event.get("refused") == "transport"), None)
    if asked is not None:
        return among(sets.TRANSPORT_ASKED, "transport-refused", asked.event, ended.event, phase=2)
    if ended.event.signature.dialect != "openiked":
        return None
    return among(sets.CHILD_REFUSED, "child-refused", ended.event, phase=2)


def child_closed_alone(case: Case) -> Opinion | None:
    """A pasted line: the peer deleted a child of which the log knows nothing else."""
    step = case.story.last("delete-in")
    if step is None or case.story.child_seen or case.story.any_before("ike-established", "message-in", "message-out"):
        return None
    return among(sets.CLOSED_ALONE, "closed-alone", step.event, phase=0)


def named_alone(case: Case) -> Opinion | None:
    """A pasted `no acceptable … found` without the exchange in which it stood."""
    steps: list[Step] = []
    for step in case.story.tail:
        if step.kind == "proposal-selected" or step.event.signature.id == _AGREED:
            steps = []
        elif step.kind == "info" and step.event.get("kind") in sets.BY_KIND:
            steps.append(step)
    if not steps or any(step.exchange for step in case.story.steps):
        return None
    causes = sets.BY_KIND[steps[-1].event.values["kind"]]
    return among(
        {causes[0]: 0.55, causes[1]: 0.45} if causes[0] != causes[1] else {causes[0]: 1.0},
        "named-alone",
        steps[-1].event,
    )


def collision(case: Case) -> Opinion | None:
    step = case.story.last("rekey-collision")
    if step is None or case.story.child_up:
        return None
    return among({"rekey-collision": 1.0}, "rekey-collision", step.event, phase=0)


def version_refused(case: Case) -> Opinion | None:
    step = case.story.last("version-refused")
    return proven("ike-version-mismatch", "version-refused", step.event, phase=1) if step else None


def by_lists(case: Case) -> Opinion | None:
    """Two proposal lists without overlap, and no line that says so (a cut log, a pasted block)."""
    steps = [step for step in case.story.tail if step.kind in ("proposals-received", "proposals-configured")]
    if not steps or case.story.last("proposal-selected"):
        return None
    for phase in (1, 2):
        lists = lists_of(case.story, case.facts.config, phase)
        wanted = "IKE" if phase == 1 else "ESP"
        if not lists.received or (lists.received[0].protocol == "IKE") != (wanted == "IKE"):
            continue
        found = difference(lists, phase, _ignored(steps[-1]))
        if found is not None:
            return among(found.causes, "lists-alone", *lists.events, phase=phase)
    return None


def _ignored(step: Step) -> tuple[TransformKind, ...]:
    return (TransformKind.DH,) if step.exchange == "IKE_AUTH" else ()


def told_the_peer(case: Case) -> Opinion | None:
    """Only our own error notify is left of the refusal (a cut log, a pasted block)."""
    story = case.story
    for step in reversed(story.tail):
        name = _told(step)
        if name == "NO_PROPOSAL_CHOSEN":
            return _told_no_proposal(case, step)
        if name == "AUTHENTICATION_FAILED":
            return among(sets.TOLD_AUTH_FAILED, "told-auth-failed", step.event, phase=1)
        if name == "TS_UNACCEPTABLE" or (name == "INVALID_ID_INFORMATION" and story.ike_up):
            return proven("traffic-selector-mismatch", "told-selectors", step.event, phase=2)
    return None


def _told(step: Step) -> str | None:
    if step.kind == "notify-out" and not step.event.signature.recovers:
        return notify_name(step.event.get("notify"))
    if step.kind == "message-out":
        return next(iter(errors_in(step.event.get("payloads") or "")), None)
    return None


def _told_no_proposal(case: Case, step: Step) -> Opinion:
    if step.exchange == "IKE_AUTH":
        return among(sets.ESP_REFUSED_V2, "told-no-proposal", step.event, phase=2)
    if case.story.ike_up or (step.event.get("payloads") or "").lstrip().startswith("HASH"):
        return among(sets.ESP_REFUSED_V1, "told-no-proposal", step.event, phase=2)
    return among(sets.IKE_REFUSED, "told-no-proposal", step.event, phase=1)


def proved_by_line(case: Case) -> Opinion | None:
    """A line that nothing else can have caused."""
    steps = [step for step in case.story.tail if step.event.signature.proves]
    if not steps:
        return None
    last = steps[-1]
    return proven(last.event.signature.proves or "", "line", last.event, phase=last.phase)


def by_weights(case: Case) -> Opinion | None:
    """What the signatures' own weights add up to, over the lines after the last success."""
    total: dict[str, float] = defaultdict(float)
    events = []
    for step in case.story.tail:
        causes = step.event.signature.causes
        if not causes or (step.event.signature.recovers and case.story.child_seen):
            continue
        events.append(step.event)
        for cause, share in causes.items():
            total[cause] = max(total[cause], share)
    if not total:
        return None
    certain = max(total.values())
    strongest = max(sum(event.signature.causes.values()) for event in events)
    if strongest < _WEAK and not any(step.kind in _FINAL or _told(step) for step in case.story.tail):
        return None
    weights = {cause: share for cause, share in total.items() if share >= 0.1 * certain}
    phases = {step.phase for step in case.story.tail if step.event in events and step.phase is not None}
    distinct = tuple({event.signature.id: event for event in events}.values())
    return among(weights, "weights", *distinct, phase=phases.pop() if len(phases) == 1 else None)
