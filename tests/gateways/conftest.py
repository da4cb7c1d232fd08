"""Lets the tests of this folder import each other's helpers (`tests.gateways.dirty`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
