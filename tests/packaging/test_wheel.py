"""What users install carries content and resources: wheel, sdist and checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CAUSES = "content/causes.toml"


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel in it; the dependencies are lent by this one's site-packages."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    place = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True
    ).stdout.strip()
    wheel = next(distributions.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    (Path(place) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def run(python: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KBAPP_CACHE_DIR": str(folder / "cache"), "KBAPP_CONFIG_DIR": str(folder / "config")}
    command = [str(python), "-I", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment)


def test_the_wheel_is_what_runs_in_the_empty_environment(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "-c", "import kbapp; print(kbapp.__file__)", folder=tmp_path)
    assert str(installed.parent.parent) in done.stdout


def test_self_check_is_content_in_the_empty_environment(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "-m", "kbapp", "self-check", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    checks = {check["name"]: check["ok"] for check in json.loads(done.stdout)["checks"]}
    assert checks == {"content": True, "index": True, "qt": True, "fonts": True, "translations": True}


def test_the_source_distribution_carries_all_that_a_build_needs(distributions: Path) -> None:
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {CAUSES, "resources/start.py", "README.md", "LICENSE", "kbapp/cli/main.py"} <= names


def test_the_checkout_finds_its_own_content() -> None:
    from kbapp.paths import content_dir

    assert content_dir() == ROOT / "content"
