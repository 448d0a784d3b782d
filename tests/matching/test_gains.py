from __future__ import annotations

from decimal import Decimal, getcontext
from fractions import Fraction
from math import floor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.matching.gains import transform

SCORES = st.integers(0, 10**6)
X0, X1 = 10_000, 1_010_000


def one(score: int, alpha: float) -> int:
    return int(transform(np.array([score]), alpha)[0])


@given(SCORES)
def test_alpha_2_is_the_exact_fraction(score: int) -> None:
    x = score + X0
    exact = (Fraction(1, X0) - Fraction(1, x)) / (Fraction(1, X0) - Fraction(1, X1))
    assert one(score, 2) == floor(exact * 10**6 + Fraction(1, 2))


@given(SCORES)
def test_alpha_1_is_the_logarithm_in_high_precision(score: int) -> None:
    getcontext().prec = 50
    ln = [Decimal(v).ln() for v in (score + X0, X0, X1)]
    exact = (ln[0] - ln[1]) / (ln[2] - ln[1]) * 10**6
    assert one(score, 1) == int((exact + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))


@given(SCORES)
def test_alpha_half_is_the_root_in_high_precision(score: int) -> None:
    getcontext().prec = 50
    root = [Decimal(v).sqrt() for v in (score + X0, X0, X1)]
    exact = (root[0] - root[1]) / (root[2] - root[1]) * 10**6
    assert one(score, 0.5) == int(
        (exact + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR")
    )


def test_ends_and_monotony() -> None:
    grid = np.arange(0, 10**6 + 1, 997)
    for alpha in (0.5, 1.0, 2.0):
        assert one(0, alpha) == 0
        assert one(10**6, alpha) == 10**6
        values = transform(grid, alpha)
        assert (np.diff(values) >= 0).all()
        assert (np.diff(values, 2) <= 1).all()  # concave up to rounding
    assert (transform(grid, 0) == grid).all()
