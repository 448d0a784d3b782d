"""What the minimum score costs: how many mentees can have a mentor at each value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.insight.shortages.search import Seats
from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.matching.eligible import EligiblePairs, GivenMask
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.scoring.exact import UNITS_PER_POINT

POINTS = (30, 35, 40, 45, 50, 55, 60, 65, 70)
"""Minimum scores at which the cost is shown, in points: from where pairs count
as weak up to what few pairs reach."""

KEPT_WHOLE = 1 << 23
"""Pairs up to which their scores are kept while minimums are tried (eight bytes each)."""

TENTH = UNITS_PER_POINT // 10
"""A tenth of a point, the finest value that is proposed, in units of the score."""


@dataclass(frozen=True, slots=True)
class FloorCost:
    """How many mentees can have a mentor at one minimum score.

    Attributes
    ----------
    floor
        Minimum in integer units of the score; None for no minimum.
    mentees
        Mentees with a mentor in the best case.
    """

    floor: int | None
    mentees: int


def floor_costs(problem: MatchingProblem) -> tuple[FloorCost, ...]:
    """Return the coverage without a minimum score, and at several values of it.

    The settings' own minimum stands among them. Values that leave nobody a
    mentor end the list. Empty for given scores, whose units mean nothing here.
    """
    eligible = problem.eligible
    if not isinstance(eligible, EligiblePairs):
        return ()
    floors = {points * UNITS_PER_POINT for points in POINTS}
    if eligible.floor is not None:
        floors.add(eligible.floor)
    at = _Floors(problem)
    costs = [FloorCost(None, Seats(at.problem(None)).fill().covered)]
    for floor in sorted(floors):
        costs.append(FloorCost(floor, Seats(at.problem(floor)).fill().covered))
        if not costs[-1].mentees:
            break
    return tuple(costs)


def with_floor(problem: MatchingProblem, floor: int | None) -> MatchingProblem:
    """Return the problem with another minimum score, in integer units."""
    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    return replace(problem, eligible=replace(eligible, floor=floor))


def highest_floor(problem: MatchingProblem, full: Seats, more: int = 1) -> int | None:
    """Return the highest minimum score at which so many more mentees have a mentor.

    Parameters
    ----------
    problem
        A problem with a minimum score.
    full
        Its seats, filled.
    more
        Mentees to be gained, at least 1.

    Returns
    -------
    int or None
        In units, a whole number of tenths of a point; None if no lower minimum
        helps so many.
    """
    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    assert eligible.floor is not None
    # Coverage falls as the minimum rises: the last value that does is found by halving.
    at = _Floors(problem)
    good, bad = -1, -(-eligible.floor // TENTH)
    while bad - good > 1:
        middle = (good + bad) // 2
        lower = at.problem(middle * TENTH)
        if Seats(lower, full.mentor_of).fill().covered >= full.covered + more:
            good = middle
        else:
            bad = middle
    return None if good < 0 else good * TENTH


class _Floors:
    """One problem under many minimum scores; scores and rules are worked out once if small."""

    def __init__(self, problem: MatchingProblem) -> None:
        self._problem = problem
        self._tables: tuple[Ints, Mask] | None = None
        n, m = problem.shape
        if n * m <= KEPT_WHOLE:
            free = with_floor(problem, None).eligible
            blocks = [slice(s, min(s + ROWS_AT_ONCE, n)) for s in range(0, n, ROWS_AT_ONCE)]
            everybody = slice(None)
            self._tables = (
                np.concatenate([problem.scores.block(rows, everybody) for rows in blocks]),
                np.concatenate([free.block(rows, everybody) for rows in blocks]),
            )

    def problem(self, floor: int | None) -> MatchingProblem:
        """Return the problem under one minimum."""
        if self._tables is None:
            return with_floor(self._problem, floor)
        scores, allowed = self._tables
        if floor is not None:
            eligible = self._problem.eligible
            assert isinstance(eligible, EligiblePairs)
            allowed = allowed & (scores >= floor)
            for pair in eligible.lifted:
                allowed[pair] = True
        return replace(self._problem, eligible=GivenMask(allowed))
