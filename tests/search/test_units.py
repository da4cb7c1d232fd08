"""What can be a hit."""

from __future__ import annotations

from kbapp.knowledge import Content
from kbapp.search.plain import plain
from kbapp.search.units import units_of


def test_a_cause_is_one_unit_with_its_own_page(small: Content) -> None:
    units = [unit for unit in units_of(small) if "psk-mismatch" in unit.causes and unit.kind == "faq"]
    assert [unit.reference for unit in units] == ["phase-1-failed#psk-mismatch"]
    assert "stray blanks" in units[0].body.en
    assert not any(unit.article == "psk-mismatch" for unit in units_of(small))


def test_heads_sections_and_codes_are_units(small: Content) -> None:
    references = [unit.reference for unit in units_of(small)]
    assert {"phase-1-failed", "phase-1-failed#ike-dh-mismatch", "PskMismatch", "huawei#state"} < set(references)
    assert len(references) == len(set(references))


def test_markdown_is_taken_off() -> None:
    text = "## Title {#x}\n\n**Bold** [link](psk-mismatch) `code`\n\n```log\nline [ N(X) ]\n```\n\n"
    text += "| a | b |\n|-|-|\n| c | d |"
    assert plain(text) == "Title · Bold link code line [ N(X) ] a b c d"
