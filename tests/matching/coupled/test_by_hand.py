"""Each coupling on an example that can be worked out on paper."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import solve
from hsr_match.matching.coupled import solve_coupled
from hsr_match.matching.problem import Floor, Order, Spread
from hsr_match.proof import verify
from tests.matching.problems import problem


def test_a_mentor_takes_two_or_nobody() -> None:
    # Without the rule 9 + 8: each with their favourite. Mentor 0 takes both or none: 9 + 3 = 12
    # against 4 + 8 = 12 with mentor 1 … who takes one only, so both go to mentor 0.
    p = problem([[9, 4], [3, 8]], places=[2, 1], places_min=[2, 0])
    found = solve_coupled(p)
    assert found.pairs == ((0, 0), (1, 0))
    assert found.gain == 12
    assert solve(replace(p, places_min=np.zeros(2, dtype=np.int64))).gain == 17


def test_nobody_rather_than_one_if_points_come_first() -> None:
    p = problem([[9]], places=[2], places_min=[2], order="points_first")
    assert solve_coupled(p).pairs == ()


def test_a_mentor_with_a_group_of_three() -> None:
    p = problem([[5, 9], [5, 9], [5, 1], [5, 1]], places=[4, 1], places_min=[3, 0])
    found = solve_coupled(p)
    assert len([1 for _, j in found.pairs if j == 0]) == 3
    assert found.gain == 24


def test_apart_and_together() -> None:
    p = problem([[9, 2], [9, 3]], places=[2, 2])
    assert solve_coupled(replace(p, apart=((0, 1),))).pairs == ((0, 0), (1, 1))
    assert solve_coupled(replace(p, apart=((0, 1),))).gain == 12
    q = problem([[9, 2], [1, 9]], places=[2, 2], together=((0, 1),))
    assert solve_coupled(q).pairs == ((0, 1), (1, 1))


def test_together_and_only_one_place_means_nobody() -> None:
    p = problem([[9], [9]], places=[1], together=((0, 1),))
    assert solve_coupled(p).pairs == ()


def test_a_floor_costs_what_it_must_and_no_more() -> None:
    # Two of the three who need it get mentor 1, who offers it: the two who lose least.
    p = problem(
        [[9, 3], [9, 5], [9, 8]],
        places=[3, 3],
        floors=(Floor("need", np.ones(3, dtype=np.bool_), np.array([False, True]), 2),),
    )
    assert solve_coupled(p).pairs == ((0, 0), (1, 1), (2, 1))


def test_two_limits_at_once() -> None:
    # Any two of the three share an organisation or a department: a mentor each.
    p = problem(
        [[9, 1, 1], [9, 2, 1], [9, 1, 2]],
        places=[3, 3, 3],
        spread=(
            Spread("organisation", np.array([0, 0, 1]), 1),
            Spread("department", np.array([0, 1, 0]), 1),
        ),
    )
    # 0 may share with nobody; 1 and 2 are of no common group: both with mentor 0 is 18 + 1.
    assert solve_coupled(p).gain == 19
    assert {j for i, j in solve_coupled(p).pairs if i > 0} == {0}


def test_the_bound_is_the_value_where_the_linear_program_is_whole() -> None:
    p = problem([[9, 4], [3, 8]], places=[2, 1], places_min=[2, 0])
    found = solve_coupled(p)
    assert found.coupled is not None
    assert found.coupled.proven_by == "certificate"
    assert [(r.rung, r.value, r.bound) for r in found.coupled.rungs] == [
        ("coverage", 2, 2),
        ("objective", 12, 12),
    ]


def test_nobody_and_nothing() -> None:
    empty = problem(np.zeros((0, 2), dtype=np.int64), places=[1, 1])
    assert solve_coupled(empty).pairs == ()
    lonely = problem(np.zeros((2, 0), dtype=np.int64), places=[])
    assert solve_coupled(lonely).pairs == ()
    barred = problem([[5, 5]], [[False, False]], places=[1, 1], apart=())
    assert solve_coupled(barred).pairs == ()


@pytest.mark.parametrize("order", ["pairs_first", "points_first"])
def test_a_minimum_that_too_few_could_meet_is_a_contradiction_where_places_are_short(
    order: Order,
) -> None:
    # Mentor 1 must have two, and only mentee 0 may go there. All three places would be filled
    # by fewer mentees than there are; that is no reason to leave the minimum unmet.
    p = problem(
        [[5, 5], [5, 5], [5, 5], [5, 5]],
        [[True, True], [True, False], [True, False], [True, False]],
        [2, 2],
        places_min=[0, 2],
        minimum_always=True,
        together=((2, 3),),
        order=order,
    )
    with pytest.raises(InfeasibleError) as told:
        solve(p)
    assert told.value.conflict == (
        "mentor 2 must have at least 2 (places_min, rules.places_min: always)",
        "these minimum loads ask for 2 mentee(s), 1 may be placed with them",
    )


def test_a_mentor_whom_too_few_could_have_has_nobody_where_places_are_short() -> None:
    allowed = [[True, True], [True, True], [True, False], [True, False], [True, False]]
    p = problem([[5, 9]] * 5, allowed, [1, 3], places_min=[0, 3])
    found = solve(p)
    assert [j for _, j in found.pairs] == [0]
    assert verify(found, p).proven
