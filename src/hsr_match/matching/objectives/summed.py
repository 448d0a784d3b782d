"""Objectives that are sums over pairs: the plain total, and ``balanced`` (α-fair)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.full_coverage import presumed_coverage
from hsr_match.matching.engines.min_cost_flow import Infeasible
from hsr_match.matching.engines.priced_flow import Round
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal, settle_all
from hsr_match.matching.engines.values import Count, Gain, Nothing
from hsr_match.matching.gains import RESOLUTION
from hsr_match.matching.objectives.candidate import Candidate, Field, Made


def best_sum(
    field: Field,
    core: Core,
    alpha: float,
    on_round: Callable[[Round, Sequence[int]], None] | None = None,
    covered: Sequence[SettledRung] | None = None,
) -> Candidate:
    """Settle coverage and number of pairs (under ``pairs_first``), then the sum of gains.

    Parameters
    ----------
    field
        The problem and its frame.
    core
        Pairs to begin with.
    alpha
        0 for the plain total, more for a sum in which weak pairs count for more.
    on_round
        As :func:`hsr_match.matching.engines.rungs.settle_all`.
    covered
        The rungs before the sum, where they are settled already.
    """
    problem, frame = field.problem, field.frame
    gain = Gain(alpha, RESOLUTION if alpha else problem.largest_score)
    goals = [*coverage_goals(field), RungGoal(gain, -frame.cost)]

    def settled_after(before: Sequence[SettledRung]) -> Candidate:
        settled = settle_all(
            problem, frame, field.rules, core, goals[len(before) :], before, on_round
        )
        found = settled.solution
        made = Made(found.core, found.pair_flow, found.frame_flow)
        return Candidate(made, (*before, *settled.rungs), alpha)

    if covered is not None:
        return settled_after(covered)
    if len(goals) > 1:
        try:
            return settled_after((presumed_coverage(problem, frame, core),))
        except Infeasible:
            pass
    return settled_after(())


def coverage_goals(field: Field) -> list[RungGoal]:
    """Return the rungs before the objective: mentees with a mentor, then pairs."""
    problem, frame = field.problem, field.frame
    if problem.order != "pairs_first":
        return []
    goals = [RungGoal(Nothing(), frame.uncovered())]
    if problem.several:
        goals.append(RungGoal(Count(), np.zeros(len(frame.tails), dtype=np.int64)))
    return goals
