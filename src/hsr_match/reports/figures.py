"""Integer scores as the decimals that people and files read, without rounding twice."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

POINTS = 100
"""A full score in points."""


def decimals_of(scale: int) -> int:
    """Return how many decimals show an integer of a scale 10^d exactly."""
    return len(str(scale)) - 1


def points(units: int, scale: int) -> Decimal:
    """Return a score of answers in points, 0–100, exactly.

    Parameters
    ----------
    units
        Integer score.
    scale
        Units of the full score, a power of ten of at least 100.
    """
    return Decimal(units * POINTS).scaleb(-decimals_of(scale))


def given(units: int, scale: int) -> Decimal:
    """Return a given score in the units in which it was given, exactly."""
    return Decimal(units).scaleb(-decimals_of(scale))


def file_figure(units: int, scale: int, kind: str) -> str:
    """Return a score as files carry it: points with four decimals, or as given.

    Parameters
    ----------
    units, scale
        Integer score and the units of the full score.
    kind
        ``cohort`` (answers were scored) or ``scores`` (given).
    """
    if kind == "scores":
        return f"{given(units, scale):f}"
    return f"{points(units, scale):.4f}"


def screen_figure(value: float, scale: int, kind: str) -> str:
    """Return a score, or a mean of scores, for the eye: at most one decimal in points.

    Parameters
    ----------
    value
        In integer units; need not be whole.
    scale, kind
        As in :func:`file_figure`; given scores keep their decimals, up to six.
    """
    exact = Decimal(value) / scale
    if kind == "scores":
        shown = exact.quantize(Decimal(1).scaleb(-min(decimals_of(scale), 6)), ROUND_HALF_UP)
        return f"{shown:,f}"
    return f"{(exact * POINTS).quantize(Decimal('0.1'), ROUND_HALF_UP)}"


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, … 11th, 12th, 13th, … 21st."""
    teens = number % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 pair``, ``1,200 pairs``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
