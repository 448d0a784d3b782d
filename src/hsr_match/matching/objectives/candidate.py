"""One objective settled: the optimum, what proved it, and how ties of it are broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal, settle_all
from hsr_match.matching.engines.values import Priority
from hsr_match.matching.gains import transform
from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.problem import Ints, MatchingProblem
from hsr_match.matching.tie_break import person_tickets

if TYPE_CHECKING:
    from hsr_match.matching.floor import HighestFloor
    from hsr_match.matching.objectives.face import Face


@dataclass(frozen=True, slots=True)
class Field:
    """What stays the same through the ladder."""

    problem: MatchingProblem
    frame: Frame
    rules: HubRules


@dataclass(frozen=True, slots=True)
class Made:
    """A flow: units on each pair of a core and on each arc of the frame."""

    core: Core
    pair_flow: Ints
    frame_flow: Ints

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Pairs that are made, as (mentee, mentor) positions, sorted."""
        used = self.core.keys[self.pair_flow > 0].tolist()
        return tuple(divmod(key, self.core.mentors) for key in used)

    @property
    def total(self) -> int:
        """Sum of the integer scores."""
        return int(self.core.scores @ self.pair_flow)

    def gain(self, field: Field, alpha: float) -> int:
        """Value of the objective, credit and costs of extra places included."""
        problem, made = field.problem, self.pair_flow > 0
        # Counted from the pairs: before the objective is settled, a flow may use
        # the second extra place and not the first.
        loads = np.bincount(self.core.columns[made], minlength=problem.shape[1])
        over = np.maximum(loads - problem.places, 0)
        worth = int(transform(self.core.scores, alpha) @ self.pair_flow)
        if problem.credit is not None:
            worth += int(problem.credit[np.unique(self.core.rows[made])].sum())
        return worth - problem.extra_place_cost * int((over * (over + 1) // 2).sum())


@dataclass(frozen=True, slots=True)
class Candidate:
    """The optimum of one objective.

    Attributes
    ----------
    made
        The optimum.
    rungs
        What settled it, most important first.
    alpha
        Strength of ``balanced``; 0 for the others.
    worst_first, phases
        Whether levels were settled, and which by which rung of that name.
    face
        What is left to ties, where it is at hand.
    floor
        The floor above which it is the optimum, if one was raised.
    """

    made: Made
    rungs: tuple[SettledRung, ...]
    alpha: float = 0.0
    worst_first: bool = False
    phases: tuple[LevelPhase, ...] = ()
    face: Face | None = None
    floor: HighestFloor | None = None


def break_ties(field: Field, chosen: Candidate) -> tuple[Made, SettledRung]:
    """Return the optimum that the keyed hash prefers, and the rung that proves it."""
    if chosen.floor is not None:
        from hsr_match.matching.objectives.highest_floor import field_above

        field = field_above(field, chosen.floor)
    problem = field.problem
    priority = Priority(
        person_tickets(problem.mentee_keys, "mentee", problem.seed),
        person_tickets(problem.mentor_keys, "mentor", problem.seed),
    )
    goal = RungGoal(priority, np.zeros(len(field.frame.tails), dtype=np.int64))
    if chosen.face is not None:
        from hsr_match.matching.objectives.steps import settle_on

        step = settle_on(chosen.face, goal)
        flow = step.flow
        return Made(flow.network, flow.pair_flow, flow.frame_flow), step.rung
    solution = settle_all(
        problem, field.frame, field.rules, chosen.made.core, [goal], chosen.rungs
    ).solution
    return Made(solution.core, solution.pair_flow, solution.frame_flow), solution.rung
