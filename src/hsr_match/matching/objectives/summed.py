"""Objectives that are sums over pairs: the plain total, and ``balanced`` (α-fair)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.coverage import counted_coverage, presumed_coverage
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
    if covered is not None:
        return _settled_after(field, core, alpha, goals, covered, on_round)
    if len(goals) == 1:
        return _settled_after(field, core, alpha, goals, (), on_round)
    with suppress(Infeasible):
        presumed = presumed_coverage(problem, frame, core)
        return _settled_after(field, core, alpha, goals, (presumed,), on_round)
    # Pairs of the core are too few for it, or there is no such coverage.
    counted = counted_coverage(problem, frame, core)
    if counted is not None:
        rung, core = counted
        with suppress(Infeasible):
            return _settled_after(field, core, alpha, goals, (rung,), on_round)
    return _settled_after(field, core, alpha, goals, (), on_round)


def _settled_after(
    field: Field,
    core: Core,
    alpha: float,
    goals: Sequence[RungGoal],
    before: Sequence[SettledRung],
    on_round: Callable[[Round, Sequence[int]], None] | None,
) -> Candidate:
    later = goals[len(before) :]
    settled = settle_all(field.problem, field.frame, field.rules, core, later, before, on_round)
    found = settled.solution
    made = Made(found.core, found.pair_flow, found.frame_flow)
    return Candidate(made, (*before, *settled.rungs), alpha)


def coverage_goals(field: Field) -> list[RungGoal]:
    """Return the rungs before the objective: mentees with a mentor, then pairs."""
    problem, frame = field.problem, field.frame
    if problem.order != "pairs_first":
        return []
    goals = [RungGoal(Nothing(), frame.uncovered())]
    if problem.several:
        goals.append(RungGoal(Count(), np.zeros(len(frame.tails), dtype=np.int64)))
    return goals
