"""Exit codes and JSON of every command, on good input and on anything else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LOG = (
    "16[IKE] <vco|1> initiating IKE_SA vco[1] to 198.51.100.20\n"
    "16[ENC] <vco|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\n"
    "16[IKE] <vco|1> received NO_PROPOSAL_CHOSEN notify error\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "charon.log"
    path.write_text(LOG, encoding="utf-8")
    return path


def form(path: Path, **parameters: object) -> Path:
    data = {"schema": 1, "format": "form", "platform": "strongswan", "parameters": parameters}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_diagnose_prints_the_contracts_object_and_says_that_something_is_wrong(run: Run, log: Path) -> None:
    done = run("diagnose", "--json", log)
    assert done.code == 1
    result = done.json
    assert result["schema"] == 1
    assert result["logs"][0]["dialect"] == "strongswan"
    assert result["logs"][0]["lines"] == 3
    assert result["verdict"] == "likely"
    first = result["causes"][0]
    keys = {"id", "confidence", "phase", "alibaba_code", "title", "fix", "change_side", "parameters", "evidence"}
    assert keys | {"article", "settle_with"} <= set(first)
    assert first["phase"] == 1
    assert {item["line"] for cause in result["causes"] for item in cause["evidence"]} <= {1, 2, 3}


def test_diagnose_reads_standard_input(run: Run) -> None:
    assert run("diagnose", "--json", "-", stdin=LOG.encode()).json["verdict"] == "likely"


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 50, b"\xff\xfe\x00", b"hello world\n" * 9, b"x" * 2_000_000])
def test_a_file_that_is_no_log_is_told_so(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing"
    path.write_bytes(data)
    done = run("diagnose", "--json", path)
    assert (done.code, done.json["verdict"], done.json["causes"]) == (0, "not-ipsec", [])


@pytest.mark.parametrize("command", [["diagnose"], ["compare", "OTHER"], ["convert"]])
def test_unusable_files_are_named_in_one_line(run: Run, tmp_path: Path, command: list[str]) -> None:
    other = form(tmp_path / "other.json", **{"ike.version": "ikev2"})
    arguments = [str(other) if word == "OTHER" else word for word in command]
    for unusable in (tmp_path, tmp_path / "missing"):
        done = run(*arguments, unusable)
        assert done.code == 2
        assert done.out == ""
        assert str(unusable) in done.err
        assert done.err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(run: Run, log: Path) -> None:
    log.chmod(0)
    done = run("diagnose", log)
    assert (done.code, str(log) in done.err) == (2, True)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 100, b"not a configuration", b"{", b'{"schema": 1, "parameters": 3}']
)
def test_a_configuration_that_is_none_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    path, other = tmp_path / "thing", form(tmp_path / "other.json", **{"ike.version": "ikev2"})
    path.write_bytes(data)
    for arguments in (("compare", path, other), ("convert", path)):
        done = run(*arguments)
        assert (done.code, done.out) == (2, "")
        assert str(path) in done.err


def test_compare_finds_a_mismatch_and_predicts(run: Run, tmp_path: Path) -> None:
    left = form(tmp_path / "l.json", **{"ike.version": "ikev2", "ike.proposals": ["aes256-sha256-modp2048"]})
    right = form(tmp_path / "r.json", **{"ike.version": "ikev2", "ike.proposals": ["aes256-sha256-modp1024"]})
    done = run("compare", "--json", left, right)
    assert done.code == 1
    row = next(row for row in done.json["fields"] if row["field"] == "ike.dh_groups")
    assert (row["status"], row["severity"], row["cause"]) == ("mismatch", "phase1", "ike-dh-mismatch")
    assert done.json["prediction"]["left_initiates"] == {"outcome": "phase1_failed", "cause": "ike-dh-mismatch"}


def test_compare_of_equals_is_content(run: Run, tmp_path: Path) -> None:
    left = form(tmp_path / "l.json", **{"ike.version": "ikev2", "ike.dh_groups": ["group14"]})
    right = form(tmp_path / "r.json", **{"ike.version": "ikev2", "ike.dh_groups": ["modp2048"]})
    done = run("compare", "--json", left, right)
    assert done.code == 0
    assert not [row for row in done.json["fields"] if row["status"] == "mismatch"]


def test_the_template_is_a_form_that_compare_reads(run: Run, tmp_path: Path) -> None:
    template = run("compare", "--template")
    path = tmp_path / "t.json"
    path.write_text(template.out, encoding="utf-8")
    assert template.code == 0
    assert run("compare", "--json", path, path).code == 0


def test_a_key_is_never_printed(run: Run, tmp_path: Path) -> None:
    left = form(tmp_path / "l.json", **{"auth.psk": "Xk7pLq2vT9wZ4rB"})
    right = form(tmp_path / "r.json", **{"auth.psk": "Xk7pLq2vT9wZ4rb"})
    for arguments in (("compare", "--json", left, right), ("compare", left, right), ("convert", "--json", left)):
        done = run(*arguments)
        assert "Xk7pLq2vT9wZ4r" not in done.out + done.err
    row = next(row for row in run("compare", "--json", left, right).json["fields"] if row["field"] == "auth.psk")
    assert (row["status"], row["left"], row["cause"]) == ("mismatch", "(set)", "psk-mismatch")


@pytest.mark.parametrize(("query", "cause"), [("预共享密钥不一致", "psk-mismatch"), ("NO_PROPOSAL_CHOSEN", None)])
def test_search_finds(run: Run, query: str, cause: str | None) -> None:
    done = run("search", "--json", "--lang", "zh", query)
    hits = done.json["hits"]
    assert done.code == 0
    assert {"article", "section", "lang", "title", "score", "snippet", "causes"} <= set(hits[0])
    assert cause is None or hits[0]["causes"] == [cause]
    assert {hit["lang"] for hit in hits} == {"zh"}


def test_search_finds_nothing_for_nonsense(run: Run) -> None:
    done = run("search", "--json", "xqzvwk jjkkqq")
    assert (done.code, done.json["hits"]) == (1, [])


@pytest.mark.parametrize("query", ["", " ", '"', "(((", "[IKE] a:b", "\x00\x01", "*?~^", "AND OR NOT", "密" * 5000])
def test_search_survives_any_query(run: Run, query: str) -> None:
    assert run("search", "--json", query).code in (0, 1)


def test_show_prints_articles_and_sections(run: Run) -> None:
    assert run("show", "phase-1-failed", "--lang", "zh").out.startswith("# ")
    section = run("show", "phase-1-failed#psk-mismatch", "--lang", "en")
    assert section.out.startswith("## ")
    assert "invalid HASH_V1 payload length, decryption failed?" in section.out
    assert run("show", "psk-mismatch").code == 0
    assert run("show", "nothing-of-that-name").code == 2


def test_self_check_is_content(run: Run) -> None:
    done = run("self-check", "--json")
    assert done.code == 0, done.out
    assert done.json["ok"] is True


def test_wrong_arguments_end_with_2(run: Run) -> None:
    assert run("diagnose").code == 2
    assert run("frobnicate").code == 2
    assert run("compare", "--json", "one").code == 2


def test_no_command_imports_qt() -> None:
    """One process for all: it names the first that did."""
    commands = ("diagnose", "compare", "convert", "search", "show", "pack", "self_check")
    code = (
        "import sys, importlib\n"
        f"for name in {commands!r}:\n"
        "    importlib.import_module('kbapp.cli.' + name)\n"
        "    if any(module.startswith('PySide6') for module in sys.modules): sys.exit(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
