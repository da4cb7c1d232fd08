"""A guide that asks step by step: its sections are questions, their list items answers that lead on.

The article itself is the data (`steps = true` in its head): an answer is an item `- **what one sees** → what follows`;
a link to a section of the page leads to the next question, any other link, or none, is an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbapp.knowledge.article import Article
from kbapp.knowledge.errors import Problem
from kbapp.knowledge.markup import links
from kbapp.model.text import Lang

_ANSWER = re.compile(r"^- \*\*(?P<bold>.+?)\*\*(?P<more>.*?)[ ]?→ (?P<then>.+)$", re.MULTILINE)
_NUMBER = re.compile(r"^(?:Step \d+: |第 ?\d+ ?步：)")


@dataclass(frozen=True, slots=True)
class Answer:
    """`words` and `then` are Markdown; `next` is a step's id, or empty at an end, where `ends` are the references."""

    words: str
    then: str
    next: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question; `body` is the Markdown that tells how to find the answer."""

    id: str
    question: str
    body: str
    answers: tuple[Answer, ...]


def steps_of(article: Article) -> dict[str, Step]:
    """The questions in the page's order, by id; the first is where one begins."""
    return {section.id: _step(section.id, section.title, section.body) for section in article.sections}


def _step(name: str, title: str, body: str) -> Step:
    answers = tuple(
        _answer(f"{found['bold']}{found['more']}".strip(), found["then"].strip()) for found in _ANSWER.finditer(body)
    )
    return Step(name, _NUMBER.sub("", title), _ANSWER.sub("", body).strip(), answers)


def _answer(words: str, then: str) -> Answer:
    targets = links(then)
    inside = [target[1:] for target in targets if target.startswith("#")]
    return Answer(words, then, inside[0] if inside else "", () if inside else tuple(targets))


def walked(steps: Mapping[str, Step], choices: Sequence[int]) -> tuple[list[tuple[Step, Answer]], Step | None]:
    """(question, answer) so far, and the question that stands open; `None` at an end. A choice that is none ends it."""
    path: list[tuple[Step, Answer]] = []
    step: Step | None = next(iter(steps.values()), None)
    for choice in choices:
        if step is None or not 0 <= choice < len(step.answers):
            break
        answer = step.answers[choice]
        path.append((step, answer))
        step = steps.get(answer.next)
    return path, step


def step_problems(pages: Mapping[Lang, Article]) -> Iterator[Problem]:
    """What keeps a guide from being walked, in both languages alike."""
    both = {lang: steps_of(page) for lang, page in pages.items()}
    for lang, steps in both.items():
        page = pages[lang]
        reached = _reached(steps)
        for section in page.sections:
            step = steps[section.id]
            if not step.answers:
                yield Problem(page.path, section.line, "a step without answers (`- **…** → …`)")
            if section.id not in reached:
                yield Problem(page.path, section.line, "a step that no answer leads to")
    zh, en = (
        {name: [(a.next, a.ends) for a in step.answers] for name, step in both[lang].items()} for lang in ("zh", "en")
    )
    for name in zh.keys() & en.keys():
        if zh[name] != en[name]:
            yield Problem(pages["zh"].path, None, f"step {name}: the answers lead elsewhere than on the English page")


def _reached(steps: Mapping[str, Step]) -> set[str]:
    found: set[str] = set()
    ahead = list(steps)[:1]
    while ahead:
        name = ahead.pop()
        if name in steps and name not in found:
            found.add(name)
            ahead += [answer.next for answer in steps[name].answers if answer.next]
    return found
