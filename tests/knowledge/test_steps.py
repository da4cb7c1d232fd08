"""A guide that asks step by step: read from its article, walked, refused where it cannot be walked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kbapp.knowledge import Content, load_content
from kbapp.knowledge.steps import step_problems, steps_of, walked
from kbapp.model.text import LANGS
from kbapp.paths import content_dir


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(content_dir())


def test_every_way_through_the_shipped_guides_ends(content: Content) -> None:
    """From each step an end can be reached, and what an end names is there."""
    guides = [pages for pages in content.articles.values() if pages["en"].steps]
    assert guides
    for pages in guides:
        steps = steps_of(pages["en"])
        ending = {name for name, step in steps.items() if any(not answer.next for answer in step.answers)}
        for _ in steps:
            ending |= {name for name, step in steps.items() if any(answer.next in ending for answer in step.answers)}
        assert ending == set(steps)
        ends = {end for step in steps.values() for answer in step.answers for end in answer.ends}
        assert all(content.resolve(end) for end in ends)
        assert {lang: pages[lang].steps for lang in LANGS} == dict.fromkeys(LANGS, True)


def test_a_walk_follows_the_answers(content: Content) -> None:
    steps = steps_of(content.articles["guide-no-traffic"]["en"])
    path, step = walked(steps, [2, 3, 1, 0])
    assert [one.id for one, _ in path] == ["still-up", "one-or-all", "four-counters", "esp-path"]
    assert step is None
    assert path[-1][1].ends == ("esp-blocked", "nat-t-mismatch")
    assert walked(steps, [2, 99])[1] is steps["one-or-all"]
    assert walked({}, [0]) == ([], None)


def test_what_keeps_a_guide_from_being_walked_is_named(content: Content) -> None:
    pages = content.articles["guide-no-traffic"]
    assert not list(step_problems(pages))
    zh = pages["zh"]
    cut = (*zh.sections[:-1], replace(zh.sections[-1], body="nothing to choose"))
    first = replace(zh.sections[1], body=zh.sections[1].body.replace("#one-or-all", "tunnel-drops"))
    broken = replace(zh, sections=(cut[0], first, *cut[2:]))
    found = [problem.message for problem in step_problems({**pages, "zh": broken})]
    assert "a step without answers (`- **…** → …`)" in found
    assert "step right-pair: the answers lead elsewhere than on the English page" in found
    lonely = replace(zh, sections=(*zh.sections, replace(zh.sections[0], id="lonely")))
    assert "a step that no answer leads to" in [one.message for one in step_problems({"zh": lonely, "en": lonely})]
