"""``highest_floor``: the highest floor passes; a lower one, a broken one, a made-up one do not."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.floor import HighestFloor
from hsr_match.proof import verify
from hsr_match.proof.floor import held_to
from hsr_match.proof.matching import check_matching
from tests.matching.coupled.cases import case
from tests.matching.coupled.oracle import allowed, contradicts_itself
from tests.matching.floors import best_floor, floor_worth, floored
from tests.matching.problems import problem, small_problems

alter = dataclasses.replace


def checks(matching: Matching, p: MatchingProblem) -> set[int]:
    return {failure.check for failure in check_matching(matching, p).failures}


def said(matching: Matching, p: MatchingProblem) -> str:
    return "; ".join(failure.message for failure in check_matching(matching, p).failures)


def refloored(matching: Matching, **changes: Any) -> Matching:
    assert matching.floor is not None
    return alter(matching, floor=alter(matching.floor, **changes))


def reshort(matching: Matching, **changes: Any) -> Matching:
    assert matching.floor is not None
    assert matching.floor.short is not None
    return refloored(matching, short=alter(matching.floor.short, **changes))


def forged(matching: Matching, pairs: Any, p: MatchingProblem) -> Matching:
    """The matching with other pairs, its sums made to fit."""
    table = p.scores.block(slice(None), slice(None))
    return alter(
        matching,
        pairs=pairs,
        coverage=len({i for i, _ in pairs}),
        total=sum(int(table[pair]) for pair in pairs),
        gain=floor_worth(p, pairs)[-1],
    )


@given(small_problems(), st.sampled_from([1, 2]), st.data())
@settings(max_examples=60, deadline=None)
def test_no_other_pairing_passes_with_the_same_proof(
    p: MatchingProblem, resolution: int, data: st.DataObject
) -> None:
    p = floored(p, resolution)
    found = solve(p)
    other = data.draw(st.sampled_from(list(allowed(p))))
    assume(other != found.pairs)
    assert checks(forged(found, other, p), p)


def test_no_other_floor_passes() -> None:
    """In any mix of limits: told with the pairs and the proof of another floor."""
    tried = 0
    for seed in range(150):
        p = floored(case(seed, balanced=False))
        if contradicts_itself(p):
            continue
        try:
            found = solve(p)
        except InfeasibleError:
            continue
        assert found.floor is not None
        if found.floor.floor is None:
            continue
        best = best_floor(p)
        for wrong in (found.floor.floor - 1, found.floor.floor + 1):
            # Honest about all but the floor: the best total above it, with its own proof.
            above = alter(held_to(p, HighestFloor(wrong, None)), objective=Objective("total"))
            try:
                low = solve(above)
            except InfeasibleError:
                continue
            if low.status != "optimal" or low.coverage != found.coverage:
                continue
            told = alter(low, floor=alter(found.floor, floor=wrong), reference=found.reference)
            if floor_worth(p, told.pairs) != best:
                assert checks(told, p), seed
                tried += 1
    assert tried > 4


def example() -> tuple[MatchingProblem, Matching]:
    """The best total is 9 + 1; the highest floor, 5 + 4."""
    p = floored(problem([[9, 5], [4, 1]]))
    found = solve(p)
    assert found.pairs == ((0, 1), (1, 0))
    assert verify(found, p).proven
    return p, found


def test_every_part_of_the_proof_matters() -> None:
    p, found = example()
    assert found.floor is not None
    assert found.floor.short is not None
    assert found.floor.floor == 4
    assert "below the floor" in said(refloored(found, floor=5), p)
    assert "one level higher" not in said(refloored(found, floor=3), p)
    assert checks(refloored(found, floor=3), p) == {14}, "the prices are about 5, not about 4"
    assert "no floor is told" in said(refloored(found, floor=None), p)
    assert checks(refloored(found, short=None), p) == {17}
    coarse = alter(p, objective=alter(p.objective, resolution=3))
    assert "whole number of levels" in said(found, coarse)
    zero = np.zeros(2, dtype=np.int64)
    assert "by its own prices" in said(reshort(found, mentees=zero, mentors=zero), p)
    assert "by its own prices" in said(reshort(found, bound=-2), p)
    assert "one level higher" in said(reshort(found, value=-1), p)
    assert "one level higher" in said(reshort(found, rung="coverage"), p)
    assert checks(reshort(found, earlier=()), p) == {14}
    assert checks(reshort(found, mentees=zero[:1]), p) == {14}
    assert checks(reshort(found, denominator=0), p) == {14}
    huge = np.full(2, 2**61, dtype=np.int64)
    assert checks(reshort(found, mentees=huge), p) == {12}


def test_prices_that_show_nothing_are_looked_through() -> None:
    """Weak prices are no lie: whoever checks looks for a matching above a higher floor."""
    p, found = example()
    zero = np.zeros(2, dtype=np.int64)
    weak = reshort(found, mentees=zero, mentors=zero, earlier=(0,), bound=0)
    assert not checks(weak, p)
    # The same prices for a floor that can be raised: 4 + 5 lies above 1, as the search shows.
    lower = solve(alter(p, objective=Objective("total")))
    assert lower.pairs == ((0, 0), (1, 1))
    assert weak.floor is not None
    told = alter(lower, floor=alter(weak.floor, floor=1), reference=found.reference)
    assert 16 in checks(told, p)


def test_who_is_left_out_is_counted_against_the_best_total() -> None:
    """Above 9 one mentee has a mentor, and that is the best of its kind; two can have one."""
    p, found = example()
    above = alter(held_to(p, HighestFloor(9, None)), objective=Objective("total"))
    fewer = solve(above)
    assert fewer.coverage == 1
    told = alter(fewer, floor=HighestFloor(9, None), reference=found.reference)
    assert 15 in checks(told, p)
    assert "in number" in said(told, p)


def test_a_floor_is_raised_only_where_it_was_asked_for() -> None:
    p, found = example()
    for wish in (Objective("total"), Objective("balanced"), Objective("worst_first", resolution=1)):
        assert 15 in checks(found, alter(p, objective=wish))
    assert 15 in checks(found, alter(p, order="points_first"))
    assert 15 in checks(alter(found, alpha=2.0), p)
    assert 15 in checks(alter(found, worst_first=True), p)
    assert 15 in checks(alter(found, reference=None), p)
    # Without its floor it claims to be the highest total, which it is not.
    assert checks(alter(found, floor=None), p) == {14}


def test_it_costs_no_more_than_the_price_allows() -> None:
    p, found = example()
    dear = alter(p, objective=alter(p.objective, max_price=0.05))
    assert checks(found, dear) == {15}
    assert solve(dear).pairs == ((0, 0), (1, 1))
