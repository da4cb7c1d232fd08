"""The service: the right section first, in either language, and nothing where nothing is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbapp.knowledge import Content
from kbapp.model.text import LANGS, Lang
from kbapp.search import SearchService

PSK = "phase-1-failed#psk-mismatch"


def first(service: SearchService, query: str, lang: Lang = "zh") -> str | None:
    hits = service.search(query, lang).hits
    return hits[0].reference if hits else None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "query",
    [
        "预共享密钥不一致",
        "Pre-shared keys differ",
        "psk mismatch",
        "共享密钥 不同",
        "PskMismatch",
        "ｐｓｋｍｉｓｍａｔｃｈ",
        "預共享密鑰",
        "预共享秘钥",
        "pre-shraed keys",
        "yugongxiangmiyao",
        "ygxmy",
        "密钥不匹配",
        "HASH_V1",
        "Nov 23 16:33:08 15[ENC] <x|1> invalid HASH_V1 payload length, decryption failed?",
        "stray blanks",
    ],
)
def test_a_cause_is_found_by_all_its_names(service: SearchService, query: str, lang: Lang) -> None:
    assert first(service, query, lang) == PSK


def test_a_hit_is_shown_in_the_asked_language(service: SearchService) -> None:
    (hit, *_) = service.search("预共享密钥不一致", "en").hits
    assert (hit.lang, hit.title, hit.causes) == ("en", "Pre-shared keys differ", ("psk-mismatch",))
    assert "keys differ" in hit.snippet


@pytest.mark.parametrize(
    ("query", "reference"),
    [
        ("ECS 访问不了本地服务器", "cloud-to-onprem-fails"),
        ("本地服务器访问不了 ECS", "onprem-to-cloud-fails"),
        ("the office cannot reach the ECS", "onprem-to-cloud-fails"),
        ("modp1024", "phase-1-failed#ike-dh-mismatch"),
        ("DH2", "phase-1-failed#ike-dh-mismatch"),
        ("172.30.96.0/19", "phase-1-failed#ike-dh-mismatch"),
        ("172.30.", "phase-1-failed#ike-dh-mismatch"),
        ("sending retransmit 3 of request message ID 0, seq 1", "phase-1-failed#peer-not-responding"),
        ("sending retransmit 3 of request message ID 0, seq 3", "phase-1-failed#udp4500-blocked"),
        ("华为 查看状态", "huawei#state"),
        ("phase 1 negotiation failed", "phase-1-failed"),
    ],
)
def test_the_right_place_is_first(service: SearchService, query: str, reference: str) -> None:
    assert first(service, query) == reference


@pytest.mark.parametrize(
    "query",
    [
        "chocolate cake recipe",
        "今天天气怎么样",
        "zzxxqq",
        "",
        "   ",
        "!!! ???",
        "()[]{}",
        '"',
        "\x00\x01",
        "AND OR NOT",
    ],
)
def test_nonsense_finds_nothing(service: SearchService, query: str) -> None:
    assert service.search(query, "zh").hits == ()


@pytest.mark.parametrize("typed", ["p", "pr", "pre", "pre-sh", "预", "预共", "Psk", "retr", "172"])
def test_the_beginning_of_a_word_finds_it(service: SearchService, typed: str) -> None:
    assert service.search(typed, "zh").hits


def test_did_you_mean_only_where_nothing_was_found(service: SearchService) -> None:
    found = service.search("retransmti", "en")
    assert found.hits
    assert found.did_you_mean is None
    missed = service.search("retrnsmt", "en")
    assert (missed.hits, missed.did_you_mean) == ((), "retransmit")


def test_what_was_opened_breaks_ties(service: SearchService) -> None:
    plain = [hit.reference for hit in service.search("retransmit request message", "en").hits]
    boosted = service.search("retransmit request message", "en", boost={plain[1]: 3}).hits
    assert boosted[0].reference in plain[:2]
    assert first(service, "psk mismatch", "en") == PSK
    opened = service.search("psk mismatch", "en", boost={"phase-1-failed#id-mismatch": 50}).hits
    assert opened[0].reference == PSK


def test_a_section_of_a_platform_is_shown_with_its_page(service: SearchService) -> None:
    assert service.search("华为 查看状态", "en").hits[0].title == "Huawei firewall · See the state"


def test_limit(service: SearchService) -> None:
    assert len(service.search("mismatch", "en", limit=2).hits) == 2
    assert service.search("mismatch", "en", limit=0).hits == ()


def test_marks_are_spans_of_the_snippet(service: SearchService) -> None:
    (hit, *_) = service.search("message parsing", "en").hits
    assert "parsing" in {hit.snippet[start:end] for start, end in hit.marks}
    assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
    assert list(hit.marks) == sorted(hit.marks)


@pytest.mark.parametrize(
    "query", ["a" * 100_000, "密" * 100_000, "psk " * 25_000, "received x\n" * 10_000, "(((" * 30_000, "_" * 100_000]
)
def test_a_huge_query_is_answered_in_bounded_time(service: SearchService, query: str) -> None:
    started = time.process_time()
    service.search(query, "zh")
    assert time.process_time() - started < 1.0


@settings(max_examples=150, deadline=None)
@given(query=st.text(max_size=300))
def test_any_query_is_answered(small: Content, query: str) -> None:
    service = _kept(small)
    for hit in service.search(query, "en").hits:
        assert hit.score == hit.score
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


_KEPT: dict[str, SearchService] = {}


def _kept(content: Content) -> SearchService:
    return _KEPT.setdefault(content.version, SearchService(content))
