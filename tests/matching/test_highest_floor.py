"""The worst match as good as it can be, then the best total: against trying everything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError, UsageError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.objectives import highest_floor
from hsr_match.proof import verify
from tests.matching.coupled.cases import case
from tests.matching.floors import NO_PAIR, best_floor, floor_worth, floored
from tests.matching.problems import problem, small_problems
from tests.matching.test_several import poor_core, rich_problems


def agrees(p: MatchingProblem) -> Matching | None:
    """Assert that what is found is best and proven; None where nothing is allowed."""
    expected = best_floor(p)
    if expected is None:
        with pytest.raises(InfeasibleError):
            solve(p)
        return None
    found = solve(p)
    assert floor_worth(p, found.pairs) == expected
    assert (found.kind, found.status, found.alpha) == ("highest_floor", "optimal", 0.0)
    assert found.gain == expected[-1]
    assert found.floor is not None
    level = NO_PAIR if found.floor.floor is None else found.floor.floor // p.objective.resolution
    assert level == expected[2]
    assert verify(found, p).proven
    return found


@given(small_problems(), st.sampled_from([1, 2, 3]))
@settings(max_examples=150, deadline=None)
def test_equals_enumeration(p: MatchingProblem, resolution: int) -> None:
    """Bans, ties, no places, extra places, negative scores."""
    agrees(floored(p, resolution))


@given(small_problems(), st.sampled_from([1, 2]))
@settings(max_examples=60, deadline=None)
def test_both_ways_of_finding_it_agree(p: MatchingProblem, resolution: int) -> None:
    """Where places and rules are all there is, flows find the same floor and the same pairs."""
    p = floored(p, resolution)
    found = agrees(p)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(highest_floor, "is_plain", lambda _: False)
        again = agrees(p)
    assert found is not None
    assert again is not None
    assert again.pairs == found.pairs


@given(small_problems(minimum=True), st.data())
@settings(max_examples=80, deadline=None)
def test_equals_enumeration_with_pins_and_minimum_loads(
    p: MatchingProblem, data: st.DataObject
) -> None:
    n, m = p.shape
    mask = p.eligible.block(slice(None), slice(None))
    options = [(i, j) for i in range(n) for j in range(m) if mask[i, j]]
    assume(options)
    pins = data.draw(st.lists(st.sampled_from(options), unique=True, max_size=2))
    agrees(floored(replace(p, pins=tuple(pins))))


@given(rich_problems(), st.sampled_from([1, 2]))
@settings(max_examples=100, deadline=None)
def test_equals_enumeration_with_several_mentors_and_limits(
    p: MatchingProblem, resolution: int
) -> None:
    """Several mentors a mentee (each pair counts by itself), spread, credit; poor cores too."""
    p = floored(p, resolution)
    found = agrees(p)
    assert found is not None
    with poor_core():
        assert solve(p).pairs == found.pairs


def test_any_mix_of_what_a_flow_can_keep() -> None:
    """Pins, minimum loads, extra places, credit, spread, several mentors, in any mix."""
    free = {"apart": False, "together": False, "floors": False, "second_spread": False}
    solved = 0
    for seed in range(120):
        p = floored(case(seed, balanced=False, always=True, **free))
        assert p.is_flow
        solved += agrees(p) is not None
    assert 40 < solved < 120


def test_the_worst_match_is_that_of_worst_first_in_a_larger_cohort() -> None:
    for seed in range(3):
        rng = np.random.default_rng(seed)
        p = problem(
            rng.integers(0, 1_000_000, (60, 45)),
            rng.random((60, 45)) < 0.9,
            rng.integers(1, 3, 45),
            score_bound=1_000_000,
        )
        found = solve(replace(p, objective=Objective("highest_floor")))
        fair = solve(replace(p, objective=Objective("worst_first")))
        table = p.scores.block(slice(None), slice(None))
        assert found.floor is not None
        assert found.floor.floor == min(int(table[pair]) for pair in fair.pairs) // 100 * 100
        assert found.total >= fair.total
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(highest_floor, "is_plain", lambda _: False)
            again = solve(replace(p, objective=Objective("highest_floor")))
        assert again.pairs == found.pairs
        verify(again, replace(p, objective=Objective("highest_floor")))


def test_a_weak_pin_does_not_lower_the_floor_of_everybody_else() -> None:
    p = floored(problem([[1, 0, 0], [0, 9, 6], [0, 6, 2]], pins=((0, 0),)))
    found = solve(p)
    assert found.pairs == ((0, 0), (1, 2), (2, 1))
    assert found.floor is not None
    assert found.floor.floor == 6


def test_without_a_pair_to_raise_there_is_no_floor() -> None:
    for p in (
        problem([[5, 1]], pins=((0, 0),)),
        problem([[5, 1]], np.zeros((1, 2))),
        problem(np.zeros((0, 2))),
        problem(np.zeros((2, 0))),
        problem([[5], [3]], places=[0]),
    ):
        found = solve(floored(p))
        assert (found.kind, found.status) == ("highest_floor", "optimal")
        assert found.floor is not None
        assert found.floor.floor is None
        assert verify(found, floored(p)).proven


def test_what_costs_too_much_gives_way_to_a_milder_objective() -> None:
    p = problem([[900_000, 500_000], [520_000, 100_000]], score_bound=1_000_000)
    # The floor costs nothing here; beside 95 + 48 points it costs a third.
    assert solve(floored(p, max_price=0.0)).kind == "highest_floor"
    dear = problem([[950_000, 500_000], [400_000, 50_000]], score_bound=1_000_000)
    assert solve(floored(dear, max_price=0.1)).kind == "highest_floor"
    dear = problem([[950_000, 500_000], [400_000, 300_000]], score_bound=1_000_000)
    assert solve(floored(dear, max_price=0.3)).kind == "highest_floor"
    found = solve(floored(dear, max_price=0.2))
    assert found.kind != "highest_floor"
    assert found.floor is None
    assert verify(found, floored(dear, max_price=0.2)).proven


def test_it_needs_as_many_matched_as_can_be() -> None:
    p = replace(floored(problem([[1, 2], [3, 4]])), order="points_first")
    for engine in ("flow", "coupled"):
        with pytest.raises(UsageError, match="points_first") as refused:
            solve(p, engine=engine)
        assert "quality_floor" in refused.value.advice


def test_a_stop_leaves_what_is_best_so_far() -> None:
    rng = np.random.default_rng(5)
    p = floored(problem(rng.integers(0, 1000, (30, 25)), pins=((0, 0),)))
    told: list[Matching] = []
    found = solve(p, found=told.append, stop=lambda: bool(told))
    assert (found.status, found.kind) == ("feasible", "total")
    assert found.pairs == told[-1].pairs
