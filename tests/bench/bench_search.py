"""Speed of the search beside SQLite FTS5: `python tests/bench/bench_search.py [--large] [--rounds N] [--content DIR]`.

Both engines hold the same sections and the same terms (Chinese by pairs, stems, codes whole and in parts, concepts),
answer the same queries, and cut the same snippets for their first ten hits. FTS5 has its best set-up: no content,
prefix indexes, titles first and the text only where titles give fewer than ten hits. Times are CPU milliseconds a call.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kbapp.knowledge import load_content
from kbapp.model.text import Text
from kbapp.paths import content_dir
from kbapp.search import building, cache, snippet
from kbapp.search.cache import OpenIndex
from kbapp.search.concepts import all_concepts
from kbapp.search.query import Query, parse
from kbapp.search.ranking import rank
from kbapp.search.units import Unit, units_of
from kbapp.search.whoosh_engine import Whoosh

TYPED = (
    "预共享密钥不一致", "第二阶段协商失败", "感兴趣流", "华为防火墙单向不通", "隧道通了但是ping不通", "野蛮模式",
    "大包不通", "证书过期", "pre-shared key mismatch", "no proposal chosen", "some subnets unreachable",
    "NO_PROPOSAL_CHOSEN", "aggressive mode", "PskMismatch", "172.16.0.0/16", "dpd timeout",
)  # fmt: skip
CLASSES: dict[str, tuple[str, ...]] = {
    "single": ("密钥", "加密", "tunnel", "psk", "mtu", "proposal", "路由", "timeout", "HASH_V1", "group2"),
    "several": (
        "预共享密钥 不一致", "pre-shared key mismatch", "DH group mismatch", "华为 单向 不通",
        "traffic selector mismatch", "phase 2 up no traffic", "certificate expired", "IKE 版本 不一致",
        "dpd timeout peer", "some subnets unreachable",
    ),
    "question": (
        "隧道通了但是ping不通", "phase 2 is up but the office cannot reach the ECS", "为什么部分网段不通",
        "why does the VPN drop every hour", "参数都一样为什么还是协商不成功", "large file transfers hang in the tunnel",
    ),
    "typo": ("pre-shraed", "agressive", "certifcate", "encapsulaton", "retransmision", "no_propsal_chosen"),
    "paste": (
        "Nov 23 16:33:08 15[IKE] <x|1> received NO_PROPOSAL_CHOSEN error notify",
        "2026-03-02T10:11:12 gw charon: 09[IKE] sending retransmit 1 of request message ID 0, seq 1",
        "10[ENC] invalid HASH_V1 payload length, decryption failed?\n10[ENC] could not decrypt payloads",
        "13[CFG] looking for peer configs matching 192.0.2.7[hq.example]...192.0.2.99[192.168.0.2]",
    ),
}  # fmt: skip
CLASSES["keystroke"] = tuple(query[:end] for query in TYPED for end in range(1, len(query) + 1))


def grown(units: Sequence[Unit], count: int) -> list[Unit]:
    """As many sections: the real ones first, then new ones made of sentences of several, with names of their own."""
    chance = random.Random(7)
    found = list(units)
    while len(found) < count:
        number = len(found)
        parts = [chance.choice(units) for _ in range(4)]
        town = "".join(chance.choice("abcdefghijklmnoprstuvwyz") for _ in range(6))
        body = Text(*(" ".join(_some(part.body.get(lang), chance) for part in parts) for lang in ("zh", "en")))
        address = f"10.{chance.randrange(256)}.{chance.randrange(256)}.0/24"
        body = body + Text.same(f" {town} {address} {chance.randrange(10**8):08x}")
        title = parts[0].title + Text.same(f" {town}")
        found.append(replace(parts[0], article=f"note-{number}", section="x", title=title, body=body, names=[town]))
    return found[:count] if count else found


def _some(text: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(text) - 300))
    return text[start : start + 300]


class Fts5:
    """SQLite FTS5 over the same terms; `hits` answers a parsed query with section numbers."""

    def __init__(self, built: building.Built) -> None:
        self.base = sqlite3.connect(":memory:")
        options = "content='', prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 tokenchars '~_/.'\""
        self.base.execute(f"CREATE VIRTUAL TABLE unit USING fts5(title, body, {options})")
        rows = zip(built.weights, built.catalogue.units, strict=True)
        self.base.executemany(
            "INSERT INTO unit(rowid, title, body) VALUES (?, ?, ?)",
            (
                (number, " ".join({term for terms in row.titles for term in terms}), " ".join(weights))
                for number, (weights, row) in enumerate(rows, 1)
            ),
        )
        self.base.commit()

    def hits(self, query: Query) -> list[int]:
        groups = ["(" + " OR ".join(f'"{t}"' for t in group.terms) + ")" for group in query.groups if group.terms]
        if not groups:
            return []
        every = " AND ".join(groups)
        found = self._match(f"title : ({every})")
        if len(found) < 10:
            found += [unit for unit in self._match(f"body : ({every})") if unit not in found]
        if not found and len(groups) > 1:
            rarest = sorted((group for group in query.groups if group.terms), key=lambda group: -group.info)[:6]
            found = self._match(" OR ".join(f'"{term}"' for group in rarest for term in group.terms))
        return found[:10]

    def _match(self, expression: str) -> list[int]:
        sql = "SELECT rowid FROM unit WHERE unit MATCH ? ORDER BY bm25(unit, 8.0, 1.0) LIMIT 10"
        return [row[0] - 1 for row in self.base.execute(sql, (expression,))]


def searcher(index: OpenIndex, hits: Callable[[Query], Iterable[int]]) -> Callable[[str], int]:
    """Query text -> number of hits, snippets cut."""

    def search(text: str) -> int:
        query = parse(text, index.catalogue)
        forms = snippet.forms_of(query.groups, index.catalogue, "zh")
        infos = [group.info for group in query.groups]
        found = [snippet.cut(index.texts.get(unit, True), forms, infos, "zh") for unit in hits(query)]
        return len(found)

    return search


def timed(search: Callable[[str], int], queries: Sequence[str]) -> list[float]:
    times = []
    for query in queries:
        started = time.process_time_ns()
        search(query)
        times.append((time.process_time_ns() - started) / 1e6)
    return times


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measure(units: Sequence[Unit], concepts: Sequence[building.Concept], rounds: int) -> None:
    started = time.process_time()
    built = building.build_units(units, concepts)
    analysed = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        cache.open_or_build(Path(folder), "bench", Whoosh(), lambda: built).engine.close()
        written = time.process_time() - started
        opening = [_opening(Path(folder), built) for _ in range(5)]
        index = cache.open_or_build(Path(folder), "bench", Whoosh(), lambda: built)
        fts = Fts5(built)
        ours = searcher(index, lambda query: (item.unit for item in rank(query, index.engine, index.catalogue, 10)))
        theirs = searcher(index, fts.hits)
        print(f"\n{len(units)} sections: analysed {analysed:.2f} s, written {written:.2f} s", end=", ")
        print(f"opened in {statistics.median(opening):.1f} ms CPU")
        _report(ours, theirs, rounds)
        index.engine.close()


def _opening(folder: Path, built: building.Built) -> float:
    started = time.process_time_ns()
    cache.open_or_build(folder, "bench", Whoosh(), lambda: built).engine.close()
    return (time.process_time_ns() - started) / 1e6


def _report(ours: Callable[[str], int], theirs: Callable[[str], int], rounds: int) -> None:
    print(f"{'class':10} {'whoosh p50':>10} {'p95':>7} {'fts5 p50':>10} {'p95':>7} {'ratio p50':>10} {'p95':>6}")
    for name, queries in CLASSES.items():
        left, right = [], []
        for _ in range(rounds):
            left.append(timed(ours, queries))
            right.append(timed(theirs, queries))
        figures = [
            statistics.median(percentile(times, share) for times in runs)
            for runs in (left, right)
            for share in (0.5, 0.95)
        ]
        a, b, c, d = figures
        print(f"{name:10} {a:>10.2f} {b:>7.2f} {c:>10.2f} {d:>7.2f} {a / c:>10.2f} {b / d:>6.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 30,000 sections")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[0, 3_000, 10_000], help="0: the shipped content")
    parser.add_argument("--content", type=Path, default=content_dir())
    options = parser.parse_args()
    content = load_content(options.content)
    units, concepts = units_of(content), all_concepts(content.terms)
    for size in [*options.sizes, *([30_000] if options.large else [])]:
        measure(grown(units, size or len(units)), concepts, options.rounds)


if __name__ == "__main__":
    main()
