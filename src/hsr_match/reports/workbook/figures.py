"""Scores as numbers of a cell: points, or given scores in their own units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.insight.figures import POINTS
from hsr_match.reports.workbook.sheet import Heading, Kind

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

SHOWN = 4
"""Decimals of a figure that is no whole number of units."""


def cell_figure(units: float | None, outcome: Outcome) -> float | None:
    """Return a score as ``pairings.csv`` has it, as a number; None stays None.

    The quotient of two integers is the nearest number there is, so it equals
    what anybody reads from the decimals in the file.
    """
    if units is None:
        return None
    factor = POINTS if outcome.kind == "cohort" else 1
    exact = units * factor / outcome.problem.scale
    return exact if isinstance(units, int) else round(exact, SHOWN)


def score_heading(
    outcome: Outcome, title: str = "score", meaning: str = "", *, shaded: bool = True
) -> Heading:
    """Return a column of scores."""
    kind: Kind = "points" if outcome.kind == "cohort" else "number"
    return Heading(title, kind, meaning, shaded=shaded)


def figure_heading(outcome: Outcome, title: str, meaning: str = "") -> Heading:
    """Return a column of what scores are made of."""
    return score_heading(outcome, title, meaning, shaded=False)
