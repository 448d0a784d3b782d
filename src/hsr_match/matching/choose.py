"""Which engine solves a problem: the flow where it can, the coupled one else."""

from __future__ import annotations

from typing import Literal

from hsr_match.errors import UsageError
from hsr_match.matching.problem import MatchingProblem

Engine = Literal["flow", "coupled"]
ENGINES: tuple[Engine, ...] = ("flow", "coupled")


def choose_engine(problem: MatchingProblem, asked: str | None = None) -> Engine:
    """Return the engine for a problem; a pure function of its arguments.

    Parameters
    ----------
    problem
        What is to be solved.
    asked
        ``flow`` or ``coupled`` to force one, None for the faster that is exact.

    Raises
    ------
    UsageError
        If the engine asked for is unknown, or cannot keep all limits of the problem.
    """
    if asked is None:
        return "flow" if problem.is_flow else "coupled"
    if asked not in ENGINES:
        raise UsageError(
            f"There is no engine {asked!r}.", f"Name one of {', '.join(ENGINES)}, or none."
        )
    if asked == "flow" and not problem.is_flow:
        raise UsageError(
            f"The engine `flow` cannot keep these limits: {', '.join(beyond_flow(problem))}.",
            "Leave --engine out: the program chooses an engine that can.",
        )
    return "flow" if asked == "flow" else "coupled"


def beyond_flow(problem: MatchingProblem) -> list[str]:
    """Name, as settings keys, the limits of a problem that no network flow can express."""
    limits = {
        "apart": bool(problem.apart),
        "together": bool(problem.together),
        "floors": bool(problem.floors),
        "rules.spread of two kinds": len(problem.spread) > 1,
        "rules.places_min: if_used": problem.least_if_used,
    }
    return [name for name, holds in limits.items() if holds]
