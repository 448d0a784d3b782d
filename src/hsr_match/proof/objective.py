"""What a pair adds to each rung, worked out a second time from ``certificate.md``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_ONE_POINT, _TOP = 10_000, 1_010_000
"""x0 and x1: one point, and one point above the full score."""


def gains(scores: Ints, alpha: float) -> Ints:
    """Return the objective's profit of each score, exactly rounded.

    Parameters
    ----------
    scores
        Integer scores of any shape; 0 … 10^6 unless `alpha` is 0.
    alpha
        Strength of the transform, 0 or more.

    Returns
    -------
    Ints
        Half-up rounding of 10^6 · (f(x) − f(x0)) / (f(x1) − f(x0)), x = score + x0.
    """
    if alpha == 0:
        return scores
    x = scores + _ONE_POINT
    if alpha == 2:
        # x1 − x0 is 10^6, so the fraction is x1 · score / x.
        exact: Ints = (2 * _TOP * scores + x) // (2 * x)
        return exact
    with np.errstate(all="ignore"):
        value, slack = _in_floats(x, alpha)
    rounded: Ints = np.nan_to_num(np.floor(value + 0.5)).astype(np.int64)
    # Where the nearest float cannot tell which side of a half it is on, decimals can.
    fraction = value - np.floor(value)
    unsure = ~(np.abs(fraction - 0.5) > slack)
    for place in np.argwhere(unsure):
        rounded[tuple(place)] = _in_decimals(int(x[tuple(place)]), alpha)
    return rounded


def _in_floats(x: Ints, alpha: float) -> tuple[NDArray[np.float64], float]:
    """Return the unrounded gain and a bound on its error."""
    real, power = x.astype(np.float64), 1.0 - alpha
    ends = np.array([_ONE_POINT, _TOP], dtype=np.float64)
    if alpha == 1:
        f, (low, high) = np.log(real), np.log(ends)
    else:
        f, (low, high) = real**power, ends**power
    spread = high - low
    slack = 1e6 * 64 * np.finfo(np.float64).eps * max(abs(low), abs(high)) / abs(spread)
    return 1e6 * (f - low) / spread, float(slack)


def _in_decimals(x: int, alpha: float) -> int:
    with localcontext() as context:
        context.prec = 60
        strength = Decimal(str(alpha))
        values = [Decimal(v) for v in (x, _ONE_POINT, _TOP)]
        f, low, high = (v.ln() if strength == 1 else v ** (1 - strength) for v in values)
        gain = 1_000_000 * (f - low) / (high - low) + Decimal("0.5")
        return int(gain.to_integral_value(rounding=ROUND_FLOOR))


def tickets(keys: Sequence[str], role: str, seed: int) -> NDArray[np.uint64]:
    """Return everybody's ticket: a keyed hash of role and identity key."""
    return np.array(
        [
            int.from_bytes(
                hashlib.blake2b(
                    role.encode() + b"\0" + key.encode(), digest_size=8, key=b"%d" % seed
                ).digest(),
                "big",
            )
            for key in keys
        ],
        dtype=np.uint64,
    )


def priorities(mentees: NDArray[np.uint64], mentors: NDArray[np.uint64]) -> Ints:
    """Return the tie-break's profit of pairs from the tickets of both sides."""
    z = mentees + np.uint64(0x9E3779B97F4A7C15) * mentors
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z = (z ^ (z >> np.uint64(shift))) * np.uint64(factor)
    z ^= z >> np.uint64(31)
    upper: Ints = (z >> np.uint64(24)).astype(np.int64)
    return upper
