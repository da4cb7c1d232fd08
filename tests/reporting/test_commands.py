"""The commands that mend a row, on either side, in each platform's own words."""

from __future__ import annotations

from typing import Any

import pytest

from kbapp.gateways.writing import MODULES, write_gateway
from kbapp.knowledge.remedies import load_remedies
from kbapp.paths import content_dir
from kbapp.reporting.commands import SIDES, Commands, SideName, row_commands
from tests.reporting.pairs import KEY, gateway, pair

REMEDIES = load_remedies(content_dir() / "remedies")
PLATFORMS = sorted(set(REMEDIES) - {"alibaba-cloud", "strongswan-ipsec"})


def commands(platform: str, field: str, side: SideName, site: dict[str, Any] | None = None, **cloud: Any) -> Commands:
    comparison = pair(platform, site, **cloud)
    row = next(row for row in comparison.fields if row.field == field)
    found = row_commands(comparison, row, side, REMEDIES)
    assert found is not None
    return found


def lines(found: Commands) -> str:
    return "\n".join(line.en for line in found.change)


@pytest.mark.parametrize(
    ("platform", "line"),
    [
        ("huawei", " dh group2"),
        ("h3c", " dh group2"),
        ("cisco-ios", " group 2"),
        ("cisco-asa", " group 2"),
        ("juniper", "set security ike proposal <proposal> dh-group group2"),
        ("fortigate", "        set dhgrp 2"),
        ("strongswan", "proposals = aes256-sha1-modp1024"),
    ],
)
def test_the_change_is_in_the_platforms_words(platform: str, line: str) -> None:
    found = commands(platform, "ike.dh_groups", "right", ike__dh_groups=["group2"])
    assert line in lines(found).split("\n")
    assert any("14" in text.en or "modp2048" in text.en for text in found.undo)
    assert found.show


def test_the_clouds_change_is_a_path_in_both_languages() -> None:
    found = commands("huawei", "ike.dh_groups", "left", ike__dh_groups=["group2"])
    assert found.change[0].zh.endswith("DH 分组：group14")
    assert found.change[0].en.endswith("DH Group: group14")


def test_a_version_decides_the_family_of_commands() -> None:
    for version, line in (("ikev1", "crypto isakmp policy <policy>"), ("ikev2", "crypto ikev2 proposal <proposal>")):
        site = {"ike__version": version}
        found = commands("cisco-ios", "ike.encryption", "right", site, ike__version=version, ike__encryption=["3des"])
        assert lines(found).split("\n") == [line, " encryption 3des"]


def test_the_networks_of_an_access_list_go_pair_by_pair() -> None:
    found = commands("cisco-asa", "local.subnets", "right", local__subnets=["172.16.1.0/24", "172.16.2.0/24"])
    assert lines(found).split("\n") == [
        "no access-list <acl> extended permit ip 192.168.10.0 255.255.255.0 172.16.0.0 255.255.255.0",
        "access-list <acl> extended permit ip 192.168.10.0 255.255.255.0 172.16.1.0 255.255.255.0",
        "access-list <acl> extended permit ip 192.168.10.0 255.255.255.0 172.16.2.0 255.255.255.0",
    ]


def test_no_pfs_is_a_command_of_its_own_and_so_is_the_way_back() -> None:
    found = commands("huawei", "esp.pfs_groups", "right", esp__pfs_groups=["none"])
    assert found.change[-1].en == " undo pfs"
    assert found.undo[-1].en == " pfs dh-group14"
    back = commands("huawei", "esp.pfs_groups", "right", {"esp__pfs_groups": ["none"]})
    assert (back.change[-1].en, back.undo[-1].en) == (" pfs dh-group14", " undo pfs")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_key_is_never_written(platform: str) -> None:
    comparison = pair(platform, auth__psk="another-secret-key")
    for row in comparison.fields:
        for side in SIDES:
            found = row_commands(comparison, row, side, REMEDIES)
            text = repr(found)
            assert KEY not in text
            assert "another-secret-key" not in text
    assert "<PRE-SHARED-KEY>" in lines(commands(platform, "auth.psk", "right", auth__psk="another-secret-key"))


def test_what_the_platform_cannot_say_is_told() -> None:
    group = commands("strongswan", "ike.dh_groups", "left", {"ike__dh_groups": ["ecp256"]})
    assert group.obstacle is not None
    assert (group.change, group.undo) == ((), ())
    mode = commands("strongswan", "esp.mode", "left", {"esp__mode": "transport"})
    assert mode.obstacle is not None
    assert "tunnel mode only" in mode.obstacle.en


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("version", ["ikev1", "ikev2"])
def test_no_placeholder_of_a_value_is_left(platform: str, version: str) -> None:
    """Names such as <proposal> stay; what the two columns tell is filled in."""
    changes = {
        "ike__encryption": ["aes128"],
        "ike__integrity": ["md5"],
        "ike__dh_groups": ["group2"],
        "esp__encryption": ["aes128"],
        "esp__integrity": ["md5"],
        "esp__pfs_groups": ["group2"],
        "esp__lifetime_s": 7200,
        "ike__lifetime_s": 28800,
        "local__id": "cloud.example.com",
        "local__subnets": ["172.16.9.0/24"],
    }
    comparison = pair(platform, {"ike__version": version}, ike__version=version, **changes)
    values = ("<value>", "<old>", "<type>", "<suites>", "<encryption>", "<integrity>", "<prf>", "<group>", "_net>")
    for row in comparison.fields:
        found = row_commands(comparison, row, "right", REMEDIES)
        for line in (*found.show, *found.change, *found.undo) if found else ():
            assert not any(word in line.en for word in values), (row.field, line.en)
            assert "{" not in line.en.replace("{\n", "") or platform == "strongswan", line.en


def test_a_platform_without_remedies_has_no_commands() -> None:
    comparison = pair("huawei", ike__dh_groups=["group2"])
    others = {platform: found for platform, found in REMEDIES.items() if platform != "huawei"}
    assert all(row_commands(comparison, row, "right", others) is None for row in comparison.fields)


WRITERS = {"strongswan": "strongswan-swanctl"}
WRITTEN = [platform for platform in PLATFORMS if WRITERS.get(platform, platform) in MODULES]
WANTED: dict[str, Any] = {
    "ike.dh_groups": ["group2"],
    "ike.encryption": ["3des"],
    "ike.integrity": ["md5"],
    "ike.lifetime_s": 28800,
    "esp.encryption": ["3des"],
    "esp.integrity": ["md5"],
    "esp.pfs_groups": ["group2"],
}


@pytest.mark.parametrize("platform", WRITTEN)
@pytest.mark.parametrize("version", ["ikev1", "ikev2"])
@pytest.mark.parametrize("field", list(WANTED))
def test_a_changed_line_is_one_that_the_writer_writes(platform: str, version: str, field: str) -> None:
    """The writers are read back by readers that know real configurations: the commands speak the same language."""
    change = {field.replace(".", "__"): WANTED[field]}
    found = commands(platform, field, "right", {"ike__version": version}, ike__version=version, **change)
    written = write_gateway(gateway(platform, ike__version=version, **change), WRITERS.get(platform, platform))
    lines = [line.strip() for line in written.splitlines()]
    values = [line.en.strip() for line in found.change if "<" not in line.en]
    context = ("config ", "next", "end", "commit", "swanctl", "#")
    assert [line for line in values if not line.startswith(context) and line not in lines] == []


def test_a_lifetime_in_kilobytes_is_told_in_bytes_where_the_platform_counts_them() -> None:
    found = commands("strongswan", "esp.lifetime_kb", "right", esp__lifetime_kb=4608000)
    assert "rekey_bytes = 4718592000" in lines(found)
