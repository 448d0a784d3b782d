"""What pairs cost at least, from the exact prices of the problem without its ties.

Whoever keeps all limits keeps those of the problem from which all that ties
pairs to each other is left out. That one is a plain flow, and its best with a
pair made is known exactly for every pair (``what_if``). Where the ties cost
little, as they mostly do on coverage, little is lost on the way.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.errors import InfeasibleError
from hsr_match.insight.pricing.costs import what_if
from hsr_match.insight.pricing.model import Costs
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem, Objective


def without_ties(problem: MatchingProblem, matching: Matching) -> Costs | None:
    """Return the least that each pair costs, coverage first; None where it cannot be told so.

    The gain holds where coverage is 0, and may be negative.
    """
    if problem.several:
        return None
    from hsr_match.matching import solve

    alpha = matching.alpha
    plain = replace(
        problem,
        spread=(),
        apart=(),
        together=(),
        floors=(),
        places_min=problem.must_have,
        objective=Objective("balanced", alpha) if alpha else Objective("total"),
    )
    try:
        best = solve(plain, engine="flow")
        force = what_if(plain, best).force
    except (InfeasibleError, OverflowError, ValueError):
        return None
    coverage, gain = matching.coverage - best.coverage, matching.gain - best.gain
    if problem.order != "pairs_first":
        coverage = 0
    lost = np.maximum(0, force.coverage + coverage)
    # Where the ties cost coverage the two gains are of different numbers of people.
    less = force.gain + gain if coverage == 0 else np.zeros_like(force.gain)
    return Costs(lost, less * (lost == 0), force.known)
