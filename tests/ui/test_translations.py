"""Every string of the window is translated, with the same placeholders, and the compiled files are current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from kbapp.paths import resources_dir
from kbapp.ui import translations
from kbapp.ui.translations import Message, messages, read_ts, wanted_in, write_ts

FOLDER = resources_dir() / "translations"
EVERY = messages(Path(translations.__file__).parent)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_untranslated(lang: str) -> None:
    words = read_ts(FOLDER / f"kbapp_{lang}.ts")
    missing = [m for m in wanted_in(lang, EVERY) if (m.context, m.source) not in words]
    assert not missing, "run python -m kbapp.ui.translations and translate"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_placeholders_agree(lang: str) -> None:
    differing = [
        (source, form)
        for (_, source), forms in read_ts(FOLDER / f"kbapp_{lang}.ts").items()
        for form in forms
        if sorted(_placeholders(form)) != sorted(_placeholders(source))
    ]
    assert not differing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_compiled_file_is_current(lang: str) -> None:
    """Each string comes out of the `.qm` as it stands in the `.ts`."""
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"kbapp_{lang}.qm"))
    for (context, source), forms in read_ts(FOLDER / f"kbapp_{lang}.ts").items():
        n = 2 if "%n" in source else -1
        assert translator.translate(context, source, "", n) == forms[-1], source


def test_chinese_is_chinese() -> None:
    """A translation that is its own source was forgotten; names and key combinations may stay."""
    same = [source for (_, source), forms in read_ts(FOLDER / "kbapp_zh.ts").items() if forms == (source,)]
    assert not [source for source in same if re.search(r"[a-z]{3,} [a-z]{3,}", source)]


def test_an_fstring_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text('translate("A", f"{n} hits")', encoding="utf-8")
    with pytest.raises(ValueError, match="f-string"):
        messages(tmp_path)


def test_a_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    wanted = [Message("A", "%n line(s)"), Message("A", "<b> & „x“")]
    words = {("A", "%n line(s)"): ("%n line", "%n lines"), ("A", "<b> & „x“"): ("y",)}
    write_ts(tmp_path / "x.ts", "en", wanted, words)
    assert read_ts(tmp_path / "x.ts") == words


def _placeholders(text: str) -> list[str]:
    return re.findall(r"\{[^}]*\}|%n", text)
