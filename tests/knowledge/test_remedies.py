"""Remedies: what is shipped covers the form, and every fault is named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbapp.knowledge import ContentError
from kbapp.knowledge.remedies import load_remedies, read_remedies
from kbapp.model.parameters import PARAMETERS
from kbapp.paths import content_dir

GOOD = """
["ike.mode"]
show = ["display ike peer"]
change = ["ike peer {peer}", " exchange-mode {value}"]
undo = ["ike peer {peer}", " exchange-mode {old}"]
words = { main = "main", aggressive = "aggressive" }
sure = "documented"
"""
PLATFORMS = ("alibaba-cloud", "strongswan", "huawei", "h3c", "cisco-ios", "cisco-asa", "juniper", "fortigate")


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("version", ["ikev1", "ikev2"])
def test_every_parameter_has_a_remedy(platform: str, version: str) -> None:
    found = load_remedies(content_dir() / "remedies")[platform]
    for parameter in PARAMETERS:
        remedy = found.find(parameter.name, version)
        assert remedy is not None, parameter.name
        assert remedy.version in (version, None) or parameter.name in ("ike.mode", "ike.prf")


def test_a_version_of_its_own_wins(tmp_path: Path) -> None:
    path = tmp_path / "h3c.toml"
    path.write_text(GOOD + GOOD.replace("ike.mode", "ike.mode@ikev1").replace("peer {peer}", "profile {profile}"))
    found = read_remedies(path)
    own, general = found.find("ike.mode", "ikev1"), found.find("ike.mode", "ikev2")
    assert own is not None
    assert general is not None
    assert (own.change[0].en, general.change[0].en) == ("ike profile {profile}", "ike peer {peer}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ike.mode", "ike.mood", "'ike.mood' is no parameter"),
        ("ike.mode", "ike.mode@ikev3", "@ikev3 is not one of"),
        ("{value}", "main", "change names no value"),
        ("{peer}", "{pear}", "unknown placeholder {pear}"),
        ("documented", "sure", "sure 'sure' is not one of"),
        ('main = "main"', 'mean = "main"', "no such values: mean"),
        ("undo =", "redo =", "unknown keys: redo"),
        ('show = ["display ike peer"]', "", "show is missing"),
        ('words = { main = "main", aggressive = "aggressive" }', "", "words are needed"),
        ("sure =", 'fixed = { zh = "无", en = "none" }\nsure =', "is fixed, and says how to change it"),
        ('["display ike peer"]', '[{ en = "only English" }]', "must have zh and en"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "huawei.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_remedies(path)
    assert message in str(caught.value)
    assert f"{path}:2: " in str(caught.value)
