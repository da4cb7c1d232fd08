"""Text is cut so that what an engineer types meets what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbapp.search.fold import fold, squeezed
from kbapp.search.tokens import pieces, scan, token_atoms, token_terms


def terms(text: str) -> list[str]:
    return [term for token in scan(fold(text)) for term in token_terms(token)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预共享密钥", ["预共", "共享", "享密", "密钥"]),
        ("钥", ["钥"]),
        ("mismatched mismatches", ["mismatch", "mismatch"]),
        ("172.30.96.0/19", ["172.30.96.0", "172.30.96.0/19"]),
        ("10.0.0.1", ["10.0.0.1"]),
        ("HASH_V1", ["hashv1", "hash", "v1"]),
        ("the 了 of", ["了"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_code_is_found_whole_and_in_parts() -> None:
    found = terms("NO_PROPOSAL_CHOSEN")
    assert {"propos", "chosen"} < set(found)
    assert found[0] == terms("no-proposal-chosen")[0] == terms("NoProposalChosen")[0]


def test_camel_case_is_cut_and_abbreviations_are_not() -> None:
    assert pieces("PskMismatch") == ("psk", "mismatch")
    assert pieces("IPsec") == ("ipsec",)
    assert pieces("IKEv2") == ("ikev2",)


def test_traditional_and_full_width_are_the_same_text() -> None:
    assert fold("預共享密鑰") == fold("预共享密钥")
    assert squeezed("ＰｓｋＭｉｓｍａｔｃｈ（１）") == "pskmismatch1"
    assert terms("華為防火牆") == terms("华为防火墙")


def test_a_group_is_one_phrase_however_it_is_written() -> None:
    spellings = ("group2", "group 2", "GROUP-2", "Group_2")
    assert {tuple(atom for token in scan(fold(text)) for atom in token_atoms(token)) for text in spellings} == {
        ("group", "2")
    }


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    folded = fold(text)
    for token in scan(folded):
        assert folded[token.start : token.end] == token.text
        assert all(token_terms(token)) or token.kind == "stop"
