"""The scan of large logs, measured beside `rg -n -f` over the same patterns and `wc -l`, in the same run.

    python tests/bench/bench_scan.py [--mb 10 100 1000] [--runs 3] [--dense-mb 100] [--memory-gb 5]

The logs are synthetic: charon's chatter, in which one line of 200 (or, dense, one of two) matches a signature.
All engines must find the same hits. Times are whole processes, so Python's start is in them; the best of the runs.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kbapp.diagnosis.lines import Line
from kbapp.diagnosis.matcher import hits
from kbapp.diagnosis.scan import available, chain_of, scan
from kbapp.knowledge.signature_cache import cached_signatures
from kbapp.knowledge.signatures import Signatures, load_signatures
from kbapp.paths import cache_dir, content_dir

BLOCK = 16 * 1024 * 1024
AS_SHIPPED = "as shipped"
"""The program's own choice: it begins with one engine and may go on with another."""
_QUIET = (
    "05[KNL] querying policy 10.{a}.0.0/16 === 10.{b}.0.0/16 out for reqid {n} in the kernel's table of policies",
    "{t}[JOB] watcher got notification, rebuilding the list of {n} descriptors to be polled by the main thread",
    "{t}[LIB] plugin 'sqlite-{n}' offers feature with priority {a}, its dependencies are satisfied at depth {b}",
    "{t}[MGR] <gw-{b}|{n}> IKE_SA of slot {a} is back in the table of {n} entries, the segment's lock is free",
    "{t}[KNL] 192.0.2.{a} is reached over eth{b}, metric {n}, no need to look any further at the routing table",
)
_LOUD = (
    "{t}[IKE] <gw-{b}|{n}> initiating IKE_SA gw-{b}[{n}] to 203.0.113.{a}",
    "{t}[ENC] <gw-{b}|{n}> generating IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) ]",
    "{t}[NET] <gw-{b}|{n}> sending packet: from 198.51.100.10[500] to 203.0.113.{a}[500] (464 bytes)",
    "{t}[NET] <gw-{b}|{n}> received packet: from 203.0.113.{a}[500] to 198.51.100.10[500] (472 bytes)",
    "{t}[ENC] <gw-{b}|{n}> parsed IKE_SA_INIT response 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(CHDLESS_SUP) ]",
    "{t}[CFG] <gw-{b}|{n}> selected proposal: IKE:AES_CBC_256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048",
    "{t}[IKE] <gw-{b}|{n}> authentication of '198.51.100.10' (myself) with pre-shared key",
    "{t}[IKE] <gw-{b}|{n}> received AUTHENTICATION_FAILED notify error",
    "{t}[IKE] <gw-{b}|{n}> retransmit 2 of request with message ID 1",
    "{t}[IKE] <gw-{b}|{n}> CHILD_SA net-{a}{{{n}}} established with SPIs c1a2b3c4_i c5d6e7f8_o and TS 10.1.0.0/16 === "
    "10.2.0.0/16",
    "{t}[IKE] <gw-{b}|{n}> sending DPD request",
    "{t}[ENC] <gw-{b}|{n}> parsed INFORMATIONAL response {a} [ ]",
)


def quiet_lines(chance: random.Random, count: int, signatures: Signatures) -> list[str]:
    """Lines that no signature matches."""
    made = [_line(chance, chance.choice(_QUIET)) for _ in range(count)]
    loud = {hit.line.number for hit in hits([Line(n, text) for n, text in enumerate(made)], signatures)}
    return [text for n, text in enumerate(made) if n not in loud]


def loud_lines(chance: random.Random, signatures: Signatures) -> list[str]:
    """Lines that a signature matches: what charon writes about attempts that fail, come up, and live on."""
    made = [_line(chance, chance.choice(_LOUD)) for _ in range(40_000)]
    found = {hit.line.number for hit in hits([Line(n, text) for n, text in enumerate(made)], signatures)}
    return [text for n, text in enumerate(made) if n in found]


def _line(chance: random.Random, shape: str) -> str:
    text = shape.format(
        t=f"{chance.randrange(1, 17):02d}", a=chance.randrange(250), b=chance.randrange(40), n=chance.randrange(90000)
    )
    return f"Nov 23 {chance.randrange(24):02d}:{chance.randrange(60):02d}:07 gateway-1 charon: {text}"


def make_log(path: Path, size: int, one_in: int, signatures: Signatures) -> None:
    """A log of about `size` bytes, in which one line of `one_in` matches."""
    chance = random.Random(7)
    quiet, loud = quiet_lines(chance, 40_000, signatures), loud_lines(chance, signatures)
    lines: list[str] = []
    length = 0
    while length < min(BLOCK, size):
        text = chance.choice(loud) if chance.randrange(one_in) == 0 else chance.choice(quiet)
        lines.append(text)
        length += len(text) + 1
    block = ("\n".join(lines) + "\n").encode()
    with path.open("wb") as file:
        left = size
        while left > 0:
            file.write(block if left >= len(block) else block[: block.rfind(b"\n", 0, left) + 1])
            left -= len(block)


def rg_pattern(pattern: str) -> str:
    """As rg reads it: groups without names, no needless escapes, flags for this pattern only."""
    text = re.sub(r"\(\?P<\w+>", "(?:", pattern).removeprefix("^")
    return "(?:" + re.sub(r"\\([\"'/ %,:;<>=!@&~`_])", r"\1", text) + ")"


def _timed(command: Sequence[str], runs: int) -> tuple[float, float, str]:
    """(best seconds, greatest peak MB as the kernel tells it while it runs, last output)."""
    best, peak, output = 1e9, 0.0, ""
    for _ in range(runs):
        start = time.perf_counter()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(command, stdout=out)
            status = Path(f"/proc/{process.pid}/status")
            while process.poll() is None:
                peak = max(peak, _high_water(status))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(0.02)
            best = min(best, time.perf_counter() - start)
            out.seek(0)
            output = out.read(400).decode("utf-8", "replace")
    return best, peak, output


def _high_water(status: Path) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def compare(path: Path, patterns: Path, runs: int, engines: Sequence[str]) -> None:
    """One log: every engine, rg and wc."""
    size = path.stat().st_size / 1e6
    wc, _, _ = _timed(["wc", "-l", str(path)], runs)
    rg, _, _ = _timed(["rg", "-n", "-f", str(patterns), str(path)], runs)
    print(f"\n{path.name}: {size:.0f} MB; wc -l {wc:.3f} s, rg -n -f {rg:.2f} s ({size / rg:.0f} MB/s)")
    answers = set()
    for engine in engines:
        if engine == "find" and size > 20:
            print(f"  {engine:12} left out: too slow for this size")
            continue
        seconds, peak, output = _timed([sys.executable, __file__, "--one", engine, str(path)], runs)
        inside, count, digest = output.split()
        answers.add(digest)
        print(
            f"  {engine:12} {seconds:6.2f} s {size / seconds:6.0f} MB/s (scan alone {size / float(inside):5.0f})"
            f"  {rg / seconds:5.2f} x rg's speed  {seconds / wc:5.1f} x wc's time"
            f"  {peak:4.0f} MB  {count} hits {digest}"
        )
    print("  same hits from all engines" if len(answers) == 1 else "  THE ENGINES DIFFER")


def one(engine: str, path: Path) -> None:
    """In a process of its own: one engine over one file."""
    signatures = cached_signatures(content_dir() / "signatures", cache_dir())
    start = time.perf_counter()
    found = scan(path, signatures, engine=None if engine == AS_SHIPPED else engine)  # type: ignore[arg-type]
    seconds = time.perf_counter() - start
    digest = hashlib.sha256(found.lines.tobytes() + found.offsets.tobytes() + found.signatures.tobytes())
    print(f"{seconds:.3f} {len(found) + found.left_out} {digest.hexdigest()[:12]}")


def memory(folder: Path, gigabytes: float, signatures: Signatures) -> None:
    """The whole diagnosis of a dense log of many GB: its time and its peak memory."""
    path = folder / "huge.log"
    make_log(path, int(gigabytes * 1e9), 2, signatures)
    seconds, peak, output = _timed([sys.executable, "-m", "kbapp", "diagnose", str(path)], 1)
    size = path.stat().st_size / 1e6
    path.unlink()
    print(
        f"\nkbapp diagnose, {size / 1000:.1f} GB dense: {seconds:.1f} s ({size / seconds:.0f} MB/s), peak {peak:.0f} MB"
    )
    print(f"  {output.splitlines()[0] if output else ''}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--dense-mb", type=int, nargs="*", default=[100])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory-gb", type=float, default=0.0)
    parser.add_argument("--engines", nargs="*", default=[AS_SHIPPED, *available()])
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"))
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments.one[0], Path(arguments.one[1]))
        return
    signatures = load_signatures(content_dir() / "signatures")
    print(f"{len(signatures)} signatures; engines here: {', '.join(available())}")
    chain = chain_of(signatures, None)
    start = time.perf_counter()
    chain.prepare()
    chain.wait()
    print(f"database compiled in {time.perf_counter() - start:.2f} s (once, then kept in the user's cache)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        patterns = folder / "patterns"
        patterns.write_text("".join(rg_pattern(one.pattern) + "\n" for one in signatures), encoding="utf-8")
        jobs = [(size, 200, "sparse") for size in arguments.mb] + [(size, 2, "dense") for size in arguments.dense_mb]
        for size, one_in, kind in jobs:
            path = folder / f"{kind}-{size}.log"
            if shutil.disk_usage(folder).free < size * 2e6:
                print(f"no room for {size} MB")
                continue
            make_log(path, size * 1_000_000, one_in, signatures)
            compare(path, patterns, arguments.runs, arguments.engines)
            path.unlink()
        if arguments.memory_gb:
            memory(folder, arguments.memory_gb, signatures)


if __name__ == "__main__":
    main()
