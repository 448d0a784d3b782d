"""The core may be as poor as it likes: pricing over all pairs makes up for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Objective, solve
from hsr_match.matching.engines import core as core_module
from hsr_match.matching.engines import potentials as potentials_module
from hsr_match.matching.engines import priced_flow
from hsr_match.matching.engines.core import initial_core
from hsr_match.matching.engines.frame import build_frame
from hsr_match.matching.engines.hubs import hub_rules
from hsr_match.matching.engines.min_cost_flow import min_cost_flow
from hsr_match.matching.engines.potentials import NotOptimal, between, potentials
from hsr_match.matching.engines.pricing import open_core
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof import verify
from tests.matching.drawing import drawn, plain
from tests.matching.problems import assignments, best, problem, small_problems, value


@contextmanager
def poor_core(pairs: int = 1, rows: int = 1) -> Iterator[None]:
    """Best pairs per mentee only, no more than ``pairs``; blocks of few mentees."""
    with (
        patch.object(core_module, "BEST_PER_MENTEE", pairs),
        patch.object(core_module, "BEST_PER_MENTOR", 1),
        patch.object(core_module, "LEAST_ROWS", rows),
        patch.object(core_module, "CELLS_AT_ONCE", 1),
    ):
        yield


@given(small_problems(), st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_a_poor_core_reaches_the_same_pairs(p: MatchingProblem, rows: int) -> None:
    with poor_core(rows=rows):
        found = solve(p)
    assert value(p, found.pairs) == best(p)
    assert found.pairs == solve(p).pairs


@given(small_problems(minimum=True))
@settings(max_examples=200, deadline=None)
def test_minimum_loads_are_met_from_a_poor_core(p: MatchingProblem) -> None:
    with poor_core():
        if best(p) is None:
            with pytest.raises(InfeasibleError):
                solve(p)
        else:
            assert value(p, solve(p).pairs) == best(p)


@given(small_problems(), st.data())
@settings(max_examples=150, deadline=None)
def test_pins_are_kept_from_a_poor_core(p: MatchingProblem, data: st.DataObject) -> None:
    options = sorted({pair for pairs in assignments(p) for pair in pairs})
    if not options:
        return
    pinned = replace(p, pins=(data.draw(st.sampled_from(options)),))
    with poor_core():
        found = solve(pinned)
    assert value(pinned, found.pairs) == best(pinned)
    assert set(pinned.pins) <= set(found.pairs)


@pytest.mark.parametrize("levels", [1, 2, 5, 101, 10**6])
@pytest.mark.parametrize("places", [1, 3])
def test_equals_scipy_and_itself_from_a_poor_core(levels: int, places: int) -> None:
    from scipy.optimize import linear_sum_assignment

    rng = np.random.default_rng(levels)
    table = rng.integers(0, levels, (70, 70 // places + 5)) + rng.integers(0, 3, (70, 1))
    p = problem(table, places=rng.integers(0, places + 1, table.shape[1]))
    rows, columns = linear_sum_assignment(np.repeat(table, p.places, axis=1), maximize=True)
    with poor_core(2, 16):
        found = solve(p)
    assert found.coverage == len(rows)
    assert found.total == np.repeat(table, p.places, axis=1)[rows, columns].sum()
    assert found.pairs == solve(p).pairs


def test_fairer_objectives_from_a_poor_core() -> None:
    rng = np.random.default_rng(5)
    table = rng.integers(0, 10**6, (40, 30))
    p = problem(table, places=rng.integers(1, 3, 30), objective=Objective("balanced", 2.0, 1.0))
    with poor_core(2, 8):
        found = solve(p)
    assert found.pairs == solve(p).pairs
    assert found.alpha == 2.0


@pytest.mark.parametrize("cells", [1, 1 << 19])
def test_a_core_holds_the_best_of_each_mentee_and_mentor_and_the_pins(cells: int) -> None:
    rng = np.random.default_rng(1)
    table = rng.permutation(90 * 80).reshape(90, 80)
    mask = rng.random((90, 80)) > 0.3
    mask[0, 0] = True
    table[0, 0] = -1
    p = problem(table, mask, pins=((0, 0),))
    with (
        patch.object(core_module, "CELLS_AT_ONCE", cells),
        patch.object(core_module, "LEAST_ROWS", 7),
        patch.object(core_module, "FEW_PAIRS", 0),
    ):
        core = initial_core(p)
    pairs = set(zip(core.rows.tolist(), core.columns.tolist(), strict=True))
    worth = np.where(mask, table, -1)
    by_row, by_column = np.argsort(-worth, axis=1)[:, :16], np.argsort(-worth, axis=0)[:8]
    expected = {(i, int(j)) for i in range(90) for j in by_row[i]}
    expected |= {(int(i), j) for j in range(80) for i in by_column[:, j]}
    assert pairs == {(i, j) for i, j in expected if mask[i, j]} | {(0, 0)}
    assert (core.scores == table[core.rows, core.columns]).all()


def test_equal_scores_are_scattered_where_too_many_are_best() -> None:
    p = problem(np.zeros((60, 50), dtype=np.int64))
    with patch.object(core_module, "FEW_PAIRS", 0):
        core = initial_core(p)
    assert len(core.keys) < 60 * (16 + 8)
    assert np.bincount(core.columns, minlength=50).max() < 60


def test_the_open_pairs_and_the_forced_ones_are_all_that_a_rung_leaves() -> None:
    """Against the pairs that any optimum makes, by enumeration."""
    seen = 0
    for rng in drawn(700, 150):
        p = replace(plain(rng, 5), order="points_first")
        frame, rules, core = build_frame(p), hub_rules(p), initial_core(p)
        goal = Gain(0.0, p.largest_score)
        rung = priced_flow.settle(p, frame, rules, core, goal, -frame.cost).rung
        left = open_core(p, rules, core, [rung], p.shape[0] * p.shape[1])
        assert left is not None
        optima = [pairs for pairs in assignments(p) if value(p, pairs) == best(p)]
        keys = {i * p.shape[1] + j for pairs in optima for i, j in pairs}
        assert keys <= set(left.keys.tolist())
        used = {pair for pairs in optima for pair in pairs}
        closed = len(left.keys) < np.count_nonzero(p.eligible.block(slice(None), slice(None)))
        seen += int(closed and bool(used))
        if len(left.keys):
            assert open_core(p, rules, core, [rung], -1) is None
        assert open_core(p, rules, core, [replace(rung, all_open=True)], 99) is None
    assert seen > 30


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("way", [potentials, between])
def test_potentials_of_either_kind_prove_the_flow(
    way: Callable[..., Any], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No arc that can carry more or less would gain by it; a worse flow has no potentials."""
    monkeypatch.setattr(potentials_module, "FEW", few)
    for rng in drawn(600, 200):
        p = plain(rng, 8)
        frame, core = build_frame(p), initial_core(p)
        n = p.shape[0]
        tails = np.concatenate([core.rows, frame.tails])
        heads = np.concatenate([core.columns + n, frame.heads])
        upper = np.concatenate([np.ones(len(core.keys), np.int64), frame.upper])
        lower = np.zeros_like(upper)
        profit = np.concatenate([core.scores, frame.uncovered() * 1000])
        flow = min_cost_flow(tails, heads, lower, upper, -profit, frame.supply)
        start = rng.integers(-50, 50, frame.nodes)
        price = way(tails, heads, flow < upper, flow > lower, profit, start)
        reduced = profit + price[heads] - price[tails]
        assert (reduced[flow < upper] <= 0).all()
        assert (reduced[flow > lower] >= 0).all()
        worst = min_cost_flow(tails, heads, lower, upper, profit, frame.supply)
        if profit @ worst < profit @ flow:
            with pytest.raises(NotOptimal):
                way(tails, heads, worst < upper, worst > lower, profit, start)


@given(small_problems())
@settings(max_examples=200, deadline=None)
def test_the_detour_by_better_potentials_changes_nothing(p: MatchingProblem) -> None:
    with poor_core(), patch.object(priced_flow, "WORTH_A_DETOUR", 0):
        found = solve(p)
    assert found.pairs == solve(p).pairs
    assert verify(found, p).proven


def test_rungs_that_run_out_of_room_are_settled_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The flow library may find out on the way that its prices run past 64 bits."""
    rng = np.random.default_rng(0)
    p = problem(
        rng.integers(0, 1_000_000, (12, 9)),
        rng.random((12, 9)) < 0.8,
        wanted=rng.integers(1, 3, 12),
    )
    plain, largest = solve(p), []

    def cautious(*arcs: np.ndarray, feasible: bool) -> np.ndarray:
        largest.append(int(np.abs(arcs[4]).max()))
        if largest[-1] > 2_000_000 and len(largest) == 1:
            raise OverflowError("costs too large on the way")
        return min_cost_flow(*arcs, feasible=feasible)

    monkeypatch.setattr(priced_flow, "min_cost_flow", cautious)
    split = solve(p)
    assert largest[0] > 2_000_000
    assert len(largest) > 2
    assert (split.pairs, split.gain) == (plain.pairs, plain.gain)
    assert verify(split, p).proven

    def hopeless(*arcs: np.ndarray, feasible: bool) -> np.ndarray:
        raise OverflowError("costs too large on the way")

    monkeypatch.setattr(priced_flow, "min_cost_flow", hopeless)
    with pytest.raises(OverflowError):
        solve(p)
