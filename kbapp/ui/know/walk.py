"""The pages of a guide that asks step by step: the way so far, one question, its answers; at an end what it means."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kbapp.knowledge.steps import Answer, Step, steps_of, walked
from kbapp.ui.i18n import translate
from kbapp.ui.know.pages import labels
from kbapp.ui.know.render import Page, box, chip, inline, render

if TYPE_CHECKING:
    from kbapp.knowledge import Article, Content

SIGN = "!"
"""`guide-no-traffic!0.2`: the page of a guide after its answers 0 and 2."""
SCHEME = "walk"


def split(page: str) -> tuple[str, list[int]]:
    """The guide and the answers that were given."""
    name, _, given = page.partition(SIGN)
    return name, [int(part) for part in given.split(".") if part.isdigit()]


def is_walk(page: str) -> bool:
    return SIGN in page[1:]


def walk_page(content: Content, article: Article, choices: Sequence[int]) -> Page:
    """The page after these answers."""
    path, step = walked(steps_of(article), choices)
    done = list(choices[: len(path)])
    head = chip_line(article) + _way(path, done, ended=step is None)
    if step is not None:
        text = f"# {_capital(step.question)}\n\n{step.body}"
        return render(text, labels(), head, _answers(step, done) + _below(done))
    return render(_end(content, article, path[-1][1] if path else None), labels(), head, _below(done))


def causes_at(content: Content, article: Article, choices: Sequence[int]) -> tuple[str, ...]:
    """The causes that the end names; none on the way."""
    path, step = walked(steps_of(article), choices)
    ends = path[-1][1].ends if path and step is None else ()
    return tuple(name for name in ends if name in content.causes)


def chip_line(article: Article) -> str:
    words = f"{translate('Walk', 'Step by step')}  ·  {article.short or article.title}"
    return f'<p style="margin-bottom:2px">{chip(words)}</p>'


def invitation(article: Article) -> str:
    """A card on the guide's own page that begins the walk."""
    title = html.escape(translate("Walk", "Go through it step by step"))
    lead = html.escape(translate("Walk", "One question at a time; your answer leads to the next, and to the cause."))
    return _card(f"{SCHEME}:", title, lead) if article.steps else ""


def _way(path: Sequence[tuple[Step, Answer]], done: Sequence[int], *, ended: bool) -> str:
    """What was asked and answered; each line leads back to its question."""
    rows = []
    for place, (step, answer) in enumerate(path):
        back = ".".join(map(str, done[:place]))
        question = html.escape(_capital(step.question), quote=False)
        words = inline(answer.words)
        last = ended and place == len(path) - 1
        gap = 20 if place == len(path) - 1 else 3
        rows.append(
            f'<p style="margin-bottom:{gap}px"><a href="{SCHEME}:{back}">{place + 1}. {question}</a>'
            f'<span class="muted">&nbsp;&nbsp;{"" if last else words}</span></p>'
        )
    return "".join(rows)


def _answers(step: Step, done: Sequence[int]) -> str:
    cards = []
    for number, answer in enumerate(step.answers):
        target = ".".join(map(str, [*done, number]))
        cards.append(_card(f"{SCHEME}:{target}", inline(answer.words), ""))
    return "".join(cards)


def _card(target: str, title: str, lead: str) -> str:
    below = f'<br/><span class="muted" style="font-size:13px">{lead}</span>' if lead else ""
    link = f'<a class="card" href="{target}"><span style="font-weight:700">{title}</span></a>{below}'
    return box("card", f'<tr><td style="padding:10px 16px 6px 16px">{link}</td></tr>')


def _below(done: Sequence[int]) -> str:
    """One step back, from the beginning, the whole guide."""
    links = []
    if done:
        back = ".".join(map(str, done[:-1]))
        links.append((f"{SCHEME}:{back}", translate("Walk", "One question back")))
        links.append((f"{SCHEME}:", translate("Walk", "From the beginning")))
    links.append((f"{SCHEME}:all", translate("Walk", "The whole guide on one page")))
    joined = "&nbsp;&nbsp;·&nbsp;&nbsp;".join(f'<a href="{target}">{html.escape(words)}</a>' for target, words in links)
    return f'<p style="margin-top:18px">{joined}</p>'


def _end(content: Content, article: Article, answer: Answer | None) -> str:
    """What the last answer means, as Markdown: of each cause what it is, how to settle it, what to change."""
    if answer is None:
        return f"# {article.title}"
    parts = [f"# {answer.words}", _capital(answer.then)]
    for name in answer.ends:
        parts += _of_end(content, article, name)
    return "\n\n".join(parts)


def _of_end(content: Content, article: Article, reference: str) -> Iterable[str]:
    name = reference.partition("#")[0]
    page = content.articles[name][article.lang] if name in content.articles else None
    cause = content.causes.get(name)
    if page is None or cause is None:
        return
    yield f"## {cause.title.get(article.lang)} {{#{name}}}"
    yield cause.summary.get(article.lang)
    confirm = page.section("confirm")
    if confirm is not None:
        yield f"### {confirm.title}\n\n{confirm.body}"
    yield f"### {translate('Walk', 'What to change')}\n\n{cause.fix.get(article.lang)}"
    yield f"[{translate('Walk', 'All about this cause')}]({name})"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
