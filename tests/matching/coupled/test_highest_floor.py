"""The highest floor where limits tie pairs: against trying everything, proof included."""

from __future__ import annotations

import pytest

from hsr_match.errors import InfeasibleError, UsageError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.coupled import solve_coupled
from hsr_match.proof.matching import check_matching
from tests.matching.coupled.cases import case, crowd
from tests.matching.floors import NO_PAIR, best_floor, floor_worth, floored
from tests.matching.problems import problem


def agrees(p: MatchingProblem) -> Matching | None:
    """Assert that the engine finds what is best, and that its proof holds."""
    expected = best_floor(p)
    if expected is None:
        with pytest.raises(InfeasibleError):
            solve_coupled(p)
        return None
    found = solve_coupled(p)
    assert (found.kind, found.status, found.canonical) == ("highest_floor", "optimal", True)
    assert floor_worth(p, found.pairs) == expected
    assert found.gain == expected[-1]
    assert found.floor is not None
    level = NO_PAIR if found.floor.floor is None else found.floor.floor // p.objective.resolution
    assert level == expected[2]
    report = check_matching(found, p)
    assert not report.failures
    assert not report.gaps, "small enough to be looked through"
    return found


def at(seed: int) -> MatchingProblem:
    return floored(case(seed, balanced=False), 1 + seed % 2)


def test_equals_enumeration() -> None:
    solved = 0
    for seed in range(200):
        found = agrees(at(seed))
        solved += found is not None
        if found is not None and at(seed).is_flow:
            assert solve(at(seed)).pairs == found.pairs, "both engines choose the same"
    assert 80 < solved < 200


@pytest.mark.slow
def test_equals_enumeration_on_thousands() -> None:
    by_search = 0
    for seed in range(200, 2500):
        found = agrees(at(seed))
        short = None if found is None or found.floor is None else found.floor.short
        by_search += short is not None and short.bound >= short.value
    assert by_search, "some need more than prices"


def test_a_crowd_with_every_kind_of_limit() -> None:
    p = floored(crowd(14, 9, 40, 3))
    found = solve(p)
    assert found.status == "optimal"
    report = check_matching(found, p)
    assert not report.failures
    best = solve(floored(crowd(14, 9, 40, 3), max_price=0.0))
    assert best.coverage == found.coverage
    table = p.scores.block(slice(None), slice(None))
    assert found.floor is not None
    assert found.floor.floor == min(int(table[pair]) for pair in found.pairs)


def test_time_that_ends_leaves_the_best_total() -> None:
    p = floored(problem([[9, 5], [5, 1]], places=[2, 2], apart=((0, 1),)))
    told: list[Matching] = []
    found = solve(p, found=told.append, stop=lambda: len(told) > 1)
    assert (found.status, found.kind) == ("feasible", "total")
    assert not check_matching(found, p).failures


def test_worst_first_names_what_works_instead() -> None:
    p = problem([[9, 5], [5, 1]], apart=((0, 1),), objective=Objective("worst_first"))
    with pytest.raises(UsageError, match="worst_first") as refused:
        solve(p)
    assert "highest_floor" in refused.value.advice
