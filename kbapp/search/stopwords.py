"""Words that say nothing about what is looked for."""

from __future__ import annotations

import re

from kbapp.search.fold import DATA

_english, _chinese = (DATA / "stopwords.txt").read_text(encoding="utf-8").split("\n", 1)[1].split("\n\n")

ENGLISH = frozenset(_english.split())
CHINESE = re.compile("|".join(sorted(_chinese.split(), key=len, reverse=True)))
"""Longest first."""
