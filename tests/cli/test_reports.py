"""`--report`: the file that is written, and names that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LOG = (
    "16[IKE] <vco|1> initiating IKE_SA vco[1] to 198.51.100.20\n"
    "16[ENC] <vco|1> parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]\n"
    "16[IKE] <vco|1> received NO_PROPOSAL_CHOSEN notify error\n"
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "left.json", tmp_path / "right.json"
    for path, group, own, other in ((paths[0], "group2", "10.1", "10.2"), (paths[1], "group14", "10.2", "10.1")):
        parameters = {
            "ike.version": "ikev2",
            "ike.encryption": ["aes256"],
            "ike.integrity": ["sha256"],
            "ike.dh_groups": [group],
            "esp.encryption": ["aes256"],
            "esp.integrity": ["sha256"],
            "local.subnets": [f"{own}.0.0/16"],
            "remote.subnets": [f"{other}.0.0/16"],
            "auth.psk": f"secret-of-{group}",
        }
        form = {"schema": 1, "format": "form", "platform": "huawei", "connection": "c", "parameters": parameters}
        path.write_text(json.dumps(form), encoding="utf-8")
    return paths


@pytest.mark.parametrize(
    ("ending", "part"),
    [
        ("md", "| Headquarters initiates | phase 1 fails |"),
        ("html", "<td>Headquarters initiates</td>"),
        ("txt", "phase 1 fails"),
        ("json", '"phase1_failed"'),
    ],
)
def test_a_comparison_is_written_in_the_form_of_its_ending(
    run: Run, pair: tuple[Path, Path], tmp_path: Path, ending: str, part: str
) -> None:
    target = tmp_path / f"report.{ending}"
    done = run("compare", "--lang", "en", "--left-name", "Headquarters", "--report", target, *pair)
    assert done.code == 1
    text = target.read_text(encoding="utf-8")
    assert part in text
    assert "secret-of" not in text + done.out


def test_a_diagnosis_is_written_too(run: Run, tmp_path: Path) -> None:
    log, target = tmp_path / "charon.log", tmp_path / "report.md"
    log.write_text(LOG, encoding="utf-8")
    assert run("diagnose", "--lang", "en", "--report", target, log).code == 1
    assert "received NO_PROPOSAL_CHOSEN notify error" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["compare", "diagnose"])
def test_a_name_that_cannot_be_used_is_told_in_one_line(
    run: Run, pair: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    for name in ("report.docx", "report", "no/such/folder/report.md"):
        done = run(command, "--report", tmp_path / name, *pair)
        assert (done.code, done.out) == (2, "")
        assert str(tmp_path / name) in done.err
        assert done.err.count("\n") == 1
