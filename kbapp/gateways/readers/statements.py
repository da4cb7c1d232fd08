"""`set a b c` lines and `a { b c }` blocks of VyOS, EdgeOS and PAN-OS as paths of words with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kbapp.gateways.readers.paste import Line
from kbapp.gateways.readers.paths import MAX_DEPTH, Path, Paths, Words

_LEAD = re.compile(
    r"^\s*(?:\[edit[^\]]*\]\s*)?(?:[\w.-]+@[\w.:()-]+(?:\([\w-]+\))?(?::~)?[>#%$]\s*|[\w./-]*cfg-cmd-wrapper\s+)?"
    r"(?:[-*>\"'`+][-*>\"'`+\s]*(?=(?:set|delete)\s))?"
)
"""A prompt, a script's wrapper, a list's mark or a quotation mark before the command."""

_CHANGED = re.compile(r"^[+>!]\s?(?=\s|\w)")
_TAKEN_AWAY = re.compile(r"^-\s+\S")
_WORD = re.compile(
    r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|((?:\$\{[^{}\s]{1,80}\}|\{\{[^{}\n]{1,80}\}\}|[^\s{};\[\]])+)|([{};\[\]])'
)
_COMMENT_MARK = re.compile(r"(/\*|\*/)")
_SHOW = re.compile(r"(?:run )?show\b[^{]*$")


def read_statements(lines: Iterable[Line], *, semicolons: bool, keep_lists: bool = False) -> Paths:
    """Both shapes at once; what is deleted further down is left out.

    `semicolons`: a leaf ends with `;` (PAN-OS), else with its line (VyOS). `keep_lists`: `a [ b c ]` in a `set` line
    stays one statement, since more settings may follow it; else it is `a b` and `a c`.
    """
    found: list[Path] = []
    blocks: list[tuple[int, list[str]]] = []
    for number, text in _joined(_without_comments(lines)):
        bare = _bare(text)
        verb, _, rest = bare.partition(" ")
        if verb in ("set", "delete"):
            words = tuple(word for word in _words(rest) if word not in "{};")
            if verb == "set":
                found += [Path(words, number)] if keep_lists and words else _opened(words, number)
            elif words:
                found = [path for path in found if path.words[: len(words)] != words]
        elif not _TAKEN_AWAY.match(text) and not (bare != text.strip() and _SHOW.match(bare)):
            blocks.append((number, _words(_CHANGED.sub("", _LEAD.sub("", text, count=1)))))
    found += _curly(blocks, semicolons=semicolons)
    return Paths(found)


def _bare(text: str) -> str:
    """The command without what stands before it, and without the quotation around it (`"set …",`)."""
    lead = _LEAD.match(text)
    before, bare = (lead[0].rstrip(), text[lead.end() :].strip()) if lead else ("", text.strip())
    if before[-1:] in ("'", '"', "`"):
        bare = bare.rstrip(" ,;").removesuffix(before[-1])
    return bare


def _joined(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines that a backslash continues as one, with the first one's number."""
    held: tuple[int, str] | None = None
    for number, text in lines:
        if held and not text.strip():
            continue
        first, before = held or (number, "")
        whole = f"{before} {text.strip()}" if held else text
        if whole.endswith("\\") and len(whole) < 20_000:
            held = (first, whole[:-1].rstrip())
        else:
            held = None
            yield first, whole
    if held:
        yield held


def _words(text: str) -> list[str]:
    """Quotes taken off; a word that begins with `#` begins a comment."""
    words: list[str] = []
    for found in _WORD.finditer(text):
        double, single, plain, mark = found.groups()
        if plain and plain[0] == "#" and (found.start() == 0 or text[found.start() - 1].isspace()):
            break
        quoted = double if double is not None else single
        words.append(quoted if quoted is not None else plain or mark)
    return words


def _opened(words: Words, line: int) -> list[Path]:
    if "[" not in words:
        return [Path(words, line)] if words else []
    start = words.index("[")
    items = [word for word in words[start + 1 :] if word not in ("[", "]")]
    return [Path((*words[:start], item), line) for item in items]


def _curly(lines: Iterable[tuple[int, list[str]]], *, semicolons: bool) -> list[Path]:
    found: list[Path] = []
    stack: list[Words] = []
    pending: list[str] = []
    for number, words in lines:
        for word in words:
            if word == "{":
                outer = stack[-1] if stack else ()
                if pending and len(stack) < MAX_DEPTH:
                    found.append(Path((*outer, *pending), number))
                stack.append((*outer, *pending) if len(stack) < MAX_DEPTH else outer)
                pending = []
            elif word in ("}", ";"):
                found += _opened((*stack[-1], *pending), number) if stack and pending else []
                pending = []
                if word == "}" and stack:
                    stack.pop()
            else:
                pending.append(word)
        if pending and not semicolons:
            found += _opened((*stack[-1], *pending), number) if stack else []
            pending = []
    return found


def _without_comments(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    inside = False
    for line in lines:
        kept: list[str] = []
        for part in _COMMENT_MARK.split(line.text):
            if part == ("*/" if inside else "/*"):
                inside = not inside
            elif not inside:
                kept.append(part)
        yield line.number, "".join(kept)
