"""For all tests: property tests take 30 examples each, so that the whole suite stays short on two cores."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("suite", max_examples=30, deadline=None)
settings.load_profile("suite")
