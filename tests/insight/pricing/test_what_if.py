"""What-if: every price equals what brute force makes of the changed problem."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.insight import what_if
from hsr_match.matching import MatchingProblem, Objective, solve
from hsr_match.matching.problem import Floor, Spread
from tests.insight.pricing.what_if_changes import check_all
from tests.matching.problems import assignments, problem, small_problems, value


@given(small_problems(), st.data())
@limits(max_examples=100, deadline=None)
def test_equals_brute_force(p: MatchingProblem, data: st.DataObject) -> None:
    credit = st.lists(st.integers(0, 5), min_size=p.shape[0], max_size=p.shape[0])
    wanted = st.lists(st.sampled_from([1, 1, 1, 0]), min_size=p.shape[0], max_size=p.shape[0])
    p = replace(
        p,
        credit=data.draw(st.none() | credit.map(np.array)),
        wanted=np.array(data.draw(wanted), np.int64),
    )
    check_all(what_if(p, solve(p)))


@given(small_problems(minimum=True), st.data())
@limits(max_examples=100, deadline=None)
def test_equals_brute_force_with_pins_and_minimum_loads(
    p: MatchingProblem, data: st.DataObject
) -> None:
    n, m = p.shape
    every = [(i, j) for i in range(n) for j in range(m)]
    pins = data.draw(st.lists(st.sampled_from(every), unique_by=lambda pin: pin[0], max_size=2))
    p = replace(p, pins=tuple(pins), minimum_always=data.draw(st.booleans()))
    assume(not p.least_if_used)
    try:
        found = solve(p)
    except InfeasibleError:
        return
    check_all(what_if(p, found))


@given(small_problems(negative=False), st.sampled_from([2.0, 1.0, 0.5]))
@limits(max_examples=50, deadline=None)
def test_equals_brute_force_under_the_balanced_objective(p: MatchingProblem, alpha: float) -> None:
    p = replace(
        p,
        scores=type(p.scores)(p.scores.block(slice(None), slice(None)) * 111_111),
        # A tight price may choose a milder strength, which changes must not undo.
        objective=Objective("balanced", alpha, max_price=0.05),
    )
    check_all(what_if(p, solve(p)))


def test_thousands_of_prices_equal_brute_force() -> None:
    # Five by five: long enough chains of moves for paths to meet.
    rng = np.random.default_rng(20)
    count = 0
    while count < 4_000:
        p = random_problem(rng)
        try:
            found = solve(p)
        except InfeasibleError:
            continue
        count += check_all(what_if(p, found))


def random_problem(rng: np.random.Generator) -> MatchingProblem:
    """Up to five of each, from few levels (ties) to many, from open to nearly all barred."""
    n, m = rng.integers(2, 6, 2)
    places = rng.integers(0, 3, m)
    always = bool(rng.random() < 0.3)
    least = np.minimum(rng.integers(0, 3, m), places) * (rng.random(m) < 0.4) * always
    mask = rng.random((n, m)) < rng.choice([1, 0.7, 0.4])
    open_pairs = np.argwhere(mask)
    count = min(int(rng.choice([0, 0, 1, 2])), len(open_pairs))
    pins = rng.choice(open_pairs, count, replace=False).tolist()
    return problem(
        rng.integers(rng.choice([-6, 0]), rng.choice([2, 5, 30]), (n, m)),
        mask,
        places,
        places_max=places + rng.integers(0, 3, m) * (rng.random() < 0.5),
        places_min=least,
        minimum_always=always,
        extra_place_cost=int(rng.integers(0, 4)),
        order=str(rng.choice(["pairs_first", "points_first"])),
        pins=tuple((int(i), int(j)) for i, j in pins),
    )


def test_an_example_by_hand() -> None:
    # Ann scores 9 with Raj and 8 with Sue, Bo 7 and 3, Cy 1 and 1: Ann goes to
    # Sue, Bo to Raj, 15 in all, Cy waits.
    p = problem([[9, 8], [7, 3], [1, 1]])
    told = what_if(p, solve(p))
    assert told.matching.pairs == ((0, 1), (1, 0))
    # Ann with Raj leaves Bo to Sue: 12.
    assert told.force.at(0, 0) == (0, 0, 3)
    # Cy with Raj: Bo waits, Ann keeps Sue: 9. With Sue: Ann or Bo with Raj, 9 + 1.
    assert told.force.at(2, 0) == (0, 0, 6)
    assert told.force.at(2, 1) == (0, 0, 5)
    # A second place with Raj: both Ann and Bo there, Cy with Sue: one more, 17.
    assert told.place_more.at(0) == (-1, 0, -2)
    # Without Ann, Bo keeps Raj and Cy gets Sue: 8.
    assert told.mentee_leaves.at(0) == (0, 0, 7)
    # Without Raj, Ann keeps Sue: one pair, 8.
    assert told.mentor_leaves.at(0) == (1, 0, 7)
    assert told.mentee_leaves.at(2) == (0, 0, 0)


def test_made_pairs_cost_nothing_and_another_optimum_shows() -> None:
    p = problem([[1, 1], [1, 1]])
    told = what_if(p, solve(p))
    assert told.force.known.all()
    assert not told.force.gain.any()
    assert told.forbid.at(0) == (0, 0, 0)


@given(small_problems())
@limits(max_examples=100, deadline=None)
def test_another_pair_costs_nothing_exactly_if_another_optimum_exists(p: MatchingProblem) -> None:
    p = replace(p, order="pairs_first")
    told = what_if(p, solve(p))
    free = told.force.known & (told.force.coverage == 0) & (told.force.gain == 0)
    free[tuple(np.array(told.matching.pairs, dtype=int).reshape(-1, 2).T)] = False
    worths = [value(p, pairs) for pairs in assignments(p)]
    assert free.any() == (worths.count(max(worths)) > 1)


def test_forbidding_the_only_pair_of_a_mentee_costs_a_mentee() -> None:
    p = problem([[5, 4]], [[True, False]])
    told = what_if(p, solve(p))
    assert told.forbid.at(0) == (1, 0, 5)
    assert told.force.at(0, 1) is None


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (
            {
                "spread": (
                    Spread("organisation", np.array([0, 0])),
                    Spread("department", np.array([0, 0])),
                )
            },
            "spread of two kinds",
        ),
        ({"apart": ((0, 1),)}, "apart"),
        ({"together": ((0, 1),)}, "together"),
        ({"floors": (Floor("a", np.ones(2, bool), np.ones(2, bool), 1),)}, "floors"),
        ({"places_min": [2, 0], "places": [2, 1], "places_max": [2, 1]}, "if_used"),
    ],
)
def test_what_ties_moves_together_is_named(fields: dict[str, Any], word: str) -> None:
    plain = problem([[1, 2], [3, 4]])
    found = solve(plain)
    with pytest.raises(ValueError, match=word):
        what_if(problem([[1, 2], [3, 4]], **fields), found)


def test_a_matching_stopped_early_has_no_prices() -> None:
    p = problem([[1]])
    found = solve(p)
    with pytest.raises(ValueError, match="stopped early"):
        what_if(p, replace(found, status="feasible"))
    with pytest.raises(ValueError, match="proven"):
        what_if(p, replace(found, certificate=None))


def test_a_matching_of_another_problem_is_refused() -> None:
    found = solve(problem([[1, 0], [0, 1]]))
    with pytest.raises(ValueError, match="not one of this problem"):
        what_if(problem([[2, 0], [0, 1]]), found)


def test_a_certificate_that_proves_nothing_is_refused() -> None:
    p = problem([[9, 0], [0, 9]])
    best = solve(p)
    worse = replace(best, pairs=((0, 1), (1, 0)), gain=0, total=0)
    with pytest.raises(ValueError, match="does not prove"):
        what_if(p, worse)


def test_worst_first_has_no_single_price() -> None:
    p = problem([[1]])
    found = solve(p)
    assert found.certificate is not None
    phased = replace(found.certificate, rungs=("coverage", "worst_first", "objective"))
    with pytest.raises(ValueError, match="no single price"):
        what_if(p, replace(found, certificate=phased))


def test_no_mentees_no_mentors() -> None:
    for shape in ((0, 0), (0, 2), (2, 0)):
        p = problem(np.zeros(shape))
        told = what_if(p, solve(p))
        assert told.force.gain.shape == shape
        assert len(told.mentor_leaves.gain) == shape[1]
