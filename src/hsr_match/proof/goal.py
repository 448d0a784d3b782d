"""What the rungs of a ladder count, for bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints, gains
from hsr_match.proof.totals import objective_value, score_of
from hsr_match.proof.units import Unit


@dataclass(frozen=True, slots=True)
class Goal:
    """What a rung counts.

    Attributes
    ----------
    name
        Of the rung.
    alpha
        Strength of the objective.
    floor
        Score below which a pair counts −1 on the rung ``floor``.
    """

    name: str
    alpha: float
    floor: int = 0

    def pairs(self, scores: Ints) -> Ints:
        """Return what pairs count."""
        if self.name == "objective":
            return gains(scores, self.alpha)
        if self.name == "floor":
            below: Ints = -(scores < self.floor).astype(np.int64)
            return below
        return np.full_like(scores, self.name == "pairs")

    def covered(self, problem: MatchingProblem, unit: Unit) -> int:
        """Return what a unit counts once it has a mentor."""
        if self.name == "coverage":
            return len(unit.members)
        if self.name == "objective" and problem.credit is not None:
            return sum(int(problem.credit[i]) for i in unit.members)
        return 0

    def step(self, problem: MatchingProblem) -> int:
        """Return the cost of the first extra place; the e-th costs e times as much."""
        return problem.extra_place_cost if self.name == "objective" else 0

    def reached(self, problem: MatchingProblem, pairs: Sequence[tuple[int, int]]) -> int:
        """Return what pairs reach."""
        if self.name == "objective":
            return objective_value(pairs, problem, self.alpha)
        if self.name == "floor":
            return -sum(score_of(problem, i, j) < self.floor for i, j in pairs)
        return len(pairs) if self.name == "pairs" else len({i for i, _ in pairs})
