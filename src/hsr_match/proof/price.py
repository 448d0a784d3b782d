"""What fairness cost: against a best total that is proven in the same way (15)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem, Objective
from hsr_match.proof.certificate import check_certificate
from hsr_match.proof.feasible import check_known, check_limits
from hsr_match.proof.report import Failure
from hsr_match.proof.totals import score_of

MILDER = 1.0, 0.5
"""Strengths that may be tried where the one asked for costs too much."""


def check_objective(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    """Check that the objective used is one that the settings allow."""
    wish = problem.objective
    if matching.worst_first and (matching.alpha or wish.kind != "worst_first"):
        return [Failure(15, "levels of the score were settled, which was not asked for")]
    raised = matching.floor is not None
    if raised and (matching.alpha or matching.worst_first or wish.kind != "highest_floor"):
        return [Failure(15, "a floor was raised, which was not asked for")]
    if matching.alpha not in _strengths(wish):
        return [Failure(15, f"the strength {matching.alpha} was not asked for")]
    return []


def _strengths(wish: Objective) -> set[float]:
    """Return the strengths that may be used; 0 is the plain total."""
    if wish.kind == "total":
        return {0.0}
    return {0.0, wish.alpha, *(alpha for alpha in MILDER if alpha < wish.alpha)}


def _counts(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return len({i for i, _ in pairs}), len(pairs)


def check_price(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    """Check that fairness cost no more than allowed, against a proven best total."""
    if matching.kind == "total":
        return []
    best = matching.reference
    if best is None:
        return [Failure(15, "the best total, which says what fairness cost, is not proven")]
    found = check_known(best.pairs, problem)
    if not found:
        total = sum(score_of(problem, i, j) for i, j in best.pairs)
        found += check_limits(best.pairs, problem)
        if total != best.total:
            found.append(Failure(13, f"its total is {total}, not {best.total}"))
        if best.certificate is None and best.coupled is None:
            found.append(Failure(17, "no proof comes with it"))
        if best.coupled is not None:
            from hsr_match.proof.coupled import check_bounds

            found += check_bounds(problem, best.pairs, best.coupled, 0.0, complete=True)[0]
        if best.certificate is not None:
            proof = check_certificate(problem, best.pairs, best.certificate, 0.0, tie_break=False)
            found += proof[0]
        # A floor may leave nobody out: the best total has the proof of how many can be matched.
        if matching.floor is not None and _counts(matching.pairs) != _counts(best.pairs):
            found.append(Failure(15, "it matches others in number than the pairs above the floor"))
        share = Fraction(str(problem.objective.max_price))
        # 1, which is 100 %, is no limit at all.
        if share < 1 and total - matching.total > share * total:
            found.append(Failure(15, "fairness cost more of it than the settings allow"))
    return [Failure(15, f"best total: {failure.message}") for failure in found]
