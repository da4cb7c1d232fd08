"""References lead where a user expects."""

from __future__ import annotations

import pytest

from kbapp.knowledge import Content, Place, load_content
from kbapp.paths import content_dir

SEED_ARTICLES = (
    "phase-1-failed",
    "phase-2-failed",
    "cloud-to-onprem-fails",
    "onprem-to-cloud-fails",
    "some-subnets-fail",
    "one-way-huawei-nat",
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(content_dir())


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("psk-mismatch", Place("psk-mismatch")),
        ("phase-1-failed#psk-mismatch", Place("phase-1-failed", "psk-mismatch")),
        ("Phase-1-Failed#PSK-mismatch", Place("phase-1-failed", "psk-mismatch")),
        ("pskmismatch", Place("PskMismatch")),
        ("nothing-here", None),
        ("phase-1-failed#nothing-here", None),
        ("", None),
        ("#", None),
    ],
)
def test_references(content: Content, reference: str, place: Place | None) -> None:
    assert content.resolve(reference) == place


@pytest.mark.parametrize("article", SEED_ARTICLES)
def test_the_seeds_articles_are_there_in_both_languages(content: Content, article: str) -> None:
    assert set(content.articles[article]) == {"zh", "en"}


def test_every_finding_of_a_cause_links_to_a_section(content: Content) -> None:
    for cause in content.causes.values():
        assert content.resolve(cause.article) == Place(cause.home, cause.id)
        assert content.resolve(cause.id) == Place(cause.id)
