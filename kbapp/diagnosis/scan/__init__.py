"""Very large logs: one pass, bounded memory, engines that all find the same hits."""

from kbapp.diagnosis.scan.admit import admit, safe
from kbapp.diagnosis.scan.chain import ENGINES, available, chain_of
from kbapp.diagnosis.scan.hits import Hits
from kbapp.diagnosis.scan.reading import ScanCancelledError, read_large
from kbapp.diagnosis.scan.rows import Found, Row
from kbapp.diagnosis.scan.scanner import Sweep, scan

__all__ = [
    "ENGINES",
    "Found",
    "Hits",
    "Row",
    "ScanCancelledError",
    "Sweep",
    "admit",
    "available",
    "chain_of",
    "read_large",
    "safe",
    "scan",
]
