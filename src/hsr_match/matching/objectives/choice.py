"""Which objective is used: the fairest that keeps within ``max_price``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hsr_match.matching.objectives.candidate import Candidate, Field
from hsr_match.matching.objectives.summed import best_sum
from hsr_match.matching.problem import Objective

if TYPE_CHECKING:
    from hsr_match.matching.objectives.so_far import SoFar

MILDER_ALPHAS = (1.0, 0.5)
"""Tried in turn when the asked alpha costs more than ``max_price``."""


def strengths(wish: Objective) -> tuple[float, ...]:
    """Return the alphas to try, the fairest first; 0 comes after them."""
    if wish.kind == "total" or wish.alpha == 0:
        return ()
    return (wish.alpha, *(a for a in MILDER_ALPHAS if a < wish.alpha))


def within(wish: Objective, best: int, total: int) -> bool:
    """Tell whether a total keeps within the price; 1 (100 %) is no limit at all."""
    return wish.max_price >= 1 or best - total <= Fraction(str(wish.max_price)) * best


def choose(field: Field, best_total: Candidate, so_far: SoFar | None = None) -> Candidate:
    """Return the fairest candidate whose optimum keeps within the price.

    Each is an optimum of its own; what it costs is counted against the best
    total at the same coverage.

    Parameters
    ----------
    field, best_total
        The problem, and its best total.
    so_far
        Told results on the way; what it raises ends the search.
    """
    wish = field.problem.objective
    if wish.kind == "worst_first":
        from hsr_match.matching.objectives.worst_first import best_worst_first

        candidate = best_worst_first(field, best_total, so_far)
        if within(wish, best_total.made.total, candidate.made.total):
            return candidate
    if wish.kind == "highest_floor":
        from hsr_match.matching.objectives.highest_floor import best_highest_floor

        candidate = best_highest_floor(field, best_total, so_far)
        if within(wish, best_total.made.total, candidate.made.total):
            return candidate
    core = best_total.made.core
    for alpha in strengths(wish):
        if so_far is not None:
            so_far.begin(alpha)
        told = None if so_far is None else so_far.balanced
        candidate = best_sum(field, core, alpha, told, best_total.rungs[:-1])
        if within(wish, best_total.made.total, candidate.made.total):
            return candidate
        core = candidate.made.core
    if so_far is not None:
        so_far.begin(0.0)
    return best_total
