"""Coverage that proves itself: everybody has a mentor, or every place is taken.

Nearly every cohort is one or the other. Then no search is needed to settle how
many mentees get a mentor: prices of 0 and −1 prove it, provided that a flow
keeps to them, which the solve of the next rung finds out anyway. What it saves
is a rung packed into the costs, which are smaller and solved in half the time.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import Prices
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.values import Nothing
from hsr_match.matching.problem import MatchingProblem


def presumed_coverage(problem: MatchingProblem, frame: Frame, core: Core) -> SettledRung:
    """Return the rung of coverage as it is if nothing but numbers limits it.

    Parameters
    ----------
    problem
        The problem.
    frame
        Its arcs that are no pairs.
    core
        Pairs, at least one of everybody who may be in any.

    Returns
    -------
    SettledRung
        With at least as many places as mentees, all prices are 0: whoever may
        have a mentor has one. Else a place costs 1: all are taken. If no flow
        keeps to that, coverage is less, and the rung is not settled by it.
    """
    n, m = problem.shape
    can = np.zeros(n, dtype=np.bool_)
    can[core.rows] = True
    useful = np.zeros(m, dtype=np.bool_)
    useful[core.columns] = True
    prices = np.zeros(frame.nodes, dtype=np.int64)
    if int((can & (problem.wanted > 0)).sum()) <= int(problem.places_max[useful].sum()):
        prices[:n][~can] = -1
    else:
        prices[:n] = -1
        prices[n : n + m][useful] = -1
    return SettledRung(Nothing(), frame.uncovered(), Prices(prices), all_open=True)
