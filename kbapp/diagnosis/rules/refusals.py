"""We refuse: this gateway itself says why it does not go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kbapp.diagnosis.context import Step, Story
from kbapp.diagnosis.details import certificate_detail, identity_detail, proposal_detail, selector_detail
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.hints import Offered, weigh
from kbapp.diagnosis.opinion import Case, Opinion, among, proven
from kbapp.diagnosis.proposal_rows import nearest_kinds
from kbapp.diagnosis.proposals import difference, lists_of, offer_of, phase_of_rows, rows_of
from kbapp.diagnosis.rules import candidates as sets
from kbapp.diagnosis.rules.usual import lean
from kbapp.model.transforms import TransformKind


def proposal_refused(case: Case) -> Opinion | None:
    """No common proposal: the two lists, where both are there, say which transform."""
    step = case.story.last("no-proposal")
    if step is None:
        return None
    phase = phase_of_rows(rows_of(case.story, None)) or step.phase or _phase_by_lists(case) or _phase_beside(case, step)
    if phase is None:
        return among({"ike-proposal-mismatch": 0.5, "esp-proposal-mismatch": 0.5}, "proposal-refused", step.event)
    lists = lists_of(case.story, case.facts.config, phase)
    difference_found = difference(lists, phase, _unused(case, step))
    if difference_found is not None:
        causes = difference_found.causes
        detail = proposal_detail(lists, difference_found.kinds)
        events = (*lists.events, step.event)
        return Opinion(causes, "proposal-lists", events, phase, proof=len(causes) == 1, detail=detail)
    named = _named_transform(case, phase, step)
    if named is not None:
        return named
    told = step.event.signature.causes
    if told:
        return among(told, "proposal-refused", step.event, phase=phase)
    if phase == 2 and case.story.ike == 2 and case.story.child_seen and step.exchange == "CREATE_CHILD_SA":
        return proven("pfs-mismatch", "proposal-refused-at-rekey", step.event, phase=2)
    if phase == 1:
        offered = next((one for each in case.story.of("no-proposal") if (one := offer_of(each.event))), None)
        return among(lean(sets.IKE_ALGORITHMS, offered, 1), "proposal-refused", step.event, phase=1)
    return _esp_refused(case, step)


def _esp_refused(case: Case, step: Step) -> Opinion:
    """Without lists. racoon and pluto name the PFS group where it is to blame: else it is not."""
    story = case.story
    grouped = story.ike != 2 or any(one.exchange == "CREATE_CHILD_SA" for one in (step, *_after(story, step)))
    if grouped and not any(one.event.get("pfs") == "equal" for one in story.tail):
        return among(sets.ESP_REFUSED_V1, "proposal-refused", step.event, phase=2)
    short = next((one for one in story.tail if one.event.get("hint") == "key-length"), None)
    if short is not None:
        return among(sets.ESP_REFUSED_KEY_LENGTH, "proposal-refused", short.event, step.event, phase=2)
    return among(sets.ESP_REFUSED_V2, "proposal-refused", step.event, phase=2)


def _after(story: Story, step: Step) -> list[Step]:
    """pluto names the exchange only in the lines that follow the refusal."""
    return [one for one in story.tail if one.event.order > step.event.order]


def _phase_by_lists(case: Case) -> int | None:
    received = lists_of(case.story, case.facts.config, 1).received
    if not received:
        return 2 if case.story.ike_up else None
    return 1 if received[0].protocol == "IKE" else 2


def _phase_beside(case: Case, step: Step) -> int | None:
    """A summary line before the reason may have named the phase (Comware: `Failed to establish phase 1 SA`)."""
    named = [one.event.signature.phase for one in case.story.tail if one.event.order < step.event.order]
    return next((phase for phase in reversed(named) if phase), None)


def _unused(case: Case, step: Step) -> tuple[TransformKind, ...]:
    """In IKE_AUTH the first child takes its keys from the IKE SA: a group that only one side names does not count.
    Where the request is cut off, our answer tells the exchange."""
    exchange = step.exchange
    if exchange is None:
        later = (one for one in case.story.steps if one.event.order > step.event.order and one.kind == "message-out")
        exchange = next((one.exchange for one in later), None)
    return (TransformKind.DH,) if exchange == "IKE_AUTH" else ()


def _named_transform(case: Case, phase: int, step: Step) -> Opinion | None:
    """`no acceptable ENCRYPTION_ALGORITHM found`: the last such line before the refusal, if they all say the same."""
    steps: list[Step] = []
    for one in case.story.steps:
        if one.event.order > step.event.order:
            break
        if one.kind in ("proposal-selected", "ike-established"):
            steps = []
        elif one.kind == "info" and one.event.get("kind") in sets.BY_KIND and one.phase in (None, phase):
            steps.append(one)
    kinds = {one.event.values["kind"] for one in steps}
    if len(kinds) != 1:
        return None
    cause = sets.BY_KIND[kinds.pop()][phase - 1]
    return Opinion({cause: 1.0}, "named-transform", (steps[-1].event, step.event), phase, proof=True)


def transform_mismatch(case: Case) -> Opinion | None:
    """The line itself names what differs (racoon, Cisco, …). Several differ: no single one is to blame."""
    steps = _unsettled(case.story)
    if not steps:
        return None
    last = steps[-1]
    phase = last.phase or 1
    causes = {sets.BY_KIND[step.event.values["kind"]][(step.phase or phase) - 1] for step in steps}
    events = tuple({step.event.signature.id: step.event for step in steps}.values())
    if len(causes) == 1:
        return Opinion({causes.pop(): 1.0}, "transform-mismatch", events, phase, proof=True)
    several = "ike-proposal-mismatch" if phase == 1 else "esp-proposal-mismatch"
    kinds = nearest_kinds([step.event for step in steps])
    if kinds is not None:
        cause = sets.BY_KIND[next(iter(kinds))][phase - 1] if len(kinds) == 1 else several
        return Opinion({cause: 1.0}, "nearest-transforms", events, phase, proof=True)
    nearest = _nearest(steps, phase)
    if nearest is not None:
        others = dict.fromkeys(sorted(causes - {nearest}), 0.2 / (len(causes) - 1))
        return among({nearest: 0.6, several: 0.2, **others}, "nearest-policy", *events, phase=phase)
    if len(causes) >= 3 and not any(cause.startswith("pfs") for cause in causes):
        return Opinion({several: 1.0}, "transforms-mismatch", events, phase, proof=True)
    return among({several: 0.5, **dict.fromkeys(sorted(causes), 0.5 / len(causes))}, "transforms-mismatch", *events)


def _unsettled(story: Story) -> list[Step]:
    """A list of policies is tried one by one: what a later one settled does not count."""
    found: list[Step] = []
    for step in story.tail:
        if step.kind == "proposal-selected":
            found = []
        elif step.kind == "ike-established":
            found = [one for one in found if one.phase == 2]
        elif step.kind == "transform-mismatch" and step.event.get("kind") in sets.BY_KIND:
            found.append(step)
    return found


def _nearest(steps: Sequence[Step], phase: int) -> str | None:
    """Where the daemon compares in a fixed order and stops at the first difference, the policy that got furthest
    tells: the others were never meant for this peer."""
    if not all(step.event.get("order") for step in steps):
        return None
    last = max(steps, key=lambda step: step.event.values["order"])
    return sets.BY_KIND[last.event.values["kind"]][phase - 1]


def no_connection(case: Case) -> Opinion | None:
    """Nobody is configured for this packet: wrong address, or another version (or mode, or identity, by dialect)."""
    step = case.story.last("no-ike-config")
    if step is None:
        return None
    usual = sets.NO_CONNECTION_V2 if case.story.ike == 2 else sets.NO_CONNECTION
    weights = dict(step.event.signature.causes) or dict(usual)
    if step.event.signature.dialect == "libreswan" and not step.event.signature.causes:
        weights = _pluto_no_connection(step)
    return among(weigh(weights, case.facts.config, _offered(case, step)), "no-connection", step.event, phase=1)


def _offered(case: Case, step: Step) -> Offered:
    story = case.story
    peer = step.event.get("peer") or story.conversation.remote
    mode = step.event.get("mode") or story.mode
    return Offered(story.ike, mode.lower() if mode else None, peer)


def _pluto_no_connection(step: Step) -> dict[str, float]:
    """pluto looks for address, version and mode at once (and in aggressive mode for the identity)."""
    mode = (step.event.get("mode") or "main").lower()
    asked = "2" if step.event.signature.ike == 2 else "1"
    if asked == "2":
        return {"peer-address-mismatch": 0.55, "ike-version-mismatch": 0.45}
    if mode == "aggressive":
        return {
            "id-mismatch": 0.4,
            "ike-mode-mismatch": 0.31,
            "peer-address-mismatch": 0.29,
            "ike-version-mismatch": 0.3,
        }
    return {"peer-address-mismatch": 0.5, "ike-mode-mismatch": 0.42, "ike-version-mismatch": 0.3}


def no_peer_config(case: Case) -> Opinion | None:
    """The address is known, the identity is not."""
    step = case.story.last("no-peer-config")
    if step is None:
        return None
    if any(_host_to_host(event) for event in case.facts.config):
        return among({"encapsulation-mode-mismatch": 0.55, "id-mismatch": 0.45}, "no-peer-config", step.event, phase=1)
    return proven(
        "id-mismatch", "no-peer-config", *_looked(case), step.event, phase=1, detail=identity_detail(case.story)
    )


def _host_to_host(event: Event) -> bool:
    """iked's policy for transport mode: its flow is the two gateways themselves."""
    flow = (event.get("local_ts"), event.get("remote_ts"))
    return flow == (f"{event.get('local')}/32", f"{event.get('peer')}/32")


def _looked(case: Case) -> tuple[Event, ...]:
    looked = case.story.last("looking-for-config")
    return (looked.event,) if looked else ()


def method_refused(case: Case) -> Opinion | None:
    """`found 1 matching config, but none allows X authentication using Y Mode`: X or Y is wrong."""
    step = case.story.last("auth-method-refused")
    if step is None:
        return None
    if step.event.signature.proves:
        return proven("auth-method-mismatch", "method-refused", step.event, phase=1)
    method = (step.event.get("method") or "").lower()
    if "pre-shared" not in method:
        return proven("auth-method-mismatch", "method-refused", step.event, phase=1)
    weights = {True: sets.METHOD_OR_MODE_CERT, False: sets.METHOD_OR_MODE_PSK, None: sets.METHOD_OR_MODE}
    return among(weights[_uses_certificates(case)], "method-refused", step.event, phase=1)


def _uses_certificates(case: Case) -> bool | None:
    """Whether this gateway loaded a certificate or key of its own; `None` where the log does not show its start."""
    if any(event.get("field") in ("private-key", "certificate") for event in case.facts.config):
        return True
    if any(step.event.get("trusts") == "ca" for step in case.story.steps):
        return True
    return False if any(event.kind == "start" for event in case.facts.config) else None


def mode_refused(case: Case) -> Opinion | None:
    step = case.story.last("mode-refused")
    if step is None:
        return None
    if step.event.signature.dialect == "strongswan":
        weights = weigh(sets.MODE_REFUSED, case.facts.config, _offered(case, step))
        return among(weights, "mode-refused", step.event, phase=1)
    weights = dict(step.event.signature.causes) or {"ike-mode-mismatch": 0.75, "peer-address-mismatch": 0.25}
    return among(weights, "mode-refused", step.event, phase=1)


def key_refused(case: Case) -> Opinion | None:
    """The peer's proof of the key does not verify with ours."""
    step = case.story.last("auth-failed-local")
    if step is None:
        return None
    causes = step.event.signature.causes
    if causes and not step.event.signature.proves:
        return _by_signature(step, "key-refused")
    if case.story.auth == "certificate":
        return among({"certificate-untrusted": 0.6, "id-mismatch": 0.2, "psk-mismatch": 0.2}, "key-refused", step.event)
    return proven("psk-mismatch", "key-refused", step.event, phase=1)


def undecryptable(case: Case) -> Opinion | None:
    """IKEv1 main mode: the identity is encrypted with a key made of the PSK."""
    step = case.story.last("decrypt-failed")
    if step is None:
        return None
    if case.story.ike_up:
        return _undecryptable_after_start(case, step)
    if _decrypted_later(case, step):
        return None
    if step.event.signature.causes and "decryption failed?" not in step.event.text:
        return _by_signature(step, "undecryptable")
    events = _distinct(case.story.of("decrypt-failed"))
    if case.story.role == "initiator" and _repeats_answers(case):
        return proven("id-mismatch", "undecryptable-from-pluto", *events, phase=1)
    if case.story.ike == 2:
        return among({"psk-mismatch": 0.4, "ike-dh-mismatch": 0.2}, "undecryptable", *events)
    if not _start_shown(case):
        return among({"psk-mismatch": 0.88, "id-mismatch": 0.12}, "undecryptable", *events, phase=1)
    return Opinion({"psk-mismatch": 1.0}, "undecryptable", events, 1, proof=True)


def _decrypted_later(case: Case, step: Step) -> bool:
    """Another message of the same exchange, encrypted with the same key, was read well."""
    return any(
        one.kind == "message-in" and one.exchange == "MAIN" and "HASH" in (one.event.get("payloads") or "").split()
        for one in case.story.steps
        if one.event.order > step.event.order
    )


def _start_shown(case: Case) -> bool:
    """The lines before tell that phase 1 was not done yet: pasted without them, the same words may stand after it."""
    return any(
        one.kind in ("initiating", "responding", "message-in", "message-out", "proposal-selected")
        for one in case.story.steps
    )


def _repeats_answers(case: Case) -> bool:
    """The peer is a pluto: it does not wait to be asked again, and (measured) answers a wrong key with silence."""
    return any(step.event.get("habit") == "repeats" for step in case.story.steps)


def _undecryptable_after_start(case: Case, step: Step) -> Opinion | None:
    """The peer went on in phase 1 after we were done: it does not accept who we are (measured with pluto)."""
    if case.story.ike != 1 or case.story.child_seen or case.story.role != "responder":
        return None
    return proven("id-mismatch", "undecryptable-after-start", step.event, phase=1)


def no_key(case: Case) -> Opinion | None:
    step = case.story.last("no-key")
    if step is None:
        return None
    if step.event.signature.dialect == "racoon":
        return among({"id-mismatch": 0.5, "psk-missing": 0.5}, "no-key", step.event, phase=1)
    return proven("psk-missing", "no-key", step.event, phase=1)


def identity_refused(case: Case) -> Opinion | None:
    step = case.story.last("id-refused")
    if step is None:
        return None
    if not step.event.signature.proves and step.event.signature.causes:
        return _by_signature(step, "identity-refused")
    return proven("id-mismatch", "identity-refused", step.event, phase=1, detail=identity_detail(case.story))


def certificate_refused(case: Case) -> Opinion | None:
    steps = list(case.story.of("certificate-refused"))
    if not steps:
        return None
    proof = next((step for step in steps if step.event.signature.proves), None)
    if proof is not None:
        cause = proof.event.signature.proves or ""
        return proven(cause, "certificate-refused", proof.event, phase=1, detail=certificate_detail(proof.event))
    causes = steps[-1].event.signature.causes
    if causes:
        return among(causes, "certificate-refused", *_distinct(steps), phase=1)
    return _untrusted(case, steps[-1])


def own_key_missing(case: Case) -> Opinion | None:
    """This gateway finds no key or certificate for the identity that it is to use."""
    step = next((one for one in case.story.tail if one.event.signature.id.endswith("/id-no-cert")), None)
    if step is None:
        return None
    table = sets.OWN_KEY_MISSING_ID if _uses_certificates(case) else sets.OWN_KEY_MISSING
    return among(table, "own-key-missing", step.event, phase=1)


def _untrusted(case: Case, step: Step) -> Opinion:
    """`no trusted public key`: an unknown CA, unless this gateway uses no certificates at all."""
    methods = [one.event.get("method") or "" for one in case.story.steps if one.kind == "auth-sent"]
    if any("pre-shared" in method for method in methods):
        return proven("auth-method-mismatch", "certificate-unexpected", step.event, phase=1)
    if _uses_certificates(case) is False:
        weights = {"auth-method-mismatch": 0.75, "certificate-untrusted": 0.25}
        return among(weights, "certificate-unexpected", step.event, phase=1)
    if _uses_certificates(case) is None and not _chain_shown(case):
        return among(sets.UNTRUSTED_ALONE, "certificate-refused", step.event, phase=1)
    return proven("certificate-untrusted", "certificate-refused", step.event, phase=1)


def _chain_shown(case: Case) -> bool:
    """The lines before speak of certificates: a date or a revocation that was wrong would stand among them."""
    return any(one.event.get("method") or one.event.get("trusts") for one in case.story.steps) or case.story.auth == (
        "certificate"
    )


def selectors_refused(case: Case) -> Opinion | None:
    """The subnets; two hosts that are the gateways themselves speak of transport mode."""
    step = case.story.last("ts-refused")
    if step is None:
        return None
    detail = selector_detail(step.event)
    if _gateways_themselves(case, step):
        weights = {"traffic-selector-mismatch": 0.55, "encapsulation-mode-mismatch": 0.45}
        return Opinion(weights, "selectors-of-the-gateways", (step.event,), 2, detail=detail)
    return proven("traffic-selector-mismatch", "selectors-refused", step.event, phase=2, detail=detail)


def _gateways_themselves(case: Case, step: Step) -> bool:
    story = case.story.conversation
    wanted = {f"{address}/32" for address in (story.local, story.remote) if address}
    asked = {step.event.get("local_ts"), step.event.get("remote_ts")}
    return len(wanted) == 2 and asked == wanted


def _by_signature(step: Step, rule: str) -> Opinion:
    return among(step.event.signature.causes, rule, step.event, phase=step.phase)


def _distinct(steps: Iterable[Step]) -> tuple[Event, ...]:
    return tuple({step.event.signature.id: step.event for step in steps}.values())
