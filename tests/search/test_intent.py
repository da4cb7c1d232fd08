"""What a question wants beside its words: a phase, a platform's page, two values of one parameter; and who decides."""

from __future__ import annotations

import pytest

from kbapp.knowledge import Content
from kbapp.search import SearchService
from kbapp.search.commonwords import is_common
from tests.search.quality import load_cases


@pytest.mark.parametrize(
    ("query", "article"),
    [
        ("phase 1 no common proposal", "phase-1-failed"),
        ("phase 2 no common proposal", "phase-2-failed"),
        ("phase 1 is up, phase 2 failed", "phase-2-failed"),
        ("juniper debug", "platform-juniper"),
        ("山石 查看状态", "platform-hillstone"),
        ("hillstone default", "platform-hillstone"),
        ("PeerMismatch", "PeerMismatch"),
    ],
)
def test_the_article_that_is_meant_is_first(shipped_service: SearchService, query: str, article: str) -> None:
    assert [hit.article for hit in shipped_service.search(query, "en").hits[:1]] == [article]


@pytest.mark.parametrize(
    ("query", "cause"),
    [
        ("3des here, aes-256 there", "encryption-mismatch"),
        ("一端 md5 一端 sha256", "hash-mismatch"),
        ("group5 / group14", "dh-mismatch"),
        ("our main mode, their aggressive mode", "ike-mode-mismatch"),
        ("一头 ikev1 一头 ikev2", "ike-version-mismatch"),
    ],
)
def test_two_values_of_a_parameter_are_a_mismatch_of_it(shipped_service: SearchService, query: str, cause: str) -> None:
    first, *_ = shipped_service.search(query, "zh").hits
    assert first.causes
    assert first.causes[0].endswith(cause)


def test_words_of_every_day_are_told_by_their_stem() -> None:
    assert is_common("happening")
    assert is_common("推荐")
    assert not is_common("tunnel")


def test_every_place_of_the_query_set_exists(shipped: Content) -> None:
    places = set(shipped.articles) | set(shipped.causes)
    for pages in shipped.articles.values():
        places |= {f"{pages['en'].id}#{section.id}" for section in pages["en"].sections}
    assert {place for case in load_cases() for place in case.places} <= places
