"""How long a solve will take, from its sizes alone: a pure function, measured once."""

from __future__ import annotations

from typing import Final

from hsr_match.matching.choose import choose_engine
from hsr_match.matching.problem import MatchingProblem

MICROSECONDS_A_PAIR: Final = {
    "total": 0.3,
    "balanced": 0.5,
    "worst_first": 3.0,
    "highest_floor": 0.6,
}
"""Measured on cohorts of 800 x 600 to 3,000 x 2,200 and rounded up
(``docs/explanation/stopping.md``)."""

RICHER: Final = 3.0
"""A network with hubs, or with several mentors per mentee, takes up to so many times as long."""

UNKNOWN: Final = float("inf")


def predicted_seconds(problem: MatchingProblem, engine: str | None = None) -> float:
    """Return how many seconds a solve should take, start-up not counted.

    Parameters
    ----------
    problem
        What is to be solved; only its sizes, its objective and which limits it
        has are looked at.
    engine
        The engine asked for, None for the usual choice.

    Returns
    -------
    float
        Seconds on one core of an office computer. Infinite where an exact
        search may be needed, whose time no size foretells.
    """
    if choose_engine(problem, engine) == "coupled":
        return UNKNOWN
    n, m = problem.shape
    seconds = n * m * MICROSECONDS_A_PAIR[problem.objective.kind] * 1e-6
    richer = problem.several or problem.spread or problem.mentor_groups is not None
    return seconds * RICHER if richer else seconds
