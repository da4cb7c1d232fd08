"""`DiagnoseVpnConnections` of Alibaba Cloud, as JSON: its codes, the values that differ, the lines it quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbapp.diagnosis.account import Account
from kbapp.diagnosis.lines import LogText
from kbapp.diagnosis.verdict import Evidence
from kbapp.model.cause import Cause
from kbapp.model.gateway import ParameterValue, Value
from kbapp.model.text import Text
from kbapp.model.transforms import TransformKind, parse_transform

_MARK = "FailedReasonCode"
_FIELD = re.compile(
    r'"(?P<key>FailedReasonCode|MismatchLocalParam|MismatchRemoteParam|SourceLog)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*)"'
)
_WELL = "NoExceptionFound"
_FIRST, _QUOTED, _FLOOR = 0.9, 0.93, 0.05
_MOST_LINES = 5000
_SECOND_PHASE = ("esp-", "pfs-")
_KINDS = {
    "ike.encryption": TransformKind.ENCR,
    "esp.encryption": TransformKind.ENCR,
    "ike.integrity": TransformKind.INTEG,
    "esp.integrity": TransformKind.INTEG,
    "ike.dh_groups": TransformKind.DH,
    "esp.pfs_groups": TransformKind.DH,
}
Judge = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One entry of the answer. `local` is the cloud's value."""

    code: str
    local: str
    remote: str
    quoted: str
    line: int


def cloud_account(index: int, log: LogText, causes: Mapping[str, Cause], judge: Judge) -> Account | None:
    """`None` where the text is no such answer. `judge` gives the causes of quoted log lines."""
    if log.total > _MOST_LINES or not any(_MARK in line.text for line in log):
        return None
    found = list(_verdicts(log))
    if not found:
        return None
    faults = [one for one in found if one.code not in ("", _WELL)]
    evidence = tuple(_evidence(index, log, one) for one in found)
    if not faults:
        healthy = any(one.code == _WELL for one in found)
        return Account(index, "alibaba-cloud", "healthy" if healthy else "unknown", "alibaba-cloud/diagnosis")
    first = faults[0]
    weights = _weights(first, causes, judge)
    if not weights:
        return None
    cause = next(iter(weights))
    details = {} if not (first.local or first.remote) else dict.fromkeys(weights, _detail(first))
    columns = {
        "local": _column(first.local, causes[cause], first),
        "remote": _column(first.remote, causes[cause], first),
    }
    return Account(
        index,
        "alibaba-cloud",
        "likely",
        "alibaba-cloud/diagnosis",
        phase=causes[cause].phases[0] if causes[cause].phases else None,
        weights=weights,
        evidence=evidence,
        details=details,
        parameters=columns,
    )


def _verdicts(log: LogText) -> Iterator[Verdict]:
    """From the JSON, or, where the paste is cut, from the fields that are there."""
    lines = list(log)
    text = "\n".join(line.text for line in lines)
    places = [line.number for line in lines if _MARK in line.text]
    try:
        entries = list(_entries(json.loads(text[text.index("{") : text.rindex("}") + 1])))
    except (ValueError, RecursionError):
        entries = list(_loose(text))
    for place, entry in enumerate(entries):
        values = [
            str(entry.get(key) or "") for key in (_MARK, "MismatchLocalParam", "MismatchRemoteParam", "SourceLog")
        ]
        line = places[min(place, len(places) - 1)]
        yield Verdict(values[0], values[1], values[2], values[3], line)


def _entries(node: object) -> Iterator[Mapping[str, object]]:
    if isinstance(node, dict):
        if _MARK in node:
            yield node
        for value in node.values():
            yield from _entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from _entries(value)


def _loose(text: str) -> Iterator[dict[str, object]]:
    """A code may stand before or after the values that belong to it: a key that repeats begins the next entry."""
    entry: dict[str, object] = {}
    for match in _FIELD.finditer(text):
        if match["key"] in entry:
            yield entry
            entry = {}
        entry[match["key"]] = match["value"].replace("\\n", "\n").replace('\\"', '"')
    if _MARK in entry:
        yield entry


def _weights(one: Verdict, causes: Mapping[str, Cause], judge: Judge) -> dict[str, float]:
    """The code's causes; the quoted lines choose among them."""
    listed = [cause.id for cause in causes.values() if one.code in cause.alibaba]
    named = dict(judge(f'"{_MARK}": "{one.code}"')) or dict.fromkeys(listed, 1 / max(len(listed), 1))
    quoted = judge(one.quoted) if one.quoted else {}
    shares = {
        cause: max(named.get(cause, 0.0), _FLOOR)
        * (max(quoted.get(cause, 0.0), _FLOOR) if quoted else 1.0)
        * _value_factor(cause, one)
        for cause in (*named, *quoted)
    }
    total = sum(shares.values()) or 1.0
    ranked = sorted(shares.items(), key=lambda item: -item[1])
    most = _QUOTED if quoted else _FIRST
    return {cause: round(min(share / total, most), 3) for cause, share in ranked if share / total >= 0.01}


def _value_factor(cause: str, one: Verdict) -> float:
    """`IpsecEncAlg` in the values speaks of phase 2, `IkeEncAlg` of phase 1."""
    words = f"{one.local} {one.remote}".lower()
    told = 2 if "ipsec" in words else 1 if "ike" in words else None
    if told is None:
        return 1.0
    return 4.0 if cause.startswith(_SECOND_PHASE) == (told == 2) else 0.25


def _detail(one: Verdict) -> Text:
    local, remote = one.local or "?", one.remote or "?"
    return Text(f"云侧为 {local}，对端为 {remote}", f"the cloud has {local}, the peer has {remote}")


def _column(text: str, cause: Cause, one: Verdict) -> dict[str, Value]:
    """The value that the cloud prints, under the cause's own parameter. A key is never taken over."""
    name = cause.parameters[0] if cause.parameters else ""
    if not text or not name or name == "auth.psk":
        return {}
    return {name: Value(_typed(name, text), "explicit", one.line, text[:200])}


def _typed(name: str, text: str) -> ParameterValue:
    word = re.split(r"[:=]\s*", text)[-1].strip()
    if name in _KINDS:
        parts = [part.strip() for part in word.split(",") if part.strip()]
        return tuple(parse_transform(part, _KINDS[name]) or part for part in parts)
    if name.endswith(".subnets"):
        return tuple(part.strip() for part in word.split(",") if part.strip())
    return word


def _evidence(index: int, log: LogText, one: Verdict) -> Evidence:
    texts: Sequence[str] = [line.text for line in log if line.number == one.line]
    return Evidence(index, one.line, " ".join(texts).strip()[:400], "alibaba-cloud/diagnosis")
