"""What is wrong with a signature that is not shipped: its causes, its examples, its near misses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from kbapp.knowledge.signatures import Signature

Matcher = Callable[[str], Any]
"""Compiles an admitted pattern so that its search takes linear time."""


def signature_faults(signature: Signature, causes: Collection[str], matcher: Matcher) -> Iterator[str]:
    """The same as the shipped signatures' tests hold, with the linear matcher; for an admitted pattern only."""
    named = {*signature.causes, *([signature.proves] if signature.proves else [])}
    if unknown := named - set(causes):
        yield f"cause {min(unknown)!r} does not exist"
    pattern = matcher(signature.pattern.removeprefix("^"))
    for example in signature.match:
        if not pattern.search(example):
            yield f"does not match its example {example[:80]!r}"
        if not any(literal in example.lower() for literal in signature.literals):
            yield f"none of {', '.join(map(repr, signature.literals))} stands in its example {example[:80]!r}"
    for example in signature.no_match:
        if pattern.search(example):
            yield f"matches its near miss {example[:80]!r}"
