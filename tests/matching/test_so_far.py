"""Results on the way: each keeps all limits, and no pairing passes the bounds told with it.

The bounds are worked out again from the formula with plain loops over all
pairs, and compared with the optimum, which other tests prove by enumeration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError, StoppedError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.gains import transform
from hsr_match.matching.objectives.flow_prices import tangent
from hsr_match.proof import verify
from tests.matching.drawing import drawn, loaded
from tests.matching.problems import problem
from tests.matching.test_pricing import poor_core


def watched(p: MatchingProblem, **options: Any) -> tuple[Matching, list[Matching]]:
    """The result, and everything told on the way."""
    told: list[Matching] = []
    with poor_core():
        return solve(p, found=told.append, **options), told


def formula(
    p: MatchingProblem, rung: RungBound, before: tuple[RungBound, ...], alpha: float
) -> int:
    """The bound that the prices of a rung give, pair by pair."""
    n, m = p.shape
    unit = rung.denominator
    scores = p.scores.block(slice(None), slice(None))
    allowed = p.eligible.block(slice(None), slice(None)) & (p.wanted > 0)[:, None]

    def worth(name: str, score: int) -> int:
        if name == "objective":
            return int(transform(np.array([score]), alpha)[0])
        return int(name == "pairs")

    def covered(name: str, i: int) -> int:
        if name == "objective":
            return 0 if p.credit is None else int(p.credit[i])
        return int(name == "coverage")

    counted = [(unit, rung.rung), *zip(rung.earlier, [r.rung for r in before], strict=True)]
    total = -sum(f * r.value for f, r in zip(rung.earlier, before, strict=True))
    for i in range(n):
        price = int(rung.mentees[i])
        have = sum(f * covered(name, i) for f, name in counted)
        total += max(price * t + (have if t else 0) for t in range(int(p.wanted[i]) + 1))
    step = unit * p.extra_place_cost if rung.rung == "objective" else 0
    for j in range(m):
        least, most = int(p.must_have[j]), int(p.places_max[j])
        over = [max(0, load - int(p.places[j])) for load in range(most + 1)]
        total += max(
            int(rung.mentors[j]) * load - step * over[load] * (over[load] + 1) // 2
            for load in range(least, most + 1)
        )
    spread = {(j, g): w for _, j, g, w in rung.spread.tolist()}
    different = {(i, g): w for i, g, w in rung.different.tolist()}
    for i, j in np.argwhere(allowed).tolist():
        left = sum(f * worth(name, int(scores[i, j])) for f, name in counted)
        left -= int(rung.mentees[i]) + int(rung.mentors[j])
        left -= spread.get((j, int(p.spread[0].groups[i])), 0) if p.spread else 0
        if p.mentor_groups is not None:
            left -= different.get((i, int(p.mentor_groups[j])), 0)
        total += left if (i, j) in p.pins else max(0, left)
    total += sum(p.spread[0].most * w for w in spread.values()) if p.spread else 0
    total += sum(different.values())
    return total // unit


def check_told(p: MatchingProblem, told: list[Matching], optimum: Matching) -> int:
    """Check all that was told; return how many bounds were looked at."""
    looked = 0
    for result in told:
        verify(result, p)
        assert result.status == "feasible"
        if result.coupled is None:
            continue
        rungs = result.coupled.rungs
        for k, rung in enumerate(rungs):
            if not result.worst_first:
                assert formula(p, rung, rungs[:k], result.alpha) == rung.bound
            assert rung.value <= rung.bound
            looked += 1
        if p.order == "pairs_first":
            assert rungs[0].bound >= optimum.coverage
        same = result.alpha == optimum.alpha and result.coverage == optimum.coverage
        if same and len(result.pairs) == len(optimum.pairs):
            assert rungs[-1].bound >= optimum.gain
    return looked


def test_rich_problems_in_given_scores() -> None:
    """Minimum loads, pins, extra places, several mentors, credit, spread, groups."""
    looked = 0
    for rng in drawn(31, 150):
        p = loaded(rng, 7, rich=bool(rng.integers(2)))
        try:
            optimum, told = watched(p)
        except InfeasibleError:
            continue
        looked += check_told(p, told, optimum)
        assert told
        last = told[-1]
        assert last.gain == optimum.gain
        if p.order == "pairs_first":
            assert last.coverage == optimum.coverage
        if last.coupled is not None:
            assert all(rung.value == rung.bound for rung in last.coupled.rungs), "proven by then"
    assert looked > 200


@pytest.mark.parametrize("kind", ["balanced", "worst_first"])
@pytest.mark.parametrize("price", [0.0, 0.02, 1.0])
def test_fairer_objectives_in_points(kind: Any, price: float) -> None:
    """Judged by the objective asked for, or the one that its price leaves."""
    looked = 0
    for rng in drawn(32, 40):
        n, m = rng.integers(2, 9, 2)
        p = problem(
            rng.integers(0, 10**6 + 1, (n, m)),
            rng.random((n, m)) < 0.8,
            rng.integers(0, 3, m),
            objective=Objective(kind, 2.0, price),
            score_bound=10**6,
            order="pairs_first" if rng.random() < 0.5 else "points_first",
        )
        optimum, told = watched(p)
        looked += check_told(p, told, optimum)
        assert (told[-1].alpha, told[-1].worst_first) == (optimum.alpha, optimum.worst_first)
        assert told[-1].coverage == optimum.coverage
    assert looked > 50


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.0, 3.0])
@pytest.mark.parametrize("score", [0, 1, 420_000, 999_999, 1_000_000])
def test_a_tangent_lies_above_everywhere(alpha: float, score: int) -> None:
    """For every score there is, not only near the point where it touches."""
    unit, slope, above = tangent(alpha, score)
    every = np.arange(10**6 + 1)
    room = above + slope * every - unit * transform(every, alpha)
    assert room.min() == 0
    assert slope >= 1


def small() -> MatchingProblem:
    rng = np.random.default_rng(5)
    return problem(
        rng.integers(0, 10**6, (30, 20)), score_bound=10**6, objective=Objective("balanced")
    )


def test_a_wish_to_stop_before_anything_is_found() -> None:
    with pytest.raises(StoppedError):
        solve(small(), stop=lambda: True)


def test_a_wish_to_stop_leaves_the_best_so_far() -> None:
    """Asked after each step in turn; every result is whole, the last one proven."""
    p = small()
    ends = []
    for steps in range(1, 40):
        left = iter(range(steps))
        with poor_core():
            found = solve(p, stop=lambda left=left: next(left, None) is None)
        verify(found, p)
        ends.append(found)
        if found.status == "optimal":
            break
    assert [found.status for found in ends] == ["feasible"] * (len(ends) - 1) + ["optimal"]
    assert len(ends) > 3
    assert ends[-1] == replace(
        solve(p), certificate=ends[-1].certificate, reference=ends[-1].reference
    )
    assert all(not found.canonical for found in ends[:-1])


def test_a_time_limit_waits_for_a_first_result() -> None:
    """Nothing is more than what was found, and less than nothing helps nobody."""
    with poor_core():
        found = solve(small(), time_limit=1e-9)
    assert found.status == "feasible"
    assert found.pairs
    assert found.coupled is not None, "it is known how good it is"
