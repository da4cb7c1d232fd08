"""Scores the search on the query set: `python tests/bench/score_search.py [--holdout | --part NAME] [--misses]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kbapp.knowledge import load_content
from kbapp.paths import content_dir
from kbapp.search import SearchService
from tests.search.quality import WHOLE, Outcome, answer_all, load_cases, shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--holdout", action="store_true", help="the half that is not looked at when tuning")
    parser.add_argument("--part", choices=[name.rstrip("_") for name in WHOLE], help="one holdout of field queries")
    parser.add_argument("--all", action="store_true", help="both halves")
    parser.add_argument("--misses", action="store_true", help="print every query whose first hit is not right")
    parser.add_argument("--content", type=Path, default=content_dir())
    options = parser.parse_args()
    service = SearchService(load_content(options.content))
    cases = [
        case
        for case in load_cases()
        if options.all
        or (case.kind.startswith(f"{options.part}_") if options.part else case.holdout == options.holdout)
    ]
    outcomes = answer_all(service, cases)
    _table(outcomes)
    if options.misses:
        _misses(outcomes)


def _table(outcomes: list[Outcome]) -> None:
    print(f"{'class':10} {'n':>4} {'first':>7} {'top 3':>7}")
    for kind in dict.fromkeys(outcome.case.kind for outcome in outcomes):
        if not kind.endswith("nonsense"):
            _row(kind, [outcome for outcome in outcomes if outcome.case.kind == kind])
    _row("all", outcomes)
    _row("crossed", [outcome for outcome in outcomes if outcome.crossed])
    nonsense = [outcome for outcome in outcomes if not outcome.case.places]
    print(f"{'nonsense':10} {len(nonsense):>4} {sum(not outcome.hits for outcome in nonsense)} find nothing")


def _row(name: str, outcomes: list[Outcome]) -> None:
    first, third, count = shares(outcomes)
    print(f"{name:10} {count:>4} {first:>7.1%} {third:>7.1%}")


def _misses(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        wrong = outcome.place != 0 if outcome.case.places else bool(outcome.hits)
        if wrong:
            found = ", ".join(f"{hit.reference} {hit.score:.2f}" for hit in outcome.hits[:3])
            print(f"{outcome.case.kind} [{outcome.shown}] {outcome.case.query!r} ({outcome.place}): {found}")


if __name__ == "__main__":
    main()
