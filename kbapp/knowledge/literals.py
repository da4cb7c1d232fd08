"""The literal that every match of a pattern must hold: what a fast scan looks for first."""

from __future__ import annotations

_QUANTIFIERS = "*?{"
_CLASSES = frozenset("dDwWsSbBAZz")


def required_literal(pattern: str) -> str:
    """The longest run of plain characters outside groups, classes and optional parts; `""` if there is none.

    Deliberately simple: nothing inside parentheses counts, and a `|` at the top level gives `""`.
    """
    runs: list[str] = []
    run = ""
    position = _after_flags(pattern)
    while position < len(pattern):
        char, width = _token(pattern, position)
        position += width
        if char == "|" and width == 1:
            return ""
        following = pattern[position : position + 1]
        if (len(char) == 1 and following not in ("", *_QUANTIFIERS)) or (len(char) == 1 and following == ""):
            run += char
        else:
            runs.append(run)
            run = ""
        if following == "+":
            runs.append(run)
            run = ""
        position += _quantifier(pattern, position)
    runs.append(run)
    return max(runs, key=len)


def _after_flags(pattern: str) -> int:
    return 4 if pattern.startswith("(?i)") else 0


def _token(pattern: str, position: int) -> tuple[str, int]:
    """(literal character, width), or ("", width) / ("|", 1) for what is none."""
    char = pattern[position]
    if char == "\\":
        escaped = pattern[position + 1 : position + 2]
        return ("", 2) if escaped in _CLASSES else (_unescaped(escaped), 2)
    if char == "(":
        return "", _closing(pattern, position) - position + 1
    if char == "[":
        return "", _class_end(pattern, position) - position + 1
    if char in ".^$":
        return "", 1
    return char, 1


def _unescaped(escaped: str) -> str:
    return {"t": "\t", "n": "\n"}.get(escaped, escaped)


def _class_end(pattern: str, position: int) -> int:
    position += 2 if pattern[position + 1 : position + 2] == "^" else 1
    position += 1 if pattern[position : position + 1] == "]" else 0
    while position < len(pattern) and pattern[position] != "]":
        position += 2 if pattern[position] == "\\" else 1
    return position


def _closing(pattern: str, position: int) -> int:
    depth = 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        elif char == "[":
            position = _class_end(pattern, position)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return len(pattern) - 1


def _quantifier(pattern: str, position: int) -> int:
    """The width of a quantifier, a lazy mark included."""
    if position >= len(pattern) or pattern[position] not in "*+?{":
        return 0
    end = pattern.find("}", position) if pattern[position] == "{" else position
    width = end - position + 1
    return width + (1 if pattern[position + width : position + width + 1] == "?" else 0)
