"""Integer scores as the decimals that people read, without rounding twice."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

POINTS = 100
"""A full score in points."""


def decimals_of(scale: int) -> int:
    """Return how many decimals show an integer of a scale 10^d exactly."""
    return len(str(scale)) - 1


def screen_figure(value: float, scale: int, kind: str) -> str:
    """Return a score, or a mean of scores, for the eye: at most one decimal in points.

    Parameters
    ----------
    value
        In integer units; need not be whole.
    scale
        Units of the full score, a power of ten.
    kind
        ``cohort`` (answers were scored) or ``scores`` (given): these keep their
        decimals, up to six.
    """
    exact = Decimal(value) / scale
    if kind == "scores":
        shown = exact.quantize(Decimal(1).scaleb(-min(decimals_of(scale), 6)), ROUND_HALF_UP)
        return f"{shown:,f}"
    return f"{(exact * POINTS).quantize(Decimal('0.1'), ROUND_HALF_UP)}"
