"""The highest floor where limits tie pairs: as few below it as can be, floor after floor.

Coverage and the number of pairs are settled with the best total; the number of
pairs below a floor is one more rung on what they leave open. Whether it is 0
does not rise with the floor, so the highest one is found by halving.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.matching.coupled.candidate import Candidate
from hsr_match.matching.coupled.certify import certificate
from hsr_match.matching.coupled.clock import Clock, Stopped
from hsr_match.matching.coupled.face import Face, whole_face
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.ground import assumed
from hsr_match.matching.coupled.outcome import Settled, Start
from hsr_match.matching.coupled.prices import Earlier
from hsr_match.matching.coupled.rungs import Rungs
from hsr_match.matching.coupled.settle import settle
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.coupled.ties import face_after
from hsr_match.matching.floor import Below, HighestFloor, pins_below
from hsr_match.matching.problem import Ints


def floor_of(rungs: Rungs, best: Candidate, clock: Clock) -> HighestFloor:
    """Find the highest floor that leaves as many matched, and the bound that shows it.

    Parameters
    ----------
    rungs
        Of the problem without a floor.
    best
        Its best total, proven.
    clock
        When to stop.

    Raises
    ------
    Stopped
        If time ended before the floor was known.
    """
    return _Search(rungs, best, clock).floor()


class _Search:
    def __init__(self, rungs: Rungs, best: Candidate, clock: Clock) -> None:
        self.rungs, self.best, self.clock = rungs, best, clock
        self.resolution = rungs.problem.objective.resolution
        self.face = self._face()
        last = best.rungs[-1]
        self.start = Start(last.start.columns, last.start.rows, best.made)

    def floor(self) -> HighestFloor:
        low = self._lowest(self.best.made)
        if low is None:
            return HighestFloor(None, None)
        high, step = None, 1
        short: Settled | None = None
        while short is None or high != low + 1:
            level = low + step if high is None else (low + high) // 2
            if self.clock.over:
                raise Stopped
            found = self._fewest_below(level)
            if found.value == self._allowed(level):
                # Nothing can be better, whether or not the search went to its end.
                low, step = max(level, self._lowest(found.made) or level), 2 * step
                self.start = Start(found.start.columns, found.start.rows, found.made)
            elif found.proven:
                short, high = found, level
            else:
                raise Stopped
        bounds = certificate(
            self.rungs.field, self.best.reached, (*self.best.rungs[:-1], short)
        ).rungs
        told = replace(bounds[-1], value=self._allowed(low + 1))
        return HighestFloor(low * self.resolution, told)

    def _face(self) -> Face:
        before = self.best.rungs[:-1]
        if before:
            return face_after(before[-1])
        return assumed(self.rungs.field)[0] if self.best.reached else whole_face(self.rungs.model)

    def _fewest_below(self, level: int) -> Settled:
        nothing = np.zeros(len(self.rungs.model.units), dtype=np.int64)
        goal = Goal("floor", Below(level * self.resolution), nothing)
        earlier = tuple(Earlier(r.task.goal, r.value) for r in self.best.rungs[:-1])
        return settle(Task(self.rungs.field, self.face, goal, earlier), self.start, self.clock)

    def _allowed(self, level: int) -> int:
        """Return what the rung must reach for the floor to be kept: pins alone may lie below."""
        return -pins_below(self.rungs.problem, level * self.resolution)

    def _lowest(self, made: Ints) -> int | None:
        """Return the lowest level of any pair that is made, pins apart."""
        problem, m = self.rungs.problem, self.rungs.model.mentors
        pins = set(problem.pins)
        levels = [
            int(problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0]) // self.resolution
            for unit, j in (divmod(key, m) for key in made.tolist())
            for i in self.rungs.model.units.members(unit)
            if (i, j) not in pins
        ]
        return min(levels, default=None)
