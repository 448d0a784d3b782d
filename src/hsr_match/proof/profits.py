"""What each arc of the network adds to each rung (``docs/reference/certificate.md``)."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.matching import Certificate
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints, gains, priorities, tickets


def expected_rungs(problem: MatchingProblem, *, phases: int, tie_break: bool) -> tuple[str, ...]:
    """Return the rungs that a proof must have, most important first."""
    first: list[str] = []
    if problem.order == "pairs_first":
        first = ["coverage", *(["pairs"] if wants_several(problem) else [])]
    last = ["objective", *(["tie_break"] if tie_break else [])]
    return (*first, *["worst_first"] * phases, *last)


def wants_several(problem: MatchingProblem) -> bool:
    """Tell whether anybody wants more than one mentor."""
    return bool((problem.wanted > 1).any())


class Profits:
    """Profits of arcs per rung.

    Parameters
    ----------
    problem
        The problem.
    certificate
        Names the rungs, and what each called ``worst_first`` weighs.
    alpha
        Strength of the objective.
    """

    def __init__(self, problem: MatchingProblem, certificate: Certificate, alpha: float) -> None:
        self.problem, self.alpha = problem, alpha
        self.rungs: tuple[str, ...] = certificate.rungs
        self.phases = certificate.phases
        self.mentees = tickets(problem.mentee_keys, "mentee", problem.seed)
        self.mentors = tickets(problem.mentor_keys, "mentor", problem.seed)

    @property
    def first_phase(self) -> int:
        """Position of the first rung called ``worst_first``; of the objective if there is none."""
        return self.rungs.index("objective") - len(self.phases)

    def pairs(self, rung: int, scores: Ints, rows: Ints, columns: Ints) -> Ints | int:
        """Return the profit of pairs; the three arrays broadcast against each other."""
        name = self.rungs[rung]
        if name == "coverage":
            return 0 if wants_several(self.problem) else 1
        if name == "pairs":
            return 1
        if name == "worst_first":
            from hsr_match.proof.levels import losses

            return -losses(self.phases[rung - self.first_phase], scores)
        if name == "objective":
            return gains(scores, self.alpha)
        return priorities(self.mentees[rows], self.mentors[columns])

    def without(self) -> Ints:
        """Return the profit of staying without any mentor, shape (mentees, rungs)."""
        profit = self.fewer()
        if "coverage" in self.rungs and wants_several(self.problem):
            profit[:, self.rungs.index("coverage")] = -1
        if self.problem.credit is not None:
            profit[:, self.rungs.index("objective")] = -self.problem.credit
        return profit

    def fewer(self) -> Ints:
        """Return the profit of a mentor fewer than wanted, shape (mentees, rungs)."""
        profit = np.zeros((self.problem.shape[0], len(self.rungs)), dtype=np.int64)
        if self.phases and self.problem.order == "points_first":
            from hsr_match.proof.levels import losses

            for k, phase in enumerate(self.phases):
                profit[:, self.first_phase + k] = -losses(phase, np.zeros(1, dtype=np.int64))
        return profit

    def extra_places(self, steps: Ints) -> Ints:
        """Return the profit of the e-th extra places, shape (steps, rungs)."""
        profit = np.zeros((len(steps), len(self.rungs)), dtype=np.int64)
        profit[:, self.rungs.index("objective")] = -self.problem.extra_place_cost * steps
        return profit
