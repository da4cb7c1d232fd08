"""The scan of large files: every engine finds what the diagnosis' own matcher finds, in every form of file."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbapp.diagnosis.lines import LogText, unescaped
from kbapp.diagnosis.prefix import split_prefix
from kbapp.diagnosis.scan import available, scan
from kbapp.diagnosis.scan.chunks import chunks
from kbapp.diagnosis.scan.source import Source
from kbapp.knowledge.signatures import Signatures

Write = Callable[[bytes], Path]
_NOISE = (
    "Nov 23 16:33:07 gw kernel: eth0 link becomes ready",
    "",
    "   ",
    "nothing that any gateway's IKE daemon would write, 中文也没有，“引号”也没有",
    "x" * 300,
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(data: bytes) -> Path:
        path = tmp_path / "log"
        path.write_bytes(data)
        return path

    return _write


def expected(data: bytes, signatures: Signatures) -> list[tuple[int, int]]:
    """(line, signature), as the patterns themselves say it on each decoded line."""
    found = set()
    for line in LogText.from_bytes("x", data):
        raw, message = unescaped(line.text), split_prefix(line.text).message
        lowered = line.text.lower()
        for index, signature in enumerate(signatures.all):
            literals = signature.literals
            if any(one in lowered or one in raw.lower() for one in literals) and signature.search(raw, message):
                found.add((line.number, index))
    return sorted(found)


def every_engine(path: Path, signatures: Signatures, cache: Path) -> list[tuple[int, int]]:
    """(line, signature) of the first engine; the others are held against it, offsets too."""
    answers = {name: list(scan(path, signatures, engine=name, cache=cache)) for name in available()}
    first = answers["find"]
    if "hyperscan" in answers:  # once more, now that the whole patterns are compiled and judge the lines
        assert list(scan(path, signatures, engine="hyperscan", cache=cache)) == first
    for name, answer in answers.items():
        assert answer == first, name
    return [(line, signature) for line, _, signature in first]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scan")


def _of(signatures: Signatures) -> list[str]:
    """Every example of every signature, and every near miss, among other lines; behind prefixes of several kinds."""
    chance = random.Random(3)
    lines: list[str] = []
    for signature in signatures:
        lines += signature.match + signature.no_match
        lines += [f"Nov 23 16:33:07 gw charon: 05[IKE] <a|1> {text}" for text in signature.match[:1]]
        lines += [text + chance.choice(("", " ", "  \t", ".", "中")) for text in signature.match[:1]]
        lines.append(chance.choice(_NOISE))
    return lines


@pytest.mark.parametrize("part", range(5))
def test_every_example_is_found_by_every_engine(part: int, signatures: Signatures, write: Write, cache: Path) -> None:
    _compare_engines(Signatures(signatures.all[part::5], {}), "plain", write, cache)


@pytest.mark.parametrize("form", ["crlf", "cr", "utf-16", "gb18030", "utf-8-sig", "gz", "two members", "ansi"])
def test_examples_in_every_form_of_file(form: str, signatures: Signatures, write: Write, cache: Path) -> None:
    _compare_engines(Signatures(signatures.all[::12], {}), form, write, cache)


def _compare_engines(some: Signatures, form: str, write: Write, cache: Path) -> None:
    data = _in_form("\n".join(_of(some)), form)
    path = write(data)
    found = every_engine(path, some, cache)
    assert found == expected(data, some)
    assert len({signature for _, signature in found}) == len(some)


def _in_form(text: str, form: str) -> bytes:
    if form in ("gb18030", "utf-16", "utf-8-sig"):
        return text.encode(form, "ignore")
    if form == "ansi":
        chance = random.Random(5)
        return re.sub(r" ", lambda _: chance.choice((" ", " ", "\x1b[1;31m ", " \x1b[0m")), text).encode()
    data = text.replace("\n", {"crlf": "\r\n", "cr": "\r"}.get(form, "\n")).encode()
    if form == "two members":
        return gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :])
    return gzip.compress(data) if form == "gz" else data


def test_offsets_are_where_the_lines_begin(signatures: Signatures, write: Write, cache: Path) -> None:
    line = b"05[IKE] <a|1> giving up after 5 retransmits"
    data = b"\xef\xbb\xbfone\r\n" + "二\n".encode() + line + b"\n\x1b[31mred\x1b[0m\n" + line + b"\n"
    hits = scan(write(data), signatures, cache=cache)
    assert {data[offset : offset + len(line)] for offset in hits.offsets} == {line}
    assert set(hits.lines) == {3, 5}
    assert hits.total == 5


def test_line_numbers_over_many_chunks(signatures: Signatures, write: Write, cache: Path) -> None:
    chance = random.Random(1)
    lines = [chance.choice(_NOISE) + "y" * chance.randrange(200) for _ in range(12_000)]
    places = sorted(chance.sample(range(len(lines)), 50))
    for place in places:
        lines[place] = "07[IKE] <b|2> giving up after 5 retransmits"
    for end in ("\n", "\r\n", "\r", "\u2028", "\x0c"):
        path = write(end.join(lines).encode())
        for engine in available()[:-1] or ("find",):
            hits = scan(path, signatures, engine=engine, cache=cache)
            assert sorted(set(hits.lines)) == [place + 1 for place in places]
            assert hits.total == len(lines)


def test_a_line_of_ten_megabytes(signatures: Signatures, write: Write, cache: Path) -> None:
    message = b" giving up after 5 retransmits "
    data = b"one\n" + b"z" * 3_000_000 + message + b"z" * 7_000_000 + b"\ntwo\n" + message
    hits = scan(write(data), signatures, cache=cache)
    assert set(hits.lines) == {2, 4}
    assert hits.total == 4


def test_two_threads_of_work_agree_with_one(signatures: Signatures, write: Write, tmp_path: Path) -> None:
    """Without a kept database the scan begins with another engine; what it finds is the same."""
    text = b"07[IKE] <b|2> giving up after 5 retransmits\n" + b"noise of all sorts\n" * 20
    path = write(text * 20_000)
    cold = scan(path, signatures, cache=tmp_path / "cold")
    warm = scan(path, signatures, cache=tmp_path / "cold")
    assert list(cold) == list(warm)
    assert cold.total == 420_000


def test_hits_beyond_the_limit_are_counted(signatures: Signatures, write: Write, cache: Path) -> None:
    path = write(b"07[IKE] <b|2> giving up after 5 retransmits\n" * 100_000)
    hits = scan(path, signatures, cache=cache, most=1000)
    assert hits.left_out > 0
    assert len(hits) + hits.left_out == len(scan(path, signatures, cache=cache))


def test_progress_and_cancel(signatures: Signatures, write: Write, cache: Path) -> None:
    path = write(b"07[IKE] <b|2> giving up after 5 retransmits\n" * 200_000)
    parts: list[float] = []
    scan(path, signatures, cache=cache, progress=parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) > 5
    stopped = scan(path, signatures, cache=cache, cancelled=lambda: len(parts) > 0)
    assert stopped.cancelled
    assert len(stopped) == 0


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\r", b"\x00" * 5000, bytes(range(256)) * 40, b"\x1f\x8b\x08garbage", b"\xff\xfea", b"a"]
)
def test_bad_input_is_no_error(data: bytes, signatures: Signatures, write: Write, cache: Path) -> None:
    hits = scan(write(data), signatures, cache=cache)
    assert list(hits) == []


def test_a_damaged_archive_gives_what_can_be_read(signatures: Signatures, write: Write, cache: Path) -> None:
    line = b"07[IKE] <b|2> giving up after %d retransmits\n"
    data = gzip.compress(b"".join(line % number for number in range(50_000)))
    hits = scan(write(data[: len(data) // 2]), signatures, cache=cache)
    assert len(set(hits.lines)) > 1000


_PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "\n",
            "\r",
            "\r\n",
            "\x0b",
            "\u2028",
            "\x1b[0m",
            "\x00",
            '\\"',
            "中",
            " ",
            "giving up after 5 retransmits",
        ]
    ),
    max_size=60,
)


@given(pieces=_PIECES, size=st.integers(1, 40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_chunks_of_any_size_hold_the_same_lines(pieces: list[str], size: int, tmp_path: Path) -> None:
    data = ("x" * 20 + "".join(pieces)).encode()
    path = tmp_path / "log"
    path.write_bytes(data)
    with Source(path) as source:
        codec = source.codec
        text = b"".join(bytes(chunk.text[: chunk.size]) for chunk in chunks(source, size))
    lines = [part.decode(codec, "replace").rstrip() for part in text.split(b"\n")]
    if lines and not lines[-1]:
        lines.pop()
    wanted = [unescaped(line.text) for line in LogText.from_bytes("x", data)]
    while wanted and not wanted[-1]:
        wanted.pop()
    while lines and not lines[-1]:
        lines.pop()
    assert lines == wanted
