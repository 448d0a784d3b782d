"""The assignment itself: problem, engines, ladder of objectives, tie-break, result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hsr_match.matching.matching import Certificate, Matching, PriceReference
from hsr_match.matching.problem import MatchingProblem, Objective

if TYPE_CHECKING:
    from hsr_match.matching.build import build_problem, given_problem
    from hsr_match.matching.ladder import solve

__all__ = [
    "Certificate",
    "Matching",
    "MatchingProblem",
    "Objective",
    "PriceReference",
    "build_problem",
    "given_problem",
    "solve",
]


def __getattr__(name: str) -> Any:
    # The verifier uses the types alone: it must not pull in builder or engines.
    if name in ("build_problem", "given_problem"):
        from hsr_match.matching import build

        return getattr(build, name)
    if name == "solve":
        from hsr_match.matching.ladder import solve

        return solve
    raise AttributeError(name)
