from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Objective, solve
from hsr_match.matching.engines import rungs
from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import assignments, best, problem, small_problems, value


@given(small_problems())
@settings(max_examples=400, deadline=None)
def test_equals_enumeration(p: MatchingProblem) -> None:
    found = solve(p)
    assert found.pairs in set(assignments(p))
    assert value(p, found.pairs) == best(p)
    assert found.gain == (best(p)[1] if p.order == "pairs_first" else best(p))


@given(small_problems(minimum=True))
@settings(max_examples=300, deadline=None)
def test_minimum_loads_equal_enumeration_or_are_refused(p: MatchingProblem) -> None:
    expected = best(p)
    if expected is None:
        with pytest.raises(InfeasibleError) as error:
            solve(p)
        assert error.value.conflict
    else:
        assert value(p, solve(p).pairs) == expected


@given(small_problems(), st.data())
@settings(max_examples=200, deadline=None)
def test_pins_equal_enumeration_or_are_refused(p: MatchingProblem, data: st.DataObject) -> None:
    n, m = p.shape
    every = [(i, j) for i in range(n) for j in range(m)]
    pins = data.draw(st.lists(st.sampled_from(every), unique=True, min_size=1, max_size=3))
    pinned = replace(p, pins=tuple(pins))
    expected = best(pinned)
    if expected is None:
        with pytest.raises(InfeasibleError):
            solve(pinned)
    else:
        found = solve(pinned)
        assert set(pins) <= set(found.pairs)
        assert value(pinned, found.pairs) == expected


@given(small_problems(negative=False), st.sampled_from([2.0, 1.0, 0.5]))
@settings(max_examples=150, deadline=None)
def test_balanced_equals_enumeration(p: MatchingProblem, alpha: float) -> None:
    p = replace(p, objective=Objective("balanced", alpha, max_price=1.0))
    table = p.scores.block(slice(None), slice(None))
    table *= 111_111
    found = solve(p)
    assert found.alpha == alpha
    assert value(p, found.pairs, alpha) == best(p, alpha)
    assert found.reference is not None
    assert value(p, found.reference.pairs) == best(p)


def test_price_decides_how_far_fairness_goes() -> None:
    # Mentee 1 can be raised from 10 to 20 points only by taking 30 off mentee 0.
    scores = np.array([[900_000, 600_000], [200_000, 100_000]])
    p = problem(scores)
    cheap = solve(replace(p, objective=Objective("balanced", 2.0, max_price=0.02)))
    dear = solve(replace(p, objective=Objective("balanced", 2.0, max_price=0.5)))
    assert cheap.alpha == 0.5  # the strongest that costs nothing here
    assert cheap.total == 1_000_000
    assert dear.alpha == 2
    assert dear.total == 800_000
    assert dear.reference is not None
    assert dear.reference.total == 1_000_000


@given(small_problems(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_order_of_people_changes_nothing(p: MatchingProblem, random) -> None:
    n, m = p.shape
    rows, columns = list(range(n)), list(range(m))
    random.shuffle(rows)
    random.shuffle(columns)
    table = p.scores.block(slice(None), slice(None))[np.ix_(rows, columns)]
    mask = p.eligible.block(slice(None), slice(None))[np.ix_(rows, columns)]
    shuffled = problem(
        table,
        mask,
        p.places[columns],
        places_max=p.places_max[columns],
        extra_place_cost=p.extra_place_cost,
        order=p.order,
        seed=p.seed,
        mentee_keys=[p.mentee_keys[i] for i in rows],
        mentor_keys=[p.mentor_keys[j] for j in columns],
    )
    back = sorted((rows[i], columns[j]) for i, j in solve(shuffled).pairs)
    assert tuple(back) == solve(p).pairs


@pytest.mark.parametrize("levels", [1, 3, 5, 11, 101])
def test_row_order_moves_no_pair_with_many_ties(levels: int) -> None:
    rng = np.random.default_rng(levels)
    table = rng.integers(0, levels, (60, 60))
    p = problem(table)
    pairs = set(solve(p).pairs)
    for _ in range(5):
        rows, columns = rng.permutation(60), rng.permutation(60)
        shuffled = problem(
            table[np.ix_(rows, columns)],
            mentee_keys=[p.mentee_keys[i] for i in rows],
            mentor_keys=[p.mentor_keys[j] for j in columns],
        )
        assert {(rows[i], columns[j]) for i, j in solve(shuffled).pairs} == pairs


def test_another_seed_breaks_ties_otherwise() -> None:
    p = problem(np.zeros((8, 8)))
    assert len({solve(replace(p, seed=s)).pairs for s in range(5)}) > 1


def test_equals_scipy_on_clustered_scores() -> None:
    from scipy.optimize import linear_sum_assignment

    rng = np.random.default_rng(7)
    for _ in range(40):
        n, m = rng.integers(5, 40, 2)
        table = (
            rng.integers(0, 50, (n, 1)) + rng.integers(0, 50, (1, m)) + rng.integers(0, 9, (n, m))
        )
        rows, columns = linear_sum_assignment(table, maximize=True)
        found = solve(problem(table))
        assert found.coverage == min(n, m)
        assert found.total == table[rows, columns].sum()


def test_packed_and_separate_rungs_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    p = problem(rng.integers(-9, 9, (12, 9)), rng.random((12, 9)) > 0.4, rng.integers(0, 3, 9))
    packed = solve(p)
    monkeypatch.setattr(rungs, "is_safe", lambda *_: False)
    separate = solve(p)
    assert separate.pairs == packed.pairs
    assert separate.gain == packed.gain


def test_scores_near_the_limit_stay_exact() -> None:
    big = 10**14
    p = problem([[big + 1, big], [big, big]])
    assert solve(p).total == 2 * big + 1


def test_float_scores_that_differ_in_the_sixth_digit_are_told_apart() -> None:
    assert solve(problem([[700_001, 700_000], [700_000, 700_000]])).total == 1_400_001


def test_forbidden_is_not_zero_and_zero_is_not_forbidden() -> None:
    assert solve(problem([[0]])).pairs == ((0, 0),)
    assert solve(problem([[5]], [[False]])).pairs == ()
    assert solve(problem([[-5]])).pairs == ((0, 0),)
    assert solve(problem([[-5]], order="points_first")).pairs == ()


def test_nobody_eligible_gives_an_empty_certified_result() -> None:
    found = solve(problem(np.ones((3, 2)), np.zeros((3, 2))))
    assert found.pairs == ()
    assert found.certificate is not None


def test_extra_places_cost_two_then_four() -> None:
    p = problem([[10], [10], [10]], places=[1], places_max=[3], extra_place_cost=2)
    assert solve(p).gain == 30 - 2 - 4
    lone = replace(p, order="points_first", extra_place_cost=8)
    assert solve(lone).gain == 10 + (10 - 8)
