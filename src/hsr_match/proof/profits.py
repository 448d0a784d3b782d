"""What each arc of the network adds to each rung (``docs/reference/certificate.md``)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints, gains, priorities, tickets


def expected_rungs(problem: MatchingProblem, *, tie_break: bool) -> tuple[str, ...]:
    """Return the rungs that a proof must have, most important first."""
    rungs = ["objective"]
    if problem.order == "pairs_first":
        rungs = ["coverage", *(["pairs"] if wants_several(problem) else []), "objective"]
    return (*rungs, *(["tie_break"] if tie_break else []))


def wants_several(problem: MatchingProblem) -> bool:
    """Tell whether anybody wants more than one mentor."""
    return bool((problem.wanted > 1).any())


@dataclass(frozen=True, slots=True)
class Profits:
    """Profits of arcs per rung.

    Attributes
    ----------
    problem
        The problem.
    alpha
        Strength of the objective.
    mentees, mentors
        Tickets of the tie-break.
    """

    problem: MatchingProblem
    alpha: float
    mentees: NDArray[np.uint64]
    mentors: NDArray[np.uint64]

    def pairs(self, rung: str, scores: Ints, rows: Ints, columns: Ints) -> Ints | int:
        """Return the profit of pairs; the three arrays broadcast against each other."""
        if rung == "coverage":
            return 0 if wants_several(self.problem) else 1
        if rung == "pairs":
            return 1
        if rung == "objective":
            return gains(scores, self.alpha)
        return priorities(self.mentees[rows], self.mentors[columns])

    def without(self, rungs: tuple[str, ...]) -> Ints:
        """Return the profit of staying without any mentor, shape (mentees, rungs)."""
        profit = np.zeros((self.problem.shape[0], len(rungs)), dtype=np.int64)
        if "coverage" in rungs and wants_several(self.problem):
            profit[:, rungs.index("coverage")] = -1
        if self.problem.credit is not None:
            profit[:, rungs.index("objective")] = -self.problem.credit
        return profit

    def extra_places(self, rungs: tuple[str, ...], steps: Ints) -> Ints:
        """Return the profit of the e-th extra places, shape (steps, rungs)."""
        profit = np.zeros((len(steps), len(rungs)), dtype=np.int64)
        profit[:, rungs.index("objective")] = -self.problem.extra_place_cost * steps
        return profit


def profits(problem: MatchingProblem, alpha: float) -> Profits:
    """Return the profits of a problem under one strength of the objective."""
    return Profits(
        problem,
        alpha,
        tickets(problem.mentee_keys, "mentee", problem.seed),
        tickets(problem.mentor_keys, "mentor", problem.seed),
    )
