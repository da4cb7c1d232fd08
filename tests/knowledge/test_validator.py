"""The validator finds each kind of fault, with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kbapp.knowledge.validator import validate
from kbapp.paths import content_dir


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the shipped content that a test may spoil."""
    return Path(shutil.copytree(content_dir(), tmp_path / "content"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def messages(root: Path) -> str:
    return "\n".join(str(problem) for problem in validate(root))


def test_the_shipped_content_is_sound() -> None:
    assert validate(content_dir()) == []


def test_a_missing_translation_is_named(content: Path) -> None:
    (content / "articles/en/causes/psk-mismatch.md").unlink()
    assert "zh/causes/psk-mismatch.md: has no page in en" in messages(content)
    assert "cause psk-mismatch has no page" in messages(content)


def test_a_dead_link_is_named_with_file_and_line(content: Path) -> None:
    path = content / "articles/en/faq/phase-1-failed.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n[x](nowhere#at-all)\n", encoding="utf-8")
    found = messages(content)
    assert "phase-1-failed.md:" in found
    assert "link to 'nowhere#at-all' leads nowhere" in found


def test_sections_that_differ_between_languages_are_named(content: Path) -> None:
    change(content / "articles/zh/faq/phase-1-failed.md", "{#psk-mismatch}", "{#psk-mismatched}")
    assert "has other sections than its English page" in messages(content)


def test_log_blocks_that_differ_between_languages_are_named(content: Path) -> None:
    change(content / "articles/zh/faq/phase-1-failed.md", "could not decrypt payloads", "could not decrypt")
    assert "fenced blocks differ" in messages(content)


def test_a_section_without_id_is_named_with_its_line(content: Path) -> None:
    path = content / "articles/en/faq/phase-2-failed.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n## No id\n", encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert f"phase-2-failed.md:{last}: section without {{#id}}" in messages(content)


def test_raw_html_and_unknown_certainty_are_named(content: Path) -> None:
    path = content / "articles/en/faq/phase-2-failed.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n<script>x</script>\n", encoding="utf-8")
    assert "raw HTML '<script>'" in messages(content)


def test_broken_toml_is_named_with_its_line(content: Path) -> None:
    path = content / "causes.toml"
    path.write_text("[psk-mismatch]\nphases = [1\n", encoding="utf-8")
    assert "causes.toml:" in messages(content)


def test_a_cause_without_home_is_named(content: Path) -> None:
    change(content / "causes.toml", 'home = "phase-1-failed"', 'home = "phase-2-failed"')
    assert "home is phase-2-failed, but its section is in ['phase-1-failed']" in messages(content)


def test_a_remedy_that_is_missing_or_wrong_is_named(content: Path) -> None:
    change(content / "remedies/huawei.toml", '["ike.mode"]', '["ike.mood"]')
    assert "remedies/huawei.toml:" in messages(content)
    assert "'ike.mood' is no parameter of the vocabulary" in messages(content)
    (content / "remedies/huawei.toml").write_text("", encoding="utf-8")
    assert "huawei.toml: says nothing about local.address, remote.address" in messages(content)
    (content / "remedies/huawei.toml").rename(content / "remedies/nobody.toml")
    assert "platform 'nobody' does not exist" in messages(content)


def test_a_trace_of_no_cause_is_named(content: Path) -> None:
    change(content / "traces.toml", '["psk-mismatch/strongswan/ikev2"]', '["psk-mischief/strongswan/ikev2"]')
    assert "traces.toml: cause 'psk-mischief' does not exist" in messages(content)
    change(content / "traces.toml", 'sure = "measured"', 'sure = "somehow"')
    assert "'somehow' is not one of measured, documented" in messages(content)
