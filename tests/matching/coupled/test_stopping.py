"""A search that is stopped keeps all limits, says how far from the best it can be, and ends."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from hsr_match.matching import Matching
from hsr_match.matching.coupled import outcome, settle, solve_coupled
from hsr_match.matching.coupled.clock import Clock
from hsr_match.matching.problem import MatchingProblem, Objective
from hsr_match.proof import verify
from tests.matching.coupled.cases import crowd
from tests.matching.coupled.oracle import keeps_limits


@pytest.fixture(scope="module")
def cohort() -> MatchingProblem:
    return crowd(80, 50, 1000, 4)


@pytest.fixture(scope="module")
def best(cohort: MatchingProblem) -> Matching:
    return solve_coupled(cohort)


def after(questions: int) -> Callable[[], bool]:
    """Somebody who asks to stop at the so-many-th question."""
    count = itertools.count()
    return lambda: next(count) >= questions


@pytest.mark.parametrize("questions", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15])
def test_wherever_it_is_stopped_the_result_holds(
    questions: int, cohort: MatchingProblem, best: Matching
) -> None:
    found = solve_coupled(cohort, stop=after(questions))
    assert keeps_limits(cohort, found.pairs)
    verify(found, cohort)
    assert found.coupled is not None
    rungs = {rung.rung: rung for rung in found.coupled.rungs}
    assert found.coverage <= best.coverage <= rungs["coverage"].bound
    if found.coverage == best.coverage and len(found.pairs) == len(best.pairs):
        assert found.gain <= best.gain <= rungs["objective"].bound
    if found.status == "optimal":
        assert found.gain == best.gain


def test_no_time_at_all_leaves_something(cohort: MatchingProblem) -> None:
    found = solve_coupled(cohort, time_limit=0.0)
    assert found.status == "feasible"
    verify(found, cohort)


def test_prices_of_a_stopped_search_make_the_first_pairing_better(
    cohort: MatchingProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after the linear program, nearly everybody is placed, and the bound is near."""
    blind = solve_coupled(cohort, time_limit=0.0)

    def stopped(*_: object) -> outcome.Settled:
        raise AssertionError("never reached")

    real = settle._Rung.search_it

    def no_search(self: settle._Rung) -> outcome.Settled:
        self.clock = Clock(stop=lambda: True)
        return real(self)

    monkeypatch.setattr(settle._Rung, "search_it", no_search)
    monkeypatch.setattr(settle, "search", stopped)
    found = solve_coupled(cohort)
    verify(found, cohort)
    assert found.coupled is not None
    assert (found.coverage, found.gain) > (blind.coverage, blind.gain)
    last = found.coupled.rungs[-1]
    assert math.isclose(last.value, last.bound, rel_tol=0.1)


def test_stopped_between_objectives_the_best_total_is_no_proven_answer(
    cohort: MatchingProblem,
) -> None:
    told: list[Matching] = []

    def once_told() -> bool:
        return len(told) > 1

    wish = Objective("balanced", 2.0, 0.02)
    p = replace(cohort, objective=wish)
    found = solve_coupled(p, stop=once_told, found=told.append)
    assert found.status == "feasible"
    assert keeps_limits(p, found.pairs)
