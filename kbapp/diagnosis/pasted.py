"""Is it a log at all? A status output, a configuration, the cloud's own diagnosis have readers of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kbapp.diagnosis.account import Account
from kbapp.diagnosis.cloud import cloud_account
from kbapp.diagnosis.configuration import configuration_account
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.notes import ReadLog
from kbapp.diagnosis.status import account_of, read_status
from kbapp.model.cause import Cause

_TOLD = frozenset(
    {
        "initiating",
        "responding",
        "message-in",
        "message-out",
        "packet-in",
        "packet-out",
        "retransmit",
        "gave-up",
        "notify-in",
        "notify-out",
        "ike-established",
        "child-established",
        "attempt-failed",
        "auth-failed-local",
        "no-proposal",
        "transform-mismatch",
    }
)


def accounts_of(
    readings: Sequence[ReadLog], causes: Mapping[str, Cause], read: Callable[[LogText], ReadLog]
) -> list[Account]:
    """One account a paste that is no log. `read` judges the log lines that the cloud's diagnosis quotes."""
    found = (_account(one, causes, read) for one in readings)
    return [one for one in found if one is not None]


def _account(reading: ReadLog, causes: Mapping[str, Cause], read: Callable[[LogText], ReadLog]) -> Account | None:
    index, log = reading.index, reading.log
    cloud = cloud_account(index, log, causes, lambda text: _named(read(LogText.from_text("", text))))
    if cloud is not None:
        return cloud
    if any(event.kind in _TOLD and (event.prefix.time or event.prefix.family) for event in reading.events):
        return None
    status = read_status(log)
    account = configuration_account(index, log) if status is None else account_of(index, log, status)
    if account is not None and not account.weights and _named(reading):
        return None
    return account


def _named(reading: ReadLog) -> Mapping[str, float]:
    """The causes that the lines themselves name: an error table beside a status says more than the status."""
    for tunnel in reversed(reading.tunnels):
        opinion = tunnel.verdict.opinion
        if tunnel.verdict.state == "failed" and opinion is not None:
            return opinion.weights
    return {}
