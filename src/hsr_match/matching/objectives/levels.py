"""Levels of the score: what a pair counts on a rung of ``worst_first``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.problem import Ints, MatchingProblem


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
        worth = np.concatenate([[0], -np.array(self.phase.weights, dtype=np.int64), [0]])
        values: Ints = worth[self.ranges(scores) + 1]
        return values

    def ranges(self, scores: Ints) -> Ints:
        """Return the range of each score, −1 below all of them, their number above."""
        starts = np.array(self.phase.cuts, dtype=np.int64) * self.phase.resolution
        found: Ints = np.searchsorted(starts, scores, side="right") - 1
        return found

    def without_mentor(self, problem: MatchingProblem, frame: Frame) -> Ints:
        """Return the profit of the arcs of the frame.

        Under ``points_first`` whoever stays without counts as a score of 0, so
        that nobody is paired badly only to have a pair fewer at a low level.
        """
        profit = np.zeros(len(frame.tails), dtype=np.int64)
        if problem.order == "points_first":
            zero = np.zeros(1, dtype=np.int64)
            profit[frame.tails < frame.mentees] = self.of(zero, zero, zero)[0]
        return profit


@dataclass(frozen=True, slots=True)
class Steep:
    """A welfare so concave that its optimum is nearly the worst-first one.

    The loss of a pair falls exponentially with its level, from ``2^bits`` at
    ``lowest`` to 1 at ``highest``. It guides the phases and is part of no proof.
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
        level = (levels_of(scores, self.resolution) - self.lowest).astype(np.float64)
        spread = max(self.highest - self.lowest, 1)
        loss = np.exp2(self.bits * (1 - level / spread))
        loss[level < 0] = float(self.largest)
        values: Ints = -np.floor(loss).astype(np.int64)
        return values

    def without_mentor(self, problem: MatchingProblem, frame: Frame) -> Ints:
        """Return the profit of the arcs of the frame, as for a phase."""
        profit = np.zeros(len(frame.tails), dtype=np.int64)
        if problem.order == "points_first":
            zero = np.zeros(1, dtype=np.int64)
            profit[frame.tails < frame.mentees] = self.of(zero, zero, zero)[0]
        return profit
