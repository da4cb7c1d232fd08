"""Scores the prediction over recorded pairs: `python tests/bench/score_pairs.py [FILE …]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kbapp.comparison import compare
from tests.comparison.pairs import RECORDED, recorded, told_causes


def main(paths: list[Path]) -> None:
    pairs = [pair for path in paths for pair in recorded(path)]
    started = time.perf_counter()
    results = [compare(pair.initiator, pair.responder) for pair in pairs]
    seconds = time.perf_counter() - started
    both = list(zip(pairs, results, strict=True))
    outcomes = [r.prediction.left_initiates.outcome == p.outcome for p, r in both]
    rekeys = [(r.prediction.at_rekey.outcome == "up") == (p.rekey == "ok") for p, r in both if p.rekey]
    blamed = [r.prediction.left_initiates.cause in told_causes(p) for p, r in both if p.outcome != "up"]
    working = [r for p, r in both if p.rekey == "ok" and r.prediction.right_initiates.outcome == "up"]
    for name, values in (("outcome", outcomes), ("rekey", rekeys), ("blamed cause", blamed)):
        print(f"{name:24} {sum(values)} of {len(values)}")
    print(f"{'mismatch though it works':24} {sum(bool(r.mismatches) for r in working)} of {len(working)}")
    print(f"{'ms a comparison':24} {1000 * seconds / len(pairs):.2f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [RECORDED])
