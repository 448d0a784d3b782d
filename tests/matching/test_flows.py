"""Flows of least cost: two solvers of the library, and networks that either may meet."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.matching.engines.min_cost_flow import Infeasible, _Network, min_cost_flow
from hsr_match.matching.problem import Ints

Arcs = tuple[Ints, Ints, Ints, Ints, Ints, Ints]


@st.composite
def assignments(draw: st.DrawFn) -> Arcs:
    """As many places as mentees, on nodes 0 … 2n, some pairs forced or barred."""
    n = draw(st.integers(1, 6))
    cells = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))
    pairs = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2)
    bounds = draw(
        st.lists(
            st.sampled_from([(0, 1), (0, 1), (0, 1), (0, 0), (1, 1)]),
            min_size=len(pairs),
            max_size=len(pairs),
        )
    )
    limits = np.array(bounds, dtype=np.int64).reshape(-1, 2)
    mentors = np.arange(n, dtype=np.int64) + n
    zeros, ones = np.zeros(n, dtype=np.int64), np.ones(n, dtype=np.int64)
    costs = draw(st.lists(st.integers(-9, 9), min_size=len(pairs), max_size=len(pairs)))
    return (
        np.concatenate([pairs[:, 0], mentors]),
        np.concatenate([pairs[:, 1] + n, np.full(n, 2 * n)]),
        np.concatenate([limits[:, 0], zeros]),
        np.concatenate([limits[:, 1], ones]),
        np.concatenate([np.array(costs, dtype=np.int64), zeros]),
        np.concatenate([ones, zeros, [-n]]),
    )


def least_cost(arcs: Arcs) -> int | None:
    """The least cost, or None if no flow keeps the bounds; the flow is checked."""
    tails, heads, lower, upper, cost, supply = arcs
    try:
        flow = min_cost_flow(*arcs)
    except Infeasible:
        return None
    assert (lower <= flow).all()
    assert (flow <= upper).all()
    out = np.bincount(tails, flow, len(supply)) - np.bincount(heads, flow, len(supply))
    assert (out == supply).all()
    return int(cost @ flow)


@given(assignments())
def test_assignments_cost_what_the_solver_for_any_network_says(arcs: Arcs) -> None:
    with patch.object(_Network, "is_assignment", False):
        any_network = least_cost(arcs)
    assert least_cost(arcs) == any_network


def test_the_solver_for_assignments_is_used_where_all_places_are_needed() -> None:
    n = 8
    scores = np.random.default_rng(1).integers(0, 1000, (n, n))
    i, j = np.divmod(np.arange(n * n), n)
    zeros = np.zeros(n, dtype=np.int64)
    arcs = (
        np.concatenate([i, np.arange(n) + n]),
        np.concatenate([j + n, np.full(n, 2 * n)]),
        np.zeros(n * n + n, dtype=np.int64),
        np.ones(n * n + n, dtype=np.int64),
        np.concatenate([scores.ravel(), zeros]),
        np.concatenate([np.ones(n, dtype=np.int64), zeros, [-n]]),
    )
    with patch.object(_Network, "least_cost", side_effect=AssertionError):
        assert min_cost_flow(*arcs).sum() == 2 * n


def test_two_arcs_side_by_side_carry_one_unit_together() -> None:
    one = np.ones(2, dtype=np.int64)
    ends = np.zeros(2, dtype=np.int64), one
    flow = min_cost_flow(*ends, 0 * one, one, np.array([3, 2]), np.array([1, -1]))
    assert flow.tolist() == [0, 1]


def test_an_assignment_that_cannot_be_made_is_told_without_long_search() -> None:
    """Three mentees who know two of the mentors: the solver itself would raise prices for long."""
    i, j = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1], [3, 2], [3, 3]]).T
    ones = np.ones(len(i), dtype=np.int64)
    arcs = (i, j + 4, 0 * ones, ones, ones, np.array([1] * 4 + [-1] * 4))
    solver = "ortools.graph.python.linear_sum_assignment.SimpleLinearSumAssignment"
    with patch(solver, side_effect=AssertionError), pytest.raises(Infeasible):
        min_cost_flow(*arcs)


def test_costs_that_the_solver_for_assignments_cannot_hold_go_to_the_other() -> None:
    """It raises prices further: 2^40 for each of 2,000 passes 64 bits, and it only warns."""
    n = 2000
    i = np.arange(n, dtype=np.int64)
    tails, heads = np.concatenate([i, i]), np.concatenate([i, (i + 1) % n]) + n
    room = np.ones(2 * n, dtype=np.int64)
    balance = np.concatenate([room[:n], -room[:n]])
    cost = np.where(np.arange(2 * n) < n, 0, 1 << 40)
    assert not _Network(tails, heads, room, cost, balance).is_assignment
    assert _Network(tails, heads, room, cost >> 10, balance).is_assignment


def test_two_units_whose_costs_fall_below_zero_are_assigned() -> None:
    """The library's solver calls them infeasible, unless costs begin at 0."""
    tails, heads, cost = np.array([0, 0, 1]), np.array([2, 3, 3]), np.array([1, -1, 0])
    zeros, ones = np.zeros(3, dtype=np.int64), np.ones(3, dtype=np.int64)
    supply = np.array([1, 1, -1, -1], dtype=np.int64)
    network = _Network(tails, heads, ones, cost, supply)
    made = network.assigned(feasible=False)
    assert made is not None
    assert made.tolist() == [1, 0, 1]
    assert min_cost_flow(tails, heads, zeros, ones, cost, supply).tolist() == [1, 0, 1]
