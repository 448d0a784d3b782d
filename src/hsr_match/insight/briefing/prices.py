"""Whether every change to a matching has an exact price, and the prices where it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Pricing
    from hsr_match.insight.pricing.bounds import CostBounds
    from hsr_match.insight.pricing.model import WhatIf

MOST_PAIRS = 4_000_000
"""Mentees × mentors up to which all pairs are priced: a few seconds, some 200 MB."""

MOST_TIED = 3_000
"""Pairs made up to which all are priced where limits tie pairs or mentees have several mentors."""

EXACT = (
    "What a change costs is exact: it is what solving again with it would give, everybody else "
    "free to move."
)
WEIGHTED = (
    " Weighted points are the measure that was made as large as can be: in it raising a weak pair "
    "counts for more than improving a strong one by as much."
)


def prices_of(problem: MatchingProblem, matching: Matching) -> tuple[Pricing, str, WhatIf | None]:
    """Return how changes are priced, one sentence on it, and the prices if they are exact."""
    obstacle = _obstacle(problem, matching)
    if obstacle:
        return "on_request", obstacle, None
    n, m = problem.shape
    if n * m > MOST_PAIRS:
        said = (
            f"Changes are not priced: {n:,} × {m:,} pairs are more than {MOST_PAIRS:,}. "
            "`hsr-match solve` with `--pin MENTEE=MENTOR` shows what one pair would cost."
        )
        return "too_large", said, None
    from hsr_match.insight.pricing.costs import what_if
    from hsr_match.insight.pricing.state import is_plain

    if not is_plain(problem) and len(matching.pairs) > MOST_TIED:
        return "on_request", f"There are too many pairs to price all changes. {_ASK}", None
    try:
        prices = what_if(problem, matching)
    except ValueError:
        return "on_request", f"The scores are too large to price all changes. {_ASK}", None
    return "exact", EXACT + (WEIGHTED if matching.alpha else ""), prices


def least_of(problem: MatchingProblem, matching: Matching) -> CostBounds | None:
    """Return what pairs cost at least, where ties leave no exact prices; None if not known."""
    n, m = problem.shape
    if n * m > MOST_PAIRS or not (problem.several or problem.spread or not problem.is_flow):
        return None
    from hsr_match.insight.pricing.bounds import least_costs

    try:
        return least_costs(problem, matching)
    except ValueError:
        return None


_ASK = "`hsr-match explain RUN MENTEE MENTOR` prices one pair by solving again."


_FLOOR = (
    "A change may cost points or lower the worst match, which comes first, so it has no single "
    "price."
)


def _obstacle(problem: MatchingProblem, matching: Matching) -> str:
    if matching.status == "decided":
        return (
            "People decided these pairs, so changes have no price. The run before the "
            "decisions says what they cost."
        )
    if not problem.is_flow:
        ties = problem.spread, problem.apart, problem.together, problem.floors
        number = sum(map(len, ties)) + problem.least_if_used
        limits = "A limit ties" if number == 1 else f"{number:,} limits tie"
        return f"{limits} pairs together, so one change asks for others. {_ASK}"
    if matching.status != "optimal" or (matching.certificate is None and matching.coupled is None):
        return (
            "The search was stopped before the result was proven, so changes have no exact price. "
            "Run again with a longer time limit."
        )
    if matching.worst_first:
        return f"Where the worst pairs come first a change has no single price. {_ASK}"
    if matching.floor is not None:
        return f"{_FLOOR} {_ASK[:-1]}, with nobody else below the floor."
    return ""
