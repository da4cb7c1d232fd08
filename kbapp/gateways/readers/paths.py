"""`set a b c` lines and `a { b c; }` blocks (Junos, VyOS, PAN-OS) as one thing: paths of words with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kbapp.gateways.readers.paste import Line

MAX_DEPTH = 60

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([^\s{};\[\]]+)|([{};\[\]])')
_PROMPT = re.compile(r"^\s*(?:\[edit[^\]]*\]\s*)?(?:[\w.:-]+@[\w.:()-]+[>#%$]\s+)")
_BANNER = re.compile(r"^\s*\[edit(?P<path>[^\]]*)\]\s*$")
_SHOW = re.compile(r"^\s*(?:[\w.:@()-]+[>#%$]|#)\s*show(?:\s+configuration)?(?P<path>(?:\s.*)?)$")
_WRAPPED = re.compile(
    r"^[^\"'`#]{0,60}(?P<mark>[\"'`])(?=(?:set|delete) (?:security|interfaces|groups|services|apply-groups)\b)"
)
_COMMAND = re.compile(r"\s*(?:set|delete) ")
_VERBS = ("set", "delete", "deactivate", "activate")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One statement: the words from the root to its value."""

    words: Words
    line: int


class Paths:
    """All statements of a text, in order, asked by their leading words."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)
        self._below: dict[str, Paths] | None = None

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def under(self, *prefix: str) -> Paths:
        """The statements that start with these words, with the words taken off."""
        found = self
        for word in prefix:
            found = found._index().get(word, _NOTHING)
        return found

    def names(self, *prefix: str) -> list[str]:
        """The words that follow these ones, in order, without repeats."""
        return list(self.under(*prefix)._index())

    def values(self, *prefix: str) -> list[tuple[str, int]]:
        """Each statement's word after these ones, with its line."""
        return [(path.words[0], path.line) for path in self.under(*prefix) if path.words]

    def value(self, *prefix: str) -> tuple[str, int] | None:
        """The last such word: a later statement overrides an earlier one."""
        found = self.values(*prefix)
        return found[-1] if found else None

    def has(self, *prefix: str) -> int | None:
        """The line of the first statement that starts with these words, or `None`."""
        return next((path.line for path in self.under(*prefix)), None)

    def _index(self) -> dict[str, Paths]:
        """The statements by their first word, each level made once, when it is asked for."""
        if self._below is None:
            found: dict[str, list[Path]] = {}
            for path in self._paths:
                if path.words:
                    found.setdefault(path.words[0], []).append(Path(path.words[1:], path.line))
            self._below = {word: Paths(paths) for word, paths in found.items()}
        return self._below


_NOTHING = Paths(())


def read_paths(lines: list[Line], *, semicolons: bool = True) -> Paths:
    """Both shapes at once; deleted and deactivated statements are left out.

    `semicolons`: Junos ends a leaf with `;`; VyOS ends it with the line.
    """
    found: list[Path] = []
    removed: dict[Words, int] = {}
    curly: list[tuple[Line, Words]] = []
    context: Words = ()
    base: Words = ()
    for order, line in enumerate(lines):
        context = _context(line.text, context)
        base = _shown(line.text, context, base)
        text = _PROMPT.sub("", line.text).strip()
        verb, _, rest = text.partition(" ")
        if verb not in _VERBS:
            curly.append((Line(line.number, text), base))
            continue
        words = _from(context, tuple(word for word in _words(rest) if word not in "{};"))
        if verb == "set":
            found += [_Ordered(path.words, path.line, order) for path in _opened_lists(words, line.number)]
        elif verb in ("delete", "deactivate") and words:
            removed[words] = order if verb == "delete" else len(lines)
        else:
            removed.pop(words, None)
    found += _curly(curly, semicolons=semicolons)
    return Paths(path for path in found if not _is_gone(path, removed)) if removed else Paths(found)


def unwrapped(lines: list[Line]) -> list[Line]:
    """`set` lines of a program's text or a list (`"set …",`, `- 'set …'`) without what is around them."""
    opened = ""
    found = []
    for line in lines:
        start = _WRAPPED.match(line.text)
        opened = start["mark"] if start else opened
        if opened and (start or _COMMAND.match(line.text)):
            text = line.text[start.end() :] if start else line.text
            end = text.rstrip(" ,;)")
            last = end.endswith(opened) and end.count(opened) % 2 == 1
            line = Line(line.number, end[:-1] if last else text)
            opened = "" if last else opened
        found.append(line)
    return found


@dataclass(frozen=True, slots=True)
class _Ordered(Path):
    """A statement of a session, with its place in it."""

    order: int


def _is_gone(path: Path, removed: Mapping[Words, int]) -> bool:
    """Deleted after it was set, or deactivated."""
    order = path.order if isinstance(path, _Ordered) else -1
    return any(removed.get(path.words[:length], -1) > order for length in range(1, len(path.words) + 1))


def _from(context: Words, words: Words) -> Words:
    """Words from the root; a text that starts at the root although the session is further down is taken as it is."""
    rooted = bool(context) and bool(words) and words[0] in (context[0], "security", "interfaces")
    return words if rooted else (*context, *words)


def _shown(text: str, context: Words, base: Words) -> Words:
    """Where the braces that follow stand: behind `show security ike` below that, else where the session is."""
    found = _SHOW.match(text)
    if found is None:
        return context if _BANNER.match(text) else base
    return (*context, *found["path"].split("|")[0].split())


def _context(text: str, context: Words) -> Words:
    """Where in the hierarchy a session is: `[edit security ike]`, `user@fw# edit security ike`, `top`."""
    found = _BANNER.match(text)
    if found is not None:
        return tuple(found["path"].split())
    if not context and "edit " not in text:
        return context
    command = _words(_PROMPT.sub("", text))
    if command[:1] == ["edit"]:
        return (*context, *command[1:])
    if command == ["up"]:
        return context[:-1]
    return () if command in (["top"], ["exit"]) else context


def _words(text: str) -> list[str]:
    return [double or single or plain or mark for double, single, plain, mark in _WORD.findall(text)]


def _opened_lists(words: Words, line: int) -> list[Path]:
    """`a [ b c ]` is `a b` and `a c`."""
    if "[" not in words:
        return [Path(words, line)] if words else []
    start = words.index("[")
    items = [word for word in words[start + 1 :] if word not in "[]"]
    return [Path((*words[:start], item), line) for item in items]


def _curly(lines: list[tuple[Line, Words]], *, semicolons: bool) -> list[Path]:
    found: list[Path] = []
    stack: list[tuple[Words, bool]] = []
    pending: list[str] = []
    for line, base in _without_comments(lines):
        for word in _words(line.text):
            if word == "{" and len(stack) < MAX_DEPTH:
                if semicolons and pending == ["security"] and not (stack and stack[0][0][0] in _HOLDERS):
                    stack = []  # a brace before it was lost
                inactive = "inactive:" in pending or (bool(stack) and stack[-1][1])
                words = tuple(item for item in pending if item not in _MARKS)
                stack.append(((*stack[-1][0], *words) if stack else _from(base, words), inactive))
                pending = []
            elif word in "};":
                found += _leaf(stack, pending, base, line.number)
                pending = []
                if word == "}" and stack:
                    stack.pop()
            elif word != "{":
                pending.append(word)
        if pending and not (semicolons and "[" in pending):
            found += _leaf(stack, pending, (), line.number)  # the line's end ends it, a `;` was lost
            pending = []
    return found


_MARKS = ("inactive:", "protect:", "active:")
_HOLDERS = ("groups", "logical-systems", "tenants")


def _leaf(stack: list[tuple[Words, bool]], pending: list[str], base: Words, line: int) -> list[Path]:
    if not pending or not (stack or base) or "inactive:" in pending or (stack and stack[-1][1]):
        return []
    words = tuple(word for word in pending if word not in _MARKS)
    return _opened_lists((*stack[-1][0], *words) if stack else _from(base, words), line)


def _without_comments(lines: list[tuple[Line, Words]]) -> Iterator[tuple[Line, Words]]:
    inside = False
    for line, base in lines:
        text = line.text
        if inside:
            _, end, text = text.partition("*/")
            inside = not end
        text = re.sub(r"/\*.*?\*/", "", text)
        if "/*" in text:
            text, inside = text.partition("/*")[0], True
        text = re.sub(r"(?:^|\s)(?:##|#|//).*$", "", text) if not inside else text
        yield Line(line.number, text), base
