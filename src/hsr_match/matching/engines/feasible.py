"""Minimum loads: a core that can meet them, or the news that nothing can.

The pairs that are best by score need not be enough for mentors who must get
somebody. So a first solve counts units that fill minimum loads, over all
pairs; its core holds at least one way to fill them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame, build_frame
from hsr_match.matching.engines.hubs import hub_rules
from hsr_match.matching.engines.min_cost_flow import Infeasible
from hsr_match.matching.engines.priced_flow import settle
from hsr_match.matching.engines.values import Nothing
from hsr_match.matching.problem import Ints, MatchingProblem


def feasible_core(problem: MatchingProblem, core: Core) -> Core:
    """Return a core on which all pins and minimum loads can be kept.

    Parameters
    ----------
    problem
        The problem.
    core
        Pairs to begin with, pins included.

    Raises
    ------
    Infeasible
        If they cannot be kept, whatever pairs are used.
    """
    least = problem.must_have
    if not problem.pins and not least.any():
        return core
    frame, counts = _counting_frame(problem)
    solution = settle(problem, frame, hub_rules(problem), core, Nothing(), counts)
    if int(counts @ solution.frame_flow) < int(least.sum()):
        raise Infeasible
    return solution.core


def _counting_frame(problem: MatchingProblem) -> tuple[Frame, Ints]:
    """Return a frame without lower bounds, and a profit of 1 per unit that fills a minimum."""
    frame = build_frame(problem)
    n, m = problem.shape
    least = problem.must_have
    upper = frame.upper.copy()
    upper[n : n + m] -= least
    split = replace(
        frame,
        tails=np.concatenate([frame.tails, np.arange(m, dtype=np.int64) + n]),
        heads=np.concatenate([frame.heads, np.full(m, n + m, dtype=np.int64)]),
        lower=np.zeros(len(frame.lower) + m, dtype=np.int64),
        upper=np.concatenate([upper, least]),
        cost=np.concatenate([frame.cost, np.zeros(m, dtype=np.int64)]),
    )
    counts = np.zeros(len(split.tails), dtype=np.int64)
    counts[len(frame.tails) :] = 1
    return split, counts
