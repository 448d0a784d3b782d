"""What a pair adds to the objective: its score, or a concave transform of it.

The α-fair family (Mo and Walrand 2000) on the score plus one point: α = 0 is
the plain total, α = 1 the Nash welfare (log), α = 2 gives a weak pair four
times the pull of one twice as strong. One mentor per mentee keeps the sum of
transformed scores linear in the pairs, so the optimum stays an ordinary
assignment.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.problem import Ints

RESOLUTION = 1_000_000
"""Transformed gains run from 0 (score 0) to this (score 100)."""

SHIFT = 10_000
"""One point, in units of 10^-6 of the full score."""

FULL_SCORE = 1_000_000


def transform(scores: Ints, alpha: float) -> Ints:
    """Return the integer gain of each score under α-fairness.

    Parameters
    ----------
    scores
        Integer scores, 0 … 10^6, any shape.
    alpha
        0 returns the scores unchanged.

    Returns
    -------
    Ints
        ``round(10^6 · (f(x) − f(x0)) / (f(x1) − f(x0)))`` with x = score + one
        point, x0 and x1 its ends, f = ln for α = 1 and x^(1−α)/(1−α) else.
        Non-decreasing in the score.
    """
    if alpha == 0:
        return scores
    low, high = SHIFT, FULL_SCORE + SHIFT
    x = scores + SHIFT
    if alpha == 2:
        # All-integer: (1/x0 − 1/x)/(1/x0 − 1/x1) = x1 (x − x0) / (x (x1 − x0)).
        numerator = 2 * RESOLUTION * high * (x - low) + x * (high - low)
        exact: Ints = numerator // (2 * x * (high - low))
        return exact
    real = x.astype(np.float64)
    if alpha == 1:
        value = (np.log(real) - np.log(low)) / (np.log(high) - np.log(low))
    else:
        power = 1.0 - alpha
        value = (real**power - low**power) / (high**power - low**power)
    rounded: Ints = np.floor(value * RESOLUTION + 0.5).astype(np.int64)
    return rounded
