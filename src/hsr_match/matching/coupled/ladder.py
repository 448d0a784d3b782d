"""The ladder of a coupled problem: rung after rung, each proven, time permitting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from hsr_match.errors import StoppedError, UsageError
from hsr_match.matching.coupled.candidate import (
    Candidate,
    matching_of,
    reference_of,
    total_of,
)
from hsr_match.matching.coupled.clock import Clock, Stopped
from hsr_match.matching.coupled.conflicts import check_couplings, explain
from hsr_match.matching.coupled.first_choice import first_rungs
from hsr_match.matching.coupled.highest_floor import floor_of
from hsr_match.matching.coupled.outcome import NoSolution, StoppedWithBound
from hsr_match.matching.coupled.rungs import Rungs
from hsr_match.matching.coupled.ties import ties_broken
from hsr_match.matching.floor import above, check_order
from hsr_match.matching.matching import Matching
from hsr_match.matching.objectives.choice import within
from hsr_match.matching.problem import MatchingProblem, Objective

MILDER_ALPHAS = (1.0, 0.5)
"""Tried in turn when the asked alpha costs more than ``max_price``."""


def solve_coupled(
    problem: MatchingProblem,
    *,
    time_limit: float | None = None,
    stop: Callable[[], bool] | None = None,
    found: Callable[[Matching], None] | None = None,
) -> Matching:
    """Find the best pairing of a problem that no network flow expresses, and its bound.

    Parameters
    ----------
    problem
        Any problem; those that are flows come out the same, only slower.
    time_limit
        Seconds for everything. When they end, the best pairing found is
        returned with the bound on what could be reached.
    stop
        Asked about twenty times a second, from another thread too; once it
        returns true the search ends as if time were up.
    found
        Told the best of each objective, of status ``feasible``, before ties
        are broken and milder objectives tried.

    Returns
    -------
    Matching
        ``optimal`` with its certificate, or ``feasible`` with its bound.

    Raises
    ------
    InfeasibleError
        If what must hold contradicts itself; names a minimal set of it.
    UsageError
        If time ended before any pairing was found, or the objective is
        ``worst_first``.
    StoppedError
        If somebody asked to stop before any pairing was found.
    """
    check_order(problem)
    if problem.objective.kind == "worst_first":
        raise UsageError(
            "`objective: worst_first` cannot be combined with limits that tie pairs to each other: "
            "the worst match, the next worst and so on would each be a search of its own.",
            "Use `objective: highest_floor`: the worst match as good as it can be, then the "
            "highest total. `objective: balanced` favours the worst-off too.",
        )
    check_couplings(problem)
    clock = Clock.started(time_limit, stop)
    ladder = Ladder(problem, clock, found)
    if found is not None:
        ladder.tell_first_choice()
    try:
        best = ladder.optimum(0.0)
    except NoSolution:
        try:
            error = explain(problem, lambda some: Rungs(some, clock).has_solution())
        except Stopped:
            raise _ended(stop) from None
        raise error from None
    except Stopped as stopped:
        first = ladder.first_choice(stopped)
        if first is None:
            raise _ended(stop) from None
        return first
    return ladder.matching(best)


def _ended(stop: Callable[[], bool] | None) -> StoppedError | UsageError:
    if stop is not None and stop():
        return StoppedError("Stopped before there was any result.")
    return UsageError(
        "Time ended before any pairing was found that keeps all rules.",
        "Allow more time (--time-limit), or drop rules that tie pairs to each other.",
    )


class Ladder:
    """Settles the rungs of one problem.

    Parameters
    ----------
    problem
        The problem.
    clock
        When to stop.
    found
        Told results on the way.
    """

    def __init__(
        self,
        problem: MatchingProblem,
        clock: Clock,
        found: Callable[[Matching], None] | None = None,
    ) -> None:
        self.problem, self.clock = problem, clock
        self._found = found
        self.rungs = Rungs(problem, clock)

    def first_choice(self, stopped: Stopped | None = None) -> Matching | None:
        """Return a pairing that keeps all limits, found without a search; None if there is none.

        ``stopped`` is how far the search for the best total came.
        """
        wish = self.problem.objective
        alpha = wish.alpha if wish.kind == "balanced" else 0.0
        if not self.rungs.pins_open():
            return None
        bound = stopped if isinstance(stopped, StoppedWithBound) and not alpha else None
        rungs = first_rungs(self.rungs.field, self.rungs.goals(alpha), bound)
        if rungs is None:
            return None
        best = Candidate(alpha, rungs, (), rungs[-1].made, False)
        return matching_of(self.rungs, best, "feasible")

    def tell_first_choice(self) -> None:
        """Tell a first pairing, if one comes to hand."""
        first = self.first_choice()
        if first is not None and self._found is not None:
            self._found(first)

    def optimum(self, alpha: float, least_total: Fraction | None = None) -> Candidate:
        """Return the best choice under an objective.

        Parameters
        ----------
        alpha
            Strength of ``balanced``, 0 for the plain total.
        least_total
            Nobody is told of a choice with a lower total; None for any.

        Raises
        ------
        NoSolution
            If demands cannot be met.
        Stopped
            If time ended before anything was found.
        """
        reached, settled = self.rungs.settled(alpha)
        best = Candidate(alpha, settled, reached, settled[-1].made, False)
        affordable = least_total is None or total_of(self.rungs, best.made) >= least_total
        if self._found is not None and affordable:
            self._found(matching_of(self.rungs, best, "feasible"))
        if not best.proven:
            return best
        made, canonical = ties_broken(self.rungs.field, settled[-1], self.clock)
        return replace(best, made=made, canonical=canonical)

    def matching(self, best: Candidate) -> Matching:
        """Return the result: the fairest candidate that keeps within the price."""
        wish: Objective = self.problem.objective
        if wish.kind == "highest_floor" and best.proven:
            try:
                raised = self._raised(best)
            except Stopped:
                return self._result(best, best, asked_for=False)
            if raised is not None:
                return raised
        chosen, asked_for = self._choose(best)
        return self._result(best, chosen, asked_for=asked_for)

    def _result(self, best: Candidate, chosen: Candidate, *, asked_for: bool) -> Matching:
        other = chosen is not best
        proven = chosen.proven and best.proven and asked_for
        return matching_of(
            self.rungs,
            chosen,
            "optimal" if proven else "feasible",
            reference=reference_of(self.rungs, best) if other else None,
            canonical=chosen.canonical and (best.canonical or not other),
        )

    def _raised(self, best: Candidate) -> Matching | None:
        """Return the best total above the highest floor, None if that costs too much."""
        floor = floor_of(self.rungs, best, self.clock)
        kept = Ladder(above(self.problem, floor.floor), self.clock)
        chosen, reference = kept.optimum(0.0), reference_of(self.rungs, best)
        found = matching_of(
            kept.rungs,
            chosen,
            "optimal" if chosen.proven else "feasible",
            reference=reference,
            canonical=chosen.canonical and best.canonical,
        )
        dear = not within(self.problem.objective, reference.total, found.total)
        fewer = (found.coverage, len(found.pairs)) != _counts(reference.pairs)
        if not chosen.proven and (dear or fewer):
            raise Stopped
        return None if dear else replace(found, floor=floor)

    def _choose(self, best: Candidate) -> tuple[Candidate, bool]:
        """Return the candidate to be used, and whether it is what was asked for.

        It is not where time ended before a fairer one than the best total was known.
        """
        wish: Objective = self.problem.objective
        if wish.kind == "total" or wish.alpha == 0:
            return best, True
        total = total_of(self.rungs, best.made)
        lowest = total - Fraction(str(wish.max_price)) * total
        for alpha in (wish.alpha, *(a for a in MILDER_ALPHAS if a < wish.alpha)):
            if self.clock.over:
                return best, False
            try:
                candidate = self.optimum(alpha, lowest)
            except Stopped:
                return best, False
            if total_of(self.rungs, candidate.made) >= lowest:
                return candidate, True
        return best, not self.clock.over


def _counts(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return how many mentees have a mentor, and how many pairs there are."""
    return len({i for i, _ in pairs}), len(pairs)
