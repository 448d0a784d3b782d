"""Worst first against plain enumeration: levels from the worst upward, then the total."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Objective, solve
from hsr_match.matching.engines.min_cost_flow import min_cost_flow
from hsr_match.matching.objectives import levels, open_pairs, phases, steps
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof import verify
from tests.matching.problems import assignments, problem, small_problems
from tests.matching.test_pricing import poor_core
from tests.matching.test_several import allowed, rich_problems

Pairs = tuple[tuple[int, int], ...]


def worst_first(resolution: int = 1) -> Objective:
    """The objective, whatever it costs."""
    return Objective("worst_first", max_price=1.0, resolution=resolution)


def worth(p: MatchingProblem, pairs: Pairs) -> tuple[Any, ...]:
    """Return what is compared: coverage, pairs, the sorted levels, then the total.

    Sets of levels of equal size are compared place by place from the worst; a
    unit that stays without counts as a score of 0 under ``points_first``.
    """
    table = p.scores.block(slice(None), slice(None))
    size = p.objective.resolution
    reached = [int(table[i, j]) // size for i, j in pairs]
    total = sum(int(table[i, j]) for i, j in pairs)
    load = Counter(j for _, j in pairs)
    for j, count in load.items():
        over = max(0, count - int(p.places[j]))
        total -= p.extra_place_cost * over * (over + 1) // 2
    covered = {i for i, _ in pairs}
    if p.credit is not None:
        total += int(sum(p.credit[i] for i in covered))
    if p.order == "points_first":
        reached += [0] * (int(p.wanted.sum()) - len(pairs))
        return (sorted(reached), total)
    return (len(covered), len(pairs), sorted(reached), total)


def clustered(seed: int, n: int, m: int, top: int = 10**6, **changes: Any) -> MatchingProblem:
    """Contested mentors and many near-ties, one to three places each."""
    rng = np.random.default_rng(seed)
    table = rng.integers(0, top, (n, m)) + rng.integers(0, top, (1, m)) + rng.integers(0, top, m)
    places = rng.integers(1, 4, m)
    return problem(table // 3, places=places, objective=worst_first(), **changes)


@given(small_problems(), st.sampled_from([1, 2, 3]))
@settings(max_examples=400, deadline=None)
def test_equals_enumeration(p: MatchingProblem, resolution: int) -> None:
    """Bans, ties, no places, extra places, both orders, negative scores; and the proof holds."""
    p = replace(p, objective=worst_first(resolution))
    found = solve(p)
    assert found.kind == "worst_first"
    assert worth(p, found.pairs) == max(worth(p, pairs) for pairs in assignments(p))
    assert found.gain == worth(p, found.pairs)[-1]
    assert verify(found, p).proven


@given(small_problems(minimum=True), st.data())
@settings(max_examples=200, deadline=None)
def test_equals_enumeration_with_pins_and_minimum_loads(
    p: MatchingProblem, data: st.DataObject
) -> None:
    options = sorted({pair for pairs in assignments(p) for pair in pairs})
    pins = data.draw(st.lists(st.sampled_from(options), unique=True, max_size=2)) if options else []
    p = replace(p, objective=worst_first(), pins=tuple(pins))
    best = max((worth(p, pairs) for pairs in assignments(p)), default=None)
    if best is None:
        with pytest.raises(InfeasibleError):
            solve(p)
    else:
        found = solve(p)
        assert worth(p, found.pairs) == best
        assert verify(found, p).proven


@given(rich_problems(), st.sampled_from([1, 2]))
@settings(max_examples=250, deadline=None)
def test_equals_enumeration_with_several_mentors_and_limits(
    p: MatchingProblem, resolution: int
) -> None:
    """Several mentors a mentee (each pair counts by itself), spread, credit; poor cores too."""
    p = replace(p, objective=worst_first(resolution))
    found = solve(p)
    assert worth(p, found.pairs) == max(worth(p, pairs) for pairs in allowed(p))
    assert verify(found, p).proven
    with poor_core():
        assert solve(p).pairs == found.pairs


@given(small_problems(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_of_people_changes_nothing(p: MatchingProblem, random: Any) -> None:
    p = replace(p, objective=worst_first(2))
    rows, columns = list(range(p.shape[0])), list(range(p.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    everyone = slice(None)
    shuffled = problem(
        p.scores.block(everyone, everyone)[np.ix_(rows, columns)],
        p.eligible.block(everyone, everyone)[np.ix_(rows, columns)],
        p.places[columns],
        places_max=p.places_max[columns],
        extra_place_cost=p.extra_place_cost,
        order=p.order,
        seed=p.seed,
        objective=p.objective,
        mentee_keys=[p.mentee_keys[i] for i in rows],
        mentor_keys=[p.mentor_keys[j] for j in columns],
    )
    back = sorted((rows[i], columns[j]) for i, j in solve(shuffled).pairs)
    assert tuple(back) == solve(p).pairs


def level_by_level(table: Any, places: Any) -> list[int]:
    """Return the leximin levels by one integer program per level, counts fixed as found."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, m = table.shape
    size = n * m
    each_mentee = np.kron(np.eye(n), np.ones(m))
    each_mentor = np.kron(np.ones(n), np.eye(m))
    most = milp(
        -np.ones(size),
        integrality=np.ones(size),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(each_mentee, 0, 1), LinearConstraint(each_mentor, 0, places)],
    )
    assert most.x is not None
    fixed = [(np.ones(size), round(most.x.sum()))]
    found: list[int] = []
    for level in np.unique(table):
        at = (table.ravel() == level).astype(float)
        least = milp(
            at,
            integrality=np.ones(size),
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(each_mentee, 0, 1),
                LinearConstraint(each_mentor, 0, places),
                *(LinearConstraint(row, times, times) for row, times in fixed),
            ],
        )
        assert least.x is not None
        count = round(at @ least.x)
        fixed.append((at, count))
        found += [int(level)] * count
    return found


@pytest.mark.parametrize("seed", range(6))
def test_equals_an_integer_program_per_level(seed: int) -> None:
    """An independent, unpacked way on 20 × 14: HiGHS, one level after the other."""
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 12, (20, 14)) + rng.integers(0, 4, (20, 1))
    places = rng.integers(1, 3, 14)
    p = problem(table, places=places, objective=worst_first())
    with poor_core(2, 5):
        found = solve(p)
    assert sorted(int(table[i, j]) for i, j in found.pairs) == level_by_level(table, places)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("order", ["pairs_first", "points_first"])
def test_packed_and_unpacked_phases_agree(seed: int, order: Any) -> None:
    """One range of levels a phase, and as many as fit, reach the same pairs."""
    p = clustered(seed, 60, 30, order=order)
    packed = solve(p)
    with patch.object(phases, "can_weigh", lambda *_: False):
        unpacked = solve(p)
    assert packed.certificate is not None
    assert unpacked.certificate is not None
    assert len(unpacked.certificate.phases) > 3 * len(packed.certificate.phases)
    assert unpacked.pairs == packed.pairs
    assert verify(unpacked, p).proven


@pytest.mark.parametrize("resolution", [1, 100, 10_000, 10**6])
def test_a_larger_cohort_is_proven_and_reached_from_a_poor_core(resolution: int) -> None:
    p = replace(clustered(7, 120, 80), objective=worst_first(resolution))
    found = solve(p)
    assert verify(found, p).proven
    with poor_core(2, 16):
        assert solve(p).pairs == found.pairs


@pytest.mark.parametrize("steepness", [0.0, 0.3, 20.0])
def test_a_poor_guess_costs_time_and_changes_nothing(steepness: float) -> None:
    """Phases stop at the first level that the guess got wrong, and go on from there."""
    p = clustered(3, 50, 30)
    expected = solve(p).pairs
    with patch.object(levels, "STEEPNESS", steepness):
        found = solve(p)
    assert found.pairs == expected
    assert verify(found, p).proven


def test_open_pairs_too_many_to_list_are_looked_up() -> None:
    p = clustered(4, 60, 40)
    expected = solve(p)
    with patch.object(open_pairs, "LISTED_AT_MOST", 0):
        found = solve(p)
    assert found.pairs == expected.pairs
    assert verify(found, p).proven


def test_solving_every_phase_reaches_what_confirmed_guesses_reach() -> None:
    p = clustered(5, 60, 40)
    expected = solve(p).pairs
    with patch.object(steps, "ROUNDS_ON_TRIAL", 0):
        assert solve(p).pairs == expected


def test_weights_that_overflow_on_the_way_are_tried_smaller() -> None:
    """The flow library may run out of range whatever the costs suggest."""
    p = clustered(6, 60, 40)
    expected = solve(p).pairs

    def narrow(tails: Any, heads: Any, lower: Any, upper: Any, cost: Any, supply: Any) -> Any:
        if int(np.abs(cost).max(initial=0)) > 2**43:
            raise OverflowError
        return min_cost_flow(tails, heads, lower, upper, cost, supply)

    with (
        patch.object(steps, "min_cost_flow", narrow),
        patch.object(steps, "ROUNDS_ON_TRIAL", 0),
    ):
        found = solve(p)
    assert found.pairs == expected
    assert verify(found, p).proven


def test_one_level_weighs_one_and_cannot_be_too_much() -> None:
    """Where even that overflows there is nothing smaller to try."""
    p = clustered(6, 10, 8)
    with (
        patch.object(steps, "min_cost_flow", side_effect=OverflowError),
        pytest.raises(OverflowError),
    ):
        solve(p)


def test_by_hand() -> None:
    """Two pairs of 5 beat 9 and 4; among equal levels the higher total wins."""
    p = problem([[9, 5], [5, 4]], objective=worst_first())
    assert solve(p).pairs == ((0, 1), (1, 0))
    coarse = replace(p, objective=worst_first(3))  # 4 and 5 are one level, 9 is another
    assert solve(coarse).pairs == ((0, 0), (1, 1))
    assert solve(p).reference is not None
    assert solve(p).reference.total == 13  # type: ignore[union-attr]
