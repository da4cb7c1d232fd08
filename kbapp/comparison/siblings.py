"""Several connections of the cloud to one customer gateway share their phase 1 (rule 37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kbapp.comparison.result import Comparison
from kbapp.comparison.rules.cloud import same_customer_gateway
from kbapp.model.gateway import Gateway

CLOUD = "alibaba-cloud"


def with_siblings(result: Comparison, lefts: Sequence[Gateway], rights: Sequence[Gateway]) -> Comparison:
    """The comparison, with a note for each phase-1 field in which the cloud's sibling connections differ."""
    notes = result.notes
    for chosen, others in ((result.left, lefts), (result.right, rights)):
        if chosen.platform == CLOUD:
            peer = chosen.get("remote.address").value
            siblings = [gateway for gateway in others if gateway.get("remote.address").value == peer]
            notes += tuple(message for _, message in same_customer_gateway(siblings))
    return replace(result, notes=notes)
