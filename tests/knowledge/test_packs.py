"""Packs: what is refused, what is installed, what a damaged one leaves standing."""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.diagnosis.scan.admit import admit, safe
from kbapp.knowledge import Content, load_content
from kbapp.knowledge.overlay import load_content_with, load_signatures_with
from kbapp.knowledge.packs import Beside, check_pack, install_pack, installed_packs, remove_pack
from kbapp.knowledge.packs_archive import read_archive
from kbapp.knowledge.packs_words import problem_text
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import content_dir
from kbapp.search import SearchService

HEAD = 'name = "team"\nversion = "1.0"\nauthor = "Li"\n'
PAGE = (
    '+++\ntitle = "Zebra gateway"\nsure = "measured"\n+++\n\nIntro.\n\n## Quagga reset {#reset}\n\nPress the quagga.\n'
)
SIGNATURE = """dialect = "strongswan"
[[signature]]
id = "team-{id}"
pattern = '''{pattern}'''
event = "info"
source = "seen"
match = ["zebra unit 7 gave in"]
no_match = ["zebra"]
contains = ["zebra unit"]
"""
GOOD = {
    "pack.toml": HEAD,
    "articles/en/guides/zebra.md": PAGE,
    "signatures/own.toml": SIGNATURE.format(id="zebra", pattern=r"zebra unit (?P<id>\d+) gave in"),
    "terms.toml": '[zebra-unit]\nzh = ["斑马单元"]\nen = ["zebra unit"]\n',
}


@pytest.fixture(scope="module")
def base() -> Content:
    return load_content(content_dir())


@pytest.fixture(scope="module")
def shipped() -> Signatures:
    return load_signatures(content_dir() / "signatures")


def make(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_good_pack_is_installed_found_and_removed(tmp_path: Path, base: Content, shipped: Signatures) -> None:
    root = tmp_path / "packs"
    pack, problems = install_pack(make(tmp_path / "a.zip", GOOD), root, Beside(base, shipped, admit, safe))
    assert problems == []
    assert pack is not None
    assert [one.name for one in installed_packs(root)[0]] == ["team"]
    content, problems = load_content_with(content_dir(), root, None)
    assert problems == []
    assert content.version != base.version
    hits = SearchService(content).search("quagga reset", "zh").hits
    assert (hits[0].article, hits[0].section) == ("zebra", "reset")
    signatures, problems = load_signatures_with(content_dir() / "signatures", root, admit, safe)
    assert problems == []
    own = signatures.by_id("strongswan/team-zebra")
    found = own.search("zebra unit 7 gave in", "") if own else None
    assert found is not None
    assert found["id"] == "7"
    again, problems = install_pack(tmp_path / "a.zip", root, Beside(base, shipped, admit, safe))
    assert again is None
    assert "installed already" in problems[0].message
    assert remove_pack("team", root)
    assert not remove_pack("team", root)
    assert not remove_pack("../packs", root)
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "message", "line"),
    [
        ({"../evil.md": "x"}, "leads out", None),
        ({"/etc/evil.md": "x"}, "absolute", None),
        ({"C:/evil.md": "x"}, "absolute", None),
        ({"articles\\..\\..\\evil.md": "x"}, "leads out", None),
        ({"run.py": "x"}, "holds pack.toml", None),
        ({"articles/en/guides/nul.md": PAGE}, "holds pack.toml", None),
        ({"articles/en/guides/ZEBRA.md": PAGE}, "twice", None),
        ({"terms.toml": "#" * 1_000_000}, "bomb", None),
        ({"terms.toml": "#" * 1_100_000}, "larger than", None),
        ({"terms.toml": b"\xff\xfe\x00"}, "utf-8", None),
        ({"terms.toml": "[a]\nzh = oops\n"}, "Invalid", 2),
        ({"terms.toml": "a = " + "[" * 5000}, "", None),
        ({"terms.toml": '[t]\nzh = ["x"]\nen = []\n'}, "no name", None),
        ({"articles/en/guides/zebra.md": PAGE + "<script>alert(1)</script>\n"}, "script", 11),
        ({"articles/en/guides/zebra.md": PAGE + "<b>x</b>\n"}, "raw HTML", 11),
        ({"articles/en/guides/zebra.md": PAGE + "![x](https://example.com/a.png)\n"}, "remote", 11),
        ({"articles/en/guides/zebra.md": PAGE + "[x]: //example.com\n"}, "remote", 11),
        ({"articles/en/guides/zebra.md": PAGE.replace(" {#reset}", "")}, "without {#id}", 8),
        ({"articles/en/guides/phase-1-failed.md": PAGE}, "overwrite", None),
        ({"signatures/own.toml": SIGNATURE.format(id="a", pattern=r"zebra unit (a)\1")}, "RE2", 2),
        ({"signatures/own.toml": SIGNATURE.format(id="a", pattern="zebra (?:a{1000}){1000}")}, "RE2", 2),
        ({"signatures/own.toml": "dialect = 'strongswan'\nsignature = 5\n"}, "shape", None),
        ({"signatures/own.toml": SIGNATURE.format(id="a", pattern=r"zebra unit \\w+ fell")}, "does not match its", 2),
        ({"signatures/own.toml": SIGNATURE.format(id="a", pattern="zebra( unit 7)?")}, "near miss", 2),
        ({"pack.toml": 'name = "../x"\nversion = "1"\nauthor = "a"\n'}, "name", 1),
        ({"pack.toml": 'name = "x"\n'}, "version", 1),
    ],
)
def test_a_bad_pack_is_refused_by_name(
    change: dict[str, str | bytes], message: str, line: int | None, tmp_path: Path, base: Content, shipped: Signatures
) -> None:
    file = make(tmp_path / "bad.zip", {**GOOD, **change})
    pack, problems = install_pack(file, tmp_path / "packs", Beside(base, shipped, admit, safe))
    assert pack is None
    assert any(message in problem.message for problem in problems), problems
    chinese = [problem_text(problem).zh for problem in problems]
    assert any("\u4e00" <= char <= "\u9fff" for char in "".join(chinese)) or change.get("terms.toml"), chinese
    assert line is None or line in [problem.line for problem in problems], problems
    assert not (tmp_path / "packs").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.zip"]


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "link.zip"
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("terms.toml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert "symbolic link" in read_archive(file)[1][0].message


def test_a_damaged_pack_is_named_and_the_other_works(tmp_path: Path, base: Content, shipped: Signatures) -> None:
    root = tmp_path / "packs"
    install_pack(make(tmp_path / "a.zip", GOOD), root, Beside(base, shipped, admit, safe))
    other = {"pack.toml": HEAD.replace("team", "other"), "articles/en/guides/okapi.md": PAGE}
    install_pack(make(tmp_path / "b.zip", other), root, Beside(base, shipped, admit, safe))
    (root / "team" / "terms.toml").write_bytes(b"\xff")
    content, problems = load_content_with(content_dir(), root, None)
    assert [problem.file.name for problem in problems] == ["team"]
    assert "okapi" in content.articles
    assert "zebra" not in content.articles


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), at=st.integers(0, 900))
def test_any_bytes_are_answered_and_not_raised(data: bytes, at: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("pack.toml", HEAD)
        archive.writestr("articles/en/guides/zebra.md", PAGE)
    good = buffer.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("a.zip", data), ("b.zip", good[:at] + data + good[at + len(data) :])):
            file = Path(folder) / name
            file.write_bytes(content)
            files, problems = read_archive(file)
            assert not (files and problems)


def test_check_leaves_nothing_behind(tmp_path: Path, base: Content, shipped: Signatures) -> None:
    found = check_pack(make(tmp_path / "a.zip", GOOD), Beside(base, shipped, admit, safe))
    assert found.pack is not None
    assert (found.problems, found.articles, found.terms, found.signatures) == ((), 1, 1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
