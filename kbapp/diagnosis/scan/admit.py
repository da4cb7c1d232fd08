"""May a user's own pattern be used? Only one that cannot hang the program: RE2 is the gate."""

from __future__ import annotations

import re
from typing import Any

from kbapp.diagnosis.scan.literals import offer
from kbapp.model.text import Text

_LONGEST = 1_000
_WILD = re.compile(r"\.\*\??|\\d\+|\\S\+")
"""What a literal rule may hold where RE2 is missing: gaps, a number, a word. None of them can be nested."""
_SPECIAL = re.compile(r"(?<!\\)[.^$*+?{}\[\]()|]|\\[A-Za-z0-9]")


def admit(pattern: str) -> Text | None:
    """Why a pattern is refused; `None` if it may be used."""
    if not pattern or len(pattern) > _LONGEST:
        return Text(
            f"规则为空，或超过 {_LONGEST} 个字符。", f"The pattern is empty, or longer than {_LONGEST} characters."
        )
    refused = _by_re2(pattern)
    if refused is not None:
        return refused
    try:
        found = offer(pattern)
    except re.error as error:
        return Text(f"不是有效的正则表达式：{error}", f"No valid regular expression: {error}")
    if not found.sets:
        return Text(
            "规则里没有至少两个字符的固定文字，会匹配几乎每一行。",
            "The pattern has no plain text of at least two characters: it would match nearly every line.",
        )
    return None


def safe(pattern: str) -> Any:  # noqa: ANN401
    """An admitted pattern, compiled so that its search takes linear time: what a user's own rule is matched with."""
    try:
        import re2
    except ImportError:
        return re.compile(pattern)
    return re2.compile(pattern)


def _by_re2(pattern: str) -> Text | None:
    """RE2's own refusal; where RE2 is missing, all but literal rules are refused."""
    try:
        import re2
    except ImportError:
        return _literal_only(pattern)
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        return Text(f"RE2 不接受：{words}", f"RE2 refuses it: {words}")
    return None


def _literal_only(pattern: str) -> Text | None:
    rest = _WILD.sub(" ", pattern)
    if _SPECIAL.search(rest) is None:
        return None
    return Text(
        "本机没有 RE2，只能使用固定文字，其间可用 .*、\\d+、\\S+。",
        "RE2 is not installed here: only plain text is accepted, with .*, \\d+ and \\S+ in it.",
    )
