"""Matchings with limits that no flow expresses: their bounds, rung after rung (13–16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.bounds import Bound, TooLarge
from hsr_match.proof.charges import NoSuchLimit
from hsr_match.proof.gap import Gap
from hsr_match.proof.goal import Goal
from hsr_match.proof.profits import expected_rungs
from hsr_match.proof.report import Failure
from hsr_match.proof.what_is_left import look_through


def check_bounds(
    problem: MatchingProblem,
    pairs: Sequence[tuple[int, int]],
    certificate: CoupledCertificate,
    alpha: float,
    *,
    complete: bool,
) -> tuple[list[Failure], list[Gap], int]:
    """Check that nothing beats these pairs by more than the bounds say.

    Parameters
    ----------
    problem
        The problem.
    pairs
        Feasible pairs, as (mentee, mentor) positions.
    certificate
        Their bounds.
    alpha
        Strength of the objective.
    complete
        Whether every rung must have a bound; a search that was stopped may
        have come to the first only.

    Returns
    -------
    tuple
        What does not hold, what the bounds leave open, and the number of
        eligible pairs looked at.
    """
    rungs = expected_rungs(problem, phases=0, tie_break=False)
    told = tuple(rung.rung for rung in certificate.rungs)
    if told != (rungs if complete else rungs[: max(1, len(told))]):
        names = ", ".join(told) or "none"
        return [Failure(15, f"there are bounds for {names}, not for {', '.join(rungs)}")], [], 0
    failures: list[Failure] = []
    gaps: list[Gap] = []
    looked_at = 0
    reached: list[tuple[Goal, int]] = []
    for bound in certificate.rungs:
        goal = Goal(bound.rung, alpha)
        value = goal.reached(problem, pairs)
        if bound.value != value:
            failures.append(Failure(13, f"the {bound.rung} is {value}, not {bound.value}"))
        try:
            if is_misshapen(problem, bound, len(reached)):
                raise NoSuchLimit
            proven = Bound(problem, bound, reached, goal)
        except NoSuchLimit:
            failures.append(Failure(14, f"the bound on the {bound.rung} rests on a limit "
                                        "that nobody set"))  # fmt: skip
        except TooLarge:
            failures.append(Failure(12, "prices are too large to be checked exactly"))
        else:
            looked_at = proven.looked_at
            if proven.most > bound.bound:
                failures.append(
                    Failure(14, f"by its own prices the {bound.rung} may be up to {proven.most}, "
                                f"not {bound.bound}")
                )  # fmt: skip
            elif complete and value < proven.most:
                verdict, _ = look_through(proven, value)
                if verdict == "something better":
                    failures.append(Failure(16, f"other pairs reach more on the {bound.rung}"))
                elif verdict == "too long":
                    gaps.append(Gap(bound.rung, value, bound.bound))
            elif value < bound.bound:
                gaps.append(Gap(bound.rung, value, bound.bound))
        reached.append((goal, value))
    return failures, gaps, looked_at


def is_misshapen(problem: MatchingProblem, bound: RungBound, earlier: int) -> bool:
    """Tell whether any part of a bound has not the shape of its limits."""
    return any(_misshapen(problem, bound, earlier))


def _misshapen(problem: MatchingProblem, bound: RungBound, earlier: int) -> Iterator[bool]:
    """Yield true for every part of a bound that has not the shape of its limits."""
    n, m = problem.shape
    yield bound.mentees.shape != (n,)
    yield bound.mentors.shape != (m,)
    yield bound.floors.shape != (len(problem.floors),)
    for rows, width in ((bound.spread, 4), (bound.different, 3), (bound.apart, 4)):
        yield rows.ndim != 2 or rows.shape[1] != width
        yield rows.dtype != np.int64
    for prices in (bound.mentees, bound.mentors, bound.floors):
        yield prices.dtype != np.int64
    yield len(bound.earlier) != earlier
    yield bound.denominator < 1
