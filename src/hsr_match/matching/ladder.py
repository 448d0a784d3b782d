"""The ladder: coverage, then the objective, then the tie-break, each certified."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hsr_match.errors import StoppedError, UsageError
from hsr_match.matching.choose import beyond_flow, choose_engine
from hsr_match.matching.consistency import check
from hsr_match.matching.engines.frame import build_frame
from hsr_match.matching.engines.hubs import hub_rules
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.floor import check_order
from hsr_match.matching.matching import (
    Certificate,
    LevelPhase,
    Matching,
    PriceReference,
    Rung,
    Side,
)
from hsr_match.matching.objectives.candidate import Candidate, Field, break_ties
from hsr_match.matching.objectives.choice import choose
from hsr_match.matching.objectives.summed import best_sum
from hsr_match.matching.problem import Ints, MatchingProblem
from hsr_match.matching.watch import Stopped, Watch


def solve(
    problem: MatchingProblem,
    *,
    time_limit: float | None = None,
    engine: str | None = None,
    stop: Callable[[], bool] | None = None,
    found: Callable[[Matching], None] | None = None,
) -> Matching:
    """Find the best pairing and its proof.

    Parameters
    ----------
    problem
        What to solve.
    time_limit
        Seconds. What has been found by then is returned; the flow engine goes
        on until there is something.
    engine
        ``flow`` or ``coupled``; by default the faster one that keeps all limits.
    stop
        Asked between the steps of the solve; once it returns true, what has
        been found is returned.
    found
        Told every better result, of status ``feasible``, as it is found.

    Returns
    -------
    Matching
        Canonical if proven: the same whatever the order of people. Of a solve
        that was stopped, the best so far with a bound; another run may find another.

    Raises
    ------
    InfeasibleError
        If pins and minimum loads contradict each other, places or bans.
    UsageError
        If there is no engine that keeps all limits of the problem, or the one
        asked for does not; if the objective does not go with the order.
    StoppedError
        If the solve was stopped before there was any result.
    """
    check_order(problem)
    if choose_engine(problem, engine) == "coupled":
        return _coupled(problem, time_limit, stop, found)
    if time_limit is None and stop is None and found is None:
        return _by_flow(problem, None)
    watch = Watch(time_limit, stop, found)
    try:
        return _by_flow(problem, watch)
    except Stopped:
        best = watch.best
        if best is None:
            raise StoppedError("Stopped before there was any result.") from None
        return best


def _by_flow(problem: MatchingProblem, watch: Watch | None) -> Matching:
    core = check(problem)
    field = Field(problem, build_frame(problem), hub_rules(problem))
    so_far = None
    if watch is not None:
        from hsr_match.matching.objectives.so_far import SoFar

        so_far = SoFar(field, watch)
        watch.check()
    best_total = best_sum(field, core, 0.0, None if so_far is None else so_far.best_total)
    chosen = choose(field, best_total, so_far)
    made, rung = break_ties(field, chosen)
    return Matching(
        pairs=made.pairs,
        status="optimal",
        alpha=chosen.alpha,
        coverage=len({i for i, _ in made.pairs}),
        gain=made.gain(field, chosen.alpha),
        total=made.total,
        certificate=_certificate(problem, (*chosen.rungs, rung), chosen.phases),
        reference=None if chosen is best_total else _reference(problem, best_total),
        worst_first=chosen.worst_first,
        floor=chosen.floor,
    )


def _coupled(
    problem: MatchingProblem,
    time_limit: float | None,
    stop: Callable[[], bool] | None,
    found: Callable[[Matching], None] | None,
) -> Matching:
    try:
        from hsr_match.matching.coupled import solve_coupled
    except ImportError:
        raise UsageError(
            "This version cannot yet keep limits that tie several pairs together: "
            f"{', '.join(beyond_flow(problem))}.",
            "Leave these settings out.",
        ) from None
    return solve_coupled(problem, time_limit=time_limit, stop=stop, found=found)


def _reference(problem: MatchingProblem, best_total: Candidate) -> PriceReference:
    return PriceReference(
        pairs=best_total.made.pairs,
        total=best_total.made.total,
        certificate=_certificate(problem, best_total.rungs),
    )


def rung_names(problem: MatchingProblem, phases: int = 0) -> tuple[Rung, ...]:
    """Return the rungs of a problem, most important first; ``worst_first`` once per phase."""
    level: Rung = "worst_first"
    levels = (level,) * phases
    if problem.order != "pairs_first":
        return (*levels, "objective", "tie_break")
    if problem.several:
        return ("coverage", "pairs", *levels, "objective", "tie_break")
    return ("coverage", *levels, "objective", "tie_break")


def _certificate(
    problem: MatchingProblem,
    rungs: tuple[SettledRung, ...],
    phases: tuple[LevelPhase, ...] = (),
) -> Certificate:
    """Return potentials per rung, those of hubs too."""
    n, m = problem.shape
    rules = hub_rules(problem)
    table: Ints = np.stack([rung.prices.nodes for rung in rungs], axis=1)
    if problem.order == "pairs_first" and not problem.several:
        # Solved as "−1 for staying without"; with one mentor each, "1 per pair" is the same.
        table[:n, 0] += 1
    hubs: dict[Side, tuple[Ints, Ints]] = {}
    if rules.any:
        at_mentors = np.unique(np.concatenate([r.prices.mentor_keys for r in rungs]))
        at_mentees = np.unique(np.concatenate([r.prices.mentee_keys for r in rungs]))
        sides: list[tuple[Side, Ints, int | None]] = [
            ("mentor", at_mentors, n),
            ("mentee", at_mentees, None),
        ]
        for side, keys, mentees in sides:
            prices = [r.prices.at_hubs(keys, groups=rules.groups, mentees=mentees) for r in rungs]
            owners = np.stack([keys // rules.groups, keys % rules.groups], axis=1)
            hubs[side] = (owners, np.stack(prices, axis=1))
    names = rung_names(problem, len(phases))[: len(rungs)]
    return Certificate(names, table[:n], table[n : n + m], hubs, phases)
