"""A huge log is judged as the same log read whole; what is kept of it does not grow with it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from kbapp.diagnosis import Diagnosis, LogText, diagnose
from kbapp.diagnosis.lines import LARGE
from kbapp.diagnosis.scan import ScanCancelledError, admit, chain_of, keeper, read_large, safe, skim
from kbapp.knowledge import Content
from kbapp.knowledge.signatures import Signatures
from kbapp.paths import cache_dir

Judge = Callable[[LogText], Diagnosis]
_STAMP = "Nov 23 16:33:07 gw charon: "
_PSK = (
    "{t}[IKE] <{c}|{n}> initiating IKE_SA {c}[{n}] to 203.0.113.{p}",
    "{t}[ENC] <{c}|{n}> generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]",
    "{t}[NET] <{c}|{n}> sending packet: from 198.51.100.10[500] to 203.0.113.{p}[500] (464 bytes)",
    "{t}[NET] <{c}|{n}> received packet: from 203.0.113.{p}[500] to 198.51.100.10[500] (472 bytes)",
    "{t}[ENC] <{c}|{n}> parsed IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) ]",
    "{t}[IKE] <{c}|{n}> authentication of '198.51.100.10' (myself) with pre-shared key",
    "{t}[ENC] <{c}|{n}> generating IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]",
    "{t}[ENC] <{c}|{n}> parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]",
    "{t}[IKE] <{c}|{n}> received AUTHENTICATION_FAILED notify error",
)
_PROPOSAL = (
    *_PSK[:4],
    "{t}[ENC] <{c}|{n}> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]",
    "{t}[IKE] <{c}|{n}> received NO_PROPOSAL_CHOSEN notify error",
)
_UP = (
    *_PSK[:7],
    "{t}[ENC] <{c}|{n}> parsed IKE_AUTH response 1 [ IDr AUTH SA TSi TSr ]",
    "{t}[IKE] <{c}|{n}> authentication of '203.0.113.{p}' with pre-shared key successful",
    "{t}[IKE] <{c}|{n}> IKE_SA {c}[{n}] established between 198.51.100.10[a.example]...203.0.113.{p}[b.example]",
    "{t}[IKE] <{c}|{n}> CHILD_SA {c}{{{n}}} established with SPIs c1a2b3c4_i c5d6e7f8_o"
    " and TS 10.1.0.0/16 === 10.2.0.0/16",
)
_DPD = (
    "{t}[IKE] <{c}|{n}> sending DPD request",
    "{t}[ENC] <{c}|{n}> generating INFORMATIONAL request 7 [ ]",
    "{t}[NET] <{c}|{n}> sending packet: from 198.51.100.10[500] to 203.0.113.{p}[500] (76 bytes)",
    "{t}[NET] <{c}|{n}> received packet: from 203.0.113.{p}[500] to 198.51.100.10[500] (76 bytes)",
    "{t}[ENC] <{c}|{n}> parsed INFORMATIONAL response 7 [ ]",
)
_NOISE = "Nov 23 16:33:07 gw kernel: eth0: link is up, 1000 Mbps full duplex, nothing else to say here"


class Log:
    """Writes a log, attempt by attempt."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers = count(1)
        self.running: dict[str, int] = {}

    def add(self, connection: str, shape: tuple[str, ...], peer: int = 20, noise: int = 0) -> None:
        if shape is not _DPD:
            self.running[connection] = next(self.numbers)
        number = self.running[connection]
        for text in shape:
            self.lines.append(_STAMP + text.format(t=f"{number % 16:02d}", c=connection, n=number, p=peer))
            self.lines += [_NOISE] * noise

    def write(self, path: Path) -> Path:
        path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
        return path


@pytest.fixture
def judge(content: Content, signatures: Signatures) -> Judge:
    return lambda log: diagnose([log], signatures, content.causes, content.platforms)


def _many_attempts(log: Log) -> None:
    for _ in range(2500):
        log.add("gw", _PROPOSAL)
    for _ in range(1500):
        log.add("gw", _PSK)


def _up_at_last(log: Log) -> None:
    for _ in range(2000):
        log.add("gw", _PSK)
    log.add("gw", _UP)
    for _ in range(5000):
        log.add("gw", _DPD)


def _one_of_many_fails(log: Log) -> None:
    for number in range(120):
        log.add(f"c{number}", _UP, peer=number)
    log.add("bad", _PROPOSAL, peer=200)
    for place in range(9000):
        log.add(f"c{place % 120}", _DPD, peer=place % 120)


def _fails_early_among_noise(log: Log) -> None:
    log.add("gw", _PSK, noise=2000)
    log.lines += [_NOISE] * 60_000


@pytest.mark.parametrize("shape", [_many_attempts, _up_at_last, _one_of_many_fails, _fails_early_among_noise])
def test_the_verdict_is_that_of_the_whole_log(
    shape: Callable[[Log], None], judge: Judge, signatures: Signatures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log()
    shape(log)
    path = log.write(tmp_path / "log")
    whole = LogText.from_file(path)
    wanted = judge(whole)
    _compare(whole, wanted, read_large(path, signatures), judge)
    monkeypatch.setattr(skim, "AT_START", 1)
    monkeypatch.setattr(skim, "AT_END", 100_000)
    chain = chain_of(skim.deciding(signatures), cache_dir() / "scan", "deciding")
    chain.prepare()
    chain.wait()
    _compare(whole, wanted, read_large(path, signatures), judge)


def _compare(whole: LogText, wanted: Diagnosis, kept: LogText, judge: Judge) -> None:
    assert kept.total == whole.total
    assert len(kept.lines) < min(len(whole.lines) / 2, 13_000)
    assert all(whole.lines[line.number - 1] == line for line in kept)
    found = judge(kept)
    assert found.verdict == wanted.verdict
    assert [one.cause for one in found.findings] == [one.cause for one in wanted.findings]
    assert {one.name: (one.verdict, one.causes) for one in found.tunnels} == {
        one.name: (one.verdict, one.causes) for one in wanted.tunnels
    }
    assert [one.evidence[-1].line for one in found.findings[:1]] == [
        one.evidence[-1].line for one in wanted.findings[:1]
    ]


def test_what_is_kept_does_not_grow_with_the_connections(
    signatures: Signatures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "MOST_KEPT", 3000)
    monkeypatch.setattr(keeper, "MOST_BUCKETS", 200)
    monkeypatch.setattr(keeper, "MOST_GIVEN", 2000)
    log = Log()
    for number in range(3000):
        log.add(f"c{number}", _PSK, peer=number % 250)
    kept = read_large(log.write(tmp_path / "log"), signatures)
    assert len(kept.lines) < 4000
    assert "c2999" in kept.lines[-1].text


def test_the_middle_of_a_dense_log_is_skimmed(signatures: Signatures, tmp_path: Path) -> None:
    log = Log()
    for _ in range(22_000):
        log.add("gw", _PSK)
    path = log.write(tmp_path / "log")
    chain = chain_of(skim.deciding(signatures), cache_dir() / "scan", "deciding")
    chain.prepare()
    chain.wait()
    sweep = skim.Skim(path, signatures)
    flags = [found.skimmed for found in sweep]
    assert not any(flags[: skim.AT_START])
    assert any(flags)
    assert not any(flags[-8:])
    assert sweep.total == len(log.lines)


def test_a_large_file_is_scanned_and_a_small_one_read(signatures: Signatures, tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_text("a\n" * 5000)
    large.write_text("a\n" * (LARGE // 2 + 1000))
    assert len(LogText.from_file(small, signatures).lines) == 5000
    log = LogText.from_file(large, signatures)
    assert len(log.lines) < 2000
    assert log.total == LARGE // 2 + 1000


def test_a_cancelled_reading_is_no_verdict(signatures: Signatures, tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("a\n" * (LARGE // 2 + 1000))
    with pytest.raises(ScanCancelledError):
        LogText.from_file(path, signatures, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"foo(?=bar)", "(?="),
        (r"(a)b\1", r"\1"),
        ("x{5000}yy", "repetition"),
        ("[0-9]+", "plain text"),
        ("", "empty"),
        ("ab(", "RE2"),
    ],
)
def test_refused_patterns_say_why(pattern: str, reason: str) -> None:
    refused = admit(pattern)
    assert refused is not None
    assert reason in refused.en
    assert refused.zh


@pytest.mark.parametrize("pattern", [r"my own error \d+", "失败", r"(?i)peer (?P<peer>\S+) is gone", r"^(a+)+b gone$"])
def test_admitted_patterns_match_in_linear_time(pattern: str) -> None:
    assert admit(pattern) is None
    assert safe(pattern).search("a" * 50_000) is None


def test_without_re2_only_literal_rules_are_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "re2", None)
    assert admit(r"my own error \d+ of .* here\.") is None
    for pattern in (r"(a+)+ is gone", "gone [a-z]", "one|another", r"gone\s+"):
        refused = admit(pattern)
        assert refused is not None
        assert "RE2 is not installed" in refused.en


@pytest.mark.parametrize(("codec", "chosen"), [("gb18030", "gb18030"), ("utf-16-le", "utf-16"), ("utf-8", "utf-8")])
def test_a_chosen_encoding_is_kept(tmp_path: Path, signatures: Signatures, codec: str, chosen: str) -> None:
    file = tmp_path / "x.log"
    lines = [f"Nov 23 16:33:08 05[IKE] <隧道|{n}> received NO_PROPOSAL_CHOSEN notify error" for n in range(50)]
    file.write_bytes("\n".join(["no log line"] * 40_000 + lines).encode(codec))
    read = read_large(file, signatures, encoding=chosen)
    assert read.encoding == codec
    assert read.total == 40_050
    assert read.lines[-1].text == lines[-1]
