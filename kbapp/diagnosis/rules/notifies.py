"""The peer told us: what a notify means depends on the exchange, the version, the mode and the authentication."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.diagnosis.context import Step
from kbapp.diagnosis.events import Event
from kbapp.diagnosis.opinion import Case, Opinion, among, proven
from kbapp.diagnosis.rules import candidates as sets
from kbapp.diagnosis.rules.usual import lean, own_offer

_SHORT = {
    "NO_PROP": "NO_PROPOSAL_CHOSEN",
    "AUTH_FAILED": "AUTHENTICATION_FAILED",
    "INVAL_ID": "INVALID_ID_INFORMATION",
    "TS_UNACCEPT": "TS_UNACCEPTABLE",
    "INVAL_KE": "INVALID_KE_PAYLOAD",
    "INVAL_HASH": "INVALID_HASH_INFORMATION",
    "PLD_MAL": "PAYLOAD_MALFORMED",
    "INVAL_MAJOR": "INVALID_MAJOR_VERSION",
    "INVAL_SYN": "INVALID_SYNTAX",
    "TEMP_FAIL": "TEMPORARY_FAILURE",
    "NO_CHILD_SA": "CHILD_SA_NOT_FOUND",
    "NO_ADD_SAS": "NO_ADDITIONAL_SAS",
    "SINGLE_PAIR": "SINGLE_PAIR_REQUIRED",
    "CRIT": "UNSUPPORTED_CRITICAL_PAYLOAD",
    "UNSUP_CRITICAL": "UNSUPPORTED_CRITICAL_PAYLOAD",
    "INVAL_KEY": "INVALID_KEY_INFORMATION",
}
"""charon's short names in `[ N(NO_PROP) ]`."""
ERRORS = frozenset(_SHORT.values()) | {
    "FAILED_CP_REQUIRED",
    "INTERNAL_ADDRESS_FAILURE",
    "ATTRIBUTES_NOT_SUPPORTED",
    "INVALID_SELECTORS",
    "INVALID_PAYLOAD_TYPE",
    "INVALID_EXCHANGE_TYPE",
    "INVALID_SPI",
    "INVALID_COOKIE",
    "UNSUPPORTED_EXCHANGE_TYPE",
    "BAD_PROPOSAL_SYNTAX",
    "INVALID_TRANSFORM_ID",
    "AUTHENTICATION_FAILURE",
    "INVALID_CERTIFICATE",
    "INVALID_CERT_AUTHORITY",
    "INVALID_SIGNATURE",
    "NO_PROPOSAL_CHOSEN",
}
_REFUSED_BY_NOBODY = 40
"""Bytes of charon's IKEv1 answer when no connection fits; a refused proposal carries the SPIs and has 56."""
Rule = Callable[[Case, Step], Opinion | None]


def notify_name(text: str | None) -> str | None:
    """The IANA name of a notify as daemons spell it: `NO-PROPOSAL-CHOSEN`, `NO_PROP`, `v2N_TS_UNACCEPTABLE`."""
    if not text:
        return None
    name = text.upper().replace("-", "_").removeprefix("V2N_").removeprefix("IKEV2_N_").strip("?")
    return _SHORT.get(name, name)


def errors_in(payloads: str) -> list[str]:
    """The error notifies of a message: `[ HASH N(NO_PROP) ]`."""
    words = (word.rstrip(")").removeprefix("N(") for word in payloads.split() if word.startswith("N("))
    names = (notify_name(word) for word in words)
    return [name for name in names if name in ERRORS]


def told(case: Case) -> Opinion | None:
    """The last error notify that came in and was not followed by a good second try."""
    step, name = _last_notify(case)
    if step is None or name is None:
        return None
    if _both_versions(case):
        return among(sets.BOTH_VERSIONS, "both-versions", step.event, phase=1)
    rule = _RULES.get(name)
    return rule(case, step) if rule else None


def _both_versions(case: Case) -> bool:
    """Refusals of both IKE versions in one place: a gateway that tries one after the other."""
    versions = {step.event.signature.ike for step in case.story.of("notify-in")}
    return {1, 2} <= versions and not case.story.ike_up


def _last_notify(case: Case) -> tuple[Step | None, str | None]:
    """The daemon's own line counts more than the message that carried the notify: it stands behind it."""
    found: tuple[Step | None, str | None] = (None, None)
    for step in case.story.tail:
        if step.kind == "notify-in":
            found = (step, notify_name(step.event.get("notify")))
        elif step.kind == "message-in":
            names = errors_in(step.event.get("payloads") or "")
            if names:
                found = (step, names[-1])
    return found


def _phase(case: Case, step: Step) -> int | None:
    """1 or 2; `None` where neither exchange nor story tells."""
    story = case.story
    if step.phase == 2 or story.ike_up or any(one.ike_up for one in story.steps):
        return 2
    if step.exchange in ("MAIN", "AGGRESSIVE", "IKE_SA_INIT"):
        return 1
    if step.event.get(
        "payloads",
    ) and _encrypted_v1(step):
        return 2 if not _phase1_seen(case) else 1
    if step.exchange == "INFORMATIONAL_V1" and not _encrypted_v1(step):
        return 1
    return step.phase


def _encrypted_v1(step: Step) -> bool:
    return (step.event.get("payloads") or "").lstrip().startswith("HASH")


def _phase1_seen(case: Case) -> bool:
    return any(one.exchange in ("MAIN", "AGGRESSIVE") for one in case.story.steps)


def _carrier(case: Case, step: Step) -> Step | None:
    """The message that carried a notify: the last one that came in before it."""
    found = None
    for one in case.story.steps:
        if one.event.order > step.event.order:
            break
        if one.kind == "message-in":
            found = one
    return found


def _no_proposal(case: Case, step: Step) -> Opinion | None:
    phase = _phase(case, step)
    carrier = step if step.kind == "message-in" else _carrier(case, step)
    if phase is None and carrier is not None:
        phase = _phase(case, carrier)
    if phase is None and case.story.ike == 1 and case.story.mode is None:
        return among(
            {
                **{k: v * 0.5 for k, v in sets.ESP_REFUSED_V1.items()},
                **{k: v * 0.5 for k, v in sets.IKE_REFUSED.items()},
            },
            "no-proposal-anywhere",
            step.event,
        )
    if step.exchange == "IKE_AUTH" or (carrier and carrier.exchange == "IKE_AUTH" and case.story.ike == 2):
        return _refused(case, sets.ESP_REFUSED_V2, "no-proposal-in-auth", 2, _both(carrier, step), dh=False)
    if phase == 2:
        return _no_proposal_phase2(case, step, carrier)
    return _refused(case, _ike_refused(case), "no-proposal-phase-1", 1, _both(carrier, step))


def _refused(
    case: Case, usual: sets.Shares, rule: str, phase: int, events: tuple[Event, ...], *, dh: bool = True
) -> Opinion:
    """The initiator was told no more; where its log shows its own offer, an unusual value in it ranks the causes."""
    asked = case.story.role == "initiator"
    weights = lean(usual, own_offer(case.story, case.facts.config, phase), phase, dh=dh) if asked else usual
    return among(weights, rule if weights is usual else f"{rule}-by-offer", *events, phase=phase)


def _no_proposal_phase2(case: Case, step: Step, carrier: Step | None) -> Opinion:
    story = case.story
    if _agreed_as_responder(case):
        return among(sets.AFTER_AGREEMENT, "no-proposal-after-agreement", *_both(carrier, step), phase=2)
    if story.ike == 2 and story.child_seen:
        return proven("pfs-mismatch", "no-proposal-at-rekey", *_both(carrier, step), phase=2)
    asked = any(one.exchange == "QUICK" for one in story.steps)
    grouped = story.ike != 2 or "CREATE_CHILD_SA" in (step.exchange, carrier.exchange if carrier else None)
    table = sets.ESP_REFUSED_V1 if grouped else sets.ESP_REFUSED_V2
    if story.ike != 2 and not asked:
        table = sets.ESP_REFUSED_ALONE
    return _refused(case, table, "no-proposal-phase-2", 2, _both(carrier, step), dh=grouped)


def _agreed_as_responder(case: Case) -> bool:
    """We chose from the peer's own offer, and it refuses what it offered: it could not install the SA."""
    answers = [step for step in case.story.tail if step.kind == "message-out" and step.exchange == "QUICK"]
    return bool(answers) and answers[-1].event.get("kind") == "response"


def _ike_refused(case: Case) -> sets.Shares:
    """The length of the answer tells, between two strongSwan in IKEv1, whether a connection was found at all."""
    size = None
    for step in case.story.tail:
        if step.kind == "packet-in":
            size = int(step.event.get("bytes") or 0)
    if case.story.ike != 1 or size is None:
        return sets.IKE_REFUSED
    if size == _REFUSED_BY_NOBODY:
        return {
            **{k: v * 0.15 for k, v in sets.IKE_ALGORITHMS.items()},
            **{k: v * 0.85 for k, v in sets.NO_CONNECTION.items()},
        }
    return {
        **{k: v * 0.96 for k, v in sets.IKE_ALGORITHMS.items()},
        **{k: v * 0.04 for k, v in sets.NO_CONNECTION.items()},
    }


def _auth_failed(case: Case, step: Step) -> Opinion | None:
    story = case.story
    if any(one.kind == "ike-established" for one in story.steps) and story.role == "responder":
        return _rejected_after_start(case, step)
    if story.ike == 2 or step.exchange in ("IKE_AUTH", "IKE_SA_INIT"):
        table = sets.AUTH_FAILED_V2_CERT if story.auth == "certificate" else sets.AUTH_FAILED_V2_PSK
        return among(table, "auth-failed-v2", step.event, phase=1)
    if story.mode == "aggressive":
        return among(sets.AUTH_FAILED_AGGRESSIVE, "auth-failed-aggressive", step.event, phase=1)
    if story.auth == "certificate":
        return among(sets.AUTH_FAILED_MAIN_CERT, "auth-failed-main", step.event, phase=1)
    return among(sets.AUTH_FAILED_MAIN, "auth-failed-main", step.event, phase=1)


def _rejected_after_start(case: Case, step: Step) -> Opinion:
    methods = " ".join(one.event.get("method") or "" for one in case.story.steps if one.kind == "auth-sent")
    psk = "pre-shared" in methods
    table = sets.REJECTED_AFTER_START_PSK if psk else sets.REJECTED_AFTER_START_CERT
    return among(table, "rejected-after-start", step.event, phase=1)


def _invalid_id(case: Case, step: Step) -> Opinion | None:
    phase = _phase(case, step)
    if phase == 2 and any(_transport_policy(one) for one in case.story.steps):
        return among(sets.TRANSPORT_LIKELY, "invalid-id-transport", step.event, phase=2)
    if phase == 1:
        return proven("id-mismatch", "invalid-id-phase-1", step.event, phase=1)
    if phase is None:
        return among({"traffic-selector-mismatch": 0.75, "id-mismatch": 0.25}, "invalid-id", step.event, phase=2)
    return proven("traffic-selector-mismatch", "invalid-id-phase-2", step.event, phase=2)


def _transport_policy(step: Step) -> bool:
    """pluto prints the policy that it asks for: `IKEv1+PSK+ENCRYPT+TUNNEL+PFS+UP`."""
    policy = step.event.get("policy") or ""
    return "ENCRYPT" in policy and "TUNNEL" not in policy


def _ts_unacceptable(case: Case, step: Step) -> Opinion | None:  # noqa: ARG001
    return proven("traffic-selector-mismatch", "ts-unacceptable", step.event, phase=2)


def _invalid_ke(case: Case, step: Step) -> Opinion | None:
    if case.story.ike == 1:
        return proven("psk-missing", "invalid-key-information", step.event, phase=1)
    if case.story.child_seen or step.exchange == "CREATE_CHILD_SA":
        return proven("pfs-mismatch", "invalid-ke-at-rekey", step.event, phase=2)
    return among({"ike-dh-mismatch": 1.0}, "invalid-ke", step.event, phase=1)


def _malformed(case: Case, step: Step) -> Opinion | None:
    if case.story.ike_up:
        return None
    return among(
        {"psk-mismatch": 0.85, "id-mismatch": 0.1, "ike-mode-mismatch": 0.05}, "malformed", step.event, phase=1
    )


def _version(case: Case, step: Step) -> Opinion | None:  # noqa: ARG001
    return proven("ike-version-mismatch", "invalid-major-version", step.event, phase=1)


def _critical(case: Case, step: Step) -> Opinion | None:
    """Documented by the cloud as a wrong address; measured only where an aggressive initiator's group was wrong."""
    if case.story.mode == "aggressive":
        return proven("ike-dh-mismatch", "critical-aggressive", step.event, phase=1)
    return among({"peer-address-mismatch": 0.6, "ike-dh-mismatch": 0.4}, "critical", step.event, phase=1)


def _single_pair(case: Case, step: Step) -> Opinion | None:  # noqa: ARG001
    return among({"multi-subnet-split": 0.8, "traffic-selector-mismatch": 0.2}, "single-pair", step.event, phase=2)


def _temporary(case: Case, step: Step) -> Opinion | None:  # noqa: ARG001
    return among({"rekey-collision": 1.0}, "temporary-failure", step.event, phase=0)


def _both(carrier: Step | None, step: Step) -> tuple[Event, ...]:
    return (step.event,) if carrier is None or carrier is step else (carrier.event, step.event)


_RULES: dict[str, Rule] = {
    "NO_PROPOSAL_CHOSEN": _no_proposal,
    "AUTHENTICATION_FAILED": _auth_failed,
    "AUTHENTICATION_FAILURE": _auth_failed,
    "INVALID_ID_INFORMATION": _invalid_id,
    "TS_UNACCEPTABLE": _ts_unacceptable,
    "INVALID_SELECTORS": _ts_unacceptable,
    "INVALID_KE_PAYLOAD": _invalid_ke,
    "INVALID_KEY_INFORMATION": _invalid_ke,
    "PAYLOAD_MALFORMED": _malformed,
    "INVALID_HASH_INFORMATION": _malformed,
    "INVALID_MAJOR_VERSION": _version,
    "UNSUPPORTED_CRITICAL_PAYLOAD": _critical,
    "SINGLE_PAIR_REQUIRED": _single_pair,
    "NO_ADDITIONAL_SAS": _single_pair,
    "TEMPORARY_FAILURE": _temporary,
}
