"""Sets everything up and opens the window; with `test`, runs all checks and tests.

Needs nothing but Python 3.11 or newer. On Debian and its kin it installs the system libraries that Qt needs and a
Chinese font (through apt-get, with sudo where it is not run as root); all else goes into `.venv` in the checkout.
A second start finds all in place and is immediate.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
CHINESE_FONT = "fonts-wqy-microhei"
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
FONT_NAMES = ("wqy", "CJK", "SourceHan", "uming", "ukai", "simsun", "simhei", "msyh", "PingFang", "DroidSansFallback")

CHECKS = (
    ("ruff", "format", "--check", "kbapp", "tests", "resources"),
    ("ruff", "check", "kbapp", "tests", "resources"),
    ("mypy",),
    ("lint-imports", "--no-logo"),
    ("pytest", "--numprocesses=auto", "--dist=loadfile"),
)


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (an older Python may well start this file)
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if sys.argv[1:] not in ([], ["test"]):
        return fail("usage: python3 resources/start.py [test]")
    testing = sys.argv[1:] == ["test"]
    install_system_packages()
    install_python_packages("test" if testing else "")
    return run_checks() if testing else open_window()


def fail(message: str) -> int:
    print(f"start.py: {message}", file=sys.stderr)
    return 2


def install_system_packages() -> None:
    """Debian only: what is missing, and nothing when all is there."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    packages = [package for library, package in QT_LIBRARIES.items() if not loadable(library)]
    if not has_chinese_font():
        packages.append(CHINESE_FONT)
    if importlib.util.find_spec("ensurepip") is None:
        packages.append("python3-venv")
    if not packages:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        if prefix and not shutil.which("sudo"):
            sys.exit(fail(f"as root, run first: apt-get install {' '.join(packages)}"))
        subprocess.run([*prefix, "apt-get", *command], check=True, env=environment)


def loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    files = (file.name.lower() for folder in FONT_FOLDERS if folder.is_dir() for file in folder.rglob("*.*"))
    return any(name.lower() in file for file in files for name in FONT_NAMES)


def install_python_packages(extra: str) -> None:
    """The environment, once per state of pyproject.toml and Python."""
    state = hashlib.sha256(
        (ROOT / "pyproject.toml").read_bytes() + sys.version.encode() + str(ROOT).encode()
    ).hexdigest()
    stamp = VENV / f".installed-{extra or 'run'}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == state:
        return
    if not runs(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", target], check=True)
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "kbapp")], check=False)  # for a swift first start
    stamp.write_text(state)


def runs(python: Path) -> bool:
    return (
        python.exists() and subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def run_checks() -> int:
    """Style, types, import contracts and tests; stops at the first that fails."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for check in CHECKS:
        program = PYTHON.with_name(check[0] + (".exe" if os.name == "nt" else ""))
        print("$", *check, flush=True)
        code = subprocess.run([str(program), *check[1:]], cwd=ROOT, env=environment).returncode
        if code:
            return code
    return 0


def open_window() -> int:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        platform = os.environ.get("QT_QPA_PLATFORM", "")
        if platform not in ("offscreen", "minimal", "vnc"):
            return fail(
                "there is no screen here (DISPLAY is not set); the commands work without one: .venv/bin/kbapp -h"
            )
    return subprocess.run([str(PYTHON), "-m", "kbapp"]).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(fail(f"this step failed: {' '.join(map(str, error.cmd))}"))
    except KeyboardInterrupt:
        sys.exit(130)
