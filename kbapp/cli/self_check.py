"""`kbapp self-check`: content, index, fonts, translations and Qt of this installation."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from kbapp.cli.output import print_json
from kbapp.cli.parser import PROBE_FLAG
from kbapp.knowledge import Content, ContentError, load_content
from kbapp.knowledge.signatures import load_signatures
from kbapp.knowledge.validator import validate
from kbapp.model.text import LANGS, Text
from kbapp.paths import content_dir
from kbapp.reporting.as_json import SCHEMA

PROBE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation; `problems` is empty where it is sound."""

    name: str
    title: Text
    detail: str
    problems: tuple[str, ...] = ()


def run(arguments: argparse.Namespace) -> int:
    checks = [*_content_checks(), *_qt_checks()]
    sound = not any(check.problems for check in checks)
    if arguments.json:
        print_json({"schema": SCHEMA, "ok": sound, "checks": [_as_json(check) for check in checks]})
    else:
        for check in checks:
            print(f"{'✗' if check.problems else '✓'} {check.title.get(arguments.lang)}: {check.detail}")
            for problem in check.problems:
                print(f"    {problem}")
    return 0 if sound else 1


def _as_json(check: Check) -> dict[str, object]:
    return {
        "name": check.name,
        "ok": not check.problems,
        "title": check.title.as_dict(),
        "detail": check.detail,
        "problems": list(check.problems),
    }


def _content_checks() -> Iterator[Check]:
    root = content_dir()
    problems = tuple(str(problem) for problem in validate(root))
    try:
        content = load_content(root)
        signatures = load_signatures(root / "signatures")
    except ContentError as error:
        yield Check("content", Text("内容", "Content"), str(root), (*problems, str(error)))
        return
    detail = f"{len(content.articles)} × zh/en, {len(content.causes)} causes, {len(signatures)} signatures"
    yield Check("content", Text("内容", "Content"), detail, problems)
    yield _index_check(content)


def _index_check(content: Content) -> Check:
    """The index is built in memory and must find a cause by its title in either language."""
    from kbapp.search import SearchService

    title = Text("搜索索引", "Search index")
    service = SearchService(content, None)
    try:
        missing = [
            f"{cause.id} [{lang}]"
            for cause in content.causes.values()
            for lang in LANGS
            if not service.search(cause.title.get(lang), lang, 5).hits
        ]
    finally:
        service.close()
    return Check("index", title, content.version, tuple(f"not found by its title: {name}" for name in missing))


def _qt_checks() -> Iterator[Check]:
    try:
        probe = _probe()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        yield Check("qt", Text("Qt", "Qt"), "", (str(error),))
        return
    fonts, translations = probe["cjk_fonts"], probe["translations"]
    yield Check("qt", Text("Qt", "Qt"), str(probe["qt"]))
    yield Check(
        "fonts",
        Text("中文字体", "Chinese font"),
        ", ".join(fonts[:3]),
        () if fonts else ("no font with Chinese characters (Debian: apt-get install fonts-wqy-microhei)",),
    )
    yield Check(
        "translations",
        Text("界面翻译", "Translations"),
        ", ".join(translations),
        () if translations else ("resources/translations holds no .qm file that Qt loads",),
    )


def _probe() -> dict[str, list[str]]:
    """Qt in a process of its own: where its libraries are missing it may abort."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, PROBE_FLAG] if frozen else [sys.executable, "-m", "kbapp.ui.probe"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=PROBE_SECONDS,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise ValueError(lines[-1] if lines else f"Qt ended with {done.returncode}")
    result: dict[str, list[str]] = json.loads(done.stdout.strip().splitlines()[-1])
    return result
