"""Times of every prefix form are read; a zone is taken out."""

from __future__ import annotations

from datetime import datetime

import pytest

from kbapp.diagnosis.clock import parse_time


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Nov 23 16:33:08", datetime(2000, 11, 23, 16, 33, 8)),
        ("Nov 23 2026 16:33:08.123", datetime(2026, 11, 23, 16, 33, 8)),
        ("2026-11-23 16:33:08", datetime(2026, 11, 23, 16, 33, 8)),
        ("2026-11-23T16:33:08.5+08:00", datetime(2026, 11, 23, 8, 33, 8)),
        ("2026/11/23 16:33:08", datetime(2026, 11, 23, 16, 33, 8)),
    ],
)
def test_times(text: str, moment: datetime) -> None:
    assert parse_time(text) == moment


@pytest.mark.parametrize("text", ["", "16:33:08", "Nov 31 16:33:08", "Foo 23 16:33:08"])
def test_what_is_no_full_time(text: str) -> None:
    assert parse_time(text) is None
