"""What must hold between problems: a coupling more never helps, order and names change nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import solve
from hsr_match.matching.coupled import solve_coupled
from hsr_match.matching.coupled.conflicts import (
    requirements,
    with_requirements,
)
from hsr_match.matching.problem import MatchingProblem
from tests.matching.coupled.cases import case, crowd, shuffled
from tests.matching.coupled.oracle import worth


def value(p: MatchingProblem) -> Any:
    """The optimum, or None if there is none."""
    try:
        return worth(p, solve_coupled(p).pairs)
    except InfeasibleError:
        return None


def no_better(more: Any, fewer: Any) -> bool:
    return more is None or (fewer is not None and more <= fewer)


def test_dropping_a_requirement_never_lowers_the_optimum() -> None:
    """Adding it again never raises it: each requirement of each case, one at a time."""
    compared = 0
    for seed in range(50_000, 50_045):
        p = case(seed)
        whole = value(p)
        every = requirements(p)
        for dropped in every:
            rest = [r for r in every if r != dropped]
            assert no_better(whole, value(with_requirements(p, rest))), (seed, dropped)
            compared += 1
    assert compared > 80


def test_flows_come_out_the_same() -> None:
    """On problems that are flows both engines choose the same pairs, ties included."""
    solved = 0
    for seed in range(60_000, 60_060):
        p = case(seed, apart=False, together=False, floors=False, second_spread=False)
        p = p if p.minimum_always else replace(p, places_min=np.zeros_like(p.places_min))
        assert p.is_flow
        try:
            expected = solve(p)
        except InfeasibleError:
            with pytest.raises(InfeasibleError):
                solve_coupled(p)
            continue
        found = solve_coupled(p)
        assert found.pairs == expected.pairs, seed
        assert (found.gain, found.coverage, found.total) == (
            expected.gain,
            expected.coverage,
            expected.total,
        )
        solved += 1
    assert solved > 30


def test_order_of_rows_columns_and_entries_changes_no_pair() -> None:
    for seed in range(70_000, 70_040):
        p = case(seed)
        try:
            expected = solve_coupled(p).pairs
        except InfeasibleError:
            continue
        other, rows, columns = shuffled(p, seed)
        found = solve_coupled(other).pairs
        assert sorted((rows[i], columns[j]) for i, j in found) == list(expected), seed


@pytest.mark.parametrize("levels", [1, 2, 5])
def test_many_ties_are_broken_the_same_way_in_any_order(levels: int) -> None:
    p = crowd(30, 20, levels, levels)
    expected = solve_coupled(p)
    assert expected.status == "optimal"
    for seed in range(3):
        other, rows, columns = shuffled(p, seed)
        found = solve_coupled(other).pairs
        assert sorted((rows[i], columns[j]) for i, j in found) == list(expected.pairs)


def test_another_seed_may_choose_other_pairs_of_the_same_worth() -> None:
    p = crowd(30, 20, 2, 9)
    one, two = solve_coupled(p), solve_coupled(replace(p, seed=77))
    assert one.gain == two.gain
    assert one.pairs != two.pairs
