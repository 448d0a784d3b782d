"""Whether the cells of a text file fit into memory, judged before it is taken apart."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hsr_match.cohort.reading.delimiter import CANDIDATES

BYTES_A_CELL: Final = 200
"""Memory that a short cell takes until its table is read: measured on two million
pairs with scores (1.2 GB for six million cells), the file's own text included."""

SMALL: Final = 1_000_000
"""Cells for which nobody need ask: 200 MB."""


def bytes_needed(text: str) -> int:
    """Return about how many bytes of memory the cells of a text take; 0 if few."""
    cells = text.count("\n") + max(text.count(mark) for mark in CANDIDATES)
    return cells * BYTES_A_CELL if cells > SMALL else 0


def free_bytes() -> int | None:
    """Return how much memory this process may still take; None where nothing says."""
    amounts = [amount for amount in (_free_of_machine(), _free_of_process()) if amount is not None]
    return min(amounts, default=None)


def gigabytes(amount: int) -> str:
    """Return an amount of memory as people read it: 1.2 GB."""
    return f"{amount / 1e9:.1f} GB"


def _free_of_machine() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvail"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None


def _free_of_process() -> int | None:
    """Return what is left of a limit that somebody set for this process."""
    try:
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit == resource.RLIM_INFINITY:
            return None
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return max(limit - pages * resource.getpagesize(), 0)
    except (ImportError, OSError, ValueError, IndexError):
        return None
