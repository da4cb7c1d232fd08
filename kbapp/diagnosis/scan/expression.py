"""A signature's pattern as Hyperscan gets it: on bytes, within one line, cut so that it is reported once a match.

The expression finds at least the lines that the pattern matches. Where it finds exactly those, as long as a line is
plain ASCII, a report needs no second look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kbapp.diagnosis.scan.pattern import ENDLESS, REPEATS, Chars, Item, branches, chars, encodings, inner, op, parse

_WIDE = b"[\\x80-\\xff]{1,4}"
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_BLANK = frozenset("\t \x1c\x1d\x1e\x1f")


@dataclass(frozen=True, slots=True)
class Expression:
    """`exact`: on a plain ASCII line a report is a match. `blank_end`: unless the line ends in blanks."""

    text: bytes
    caseless: bool
    exact: bool
    blank_end: bool


def expression(pattern: str) -> Expression:
    """Translate one pattern. Raises `ValueError` for what has no translation, `re.error` for what is no pattern."""
    items, caseless = parse(pattern)
    bare, exact = _without_anchors(items)
    cut = _trimmed(_trimmed(bare, last=True), last=False)
    if not cut:
        raise ValueError(f"{pattern!r} matches every line")
    return Expression(_sequence(cut), caseless or "(?i" in pattern, exact, _may_end_blank(cut))


def _without_anchors(items: list[Item]) -> tuple[list[Item], bool]:
    """Anchors hold for the message, which is not the line; a boundary beside a wide character is left out."""
    kept: list[Item] = []
    exact = True
    for place, item in enumerate(items):
        kind, value = item
        if kind is op.AT and not (value is op.AT_BOUNDARY and _beside_word(items, place)):
            exact = False
        elif kind is op.BRANCH:
            found = [_without_anchors(branch) for branch in branches(item)]
            exact &= all(one for _, one in found)
            kept.append((kind, (None, [branch for branch, _ in found])))
        elif kind is op.SUBPATTERN or kind in REPEATS:
            inside, one = _without_anchors(inner(item))
            exact &= one and not (kind is op.SUBPATTERN and (value[1] or value[2]))
            kept.append((kind, (*value[:-1], inside)))
        else:
            kept.append(item)
    return kept, exact


def _beside_word(items: list[Item], place: int) -> bool:
    """A neighbour that is surely an ASCII word character: there a byte's boundary is at least a character's."""
    for side in (items[place - 1 : place] if place else [], items[place + 1 : place + 2]):
        found = chars(side[0]) if side else None
        if found is not None and not found.wide and found.ascii <= _WORD:
            return True
    return False


def _trimmed(items: list[Item], last: bool) -> list[Item]:
    """Without what may be absent at the end (or the start), and with what repeats there as few times as it may."""
    items = list(items)
    end = -1 if last else 0
    while items:
        kind, value = item = items[end]
        if kind in REPEATS and value[0] == 0:
            items.pop(end)
        elif kind in REPEATS and value[0] == 1:
            _replace(items, end, inner(item))
        elif kind in REPEATS:
            items[end] = (kind, (value[0], value[0], value[2]))
            break
        elif kind is op.SUBPATTERN:
            _replace(items, end, inner(item))
        elif kind is op.BRANCH:
            cut = [_trimmed(branch, last) for branch in branches(item)]
            if all(cut):
                items[end] = (kind, (None, cut))
                break
            items.pop(end)
        else:
            break
    return items


def _replace(items: list[Item], end: int, by: list[Item]) -> None:
    items[:] = [*items[:-1], *by] if end else [*by, *items[1:]]


def _may_end_blank(items: list[Item]) -> bool:
    """The last character may be a blank: the line's blank end, which is no part of the message, could be taken."""
    kind, _ = item = items[-1]
    if kind is op.BRANCH:
        return any(not branch or _may_end_blank(branch) for branch in branches(item))
    if kind in REPEATS or kind is op.SUBPATTERN:
        return _may_end_blank(inner(item))
    found = chars(item)
    return found is None or bool(found.ascii & _BLANK)


def _sequence(items: list[Item]) -> bytes:
    return b"".join(_item(item) for item in items)


def _item(item: Item) -> bytes:
    kind, value = item
    if kind is op.LITERAL:
        return _literal(chr(value))
    found = chars(item)
    if found is not None:
        return _set(found)
    writer = _WRITERS.get(kind)
    if writer is None:
        raise ValueError(f"{kind} has no translation")
    return writer(item)


def _literal(char: str) -> bytes:
    shapes = [b"".join(b"\\x%02x" % byte for byte in data) for data in encodings(char)]
    if char.isascii() and (char.isalnum() or char in " _-:;,<>=!#%&~/'\"@"):
        return char.encode()
    return shapes[0] if len(shapes) == 1 and char.isascii() else b"(?:" + b"|".join(shapes) + b")"


def _set(found: Chars, endless: bool = False) -> bytes:
    """A class of bytes. A wide character is several bytes, which only an endless repeat may count one by one."""
    bytes_ = sorted(ord(char) for char in found.ascii)
    parts: list[bytes] = []
    start = 0
    for place, byte in enumerate(bytes_):
        if place + 1 == len(bytes_) or bytes_[place + 1] != byte + 1:
            parts.append(b"\\x%02x-\\x%02x" % (bytes_[start], byte))
            start = place + 1
    narrow = b"".join(parts)
    if not found.wide:
        return b"[" + narrow + b"]"
    if endless:
        return b"[" + narrow + b"\\x80-\\xff]"
    return b"(?:[" + narrow + b"]|" + _WIDE + b")" if narrow else _WIDE


def _branch(item: Item) -> bytes:
    return b"(?:" + b"|".join(_sequence(branch) for branch in branches(item)) + b")"


def _group(item: Item) -> bytes:
    return b"(?:" + _sequence(inner(item)) + b")"


def _repeat(item: Item) -> bytes:
    low, high, _ = item[1]
    inside = inner(item)
    if high is ENDLESS:
        one = chars(inside[0]) if len(inside) == 1 and inside[0][0] is not op.LITERAL else None
        text = _group(item) if one is None else _set(one, endless=True)
        return text + (b"*" if low == 0 else b"+" if low == 1 else b"{%d,}" % low)
    return _group(item) + (b"?" if (low, high) == (0, 1) else b"{%d,%d}" % (low, high))


def _boundary(item: Item) -> bytes:  # noqa: ARG001
    return b"\\b"


_WRITERS: dict[object, Callable[[Item], bytes]] = {
    op.BRANCH: _branch,
    op.SUBPATTERN: _group,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.AT: _boundary,
}
