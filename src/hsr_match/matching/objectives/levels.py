"""Levels of the score: what a pair counts on a rung of ``worst_first``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.problem import Ints, MatchingProblem

STEEPNESS = 3.0
"""How fast the loss of a guess falls; 2 to 5 took the fewest phases that had to be solved."""


def levels_of(scores: Ints, resolution: int) -> Ints:
    """Return the level of each score, ``floor(score / resolution)``."""
    levels: Ints = scores // resolution
    return levels


@dataclass(frozen=True, slots=True)
class LevelValue:
    """The value of a pair on the rung of one phase: minus the weight of its range of levels."""

    phase: LevelPhase

    @property
    def largest(self) -> int:
        """Largest magnitude of any value."""
        return max(self.phase.weights, default=0)

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return the value of pairs."""
        worth = np.array([0, *(-weight for weight in self.phase.weights), 0], dtype=np.int64)
        cuts = np.array(self.phase.cuts, dtype=np.int64)
        levels = levels_of(scores, self.phase.resolution)
        values: Ints = worth[np.searchsorted(cuts, levels, side="right")]
        return values


@dataclass(frozen=True, slots=True)
class Steep:
    """A welfare so concave that its optimum is nearly the worst-first one.

    The loss of a pair falls exponentially with its level, from ``2^bits`` at
    ``lowest`` to nothing a third of the way to ``highest``, where the levels lie
    that are settled next. It guides the phases and is part of no proof.
    """

    resolution: int
    lowest: int
    highest: int
    bits: int

    @property
    def largest(self) -> int:
        """Largest magnitude of any value."""
        return 4 << self.bits

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return the value of pairs."""
        above = (levels_of(scores, self.resolution) - self.lowest).astype(np.float64)
        share = above / max(self.highest - self.lowest, 1)
        loss = np.exp2(self.bits * (1 - STEEPNESS * np.maximum(share, 0)))
        loss[above < 0] = float(self.largest)
        values: Ints = -np.floor(loss).astype(np.int64)
        return values


def counted(problem: MatchingProblem, frame: Frame, value: PairValue) -> RungGoal:
    """Return the goal of a value that only levels matter to.

    Under ``points_first`` whoever stays without counts as a score of 0, so that
    nobody is left out only to have a pair fewer at a low level.
    """
    profit = np.zeros(len(frame.tails), dtype=np.int64)
    if problem.order == "points_first":
        zero = np.zeros(1, dtype=np.int64)
        profit[frame.tails < frame.mentees] = value.of(zero, zero, zero)[0]
    return RungGoal(value, profit)
