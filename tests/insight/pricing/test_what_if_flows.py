"""What-if with a limit of spread and with several mentors: exact, by trying everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.insight import WhatIf, what_if
from hsr_match.insight.pricing import elimination
from hsr_match.insight.pricing.flow_costs import what_if_flow
from hsr_match.insight.pricing.solved_again import ImpossiblePairError, price_by_solving
from hsr_match.insight.pricing.state import is_plain
from hsr_match.matching import MatchingProblem, Objective, solve
from hsr_match.matching.problem import Spread
from tests.insight.pricing.test_what_if import random_problem
from tests.insight.pricing.test_what_if_larger import assert_same, clustered
from tests.insight.pricing.what_if_flows import check_flow, flows
from tests.matching.problems import problem


def test_thousands_of_prices_equal_trying_everything() -> None:
    seen: Counter[str] = Counter()
    for p, found in flows(0, 200):
        told = what_if(p, found)
        seen["prices"] += check_flow(told)
        seen["blocked"] += bool(p.spread)
        seen["several"] += p.several
        seen["different"] += p.several and p.mentor_groups is not None
        seen["always"] += bool(p.must_have.any())
        seen["pairs"] += told.force.pairs is not None and bool(told.force.pairs.any())
        seen[p.order] += 1
    assert seen["prices"] > 3_000
    # Each kind must be there often enough for a slip to show.
    assert min(seen[name] for name in ("blocked", "several", "different", "always")) > 20
    assert seen["pairs"] > 5
    assert min(seen["pairs_first"], seen["points_first"]) > 50


@pytest.mark.slow
def test_many_more_prices_equal_trying_everything() -> None:
    assert sum(check_flow(what_if(p, found)) for p, found in flows(1_000, 1_500)) > 20_000


def test_a_plain_round_has_the_same_prices_on_either_way() -> None:
    rng = np.random.default_rng(5)
    count = 0
    for _ in range(200):
        p = random_problem(rng)
        try:
            found = solve(p)
        except InfeasibleError:
            continue
        one, other = what_if(p, found), what_if_flow(p, found)
        assert_same(one, other)
        assert one.force.pairs is None
        assert other.force.pairs is None
        count += len(found.pairs)
    assert count > 200


def crowd(kind: str, n: int, m: int) -> MatchingProblem:
    """A cohort in clusters, after the same few mentors."""
    rng = np.random.default_rng(3)
    fields: dict[str, Any] = {"order": "points_first" if "points" in kind else "pairs_first"}
    if "spread" in kind:
        fields["spread"] = (Spread("organisation", rng.integers(-1, n // 8, n), 1),)
    if "several" in kind:
        fields["wanted"] = rng.choice([0, 1, 2, 3], n, p=[0.05, 0.4, 0.45, 0.1])
        fields["mentor_groups"] = rng.integers(-1, m // 6, m)
        fields["credit"] = rng.integers(0, 3, n) * 20_000
    if "balanced" in kind:
        fields["objective"] = Objective("balanced", 2.0, 0.05)
    places = rng.integers(1, 3, m)
    if "loads" in kind:
        fields["places_min"] = (rng.random(m) < 0.6).astype(np.int64)
        fields["minimum_always"] = True
        fields["extra_place_cost"] = 30_000
        fields["places_max"] = places + rng.integers(0, 2, m)
    p = problem(clustered(4, 50, (n, m)), rng.random((n, m)) < 0.9, places, **fields)
    return replace(p, pins=solve(p).pairs[:4]) if "pins" in kind else p


@pytest.mark.parametrize(
    "kind",
    [
        "spread",
        "spread, loads, pins, balanced",
        "several, points",
        "several, spread, loads, pins",
    ],
)
def test_samples_equal_solving_again_in_a_cohort(kind: str) -> None:
    p = crowd(kind, 200, 150)
    found = solve(p)
    told = what_if(p, found)
    assert not is_plain(p)
    mask = p.eligible.block(slice(None), slice(None))
    rng = np.random.default_rng(8)
    for i in rng.choice(np.flatnonzero(p.wanted), 12).tolist():
        j = int(rng.choice(np.flatnonzero(mask[i])))
        if not _may_stand_beside_pins(p, i, j):
            assert told.force.at(i, j) is None
            continue
        assert told.force.at(i, j) == _by_solving(told, i, j), (i, j)


def test_taking_nodes_out_first_changes_no_price(monkeypatch: pytest.MonkeyPatch) -> None:
    p = crowd("several, spread, loads, pins", 120, 90)
    found = solve(p)
    whole = what_if(p, found)
    monkeypatch.setattr(elimination, "DENSE", 8)
    assert_same(what_if(p, found), whole)


def _may_stand_beside_pins(p: MatchingProblem, mentee: int, mentor: int) -> bool:
    pins = [j for i, j in p.pins if i == mentee]
    if mentor in pins or not pins:
        return True
    groups = p.mentor_groups
    same = groups is not None and groups[mentor] >= 0 and groups[mentor] in groups[pins]
    return len(pins) < p.wanted[mentee] and not same


def _by_solving(told: WhatIf, mentee: int, mentor: int) -> tuple[int, int, int] | None:
    p = told.problem
    try:
        price = price_by_solving(p, told.matching, (mentee, mentor))
    except ImpossiblePairError:
        return None
    first = p.order == "pairs_first"
    return (
        -price.coverage if first else 0,
        -price.pairs if first and p.several else 0,
        -price.gain,
    )


def test_by_hand_two_colleagues_and_one_good_mentor() -> None:
    # Ann and Bo are colleagues: Raj, the better one, may have only one of them.
    p = problem(
        [[900_000, 400_000], [800_000, 600_000]],
        places=[2, 2],
        spread=(Spread("organisation", np.array([0, 0])),),
    )
    found = solve(p)
    assert found.pairs == ((0, 0), (1, 1))
    told = what_if(p, found)
    # The other way round is 1.2 instead of 1.5, and either pair asks for the other.
    assert told.force.at(0, 1) == told.force.at(1, 0) == (0, 0, 300_000)
    assert told.force.at(0, 0) == (0, 0, 0)
    # Bo leaves: Ann keeps Raj. A third place with Raj helps nobody.
    assert told.mentee_leaves.at(1) == (1, 0, 600_000)
    assert told.place_more.at(0) == (0, 0, 0)


def test_by_hand_a_second_mentor_for_somebody_else() -> None:
    # Ann wants two mentors, Bo one; each mentor has a place.
    p = problem([[5, 4], [3, 1]], wanted=[2, 1])
    found = solve(p)
    assert found.pairs == ((0, 1), (1, 0))
    told = what_if(p, found)
    # The other way round is 6 instead of 7.
    assert told.force.at(0, 0) == told.force.at(1, 1) == (0, 0, 1)
    # A place more with the first mentor: Ann has both, 12 in all.
    assert told.place_more.at(0) == (0, -1, -5)
    # Without the first mentor Ann keeps the second: a mentee and a pair fewer.
    assert told.mentor_leaves.at(0) == (1, 1, 3)
    # With a place more there are three pairs; never Ann's first is a pair fewer.
    roomy = replace(p, places=np.array([2, 1]), places_max=np.array([2, 1]))
    three = what_if(roomy, solve(roomy))
    assert three.matching.pairs == ((0, 0), (0, 1), (1, 0))
    assert [three.forbid.at(k) for k in range(3)] == [(0, 1, 5), (0, 1, 4), (0, 1, 6)]


def test_a_pin_of_a_mentee_who_wants_another_mentor_stays() -> None:
    p = problem([[5, 4, 1], [3, 1, 2]], wanted=[2, 1], pins=((0, 2),))
    found = solve(p)
    told = what_if(p, found)
    for j in range(3):
        assert told.force.at(0, j) == _by_solving(told, 0, j)
    assert told.force.at(0, 1) == (0, 0, 0 if (0, 1) in found.pairs else found.gain - 8)
    # One who wants no more is with somebody else for good.
    alone = replace(p, wanted=np.array([1, 1]))
    assert what_if(alone, solve(alone)).force.at(0, 0) is None


def test_mentors_of_one_organisation_never_stand_side_by_side() -> None:
    p = problem([[9, 8, 1]], wanted=[2], mentor_groups=np.array([0, 0, -1]))
    found = solve(p)
    assert found.pairs == ((0, 0), (0, 2))
    told = what_if(p, found)
    # The second of that organisation takes the place of the first.
    assert told.force.at(0, 1) == (0, 0, 1)
    pinned = replace(p, pins=((0, 0),))
    assert what_if(pinned, solve(pinned)).force.at(0, 1) is None


def test_an_optimum_of_the_other_engine_has_the_same_prices() -> None:
    for p, found in flows(300, 12):
        again = solve(p, engine="coupled")
        assert again.certificate is None
        told = what_if(p, again).force
        assert np.array_equal(told.gain, what_if(p, found).force.gain)


def test_what_is_not_the_best_is_refused() -> None:
    p = problem([[9, 0], [0, 9]], spread=(Spread("organisation", np.array([0, 0])),), places=[2, 2])
    worse = replace(solve(p), pairs=((0, 1), (1, 0)), gain=0, total=0)
    with pytest.raises(ValueError, match="not the best"):
        what_if(p, worse)


@pytest.mark.parametrize(
    "changes",
    [{"gain": 1}, {"coverage": 1}, {"pairs": ((0, 0), (1, 0)), "gain": 9}],
)
def test_a_matching_of_another_problem_is_refused(changes: dict[str, Any]) -> None:
    p = problem([[9, 0], [0, 9]], spread=(Spread("organisation", np.array([0, 0])),), places=[2, 2])
    with pytest.raises(ValueError, match="not one of this problem"):
        what_if(p, replace(solve(p), **changes))


def test_scores_too_large_for_one_integer_are_refused() -> None:
    spread = (Spread("organisation", np.array([0, 0])),)
    p = problem([[2**50, 1], [1, 2**50]], spread=spread, places=[2, 2])
    with pytest.raises(ValueError, match="too large"):
        what_if(p, solve(p))


def test_nobody_on_a_side() -> None:
    for shape in ((0, 0), (0, 2), (2, 0)):
        groups = np.zeros(shape[0], dtype=np.int64)
        p = problem(np.zeros(shape), spread=(Spread("organisation", groups),))
        told = what_if(p, solve(p))
        assert told.force.gain.shape == shape
        assert len(told.mentor_leaves.gain) == shape[1]
