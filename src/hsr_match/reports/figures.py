"""Integer scores as the decimals that people and files read, without rounding twice."""

from __future__ import annotations

from decimal import Decimal

from hsr_match.insight.figures import POINTS
from hsr_match.insight.figures import decimals_of as decimals_of
from hsr_match.insight.figures import screen_figure as screen_figure


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


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, … 11th, 12th, 13th, … 21st."""
    teens = number % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 pair``, ``1,200 pairs``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
