"""How good the best matching of a problem is, without saying which it is."""

from __future__ import annotations

from hsr_match.matching.consistency import check
from hsr_match.matching.engines.frame import build_frame
from hsr_match.matching.engines.hubs import hub_rules
from hsr_match.matching.objectives.candidate import Field
from hsr_match.matching.objectives.summed import best_sum
from hsr_match.matching.problem import MatchingProblem


def best_value(problem: MatchingProblem, alpha: float) -> tuple[int, int, int]:
    """Return coverage, number of pairs and gain of the optimum, as in ``Matching``.

    A third of the work of :func:`hsr_match.matching.solve`: ties are not broken,
    other strengths not tried, and nothing is certified.

    Parameters
    ----------
    problem
        One that a network flow can express, for an objective that is a sum.
    alpha
        Strength of the objective, 0 for the plain total.

    Raises
    ------
    InfeasibleError
        If limits contradict each other.
    """
    core = check(problem)
    field = Field(problem, build_frame(problem), hub_rules(problem))
    made = best_sum(field, core, alpha).made
    pairs = made.pairs
    return len({mentee for mentee, _ in pairs}), len(pairs), made.gain(field, alpha)
