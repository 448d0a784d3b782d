"""The rungs before the tie-break, one after the other, on one problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hsr_match.matching.coupled.clock import Clock, Stopped
from hsr_match.matching.coupled.columns import first_columns
from hsr_match.matching.coupled.face import Face, whole_face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.ground import (
    Reached,
    assumed,
    coverage_goal,
    demands_goal,
    pairs_goal,
)
from hsr_match.matching.coupled.model import Model, build_model
from hsr_match.matching.coupled.outcome import NoSolution, Settled, Start
from hsr_match.matching.coupled.prices import Earlier
from hsr_match.matching.coupled.rows import no_rows
from hsr_match.matching.coupled.settle import settle
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.coupled.ties import face_after
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.gains import RESOLUTION
from hsr_match.matching.problem import MatchingProblem


class Rungs:
    """Settles coverage, number of pairs and the objective.

    Parameters
    ----------
    problem
        The problem.
    clock
        When to stop.
    """

    def __init__(self, problem: MatchingProblem, clock: Clock) -> None:
        self.problem, self.clock = problem, clock
        self.model: Model = build_model(problem)
        self.field = PairField(self.model)

    def goals(self, alpha: float) -> list[Goal]:
        """Return the rungs, the objective last; ``alpha`` 0 is the plain total."""
        gain = Gain(alpha, RESOLUTION if alpha else self.problem.largest_score)
        objective = Goal("objective", gain, self.model.credit, costs=True)
        if self.problem.order != "pairs_first":
            return [objective]
        if self.problem.several:
            return [coverage_goal(self.model), pairs_goal(self.model), objective]
        return [coverage_goal(self.model), objective]

    def settled(self, alpha: float) -> tuple[tuple[Reached, ...], tuple[Settled, ...]]:
        """Return rungs whose plain bound was reached, then those that were settled.

        Raises
        ------
        NoSolution
            If demands cannot be met.
        Stopped
            If time ended before anything was found.
        """
        if not self.pins_open():
            raise NoSolution
        goals = self.goals(alpha)
        face, reached = assumed(self.field)
        start = Start(first_columns(self.field, face, goals[-1].value), no_rows(self.model))
        try:
            return reached, self._each(goals[len(reached) :], face, start, guess=bool(reached))
        except NoSolution:
            return (), self._each(goals, whole_face(self.model), self._demands_met(start))

    def has_solution(self) -> bool:
        """Tell whether anything keeps all limits.

        Raises
        ------
        Stopped
            If time ended before that was known.
        """
        if not self.pins_open():
            return False
        face = whole_face(self.model, pinned=False)
        columns = first_columns(self.field, face, self.goals(0.0)[-1].value)
        try:
            self._demands_met(Start(columns, no_rows(self.model)))
        except NoSolution:
            return False
        return True

    def pins_open(self) -> bool:
        """Tell whether every pin may be made, by those who go together too."""
        m = self.model.mentors
        for block, rows in enumerate(self.field.blocks):
            low, high = np.searchsorted(self.model.pins, [rows.start * m, rows.stop * m])
            pins = self.model.pins[low:high] - rows.start * m
            if not self.field.eligible(block).ravel()[pins].all():
                return False
        return True

    def _demands_met(self, start: Start) -> Start:
        """Return a start with pairs that meet floors, minimum loads and pins."""
        model = self.model
        start = Start(start.columns, start.rows, np.zeros(0, dtype=np.int64))
        always = self.problem.minimum_always and bool(model.least.any())
        if not (model.floors or len(model.pins) or always):
            return start
        face = whole_face(model, pinned=False)
        demands = settle(Task(self.field, face, demands_goal(model), ()), start, self.clock)
        if demands.value < 0:
            raise NoSolution if demands.proven else Stopped
        return demands.start

    def _each(
        self, goals: Sequence[Goal], face: Face, start: Start, *, guess: bool = False
    ) -> tuple[Settled, ...]:
        """Settle goals one after the other; the last one may not be proven."""
        settled: list[Settled] = []
        earlier: tuple[Earlier, ...] = ()
        for goal in goals:
            task = Task(self.field, face, goal, earlier)
            rung = settle(task, start, self.clock, guess=guess and not settled)
            settled.append(rung)
            if not rung.proven:
                break
            start, face = rung.start, face_after(rung)
            earlier = (*earlier, Earlier(goal, rung.value))
        return tuple(settled)
