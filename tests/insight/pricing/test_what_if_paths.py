"""Shortest ways: nodes taken out and put back against Floyd and Warshall."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.insight.pricing import elimination as elimination
from hsr_match.insight.pricing.nearest import nearest
from hsr_match.insight.pricing.state import FAR

LIMIT = (1 << 30) - 1


def plain(steps: Any) -> Any:
    """Floyd and Warshall, as in the textbook, in Python's integers."""
    ways = steps.astype(object)
    for k in range(len(ways)):
        ways = np.minimum(ways, ways[:, k, None] + ways[None, k, :])
    return np.minimum(ways, LIMIT).astype(np.int64)


@st.composite
def steps(draw: st.DrawFn) -> Any:
    """Moves between up to 12 nodes, many of them missing."""
    nodes = draw(st.integers(1, 12))
    cell = st.sampled_from([0, 1, 2, 5, 9, LIMIT, LIMIT, LIMIT])
    cells = draw(st.lists(cell, min_size=nodes * nodes, max_size=nodes * nodes))
    table = np.array(cells, dtype=np.int32).reshape(nodes, nodes)
    np.fill_diagonal(table, 0)
    return table


@given(steps())
@limits(max_examples=200, deadline=None)
def test_all_ways_equal_the_textbook(table: Any) -> None:
    expected = plain(table)
    none = np.full_like(table, LIMIT)
    with pytest.MonkeyPatch.context() as patch:
        for dense, cells in ((320, 16), (1, 16), (0, 0)):
            patch.setattr(elimination, "DENSE", dense)
            patch.setattr(elimination, "CELLS_A_NODE", cells)
            assert np.array_equal(elimination.between_all(table, none, LIMIT), expected)


@given(steps(), st.data())
@limits(max_examples=200, deadline=None)
def test_ways_below_the_bound_are_exact_and_no_way_is_too_cheap(
    table: Any, data: st.DataObject
) -> None:
    nodes = len(table)
    ends = st.lists(st.sampled_from([0, 1, 3, LIMIT]), min_size=nodes, max_size=nodes)
    # Distances to and from one place outside obey the triangle inequality.
    out = nearest(np.ascontiguousarray(table.T), far(data.draw(ends)), LIMIT)
    back = nearest(table, far(data.draw(ends)), LIMIT)
    bound = np.minimum(out[:, None] + back[None, :], LIMIT).astype(np.int32)
    expected = plain(table)
    with pytest.MonkeyPatch.context() as patch:
        for dense, cells in ((320, 16), (1, 16), (0, 0)):
            patch.setattr(elimination, "DENSE", dense)
            patch.setattr(elimination, "CELLS_A_NODE", cells)
            found = elimination.between_all(table, bound, LIMIT)
            cheap = expected < bound
            assert np.array_equal(found[cheap], expected[cheap])
            assert (found >= expected.clip(max=bound)).all()


def far(ends: list[int]) -> Any:
    return np.array([FAR if end == LIMIT else end for end in ends], dtype=np.int64)


def test_nearest_starts_anywhere_and_marks_what_it_cannot_reach() -> None:
    table = np.array([[0, 4, LIMIT], [LIMIT, 0, LIMIT], [LIMIT, LIMIT, 0]], dtype=np.int32)
    start = np.array([-3, FAR, FAR], dtype=np.int64)
    assert nearest(table, start, LIMIT).tolist() == [-3, 1, FAR]


def test_blocks_of_rows_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    table = rng.integers(0, 1000, (50, 50)).astype(np.int32)
    np.fill_diagonal(table, 0)
    monkeypatch.setattr(elimination, "DENSE", 0)
    monkeypatch.setattr(elimination, "ROWS_AT_ONCE", 7)
    assert np.array_equal(elimination.floyd_warshall(table.copy()), plain(table))
