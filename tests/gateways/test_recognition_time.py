"""No text keeps the recognition busy: blank lines and blanks by the ten thousand."""

from __future__ import annotations

import time

import pytest

from kbapp.gateways.registry import MODULES, reader

TEXTS = {
    "blank lines": "conn a\n left=192.0.2.1\n" + "\n" * 20_000 + "crypto map x\nset security ike\n",
    "lines of blanks": "   \n" * 20_000 + "conn x\n ike proposal 1\n",
    "one line of blanks": " " * 200_000 + "\nconn a\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_blanks_take_no_time(name: str) -> None:
    for module in MODULES:
        start = time.process_time()
        reader(module).score(TEXTS[name])
        assert time.process_time() - start < 2, module
