"""Bounds of coupled problems: whatever the prices, nothing beats them, and nothing fakes them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.matching import MatchingProblem
from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.proof.bounds import Goal, bound_of
from hsr_match.proof.charges import NoSuchLimit
from tests.proof.coupled_problems import coupled_problems, feasible


def integers(low: int, high: int, size: int) -> st.SearchStrategy[Any]:
    numbers = st.lists(st.integers(low, high), min_size=size, max_size=size)
    return numbers.map(lambda values: np.array(values, dtype=np.int64))


def rows(width: int, *columns: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    entries = st.lists(st.tuples(*columns), max_size=3)
    return entries.map(lambda found: np.array(found, dtype=np.int64).reshape(-1, width))


@st.composite
def priced(draw: st.DrawFn, p: MatchingProblem, rung: str, earlier: int) -> RungBound:
    """Any prices at all, good or bad."""
    n, m = p.shape
    price = st.integers(0, 12)
    mentor = st.integers(0, m - 1)
    nothing = {w: st.just(np.zeros((0, w), dtype=np.int64)) for w in (3, 4)}
    spread = rows(4, st.integers(0, len(p.spread) - 1), mentor, st.integers(0, 1), price)
    different = rows(3, st.integers(0, n - 1), st.integers(0, 1), price)
    couples = st.sampled_from([(*a, *b) for a in [()] for b in p.apart] or [(0, 0)])
    apart = st.lists(st.tuples(couples, mentor, price), max_size=2).map(
        lambda found: np.array([(*c, j, x) for c, j, x in found], dtype=np.int64).reshape(-1, 4)
    )
    return RungBound(
        rung=rung,  # type: ignore[arg-type]
        value=0,
        bound=0,
        denominator=draw(st.integers(1, 3)),
        mentees=draw(integers(-10, 20, n)),
        mentors=draw(integers(-10, 20, m)),
        spread=draw(spread if p.spread else nothing[4]),
        different=draw(different if p.mentor_groups is not None else nothing[3]),
        apart=draw(apart if p.apart else nothing[4]),
        floors=draw(integers(0, 12, len(p.floors))),
        earlier=tuple(draw(st.lists(st.integers(0, 9), min_size=earlier, max_size=earlier))),
    )


@given(coupled_problems(), st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_the_prices_no_matching_beats_the_bound(
    p: MatchingProblem, data: st.DataObject
) -> None:
    goals = [Goal(name, 0.0) for name in ("coverage", "pairs", "objective")]
    at = data.draw(st.integers(0, 2))
    told = data.draw(priced(p, goals[at].name, at))
    everything = list(feasible(p))
    assume(everything)
    reference = data.draw(st.sampled_from(everything))
    earlier = [(goal, goal.reached(p, reference)) for goal in goals[:at]]
    try:
        bound, _ = bound_of(p, told, earlier, goals[at])
    except NoSuchLimit:
        assume(False)
    as_good = [
        pairs
        for pairs in everything
        if all(goal.reached(p, pairs) >= value for goal, value in earlier)
    ]
    assert bound >= max(goals[at].reached(p, pairs) for pairs in as_good)
