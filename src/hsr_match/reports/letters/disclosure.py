"""Counts that give nobody away: rounded, and left out where sums would undo the rounding.

The rules: counts to the nearest 5; below a limit (5, or 10 if asked for) only
that they are below it, so that nobody, everybody and nearly so look alike;
totals are rounded by themselves. A table is left out whole if its base is
below 23, or if sums with other figures would tell a small count to within
three values. No mean, minimum, maximum or percentage of exact counts is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEP = 5
LEAST_BASE = 23
"""People below whom no table of shares is given."""

LEAST_VALUES = 3
"""Values that a small count must still be able to have."""

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A count as it may be shown.

    Attributes
    ----------
    low, high
        All that can be told about the count: it is one of these or between.
    text
        What is printed.
    small
        Whether only a limit is told.
    """

    low: int
    high: int
    text: str
    small: bool = False


def rounded(count: int, limit: int = STEP) -> Rounded:
    """Return a count to the nearest 5, or as "fewer than" a limit.

    >>> rounded(3).text, rounded(7).text, rounded(23).text
    ('fewer than 5', '5', '25')
    """
    if count < limit:
        return Rounded(0, limit - 1, f"fewer than {limit}", small=True)
    nearest = (count + STEP // 2) // STEP * STEP
    half = STEP // 2
    return Rounded(max(limit, nearest - half), nearest + half, f"{nearest:,}")


@dataclass(frozen=True, slots=True)
class Sum:
    """That some counts add up to another: ``total = Σ parts``, by name."""

    total: str
    parts: tuple[str, ...]


def ranges(shown: Mapping[str, Interval], sums: Iterable[Sum]) -> dict[str, Interval]:
    """Return the least and the largest value that each count can have.

    Follows from what is shown and from the sums, until nothing follows any
    more. Exact where no count can be reached from another by two ways of sums,
    as here: a total and its parts, each of them a total of its own at most.

    Parameters
    ----------
    shown
        Name → what is told of the count; a name that is not shown has no limit.
    sums
        What everybody knows to add up.
    """
    known = dict(shown)
    sums = tuple(sums)
    changed = True
    while changed:
        changed = False
        for entry in sums:
            for name, interval in _narrowed(known, entry).items():
                if interval != known[name]:
                    known[name] = interval
                    changed = True
    return known


def _narrowed(known: Mapping[str, Interval], entry: Sum) -> dict[str, Interval]:
    low = sum(known[part][0] for part in entry.parts)
    high = sum(known[part][1] for part in entry.parts)
    total_low, total_high = known[entry.total]
    found = {entry.total: (max(total_low, low), min(total_high, high))}
    for part in entry.parts:
        own_low, own_high = known[part]
        found[part] = (
            max(own_low, total_low - (high - own_high)),
            min(own_high, total_high - (low - own_low)),
        )
    return found


def tells_too_much(shown: Mapping[str, Rounded], sums: Sequence[Sum]) -> tuple[str, ...]:
    """Return the small counts that sums narrow to fewer than three values."""
    known = ranges({name: (cell.low, cell.high) for name, cell in shown.items()}, sums)
    return tuple(
        name
        for name, cell in shown.items()
        if cell.small and known[name][1] - known[name][0] + 1 < LEAST_VALUES
    )
