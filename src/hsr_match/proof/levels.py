"""``worst_first``: that its phases settle the levels one by one, the lowest first.

A phase weighs ranges of levels against each other. Its optimum is the
worst-first one (``docs/reference/worst-first.md``) if each weight outweighs all
that can still lie in the ranges after it; if a range in which several levels
are still possible is left empty; if the ranges of all phases follow each other
without a gap; and if, above the last, nothing about levels is left to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints
from hsr_match.proof.report import Failure

LARGEST = 1 << 61
_FAR = np.iinfo(np.int64).max

Mask = NDArray[np.bool_]


def check_phases(phases: Sequence[LevelPhase], resolution: int) -> Iterator[Failure]:
    """Yield what keeps phases from being ranges of levels that follow each other."""
    for phase in phases:
        cuts, weights = phase.cuts, phase.weights
        if phase.resolution != resolution:
            yield Failure(15, f"levels are of {phase.resolution} units, not of {resolution}")
        if not weights or len(cuts) != len(weights) + 1:
            yield Failure(15, "a phase of levels does not weigh each of its ranges")
        elif min(weights) < 1 or any(low >= high for low, high in pairwise(cuts)):
            yield Failure(15, "a phase has a range without weight, or ranges that do not ascend")
        elif max(*weights, *(abs(cut) * resolution for cut in cuts)) > LARGEST:
            yield Failure(12, "a phase holds a number too large to be checked exactly")
    for before, after in pairwise(phases):
        if before.cuts[-1:] != after.cuts[:1]:
            yield Failure(15, "levels between two phases are left out, or settled twice")


def losses(phase: LevelPhase, scores: Ints) -> Ints:
    """Return what pairs of some scores lose on the rung of a phase."""
    weights = np.array([0, *phase.weights, 0], dtype=np.int64)
    lost: Ints = weights[_ranges(phase, scores // phase.resolution) + 1]
    return lost


def _ranges(phase: LevelPhase, levels: Ints) -> Ints:
    """Return the range of each level, −1 below all of them, their number above."""
    cuts = np.array(phase.cuts, dtype=np.int64)
    found: Ints = np.searchsorted(cuts, levels, side="right") - 1
    return found


class OpenLevels:
    """The levels that pairs still open may have, met block after block of mentees.

    Parameters
    ----------
    problem
        The problem.
    phase
        The phase that is to settle them; None for what all phases leave.
    begin
        First level that no phase has settled yet; None before the first phase.
    """

    def __init__(
        self, problem: MatchingProblem, phase: LevelPhase | None, begin: int | None
    ) -> None:
        self._phase, self._begin = phase, begin
        self._resolution = problem.objective.resolution
        # Else the number of pairs is settled, and staying without is no level.
        self._stay_counts = problem.order == "points_first"
        ranges = len(phase.weights) if phase else 0
        self._able, self._held = np.zeros((2, ranges), dtype=np.int64)
        self._low, self._high = np.full((2, ranges), _FAR)
        self._high = -self._high
        self._below = self._undecided = False

    def add(self, wanted: Ints, rows: Ints, scores: Ints, made: Mask, stays: Ints) -> None:
        """Take in all that is open for some mentees.

        Parameters
        ----------
        wanted
            Mentors wanted by each of them.
        rows
            Which of them each open pair belongs to.
        scores, made
            Score of each open pair, and whether it is made.
        stays
            Units that may stay without, possible and used, shape (2, mentees);
            under ``points_first`` each counts as a score of 0.
        """
        levels = scores // self._resolution
        if self._phase is None:
            self._undecided |= self._several(rows, levels, stays[0] > 0)
            return
        height, ranges = len(wanted), len(self._able)
        at = _ranges(self._phase, levels)
        zero = int(_ranges(self._phase, np.zeros(1, dtype=np.int64))[0])
        if self._stay_counts and stays[0].any():
            self._below |= zero < 0 and self._begin is None
            if 0 <= zero < ranges:
                self._able[zero] += stays[0].sum()
                self._held[zero] += stays[1].sum()
                self._low[zero] = min(self._low[zero], 0)
                self._high[zero] = max(self._high[zero], 0)
        self._below |= self._begin is None and bool((at < 0).any())
        here = (at >= 0) & (at < ranges)
        at, levels = at[here], levels[here]
        able = np.bincount(at * height + rows[here], minlength=ranges * height)
        self._able += np.minimum(able.reshape(ranges, height), wanted).sum(axis=1)
        self._held += np.bincount(at[made[here]], minlength=ranges)
        np.minimum.at(self._low, at, levels)
        np.maximum.at(self._high, at, levels)

    def _several(self, rows: Ints, levels: Ints, stays: Mask) -> bool:
        """Tell whether any mentee may still go to one of several levels not yet settled."""
        low, high = np.full(len(stays), _FAR), np.full(len(stays), -_FAR)
        np.minimum.at(low, rows, levels)
        np.maximum.at(high, rows, levels)
        if self._stay_counts:
            low[stays], high[stays] = np.minimum(low[stays], 0), np.maximum(high[stays], 0)
            torn = low < high
        else:
            torn = (low < high) | stays
        unsettled = high > -_FAR if self._begin is None else high >= self._begin
        return bool((unsettled & torn).any())

    def failures(self) -> Iterator[Failure]:
        """Yield what these levels leave unproven."""
        if self._undecided:
            yield Failure(15, "the levels of some mentees are not settled by any phase")
        if self._below:
            yield Failure(15, "levels below the first phase are left out")
        rest = 0
        weights = self._phase.weights if self._phase else ()
        for weight, able in reversed(list(zip(weights, self._able.tolist(), strict=True))):
            if weight <= rest:
                yield Failure(15, "a level does not outweigh all that can lie above it")
                break
            rest += weight * able
        if ((self._held > 0) & (self._low < self._high)).any():
            yield Failure(15, "levels that are in use are settled together, not one by one")


def open_levels(
    problem: MatchingProblem, phases: Sequence[LevelPhase], first: int
) -> dict[int, OpenLevels]:
    """Return what is to be counted before which rung.

    Parameters
    ----------
    problem
        The problem.
    phases
        All phases, well formed.
    first
        Position of the first rung called ``worst_first``, or of the rung after
        them if there is none.
    """
    begins = [None, *(phase.cuts[-1] for phase in phases)]
    steps = zip((*phases, None), begins, strict=True)
    return {first + k: OpenLevels(problem, phase, begin) for k, (phase, begin) in enumerate(steps)}
