"""That a floor is the highest which leaves as many matched, from prices alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.problem import Mask, MatchingProblem
from hsr_match.proof.bounds import Bound
from hsr_match.proof.goal import Goal
from hsr_match.proof.totals import score_of


class _From:
    """Pairs of a problem whose score is no lower than a number."""

    def __init__(self, problem: MatchingProblem, least: int) -> None:
        self._problem, self._least = problem, least
        self.shape = problem.shape

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        high: Mask = self._problem.scores.block(rows, columns) >= self._least
        return high & self._problem.eligible.block(rows, columns)


def is_highest_floor(
    problem: MatchingProblem,
    pairs: Sequence[tuple[int, int]],
    floor: int,
    higher: int,
    short: RungBound,
) -> bool:
    """Tell whether pairs reach a floor, and none that match as many reach a higher one.

    Parameters
    ----------
    problem
        The problem, without any floor.
    pairs
        Feasible pairs.
    floor, higher
        In units of the score.
    short
        Prices that bound coverage where pairs below ``higher`` are barred.
    """
    if any(score_of(problem, i, j) < floor for i, j in pairs):
        return False
    barred = replace(problem, eligible=_From(problem, higher))
    most = Bound(barred, short, (), Goal("coverage", 0.0)).most
    return most < len({i for i, _ in pairs})
