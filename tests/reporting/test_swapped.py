"""Where the other end shows that `right` is local, what is to be entered goes to `right`."""

from __future__ import annotations

from kbapp.comparison import compare
from kbapp.comparison.pairing import choose_pair
from kbapp.gateways import read_gateways
from kbapp.gateways.form import read_form
from kbapp.knowledge.remedies import load_remedies
from kbapp.paths import content_dir
from kbapp.reporting.commands import row_commands

CONF = """\
conn cloud
    keyexchange=ikev2
    authby=secret
    left=203.0.113.10
    leftid=203.0.113.10
    right=198.51.100.20
    rightid=198.51.100.20
    ike=aes128-sha1-modp1024!
"""


def test_the_local_ends_words_are_those_of_right() -> None:
    cloud = read_form(
        {
            "platform": "alibaba-cloud",
            "parameters": {
                "ike.version": "ikev2",
                "local.address": "203.0.113.10",
                "local.id": "203.0.113.10",
                "remote.address": "198.51.100.20",
                "remote.id": "branch.example.com",
            },
        }
    )
    pair = choose_pair([cloud], read_gateways(CONF))
    assert pair is not None
    assert pair.right.swapped
    comparison = compare(pair.left, pair.right)
    row = next(row for row in comparison.mismatches if row.field == "remote.id")
    assert row.fix_right is not None
    assert "(rightid)" in row.fix_right.en
    commands = row_commands(comparison, row, "right", load_remedies(content_dir() / "remedies"))
    assert commands is not None
    assert any("rightid=@branch.example.com" in line.en for line in commands.change)
