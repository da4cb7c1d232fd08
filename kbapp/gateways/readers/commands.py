"""Commands in sections (VRP, Comware, IOS, ASA, StoneOS). A section opens by its words, not by indentation.

Engineers paste from terminals and chats: the indentation is lost, prompts stand before the commands, several sessions
follow each other. So every line is judged by its words: an opener opens, a word that the section knows belongs to it.
Indentation, separators and prompts only help to tell an unknown line of the section from one that is outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kbapp.gateways.readers.paste import Line, clean_lines
from kbapp.gateways.readers.sections import ADDRESS, Command, Grammar, Kind, Section, Sections, split_words, unquoted

_COMMENT = re.compile(r"(?<!\s)(?:\s+(?:[#!`]|//)(?=[\s`/]|[^\x00-\x7f]|$)|\s{2,}(?:[#!`(]|//|<-|[^\x00-\x7f])).*$")
_VIEW_PROMPT = re.compile(
    r"^\s*(?:HRP_\w+\s*)?(?:\[[~*]?(?P<view>[^\[\]\s][^\[\]]*)\]|<(?P<user>[\w.@-]+)>)\s*(?P<rest>.*)$"
)
_MODE_PROMPT = re.compile(r"^\s*[\w.@:~/-]+(?:\([A-Z]\d[A-Z]\d\))?(?:\((?P<mode>[\w+. /:-]+)\))?[#>]\s*(?P<rest>.*)$")
_PROSE = re.compile(r"(?://|/ /|\*|<!--|!\[|```|\((?!conf)|[^\s\x00-\x7f])|\d{1,2}[.)、]\s*[^\s\x00-\x7f]")
"""How notes between commands begin: comment marks, list marks, Markdown, words that are not ASCII."""
_BEFORE_A_BLANK = re.compile(r"\s(?:source|destination|address|mask)$", re.IGNORECASE)
_NOISE = re.compile(
    r"^%|%%?[A-Z\d][A-Z\d_]*(?:-[A-Z\d_]+)?[-/]\d+[-/][\w()]+|^and a valid access list have been configured"
)
"""What the device says in between: answers to a command, log lines."""
WIDTH = 80
"""Columns of a terminal session: what is typed beyond goes on in the next line."""
SAMPLE = 300_000
"""Characters that tell a format."""
_OUTPUT = re.compile(r"(?:[\w()/-]+ +){0,4}[\w()/-]+ *:(?:\s|$)")
"""What a `display` or `show` command printed (`IKE Proposal: Default`)."""
MAX_DELETIONS = 500
"""One-line commands taken back in one text; more are not looked up (time)."""

_ADDRESS = re.compile(r"\d{1,3}\.[\dxX*]{1,3}\.[\dxX*]{1,3}\.[\dxX*]{1,3}(?:/\d+)?$")

_CLOSERS = frozenset({"quit", "exit", "return", "end", "q", "commit", "end-policy"})
_EXEC = frozenset(
    "display dis show sh do ping tracert traceroute reset clear debugging debug terminal screen-length system-view sys "
    "configure conf write save copy more undo-terminal enable disable-terminal".split()
)


@lru_cache(maxsize=2)
def sample(text: str) -> str:
    """The beginning of a text, clean and without prompts: what the scores of this family look at."""
    lines = []
    for line in clean_lines(text[:SAMPLE]):
        found = _VIEW_PROMPT.match(line.text) or _MODE_PROMPT.match(line.text)
        lines.append((found["rest"] if found else line.text).strip())
    return "\n".join(lines)


def read_commands(lines: Iterable[Line], grammar: Grammar) -> Sections:
    """The sections of a pasted text."""
    walker = _Walker(grammar)
    for line in _whole(lines, wraps=grammar.views):
        walker.take(line)
    return walker.result()


def _whole(lines: Iterable[Line], *, wraps: bool) -> Iterator[Line]:
    """The lines with their continuations: behind a backslash, and where a typed line met the terminal's edge."""
    open_: Line | None = None
    for line in lines:
        if open_ is None:
            open_ = line
            continue
        if not line.text and _goes_on(open_, wraps=wraps):
            continue
        joined = _joined(open_, line, wraps=wraps)
        if joined is None:
            yield open_
        open_ = joined or line
    if open_ is not None:
        yield open_


def _goes_on(line: Line, *, wraps: bool) -> bool:
    """Does it end with a backslash, or at the edge of a terminal where a prompt stands before it?"""
    if line.text.endswith((" \\", "\t\\")):
        return True
    return wraps and bool(line.text) and _missing(line) <= 1 and _VIEW_PROMPT.match(line.text) is not None


def _missing(line: Line) -> int:
    """Columns up to the terminal's edge; what a document put before the prompt does not count."""
    return (line.indent - len(line.text)) % WIDTH


def _joined(line: Line, after: Line, *, wraps: bool) -> Line | None:
    """Both as one line if the second goes on with the first, else `None`; twenty screen lines at most."""
    rest = after.text.strip()
    if not _goes_on(line, wraps=wraps) or len(line.text) > 20 * WIDTH or rest[:1] in "#[<!" or _PROSE.match(rest):
        return None
    if line.text.endswith("\\"):
        return Line(line.number, f"{line.text[:-1].rstrip()} {rest}")
    gap = " " * _missing(line) or (" " if _BEFORE_A_BLANK.search(line.text) and rest == after.text else "")
    return Line(line.number, line.text + gap + after.text[min(line.indent, after.indent) :])


class _Walker:
    """Walks over the lines with the open section in mind."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._found: list[Section] = []
        self._loose: dict[str, Command] = {}
        self._gone: set[int] = set()
        self._deletions = 0
        self._lines: dict[str, Section] = {}
        self._said: dict[tuple[int, str], Command] = {}
        self._by_key: dict[tuple[str, ...], Section] = {}
        self._kinds = {kind.name: kind for kind in grammar.kinds}
        self._views = [kind for kind in grammar.kinds if kind.view]
        self._by_letter: dict[str, list[Kind]] = {}
        for kind in grammar.kinds:
            self._by_letter.setdefault(kind.opener.pattern[0].lower(), []).append(kind)
        self._section: Section | None = None
        self._weak = False
        self._indent = 0
        self._inner = False
        self._helping = False

    def result(self) -> Sections:
        return Sections([s for s in self._found if id(s) not in self._gone], list(self._loose.values()))

    def take(self, line: Line) -> None:
        text, rooted = self._without_prompt(line)
        stripped = text.strip()
        if self._asked_for_help(stripped, prompted=text is not line.text):
            return
        if stripped[:1] in ("#", "!"):
            if len(stripped.strip("#!")) == 0:
                self._close()
            return
        if _PROSE.match(stripped) or _NOISE.search(stripped):
            return
        stripped = _COMMENT.sub("", stripped) if stripped else ""
        words = split_words(stripped)
        if not words or (_OUTPUT.match(stripped) and not self._is_member(words[0])):
            return
        head = words[0].lower()
        if (len(words) == 1 and head in _CLOSERS) or (head in _EXEC and not self._is_member(head)):
            self._close()
        else:
            self._command(line, words, rooted)

    def _asked_for_help(self, command: str, *, prompted: bool) -> bool:
        """`ike peer ?` and what the device answers, until the next prompt."""
        if prompted:
            self._helping = command.endswith("?")
        elif not command or command[0] in "#!":
            self._helping = False
        return self._helping

    def _without_prompt(self, line: Line) -> tuple[str, bool]:
        """The command, and whether its prompt says that no section is open."""
        found = (_VIEW_PROMPT if self.grammar.views else _MODE_PROMPT).match(line.text)
        if found is None:
            return line.text, False
        groups = found.groupdict()
        if self.grammar.views:
            return found["rest"], not self._enter(groups["view"] or "", line)
        return found["rest"], groups["mode"] in (None, "config")

    def _enter(self, prompt: str, line: Line) -> bool:
        """Go where the prompt says that the session is; `False` where it names no section."""
        for kind in self._views:
            found = kind.view.search(prompt) if kind.view else None
            if found:
                key = _key(kind.name, found.groupdict())
                if self._section is None or _key(self._section.kind, self._section.args) != key:
                    self._open(kind, found, line, prompt)
                self._weak = False
                return True
        return False

    def _command(self, line: Line, words: tuple[str, ...], rooted: bool) -> None:
        negated = words[0].lower() == self.grammar.negation and len(words) > 1
        words = words[1:] if negated else words
        text = " ".join(words)
        head = words[0].lower()
        kept = self._keeps(text)
        for kind in () if kept else self._by_letter.get(head[:1], ()):
            found = kind.opener.match(text)
            if found and negated:
                self._delete(kind, found, text)
                return
            if found:
                self._open(kind, found, line, text)
                return
        if head in self.grammar.heads and not kept and self.grammar.globals.match(text):
            self._section = None
            self._aside(Command(line.number, head, words, negated))
            return
        if head.isdigit() and len(words) > 1 and self._is_member(words[1]):
            words, head = words[1:], words[1].lower()  # numbered lines of access lists
        full = self._is_member(words[0])
        if full:
            self._inner = line.indent > self._indent
            self._add(Command(line.number, full, words, negated))
        elif self._section is not None and not self._weak:
            self._stranger(line, Command(line.number, head, words, negated), rooted)
        elif head in self.grammar.heads:
            self._aside(Command(line.number, head, words, negated))

    def _keeps(self, text: str) -> bool:
        if self._section is None or self._weak:
            return False
        keeps = self._kinds[self._section.kind].keeps
        return keeps is not None and keeps(self._section, text)

    def _aside(self, command: Command) -> None:
        """A command about IPsec outside of sections; the last of several equal ones counts."""
        key = ("undo " if command.negated else "") + command.text.lower()
        self._loose.pop(key, None)
        self._loose[key] = command

    def _is_member(self, word: str) -> str:
        """The full word if the open section knows it, also from its beginning (`encr`, `auth`)."""
        if self._section is None or (self._weak and not self._kinds[self._section.kind].sticky):
            return ""
        known, word = self._kinds[self._section.kind].words, word.lower()
        if word in known:
            return word
        if ADDRESS in known and _ADDRESS.match(word):
            return ADDRESS
        if (
            len(word) < self._kinds[self._section.kind].shortest
            or word in self.grammar.heads
            or word in self.grammar.outside
        ):
            return ""
        longer = [full for full in known if full.startswith(word)]
        return longer[0] if len(longer) == 1 else ""

    def _add(self, command: Command) -> None:
        assert self._section is not None  # asked for by _is_member
        self._weak = False
        if command.negated:  # takes back what was said before
            gone = [w.lower() for w in command.words[1:]]
            self._section.commands = [
                other
                for other in self._section.commands
                if other.head != command.head or [w.lower() for w in other.words[1 : len(gone) + 1]] != gone
            ]
        elif (
            self._kinds[self._section.kind].flat or not self._kinds[self._section.kind].sticky
        ):  # said again: the last counts
            key = (id(self._section), command.text)
            said = self._said.get(key)
            commands = self._section.commands
            index = next((i for i, other in enumerate(commands) if other is said), None) if said else None
            if index is not None:
                del commands[index]
            self._said[key] = command
        self._section.commands.append(command)

    def _stranger(self, line: Line, command: Command, rooted: bool) -> None:
        """A line that the open section does not know: outside it, or not understood."""
        section = self._section
        assert section is not None
        indented = line.indent > self._indent
        if not self._kinds[section.kind].ipsec:
            if self._inner and not indented and not rooted:
                self._section = None
            return
        if command.head in self.grammar.heads and not indented:
            self._section = None
            self._aside(command)
        elif rooted or command.head in self.grammar.outside or (self._inner and not indented):
            self._section = None
        else:
            section.unknown.append(command)

    def _open(self, kind: Kind, found: re.Match[str], line: Line, text: str) -> None:
        args = {name: unquoted(value) for name, value in found.groupdict().items() if value is not None}
        key = _key(kind.name, args)
        section = self._by_key.get(key) if kind.words else None
        if section is None:
            section = Section(kind.name, line.number, text, args)
            self._found.append(section)
            self._by_key[key] = section
            if not kind.words:  # the same line again: the last counts
                said = self._lines.get(text)
                self._gone.update([id(said)] if said is not None else [])
                self._lines[text] = section
        else:
            section.args.update(args)
        self._section = section if kind.words else None
        self._weak = False
        self._indent, self._inner = line.indent, False

    def _delete(self, kind: Kind, found: re.Match[str], text: str) -> None:
        """`undo ike peer a`: what was opened before is gone."""
        key = _key(kind.name, found.groupdict())
        gone = self._by_key.pop(key, None) if kind.words else None
        if gone is not None:
            self._gone.add(id(gone))
        elif not kind.words and self._deletions < MAX_DELETIONS:
            self._deletions += 1
            prefix = text.lower()
            self._gone.update(id(s) for s in self._found if s.kind == kind.name and s.text.lower().startswith(prefix))
        self._section = None

    def _close(self) -> None:
        if self._section is not None and self._kinds[self._section.kind].sticky:
            self._weak = True
        else:
            self._section = None


def _key(kind: str, args: Mapping[str, str | None]) -> tuple[str, ...]:
    return (kind, unquoted(args.get("name") or "").casefold(), args.get("seq") or "")
