"""Rarity: a rare interest in common says more than a common one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import floor, log

RARITY_UNITS = 10**6


def rarity(answers: Iterable[Iterable[str]], people: int, floor_value: Fraction) -> dict[str, int]:
    """Return the rarity weight of each value, as integers of 10^-6.

    Parameters
    ----------
    answers
        The values each person ticked.
    people
        Number of people on both sides, N.
    floor_value
        Least weight, so that sharing something common beats sharing nothing.

    Returns
    -------
    dict
        ``max(floor, ln((N+1)/(n+1)) / ln(N+1))`` for a value ticked by n.
    """
    counts = Counter(value for ticked in answers for value in set(ticked))
    least = float(floor_value)
    total = log(people + 1)
    return {
        value: floor(max(least, log((people + 1) / (n + 1)) / total) * RARITY_UNITS + 0.5)
        for value, n in sorted(counts.items())
    }
