"""Score the diagnosis over a folder of cases in the samples' format: `python tests/bench/score_logs.py --root DIR`.

Prints the table of measures per log form, for single logs and for pairs; `--misses` lists what went wrong,
`--perturb` adds cut, interleaved, pasted, shuffled and coloured variants, `--half N/M` takes a fixed N-th part.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kbapp.diagnosis import Diagnosis, LogText, diagnose
from kbapp.knowledge import Content, load_content
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import content_dir

FORMS = {"log": ".log", "syslog": ".syslog", "verbose": ".verbose.log"}
ROLES = ("initiator", "responder")


@dataclass(frozen=True)
class Case:
    """One scenario: its truth, and its logs by role and form."""

    name: str
    cause: str
    acceptable: dict[str, list[str]]
    logs: dict[tuple[str, str], Path]


@dataclass
class Table:
    """Counts behind the measures, for one form."""

    name: str
    judged: int = 0
    first_ok: int = 0
    top3: int = 0
    top3_of: int = 0
    false_certain: int = 0
    provable: int = 0
    certain: int = 0
    healthy: int = 0
    healthy_claims: int = 0
    pairs: int = 0
    pair_first: int = 0
    pair_certain_wrong: int = 0
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        return [
            ("one log: first cause acceptable", _share(self.first_ok, self.judged)),
            ("one log: true cause in first three", _share(self.top3, self.top3_of)),
            ("certain and wrong, or not provable", _share(self.false_certain, self.judged)),
            ("provable: certain", _share(self.certain, self.provable)),
            ("cause claimed on a healthy log", _share(self.healthy_claims, self.healthy)),
            ("calibration error", f"{calibration(self.confidences):.3f}"),
            ("both logs: true cause first", _share(self.pair_first, self.pairs)),
            ("both logs: certain and wrong", _share(self.pair_certain_wrong, self.pairs)),
        ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} % ({part}/{whole})" if whole else "-"


def calibration(pairs: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of confidence."""
    error = 0.0
    for low in range(10):
        chosen = [(c, ok) for c, ok in pairs if low / 10 <= c < (low + 1) / 10 or (low == 9 and c == 1.0)]
        if chosen:
            mean = sum(c for c, _ in chosen) / len(chosen)
            right = sum(ok for _, ok in chosen) / len(chosen)
            error += abs(mean - right) * len(chosen) / len(pairs)
    return error


def cases(root: Path, half: tuple[int, int] | None) -> Iterator[Case]:
    for folder in sorted(root.iterdir()):
        if not (folder / "truth.json").is_file():
            continue
        if half and zlib.crc32(folder.name.encode()) % half[1] != half[0]:
            continue
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        logs = {
            (role, form): folder / f"{role}{suffix}"
            for role in ROLES
            for form, suffix in FORMS.items()
            if (folder / f"{role}{suffix}").is_file()
        }
        if not truth.get("acceptable"):
            continue
        acceptable = {role: truth["acceptable"].get(role) or [] for role in ROLES}
        yield Case(folder.name, truth["cause"], acceptable, logs)


class Scorer:
    """Runs the engine and counts."""

    def __init__(self, content: Content, signatures: Signatures) -> None:
        self.content = content
        self.signatures = signatures

    def diagnose(self, *logs: LogText) -> Diagnosis:
        return diagnose(logs, self.signatures, self.content.causes, self.content.platforms)

    def single(self, table: Table, case: Case, role: str, log: LogText) -> None:
        acceptable = case.acceptable[role]
        found = self.diagnose(log)
        named = [one.cause for one in found.findings]
        label = f"{case.name} {role[0].upper()} [{table.name}] want {acceptable} got {found.verdict} {named[:4]}"
        if acceptable == ["none"]:
            table.healthy += 1
            if named:
                table.healthy_claims += 1
                table.misses.append(f"CLAIM   {label}")
        table.judged += 1
        if acceptable_first(found, acceptable):
            table.first_ok += 1
        else:
            table.misses.append(f"FIRST   {label}")
        self._certainty(table, acceptable, found, label)
        if case.cause in acceptable and case.cause != "none":
            table.top3_of += 1
            table.top3 += case.cause in named[:3]
            if case.cause not in named[:3]:
                table.misses.append(f"TOP3    {label} true {case.cause}")
        if named and acceptable:
            table.confidences += [(one.confidence, one.cause == case.cause) for one in found.findings]

    def _certainty(self, table: Table, acceptable: list[str], found: Diagnosis, label: str) -> None:
        provable = len(acceptable) == 1 and acceptable != ["none"]
        if found.verdict == "certain" and (not provable or found.findings[0].cause != acceptable[0]):
            table.false_certain += 1
            table.misses.append(f"CERTAIN {label}")
        if provable:
            table.provable += 1
            table.certain += found.verdict == "certain"
            if found.verdict != "certain":
                table.misses.append(f"UNSURE  {label}")

    def pair(self, table: Table, case: Case, logs: Sequence[LogText]) -> None:
        """Silence is right as well where both sides' logs may be called healthy (a collision that recovered)."""
        if case.cause == "none" or all(case.cause not in names for names in case.acceptable.values()):
            return
        found = self.diagnose(*logs)
        named = [one.cause for one in found.findings]
        table.pairs += 1
        harmless = not named and all("none" in names for names in case.acceptable.values())
        if named[:1] == [case.cause] or harmless:
            table.pair_first += 1
            return
        table.pair_certain_wrong += found.verdict == "certain"
        table.misses.append(f"PAIR    {case.name} [{table.name}] true {case.cause} got {found.verdict} {named[:4]}")


def acceptable_first(found: Diagnosis, acceptable: list[str]) -> bool:
    """Healthy logs: no cause. Nothing can be told: no cause. Else the first cause is one of the set."""
    if not found.findings:
        return not acceptable or "none" in acceptable
    if acceptable in ([], ["none"]):
        return False
    return found.findings[0].cause in acceptable


Change = Callable[[str, random.Random, str], str]


def cut_head(text: str, rng: random.Random, other: str) -> str:
    lines = text.splitlines()
    return "\n".join(lines[rng.randrange(0, max(1, len(lines) * 2 // 3)) :])


def interleave(text: str, rng: random.Random, other: str) -> str:
    """A healthy connection's lines in between, with its own name, number, addresses and threads."""
    mine, theirs = text.splitlines(), other.splitlines()
    merged: list[str] = []
    while mine or theirs:
        source = mine if mine and (not theirs or rng.random() < len(mine) / (len(mine) + len(theirs))) else theirs
        merged += [source.pop(0) for _ in range(min(len(source), rng.randrange(1, 4)))]
    return "\n".join(merged)


def coloured(text: str, rng: random.Random, other: str) -> str:
    return "\r\n".join(f"\x1b[1;32m{line}\x1b[0m" for line in text.splitlines())


def cut_tail(text: str, rng: random.Random, other: str) -> str:
    """What is left may tell less than the whole log: only false certainty and false claims count here."""
    lines = text.splitlines()
    return "\n".join(lines[: rng.randrange(len(lines) // 3, len(lines) + 1)])


def snippet(text: str, rng: random.Random, other: str) -> str:
    """What people paste: the telling lines and their neighbours."""
    lines = text.splitlines()
    told = [place for place, line in enumerate(lines) if TELLING.search(line)][-3:]
    kept = sorted({near for place in told for near in range(place - 1, place + 2) if 0 <= near < len(lines)})
    return "\n".join(lines[place] for place in kept) or "\n".join(lines[-5:])


def shuffled(text: str, rng: random.Random, other: str) -> str:
    lines = text.splitlines()
    for place in range(0, len(lines) - 4, 4):
        piece = lines[place : place + 4]
        rng.shuffle(piece)
        lines[place : place + 4] = piece
    return "\n".join(lines)


TELLING = re.compile(
    r"(?i)error|fail|mismatch|refus|reject|unaccept|no .{1,40} found|not match|N\(NO_PROP|N\(AUTH_F|"
    r"giving up|retransmi|(?:received|configured) proposals:|"
    r"no suitable|no acceptable|cannot respond|no connection has|DELETE|timed out|established"
)
CHANGES: dict[str, Change] = {
    "cut-head": cut_head,
    "interleaved": interleave,
    "coloured": coloured,
    "cut-tail": cut_tail,
    "snippet": snippet,
    "shuffled": shuffled,
}


def healthy_other(root: Path) -> str:
    """Lines of another, healthy connection, renamed so that nothing of it collides with the case's own."""
    for name in ("ok_multi_subnet-v2", "ok_certificates-v2", "ok_rekey-v1main"):
        path = root / name / "initiator.log"
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            lines = [line for line in text.splitlines() if "|1>" in line]
            swap = (
                ("vco-bp1k2m9x|1>", "other-site|77>"),
                ("vco-bp1k2m9x[1]", "other-site[77]"),
                ("vco-bp1k2m9x", "other-site"),
                ("198.51.100.20", "192.0.2.77"),
            )
            return "\n".join(_swapped(line, swap) for line in lines)
    return ""


def _swapped(line: str, swap: Sequence[tuple[str, str]]) -> str:
    for old, new in swap:
        line = line.replace(old, new)
    return line


def score(root: Path, half: tuple[int, int] | None, perturb: bool) -> list[Table]:
    scorer = Scorer(load_content(content_dir()), load_signatures(content_dir() / "signatures"))
    tables = {form: Table(form) for form in FORMS}
    other = healthy_other(root) if perturb else ""
    if perturb:
        tables.update({name: Table(name) for name in CHANGES})
    for case in cases(root, half):
        texts: dict[tuple[str, str], LogText] = {}
        for (role, form), path in case.logs.items():
            texts[role, form] = LogText.from_file(path)
            scorer.single(tables[form], case, role, texts[role, form])
            if perturb and form == "log":
                for name, change in CHANGES.items():
                    rng = random.Random(f"{case.name}{role}{name}")
                    text = change(path.read_text(encoding="utf-8", errors="replace"), rng, other)
                    scorer.single(tables[name], case, role, LogText.from_text(path.name, text))
        for form in FORMS:
            both = [texts.get((role, form)) or texts.get((role, "log")) for role in ROLES]
            if any((role, form) in texts for role in ROLES) and both[0] and both[1]:
                scorer.pair(tables[form], case, [log for log in both if log])
    return [table for table in tables.values() if table.judged]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--half", help="N/M: only the cases whose hash is N modulo M")
    parser.add_argument("--perturb", action="store_true")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    half = tuple(int(part) for part in arguments.half.split("/")) if arguments.half else None
    tables = score(arguments.root, half, arguments.perturb)  # type: ignore[arg-type]
    print(f"{'measure':<38}" + "".join(f"{table.name:>22}" for table in tables))
    for place, (name, _) in enumerate(tables[0].rows()):
        print(f"{name:<38}" + "".join(f"{table.rows()[place][1]:>22}" for table in tables))
    if arguments.misses:
        for table in tables:
            print("\n".join(table.misses))


if __name__ == "__main__":
    main()
