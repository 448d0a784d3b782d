"""Exact arithmetic of scores: shares in 10^-12, covers in thousandths.

A product of the two is at most 10^15, and a mentee's shares sum to about
10^12, so a whole score stays below 2^53: float64 matrix products of these
integers are exact in any order of summation, and the fastest there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import floor, lcm
from typing import Final

SHARE_UNITS: Final = 10**12
COVER_UNITS: Final = 1000
SCORE_UNITS: Final = 10**6
UNITS_PER_SCORE: Final = SHARE_UNITS * COVER_UNITS // SCORE_UNITS
"""How many share × cover units make one unit of a score (10^9)."""

UNITS_PER_POINT: Final = SCORE_UNITS // 100


def exact(value: object) -> Fraction:
    """Read a settings value as the decimal that was written."""
    return value if isinstance(value, Fraction) else _fraction(str(value))


@lru_cache(maxsize=1024)
def _fraction(text: str) -> Fraction:
    # The same few settings are read for every pair that is explained.
    return Fraction(text)


def round_half_up(value: Fraction) -> int:
    """Return floor(value + 1/2)."""
    return floor(value + Fraction(1, 2))


def in_proportion(values: Iterable[object]) -> list[int]:
    """Return whole numbers in the same proportions as settings values.

    Weights matter only in proportion, and whole numbers are as exact as
    fractions and several times as fast.
    """
    fractions = [exact(value) for value in values]
    scale = lcm(*(f.denominator for f in fractions))
    return [int(f * scale) for f in fractions]


def thousandths(value: object) -> int:
    """Return a table value (0–1) as an integer cover."""
    return round_half_up(exact(value) * COVER_UNITS)
