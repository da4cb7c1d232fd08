"""One tolerant reader for HCL, terminal output of Terraform, JSON with blemishes, and Python's printed dictionaries.

`key = value`, `key: value` and `key {` all make a child; commas are optional; comments, prompts and words that fit
nowhere are passed over. What is no literal is kept as an expression. It never fails but by depth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kbapp.gateways.readers.tree import MAX_DEPTH, Node, Scalar, squash
from kbapp.gateways.registry import UnreadableError
from kbapp.model.text import Text

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\f\v]+)
    |(?P<newline>\n)
    |(?P<comment>\#[^\n]*|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)
    |<<[-~]?(?P<tag>[A-Za-z_]\w*)[^\n]*\n(?P<heredoc>.*?)(?:\n?^[ \t]*(?P=tag)\b|\Z)
    |(?P<string>"(?:\$\{[^{}\n]*\}|\$(?!\{)|[^"\\\n$]|\\.)*"|'(?:[^'\\\n]|\\[^\n])*')
    |(?P<arrow>->)
    |(?P<mark>[{}\[\](),:=])
    |(?P<word>(?:(?!->)[^\s{}\[\](),:="'\#])+|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "none": None}
_CLOSING = {"{": "}", "[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int
    start: int


def read_loose(text: str, first_line: int = 1) -> Node:
    """The whole text as one object; raises `UnreadableError` where it is nested too deeply."""
    return _Parser(text, first_line).body(None, 0)


def read_value(text: str, line: int) -> Node:
    """One literal, list or object."""
    return _Parser(text, line).value(0)


def _tokens(text: str, line: int) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "word"
        if kind not in ("blank", "comment"):
            yield _Token(kind, found["heredoc"] if kind == "heredoc" else found[0], line, found.start())
        line += found[0].count("\n")
    yield _Token("end", "", line, len(text))


class _Parser:
    """Walks over the tokens; the last one is `end` and is never passed."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._tokens = list(_tokens(text, first_line))
        self._at = 0

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def body(self, closing: str | None, depth: int) -> Node:
        """The members up to the closing brace."""
        if depth > MAX_DEPTH:
            raise UnreadableError(Text("嵌套过深", "nested too deeply"))
        node = Node(self._peek().line)
        while (token := self._peek()).kind != "end":
            if token.text == closing and token.kind == "mark":
                self._next()
                break
            if token.kind in ("string", "word") and token.text not in ("+", "-", "~"):
                self._member(node, depth)
            elif token.kind == "mark" and token.text in "{[" and closing is None:
                node.children.append(("", self.value(depth + 1)))
            else:
                self._next()
        return node

    def _member(self, node: Node, depth: int) -> None:
        key = self._next()
        labels: list[str] = []
        while self._peek().kind in ("string", "word"):
            labels.append(_string(self._next()))
        mark = self._peek()
        if mark.kind != "mark" or mark.text not in ("=", ":", "{"):
            return
        if mark.text == "{":
            self._next()
            child = self.body("}", depth + 1)
            child.line, child.labels = key.line, tuple(labels)
        else:
            key = self._tokens[self._at - 1]  # the word before the mark, also where others stand before it
            self._next()
            child = self._given(key, depth)
        child.title = _string(key)
        node.children.append((squash(child.title), child))

    def _given(self, key: _Token, depth: int) -> Node:
        """The value behind `=` or `:`."""
        if self._peek().text == "=":  # `=>` and `:=`
            self._next()
        while self._peek().kind == "newline" and self._tokens[self._at - 1].text == ":":
            self._next()
        child = self.value(depth + 1)
        if child.children:
            child.line = key.line
        return child

    def value(self, depth: int) -> Node:
        """One literal, list or object; what goes on behind a literal makes the whole an expression."""
        if depth > MAX_DEPTH:
            raise UnreadableError(Text("嵌套过深", "nested too deeply"))
        token = self._peek()
        node = Node(token.line)
        if token.text == "{" and token.kind == "mark":
            self._next()
            node = self.body("}", depth)
            node.line = token.line
        elif token.text == "[" and token.kind == "mark":
            self._next()
            node = self._list(depth)
            node.line = token.line
        elif token.kind in ("string", "heredoc"):
            node.scalar = _string(self._next())
        elif token.kind == "word" and (_NUMBER.fullmatch(token.text) or token.text.lower() in _WORDS):
            node.scalar = _scalar(self._next().text)
        elif token.kind in ("newline", "end") or token.text in ("}", "]", ","):
            return node
        else:
            return self._expression(token)
        after = self._peek()
        if after.kind == "arrow":  # a plan: `"old" -> "new"`
            self._next()
            return self.value(depth)
        if token.kind != "mark" and after.kind in ("word", "string", "mark") and after.text not in ("}", "]", ",", ")"):
            return self._expression(token)
        return node

    def _list(self, depth: int) -> Node:
        node = Node(None, is_list=True)
        while (token := self._peek()).kind != "end":
            if token.kind == "mark" and token.text == "]":
                self._next()
                break
            if token.kind in ("newline", "arrow") or token.text in (",", "}", ")", ":", "=", "+", "-", "~"):
                self._next()
                continue
            node.children.append(("", self.value(depth + 1)))
        return node

    def _expression(self, first: _Token) -> Node:
        """The raw text up to the end of the line, or the comma or brace that ends the value."""
        while self._tokens[self._at] is not first:
            self._at -= 1
        opened: list[str] = []
        while (token := self._peek()).kind != "end":
            if not opened and (
                token.kind == "newline" or (token.kind == "mark" and token.text in (",", "}", "]", ")"))
            ):
                break
            if token.kind == "mark" and token.text in _CLOSING:
                opened.append(_CLOSING[token.text])
            elif opened and token.kind == "mark" and token.text == opened[-1]:
                opened.pop()
            self._next()
        text = self._text[first.start : self._peek().start].strip()
        return Node(first.line, re.split(r"\s+(?:#|//)", text)[0], expression=True)


def _string(token: _Token) -> str:
    """The text of a quoted word, its escapes taken out."""
    text = token.text
    if token.kind != "string":
        return text
    if text[0] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            pass
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _scalar(word: str) -> Scalar:
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    return float(word) if "." in word else int(word) if len(word) < 20 else word
