"""The rules, the most telling first: the first that concludes anything gives the conversation's opinion."""

from __future__ import annotations

from collections.abc import Callable

from kbapp.diagnosis.opinion import Case, Opinion
from kbapp.diagnosis.rules import endings, notifies, refusals, silence

Rule = Callable[[Case], Opinion | None]

RULES: tuple[Rule, ...] = (
    endings.kernel,
    endings.version_refused,
    refusals.identity_refused,
    refusals.certificate_refused,
    refusals.own_key_missing,
    refusals.key_refused,
    refusals.no_key,
    refusals.mode_refused,
    refusals.method_refused,
    refusals.no_connection,
    refusals.no_peer_config,
    refusals.selectors_refused,
    refusals.transform_mismatch,
    refusals.proposal_refused,
    refusals.undecryptable,
    silence.dead_peer,
    endings.closed_by_peer,
    endings.proved_by_line,
    notifies.told,
    endings.rekey_failed,
    silence.no_answer,
    silence.answers_lost,
    endings.child_refused,
    endings.collision,
    endings.by_lists,
    endings.child_closed_alone,
    endings.named_alone,
    endings.by_weights,
    endings.told_the_peer,
)


def conclude(case: Case) -> Opinion | None:
    for rule in RULES:
        opinion = rule(case)
        if opinion is not None and opinion.weights:
            return opinion
    return None
