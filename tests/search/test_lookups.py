"""Concepts, directions, pinyin, misspelt words and log lines are recognised one by one."""

from __future__ import annotations

import pytest

from kbapp.search import pinyin
from kbapp.search.concepts import ConceptTable, all_concepts, phrase_rows
from kbapp.search.direction import direction
from kbapp.search.fold import fold
from kbapp.search.loglines import LineTable, agreement, line_words
from kbapp.search.tokens import analysed
from kbapp.search.typos import allowed_edits, completions, nearest

CONCEPTS = ConceptTable(phrase_rows(all_concepts(())))


def concepts(text: str) -> set[str]:
    return set(CONCEPTS.all_in(analysed(fold(text))[1]))


@pytest.mark.parametrize("text", ["group2", "DH 2", "modp1024", "MODP_1024", "DH组2", "dh-group 2"])
def test_all_names_of_a_group_are_one_concept(text: str) -> None:
    assert "~MODP_1024" in concepts(text)
    assert "~MODP_2048" not in concepts(text)


def test_a_phrase_does_not_run_on_over_a_stop() -> None:
    assert "~~one-way" in concepts("one way")
    assert "~~one-way" not in concepts("one, way")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ECS 访问不了本地服务器", 1),
        ("本地服务器访问不了 ECS", -1),
        ("the office cannot reach the ECS", -1),
        ("cannot reach the ECS from the office", -1),
        ("the ECS cannot reach our data center", 1),
        ("ping不通ECS", -1),
        ("本地能访问云上，云上不能访问本地", 1),
        ("the cloud reaches the office, but the office cannot reach the cloud", -1),
        ("从公司可以访问云上，反过来不行", 1),
        ("预共享密钥不一致", 0),
        ("ECS", 0),
    ],
)
def test_direction(text: str, expected: int) -> None:
    assert direction(text, CONCEPTS) == expected


def test_pinyin() -> None:
    assert pinyin.syllables("yemanmoshi") == ("ye", "man", "mo", "shi")
    assert pinyin.syllables("proposal") == ()
    assert list(pinyin.pairs_read_as("mi", "yao", {"密钥", "共享"})) == ["密钥"]
    assert list(pinyin.sounding_like("秘钥", {"密钥", "密码"})) == ["密钥"]


def test_misspelt_words() -> None:
    words = {"tunnel": 5, "funnel": 1, "authentication": 3, "ike": 9}
    assert nearest(words, "tunel", allowed_edits("tunel")) == [("tunnel", 1)]
    assert nearest(words, "authetnicaton", allowed_edits("authetnicaton"))[0] == ("authentication", 2)
    assert nearest(words, "ikr", allowed_edits("ikr")) == []
    assert nearest(words, "channel", allowed_edits("channel")) == []
    assert list(completions(sorted(words), "a")) == ["authentication"]


@pytest.mark.parametrize(
    "pasted",
    [
        "Nov 23 16:33:08 15[IKE] <x|1> IDir 'b.example' does not match to '198.51.100.7'",
        "2026-03-02T10:11:12 gw charon: 09[IKE] IDir '10.0.0.1' does not match to 'cloud.example'",
        "[IKE] IDir xxxx does not match to xxxx",
    ],
)
def test_a_line_is_recognised_with_other_names_and_prefixes(pasted: str) -> None:
    key = " ".join(line_words("idir 'a' does not match to 'b'").strict)
    found = LineTable([key]).find(fold(pasted))
    assert [match.key for match in found] == [key]
    assert line_words(fold(pasted)).strict[0] == "idir"


def test_small_numbers_are_told_apart_and_large_ones_are_not() -> None:
    first = line_words("sending retransmit 1 of request message id 0, seq 1").numbers
    other = line_words("sending retransmit 4 of request message id 0, seq 1").numbers
    second_phase = line_words("sending retransmit 1 of request message id 500041537, seq 3").numbers
    assert agreement(first, first) == 1
    assert agreement(first, other) > agreement(first, second_phase)
