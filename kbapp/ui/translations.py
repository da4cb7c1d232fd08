"""Keeps `resources/translations/` in step with the source: `python -m kbapp.ui.translations`.

Finds every `translate("Context", "words")` and `QT_TRANSLATE_NOOP("Context", "words")`, writes the `.ts` files for Qt
Linguist (what is translated stays, what is gone goes) and compiles the `.qm` files. `kbapp_en.ts` holds the plurals
only. Exits with 1 while anything is untranslated.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbapp.paths import resources_dir

FUNCTIONS = ("translate", "QT_TRANSLATE_NOOP")
FORMS = {"zh": 1, "en": 2}
LOCALES = {"zh": "zh_CN", "en": "en_US"}
Words = dict[tuple[str, str], tuple[str, ...]]
"""(context, source) -> its translations: one, or one per plural form."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One string of the window."""

    context: str
    source: str

    @property
    def counted(self) -> bool:
        return "%n" in self.source


def messages(root: Path) -> list[Message]:
    """Every string below a folder. Raises `ValueError` for a call whose words are no plain string."""
    return sorted({message for file in root.rglob("*.py") for message in _in_file(file)})


def _in_file(file: Path) -> Iterator[Message]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
            continue
        context, source = node.args[:2]
        if not (isinstance(context, ast.Constant) and isinstance(context.value, str)):
            raise ValueError(f"{file.name}:{node.lineno}: the context must be a string")
        if isinstance(source, ast.Constant) and isinstance(source.value, str):
            yield Message(context.value, source.value)
        elif not isinstance(source, ast.Name | ast.Attribute | ast.Subscript):
            raise ValueError(f"{file.name}:{node.lineno}: an f-string or an expression never matches a translation")


def read_ts(path: Path) -> Words:
    """The finished translations of a `.ts` file; empty where there is none."""
    if not path.exists():
        return {}
    words: Words = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            if all(forms):
                words[name, message.findtext("source", "")] = tuple(forms)
    return words


def write_ts(path: Path, lang: str, wanted: list[Message], words: Words) -> None:
    """A `.ts` file of these messages, in their order."""
    root = ElementTree.Element("TS", version="2.1", language=LOCALES[lang], sourcelanguage="en_US")
    contexts: dict[str, ElementTree.Element] = {}
    for message in wanted:
        context = contexts.get(message.context)
        if context is None:
            context = contexts[message.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = message.context
        element = ElementTree.SubElement(context, "message", {"numerus": "yes"} if message.counted else {})
        ElementTree.SubElement(element, "source").text = message.source
        _write_translation(element, message, words.get((message.context, message.source), ()), FORMS[lang])
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def _write_translation(element: ElementTree.Element, message: Message, forms: tuple[str, ...], count: int) -> None:
    translation = ElementTree.SubElement(element, "translation", {} if forms else {"type": "unfinished"})
    if message.counted:
        for place in range(count):
            ElementTree.SubElement(translation, "numerusform").text = forms[place] if place < len(forms) else ""
    elif forms:
        translation.text = forms[0]


def wanted_in(lang: str, every: list[Message]) -> list[Message]:
    """English is the source: only its plurals are translated."""
    return every if lang == "zh" else [message for message in every if message.counted]


def main() -> int:
    folder, every = resources_dir() / "translations", messages(Path(__file__).parent)
    missing = 0
    for lang in FORMS:
        path = folder / f"kbapp_{lang}.ts"
        words, wanted = read_ts(path), wanted_in(lang, every)
        write_ts(path, lang, wanted, words)
        for message in wanted:
            if (message.context, message.source) not in words:
                missing += 1
                print(f"kbapp_{lang}.ts: {message.context}: {message.source}")
        program = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([str(program), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
