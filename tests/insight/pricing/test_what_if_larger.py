"""What-if on whole cohorts: samples equal a second solve, exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.insight import WhatIf, if_mentor_leaves, what_if
from hsr_match.insight.pricing import elimination as what_if_elimination
from hsr_match.insight.pricing.model import Cost
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from tests.insight.pricing.what_if_changes import ALL, without_mentee, without_mentor
from tests.matching.problems import problem

N, M = 200, 150


def clustered(seed: int, levels: int, shape: tuple[int, int] = (N, M)) -> Any:
    """Scores 0 … 10^6 of people in a few clusters, after the same few mentors; many ties."""
    rng = np.random.default_rng(seed)
    n, m = shape
    here, there = rng.integers(0, 8, n), rng.integers(0, 8, m)
    likeness = rng.random((8, 8))[here][:, there]
    table = 0.6 * likeness + 0.2 * rng.random(m) + 0.2 * rng.random((n, m))
    return np.rint(table * levels).astype(np.int64) * (1_000_000 // levels)


def cohort(kind: str) -> MatchingProblem:
    rng = np.random.default_rng(len(kind))
    places = rng.integers(1, 4, M)
    table = clustered(len(kind), 10_000)
    if kind == "room to spare":
        return problem(table, places=places)
    if kind == "ties":
        return problem(clustered(1, 20), rng.random((N, M)) > 0.2, places)
    if kind == "too few places":
        return problem(table, rng.random((N, M)) > 0.5)
    if kind == "everybody just fits":
        return problem(clustered(2, 10_000, (M, M)))
    if kind == "minimum loads, extra places, pins":
        p = problem(
            table,
            rng.random((N, M)) > 0.3,
            np.ones(M, np.int64),
            places_max=places,
            places_min=(rng.random(M) < 0.5).astype(np.int64),
            minimum_always=True,
            extra_place_cost=20_000,
        )
        return replace(p, pins=solve(p).pairs[:5])
    assert kind == "balanced, points first"
    return problem(
        table, places=places, order="points_first", objective=Objective("balanced", 2.0, 0.02)
    )


KINDS = (
    "room to spare",
    "ties",
    "too few places",
    "everybody just fits",
    "minimum loads, extra places, pins",
    "balanced, points first",
)


@pytest.mark.parametrize("kind", KINDS)
def test_samples_equal_a_second_solve(kind: str) -> None:
    p = cohort(kind)
    found = solve(p)
    told = what_if(p, found)
    for name, after, price in samples(told, np.random.default_rng(7)):
        assert price == lost(found, after), name


def samples(told: WhatIf, rng: np.random.Generator) -> Any:
    p = told.problem
    n, m = p.shape
    pinned = dict(p.pins)
    free = [i for i in range(n) if i not in pinned]
    mask = p.eligible.block(ALL, ALL)
    present = dict(told.matching.pairs)
    for i in rng.choice(free, 6).tolist():
        j = int(rng.choice(np.flatnonzero(mask[i])))
        yield f"force {i} {j}", replace(p, pins=(*p.pins, (i, j))), told.force.at(i, j)
        if i in present:
            without = mask.copy()
            without[i, present[i]] = False
            after = replace(p, eligible=type(p.eligible)(without))
            yield f"forbid {i}", after, told.forbid.at(told.matching.pairs.index((i, present[i])))
        yield f"mentee {i} leaves", without_mentee(p, i), told.mentee_leaves.at(i)
    for j in rng.choice(m, 4, replace=False).tolist():
        one = np.eye(m, dtype=np.int64)[j]
        more = replace(p, places=p.places + one, places_max=p.places_max + one)
        yield f"one more with {j}", more, told.place_more.at(j)
        fewer = replace(p, places=p.places - one, places_max=p.places_max - one)
        if told.place_fewer.known[j]:
            yield f"one fewer with {j}", fewer, told.place_fewer.at(j)
        left = if_mentor_leaves(told, j)
        yield f"mentor {j} leaves", without_mentor(p, j), left.cost


def lost(before: Matching, after: MatchingProblem) -> Cost | None:
    """(coverage, pairs, gain) lost by a second solve at the same strength; None if impossible."""
    kept = Objective("balanced", before.alpha) if before.alpha else Objective("total")
    try:
        again = solve(replace(after, objective=kept))
    except InfeasibleError:
        return None
    coverage = before.coverage - again.coverage if after.order == "pairs_first" else 0
    return coverage, 0, before.gain - again.gain


@pytest.mark.parametrize("kind", KINDS)
def test_taking_nodes_out_first_changes_no_price(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = cohort(kind)
    found = solve(p)
    whole = what_if(p, found)
    monkeypatch.setattr(what_if_elimination, "DENSE", 8)
    assert_same(what_if(p, found), whole)


def test_wider_integers_change_no_price(monkeypatch: pytest.MonkeyPatch) -> None:
    from hsr_match.insight.pricing import shortest as what_if_shortest

    p = cohort("ties")
    found = solve(p)
    narrow = what_if(p, found)
    monkeypatch.setattr(what_if_shortest, "INF_32", 1)
    assert_same(what_if(p, found), narrow)


def assert_same(one: WhatIf, other: WhatIf) -> None:
    for name in ("force", "forbid", "mentee_leaves", "mentor_leaves", "place_more", "place_fewer"):
        mine, yours = getattr(one, name), getattr(other, name)
        for part in ("coverage", "gain", "known"):
            assert np.array_equal(getattr(mine, part), getattr(yours, part)), name
        assert (mine.pairs is None) == (yours.pairs is None)
        assert mine.pairs is None or np.array_equal(mine.pairs, yours.pairs), name


def test_huge_given_scores_are_exact_or_refused() -> None:
    big = 10**15
    table = np.array([[big + 1, big], [big, big]])
    told = what_if(problem(table), solve(problem(table)))
    assert told.force.at(0, 1) == (0, 0, 1)
    huge = problem(table * 200)
    # The solver refuses such scores a little sooner than the prices would.
    with pytest.raises((ValueError, OverflowError)):
        what_if(huge, solve(huge))
