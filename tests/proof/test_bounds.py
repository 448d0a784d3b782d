"""Bounds of coupled problems: whatever the prices, nothing beats them, and nothing fakes them."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.matching import Matching, MatchingProblem
from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
from hsr_match.matching.problem import Floor
from hsr_match.proof import verify, what_is_left
from hsr_match.proof.bounds import Bound
from hsr_match.proof.charges import NoSuchLimit
from hsr_match.proof.gap import Gap
from hsr_match.proof.goal import Goal
from hsr_match.proof.matching import check_matching
from tests.matching.problems import problem
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
@settings(max_examples=60, deadline=None)
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
        bound = Bound(p, told, earlier, goals[at]).most
    except NoSuchLimit:
        assume(False)
    as_good = [
        pairs
        for pairs in everything
        if all(goal.reached(p, pairs) >= value for goal, value in earlier)
    ]
    assert bound >= max(goals[at].reached(p, pairs) for pairs in as_good)


@given(coupled_problems(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_prices_that_were_made_as_good_as_can_be_are_beaten_by_nothing(
    p: MatchingProblem, random: Any
) -> None:
    # Random prices are far off; here each step takes them nearer, as a solver would.
    everything = list(feasible(p))
    assume(everything)
    goal = Goal("objective", 0.0)
    best = max(goal.reached(p, pairs) for pairs in everything)
    told = dataclasses.replace(priceless(p), spread=every_spread(p), apart=every_apart(p))
    parts = [told.mentees, told.mentors, told.spread[:, 3:], told.apart[:, 3:], told.floors]
    bound = Bound(p, told, [], goal).most
    for _ in range(60):
        table = random.choice([part for part in parts if part.size])
        place = random.randrange(table.size)
        old = table.flat[place]
        free = table is told.mentees or table is told.mentors
        table.flat[place] = old + random.choice([-1, 1, 2]) if free else max(0, old + 1)
        nearer = Bound(p, told, [], goal).most
        assert nearer >= best
        if nearer > bound:
            table.flat[place] = old
        else:
            bound = nearer
    # With good prices little is left open, and that little holds whatever is better.
    for pairs in random.sample(everything, min(4, len(everything))):
        value = goal.reached(p, pairs)
        verdict, _ = what_is_left.look_through(Bound(p, told, [], goal), value)
        assert verdict == ("something better" if value < best else "nothing better")


def priceless(p: MatchingProblem) -> RungBound:
    n, m = p.shape
    none = [np.zeros(shape, dtype=np.int64) for shape in (n, m, (0, 4), (0, 3), (0, 4))]
    floors = np.zeros(len(p.floors), dtype=np.int64)
    return RungBound("objective", 0, 0, 1, *none, floors, ())


def every_spread(p: MatchingProblem) -> Any:
    found = [
        (k, j, g, 0)
        for k, limit in enumerate(p.spread)
        for j in range(p.shape[1])
        for g in set(limit.groups.tolist()) - {-1}
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def every_apart(p: MatchingProblem) -> Any:
    found = [(a, b, j, 0) for a, b in p.apart for j in range(p.shape[1])]
    return np.array(found, dtype=np.int64).reshape(-1, 4)


def example() -> tuple[MatchingProblem, Matching]:
    """Two who must not share want the one mentor there is: 5, or 3, never both.

    A price of 3 on sharing leaves 2 and 0 for the pairs and gives back 3.
    """
    p = problem(
        [[5], [3], [1]],
        places=[2],
        apart=((0, 1),),
        order="points_first",
        places_min=[2],
        together=(),
        floors=(Floor("caring", np.array([0, 0, 1], bool), np.array([1], bool), 1),),
    )
    told = dataclasses.replace(
        priceless(p), value=6, bound=6, apart=np.array([[0, 1, 0, 3]], dtype=np.int64)
    )
    return p, matching_of(told)


def matching_of(*bounds: RungBound, status: Any = "optimal") -> Matching:
    return Matching(
        ((0, 0), (2, 0)), status, 0.0, 2, 6, 6, None, coupled=CoupledCertificate(bounds)
    )


def checks(matching: Matching, p: MatchingProblem) -> set[int]:
    return {failure.check for failure in check_matching(matching, p).failures}


def test_a_bound_that_is_reached_is_a_proof() -> None:
    p, matching = example()
    report = verify(matching, p)
    assert report.proven
    assert not report.searched
    assert report.pairs_priced == 3


def test_a_bound_that_is_not_reached_is_told() -> None:
    p, matching = example()
    (told,) = bounds(matching)
    loose = dataclasses.replace(told, bound=8, apart=told.apart[:0])
    # Without the price, 5 + 3 + 1 is not excluded: the bound of 8 is too low.
    assert checks(matching_of(loose), p) == {14}
    stopped = verify(matching_of(dataclasses.replace(loose, bound=9), status="feasible"), p)
    assert not stopped.proven
    assert not stopped.searched
    assert stopped.gaps == (Gap("objective", 6, 9),)


def loose_example() -> tuple[MatchingProblem, Matching]:
    p, matching = example()
    (told,) = bounds(matching)
    return p, matching_of(dataclasses.replace(told, bound=9, apart=told.apart[:0]))


def test_what_a_bound_leaves_open_is_looked_through() -> None:
    p, matching = loose_example()
    assert verify(matching, p).proven
    (told,) = bounds(matching)
    worse = dataclasses.replace(
        matching_of(dataclasses.replace(told, value=4)), pairs=((1, 0), (2, 0)), total=4, gain=4
    )
    assert checks(worse, p) == {16}


def test_where_that_takes_too_long_the_gap_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_is_left, "MOST_STEPS", 0)
    p, matching = loose_example()
    report = verify(matching, p)
    assert not report.proven
    assert report.searched
    assert report.gaps == (Gap("objective", 6, 9),)


@given(coupled_problems(), st.data())
@settings(max_examples=60, deadline=None)
def test_looking_through_finds_what_is_better_and_nothing_else(
    p: MatchingProblem, data: st.DataObject
) -> None:
    goals = [Goal(name, 0.0) for name in ("coverage", "pairs", "objective")]
    at = data.draw(st.integers(0, 2))
    told = data.draw(priced(p, goals[at].name, at))
    everything = list(feasible(p))
    assume(everything)
    pairs = data.draw(st.sampled_from(everything))
    earlier = [(goal, goal.reached(p, pairs)) for goal in goals[:at]]
    value = goals[at].reached(p, pairs)
    try:
        bound = Bound(p, told, earlier, goals[at])
    except NoSuchLimit:
        assume(False)
    verdict, found = what_is_left.look_through(bound, value)
    better = [
        other
        for other in everything
        if goals[at].reached(p, other) > value
        and all(goal.reached(p, other) >= least for goal, least in earlier)
    ]
    assert verdict == ("something better" if better else "nothing better")
    if better:
        assert set(found) in map(set, better)


def bounds(matching: Matching) -> tuple[RungBound, ...]:
    assert matching.coupled is not None
    return matching.coupled.rungs


def ints(*values: Any) -> Any:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"apart": ints([0, 1, 0, 2])}, 14),  # a price that is too low
        ({"apart": ints([0, 1, 0, 6])}, 14),  # or too high
        ({"apart": ints([0, 1, 0, -3])}, 14),  # or negative
        ({"apart": ints([0, 2, 0, 3])}, 14),  # who may share
        ({"apart": ints([0, 0, 0, 3])}, 14),
        ({"apart": ints([0, 1, 1, 3])}, 14),  # no such mentor
        ({"spread": ints([0, 0, 0, 1])}, 14),  # no such limit
        ({"different": ints([0, 0, 1])}, 14),
        ({"floors": ints(-1)}, 14),
        ({"floors": ints()}, 14),
        ({"mentees": ints(0, 0)}, 14),
        ({"mentors": ints(-1)}, 14),
        ({"mentors": ints(2**62)}, 12),
        ({"denominator": 0}, 14),
        ({"earlier": (1,)}, 14),
        ({"bound": 5}, 14),
        ({"value": 5}, 13),
        ({"rung": "coverage"}, 15),
    ],
)
def test_every_part_of_a_bound_matters(changes: dict[str, Any], check: int) -> None:
    p, matching = example()
    (told,) = bounds(matching)
    assert checks(matching_of(dataclasses.replace(told, **changes)), p) == {check}


def test_a_bound_without_its_limit_proves_nothing() -> None:
    p, matching = example()
    free = dataclasses.replace(p, apart=())
    assert checks(matching, free) == {14}


def test_every_rung_needs_its_bound() -> None:
    p, matching = example()
    pairs_first = dataclasses.replace(p, order="pairs_first")
    assert checks(matching, pairs_first) == {15}
    (told,) = bounds(matching)
    covered = dataclasses.replace(told, rung="coverage", value=2, bound=3, apart=told.apart[:0])
    both = dataclasses.replace(told, earlier=(0,))
    # That two of the three is the most was looked through: they must not share a mentor.
    assert verify(matching_of(covered, both), pairs_first).proven
    # A search that was stopped on the first rung has no bound on the next.
    stopped = verify(matching_of(covered, status="feasible"), pairs_first)
    assert stopped.gaps == (Gap("coverage", 2, 3),)
    assert checks(matching_of(covered), pairs_first) == {15}


def test_optimal_needs_bounds_or_a_certificate() -> None:
    p, matching = example()
    assert checks(dataclasses.replace(matching, coupled=None), p) == {17}


def test_two_mentors_together_make_up_for_what_leaving_out_both_costs() -> None:
    p = problem([[10, 9]], wanted=[2], order="points_first")
    told = dataclasses.replace(priceless(p), value=10, bound=19)
    one = Matching(((0, 0),), "optimal", 0.0, 1, 10, 10, None, coupled=CoupledCertificate((told,)))
    assert checks(one, p) == {16}
