"""The table of fields: every parameter of which something is known, mirrored, with what the rules found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kbapp.comparison.ends import End
from kbapp.comparison.fixes import fix
from kbapp.comparison.prediction import Course
from kbapp.comparison.result import FieldResult, Severity, Status
from kbapp.comparison.rules.base import Effect, Finding, Rule
from kbapp.comparison.values import shown_value
from kbapp.model.gateway import Value, mirrored_name
from kbapp.model.identity import Identity
from kbapp.model.parameters import PARAMETERS
from kbapp.model.secret import Secret
from kbapp.model.selector import parse_network
from kbapp.model.text import Text
from kbapp.model.transforms import is_aead

_RANK = {Effect.FAILS: 0, Effect.REKEY: 1, Effect.TRAFFIC: 2, Effect.NOTE: 3}
_LISTS = {
    "ike.proposals": ("ike.encryption", "ike.integrity", "ike.prf", "ike.dh_groups"),
    "esp.proposals": ("esp.encryption", "esp.integrity", "esp.esn", "esp.pfs_groups"),
}
"""The rows of suites, and the rows of their parts."""


@dataclass(frozen=True, slots=True)
class Found:
    """The finding that a row shows, and in which direction it holds."""

    rule: Rule
    finding: Finding
    left_starts: bool
    right_starts: bool


def rows(left: End, right: End, courses: tuple[Course, Course]) -> tuple[FieldResult, ...]:
    """One row for each parameter that at least one side knows, in the form's order; then those beyond the form."""
    found = {name: _settled(item, courses) for name, item in _by_field(courses).items()}
    for suites, parts in _LISTS.items():
        if suites not in found:
            hit = next((found[part] for part in parts if part in found and _bad(found[part])), None)
            if hit is not None:
                found[suites] = hit
    names = [parameter.name for parameter in PARAMETERS]
    names += [name for name in found if name not in names]
    made = (_row(name, left, right, found.get(name)) for name in names)
    return tuple(row for row in made if row is not None)


def _by_field(courses: tuple[Course, Course]) -> dict[str, Found]:
    """Per row (named as the left side sees it) the worst finding, and whether the other direction has it too."""
    gathered: dict[str, list[tuple[bool, Rule, Finding]]] = {}
    for starts_left, course in zip((True, False), courses, strict=True):
        for rule, finding in course.findings.items():
            name = finding.field if starts_left else mirrored_name(finding.field)
            gathered.setdefault(name, []).append((starts_left, rule, finding))
    return {name: _worst(items) for name, items in gathered.items()}


def _worst(items: list[tuple[bool, Rule, Finding]]) -> Found:
    rank = min(_RANK[finding.effect] for _, _, finding in items)
    chosen = [item for item in items if _RANK[item[2].effect] == rank]
    starts = {starts_left for starts_left, _, _ in chosen}
    _, rule, finding = chosen[0]
    return Found(rule, finding, True in starts, False in starts)


def _settled(found: Found, courses: tuple[Course, Course]) -> Found:
    """A direction that this rule lets pass and another rule closes does not work: the row must not say that it does."""
    fine = [course.outcome.outcome in ("up", "unknown") for course in courses]
    left, right = found.left_starts or not fine[0], found.right_starts or not fine[1]
    return replace(found, left_starts=left, right_starts=right) if _bad(found) else found


def _bad(found: Found) -> bool:
    return found.finding.effect is not Effect.NOTE


def _row(name: str, left: End, right: End, found: Found | None) -> FieldResult | None:
    ours, theirs = shown_value(left, name), shown_value(right, mirrored_name(name))
    if ours.value is None and theirs.value is None and not ours.masked and not theirs.masked and found is None:
        return None
    if found is not None and _bad(found):
        severity = _severity(found)
        message = _directed(found, left, right)
        fixes = fix(name, left, right, (ours, theirs), found.finding.cause)
        return FieldResult(name, ours, theirs, "mismatch", severity, found.finding.cause, message, *fixes)
    status = _status(ours, theirs)
    if found is not None and status in ("match", "note"):
        return FieldResult(name, ours, theirs, "note", "note", found.finding.cause, found.finding.message)
    if status == "note":
        return FieldResult(name, ours, theirs, "note", "note", None, _WORKS)
    if status == "missing":
        return _missing(name, (left, ours), (right, theirs))
    if status == "unverifiable":
        return FieldResult(name, ours, theirs, "unverifiable", None, None, _HIDDEN)
    return FieldResult(name, ours, theirs, status)


_WORKS = Text("两端不同，不影响这次协商", "they differ, and that does not matter here")
_AEAD = Text(
    "AEAD 加密（如 GCM）自带完整性校验，没有单独的完整性算法",
    "an AEAD cipher (GCM) checks integrity itself: there is no algorithm of its own for it",
)
_NO_MODES = Text("IKEv2 没有主模式和野蛮模式之分", "IKEv2 has no main mode and no aggressive mode")
_NO_VALUE = Text("{who}没有给出这个值，也没有已知的缺省值", "{who} does not give this value, and no default is known")
_NO_VALUE_BECAUSE = Text("{who}的这个值无法得知（{why}）", "{who}'s value cannot be told ({why})")
_HIDDEN = Text("有一端的值被遮盖或加密，无法核对", "one side's value is masked or encrypted and cannot be verified")


def _aead(end: End, name: str) -> bool:
    """Every cipher of this end does without an integrity algorithm."""
    ciphers = end.value(name.replace("integrity", "encryption"))
    return isinstance(ciphers, tuple) and bool(ciphers) and all(map(is_aead, ciphers))


def _missing(name: str, left: tuple[End, Value], right: tuple[End, Value]) -> FieldResult:
    """A value that one side does not give; a note where nothing belongs there."""
    end, value = left if left[1].value is None else right
    if name.endswith(".integrity") and _aead(end, name):
        return FieldResult(name, left[1], right[1], "note", "note", None, _AEAD)
    if name == "ike.mode" and "ikev2" in (left[0].text("ike.version"), right[0].text("ike.version")):
        return FieldResult(name, left[1], right[1], "note", "note", None, _NO_MODES)
    message = (_NO_VALUE_BECAUSE if value.text else _NO_VALUE).format(who=end.name, why=Text.same(value.text or ""))
    return FieldResult(name, left[1], right[1], "missing", None, None, message)


def _status(ours: Value, theirs: Value) -> Status:
    """Equal or not, before any rule is asked."""
    if ours.masked or theirs.masked:
        return "unverifiable"
    if ours.value is None or theirs.value is None:
        return "missing"
    if isinstance(ours.value, Secret) and isinstance(theirs.value, Secret):
        same = ours.value.same_as(theirs.value)
        return "unverifiable" if same is None else "match" if same else "note"
    return "match" if _equal(ours, theirs) else "note"


def _equal(ours: Value, theirs: Value) -> bool:
    a, b = ours.value, theirs.value
    if isinstance(a, Identity) and isinstance(b, Identity):
        return a.matches(b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return set(map(_folded, a)) == set(map(_folded, b))
    if isinstance(a, str) and isinstance(b, str):
        return a.casefold() == b.casefold()
    return a == b


def _folded(item: str) -> str:
    network = parse_network(item) if "/" in item and item[:1].isalnum() else None
    return str(network) if network is not None else item


def _severity(found: Found) -> Severity:
    if found.finding.effect is Effect.TRAFFIC:
        return "traffic"
    if found.finding.effect is Effect.REKEY:
        return "rekey"
    if not (found.left_starts and found.right_starts):
        return "one-direction"
    return "phase1" if found.rule.step.phase == 1 else "phase2"


def _directed(found: Found, left: End, right: End) -> Text:
    """What breaks, when, and in which direction."""
    parts = [found.finding.message, *_when(found, left, right)]
    return Text("；".join(part.zh for part in parts) + "。", "; ".join(part.en for part in parts) + ".")


def _when(found: Found, left: End, right: End) -> Iterator[Text]:
    phase = Text("第一阶段", "phase 1") if found.rule.step.phase == 1 else Text("第二阶段", "phase 2")
    if found.finding.effect is Effect.REKEY:
        yield Text(
            "隧道先能建立，首次重协商（或再建一个 IPsec SA）时失败",
            "the tunnel comes up at first and breaks at the first rekey (or the next IPsec SA)",
        )
    elif found.finding.effect is Effect.TRAFFIC:
        yield Text("隧道能建立，但只有一部分流量通", "the tunnel comes up, but only a part of the traffic passes")
    elif found.left_starts and found.right_starts:
        yield Text("{phase}失败", "{phase} fails").format(phase=phase)
    else:
        bad, good = (left, right) if found.left_starts else (right, left)
        yield Text(
            "{bad}发起时{phase}失败，{good}发起时这一项没有问题",
            "{phase} fails when {bad} starts; when {good} starts this is no obstacle",
        ).format(phase=phase, bad=bad.name, good=good.name)
