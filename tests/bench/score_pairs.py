"""Scores the prediction over recorded pairs: `python tests/bench/score_pairs.py [--file F …] [--half dev|holdout]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kbapp.comparison import Comparison, compare
from tests.comparison.pairs import RECORDED, Pair, recorded, told_causes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, action="append", help="a pairs.jsonl; may be given several times")
    parser.add_argument("--half", choices=("dev", "holdout"), help="only every other pair")
    parser.add_argument("--wrong", action="store_true", help="print the pairs that were predicted wrongly")
    arguments = parser.parse_args()
    pairs = [pair for path in arguments.file or [RECORDED] for pair in recorded(path)]
    if arguments.half:
        pairs = pairs[arguments.half == "holdout" :: 2]
    started = time.perf_counter()
    forward = [compare(pair.initiator, pair.responder) for pair in pairs]
    seconds = time.perf_counter() - started
    backward = [compare(pair.responder, pair.initiator) for pair in pairs]
    report(pairs, forward, backward)
    print(f"{'ms a comparison':34} {1000 * seconds / len(pairs):.2f}")
    if arguments.wrong:
        for pair, result in zip(pairs, forward, strict=True):
            if result.prediction.left_initiates.outcome != pair.outcome:
                print(pair, result.prediction)


def report(pairs: list[Pair], forward: list[Comparison], backward: list[Comparison]) -> None:
    """One line a measure; the initiator stands left in `forward` and right in `backward`."""
    rekey = {"ok": "up", "failed": "rekey_failed"}
    both = list(zip(pairs, forward, backward, strict=True))
    rows = {
        "outcome, initiator left": [f.prediction.left_initiates.outcome == p.outcome for p, f, _ in both],
        "outcome, initiator right": [b.prediction.right_initiates.outcome == p.outcome for p, _, b in both],
        "rekey": [f.prediction.at_rekey.outcome == rekey[p.rekey] for p, f, _ in both if p.rekey],
        "blamed cause": [f.prediction.left_initiates.cause in told_causes(p) for p, f, _ in both if p.outcome != "up"],
        "blamed cause at rekey": [
            f.prediction.at_rekey.cause == "pfs-mismatch" for p, f, _ in both if p.rekey == "failed"
        ],
        "no mismatch, works both ways": [not f.mismatches for p, f, _ in both if works(p, f)],
        "nothing but one-direction, works": [
            all(row.severity == "one-direction" for row in f.mismatches) for p, f, _ in both if p.rekey == "ok"
        ],
    }
    for name, values in rows.items():
        print(f"{name:34} {sum(values)} of {len(values)}")


def works(pair: Pair, result: Comparison) -> bool:
    """Up and rekeyed as recorded, and predicted to come up when the other end starts (which is not recorded)."""
    return pair.rekey == "ok" and result.prediction.right_initiates.outcome == "up"


if __name__ == "__main__":
    main()
