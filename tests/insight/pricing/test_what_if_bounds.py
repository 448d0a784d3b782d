"""What pairs cost at least: never more than trying everything, or solving again, finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.config import load_settings
from hsr_match.errors import InfeasibleError
from hsr_match.insight import explain_pair, least_costs, price_at_least, what_if
from hsr_match.insight.alternatives import best_mentors
from hsr_match.insight.briefing.prices import least_of
from hsr_match.insight.pricing.bounds_flow import bounds_of_flow
from hsr_match.insight.pricing.solved_again import ImpossiblePairError, price_by_solving
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.problem import Floor, Spread
from hsr_match.proof.bounds import Bound
from hsr_match.proof.goal import Goal
from tests.matching.coupled.cases import case, crowd
from tests.matching.coupled.oracle import allowed, contradicts_itself, worth
from tests.matching.problems import problem

FLOWS = {"together": False, "apart": False, "floors": False, "second_spread": False, "least": False}
"""What is left out where all is to be a flow."""

Three = tuple[int, int, int]


def rungs_of(p: MatchingProblem, pairs: tuple[tuple[int, int], ...]) -> Three:
    found = worth(p, pairs)
    if p.order != "pairs_first":
        return 0, 0, found[-1]
    return found[0], found[1] if p.several else 0, found[-1]


def compare(p: MatchingProblem, found: Matching) -> Counter[str]:
    """Compare every pair with the best of all pairings that hold it."""
    told = least_costs(p, found)
    every = [(set(pairs), rungs_of(p, pairs)) for pairs in allowed(p)]
    best = max(value for _, value in every)
    seen: Counter[str] = Counter()
    for i, j in np.ndindex(*p.shape):
        least = told.at(i, j)
        with_it = [value for pairs, value in every if (i, j) in pairs]
        if least is None:
            assert not with_it or any(i == k for k, _ in p.pins)
            continue
        if not with_it:
            continue
        cost = tuple(a - b for a, b in zip(best, max(with_it), strict=True))
        first = next((k for k in range(3) if least[k]), 2)
        assert min(least) >= 0
        assert not any(least[first + 1 :])
        # Past the first of the three that is not 0 nothing is claimed.
        assert cost[: first + 1] >= least[: first + 1]
        seen["told" if any(least) else "not told" if any(cost) else "free"] += 1
        seen["exact"] += cost[: first + 1] == least[: first + 1] and any(least)
    return seen


def random_cases(first: int, count: int, **features: bool) -> Counter[str]:
    seen: Counter[str] = Counter()
    for seed in range(first, first + count):
        p = case(seed, **features)
        if contradicts_itself(p):
            continue
        try:
            found = solve(p)
        except InfeasibleError:
            continue
        seen[found.engine] += 1
        seen += compare(p, found)
    return seen


def test_no_more_than_trying_everything_finds_where_pairs_are_tied() -> None:
    seen = random_cases(0, 250)
    assert seen["coupled"] > 100
    # A bound of nothing would hold as well: most of what costs must be seen to cost.
    assert seen["told"] > 2 * seen["not told"]
    assert seen["exact"] > seen["told"] / 2


def test_no_more_than_trying_everything_finds_in_flows() -> None:
    seen = random_cases(5_000, 150, **FLOWS)
    assert seen["flow"] > 100
    assert seen["told"] > 5 * seen["not told"]
    assert seen["exact"] > seen["told"] / 2


@pytest.mark.slow
def test_no_more_than_trying_everything_finds_in_thousands_of_cases() -> None:
    random_cases(10_000, 1_000)
    random_cases(20_000, 1_000, **FLOWS)


def test_the_certificate_of_a_flow_leaves_nothing_open_as_a_bound() -> None:
    count = 0
    for seed in range(150):
        p = case(seed, **FLOWS)
        try:
            found = solve(p)
        except InfeasibleError:
            continue
        earlier: list[tuple[Goal, int]] = []
        for told in bounds_of_flow(p, found):
            goal = Goal(told.rung, found.alpha)
            value = goal.reached(p, found.pairs)
            assert Bound(p, told, earlier, goal).total == value
            earlier.append((goal, value))
            count += 1
    assert count > 150


def test_no_more_than_solving_again_finds_in_a_larger_cohort() -> None:
    p = crowd(40, 30, 100, seed=1)
    found = solve(p)
    told = least_costs(p, found)
    rng = np.random.default_rng(4)
    shares = []
    for i, j in zip(rng.integers(0, 40, 12), rng.integers(0, 30, 12), strict=True):
        least = told.at(int(i), int(j))
        if least is None:
            continue
        try:
            price = price_by_solving(p, found, (int(i), int(j)))
        except ImpossiblePairError:
            continue
        assert least[:2] == (0, 0)
        assert price.coverage == 0
        assert -price.gain >= least[2]
        shares.append(least[2] / -price.gain if price.gain else 1.0)
    assert len(shares) > 6
    assert np.mean(shares) > 0.8


def test_no_more_than_the_exact_price_of_a_plain_problem() -> None:
    rng = np.random.default_rng(7)
    p = problem(rng.integers(0, 1_000_000, (30, 20)), rng.random((30, 20)) < 0.8)
    for strength in (0.0, 2.0):
        p = replace(p, objective=Objective("balanced", strength) if strength else Objective())
        found = solve(p)
        exact, told = what_if(p, found).force, least_costs(p, found)
        both = exact.known & told.known
        assert both.sum() > 400
        assert (exact.coverage >= told.coverage)[both].all()
        level = both & (exact.coverage == told.coverage) & (told.coverage == 0)
        assert (exact.gain >= told.gain)[level].all()
        assert (told.gain > 0).sum() > 300


def test_by_hand_two_who_must_not_share_one_good_mentor() -> None:
    # Ann and Bo are kept apart: Raj, the better one, may have only one of them.
    p = problem([[900_000, 400_000], [800_000, 600_000]], places=[2, 2], apart=((0, 1),))
    found = solve(p)
    assert found.pairs == ((0, 0), (1, 1))
    told = least_costs(p, found)
    # The other way round is 1.2 instead of 1.5, and either pair asks for the other.
    assert told.at(0, 0) == (0, 0, 0)
    for pair in ((0, 1), (1, 0)):
        least = told.at(*pair)
        assert least is not None
        assert 0 <= least[2] <= 300_000
    assert told.at(0, 1) == (0, 0, 300_000)
    assert price_at_least(p, found, told, 0, 0) == "costs nothing: this pair is made"
    assert price_at_least(p, found, told, 0, 1) == "at least 30.0 points less in all"


def test_a_mentee_fewer_a_pair_fewer_and_what_the_proof_does_not_show() -> None:
    p = problem([[5, 1], [5, 1]], [[True, True], [True, False]], together=())
    p = replace(p, apart=((0, 1),))
    found = solve(p)
    told = least_costs(p, found)
    assert told.at(0, 0) == (1, 0, 0)
    assert price_at_least(p, found, told, 0, 0) == "at least one mentee fewer"
    assert told.at(1, 1) is None
    assert price_at_least(p, found, told, 1, 1) == ""
    same = problem([[1, 1]], places=[1, 1], floors=(_floor(1, 2),))
    found = solve(same)
    other = 1 - found.pairs[0][1]
    told = least_costs(same, found)
    assert told.at(0, other) == (0, 0, 0)
    assert "may cost nothing" in price_at_least(same, found, told, 0, other)


def test_hardly_anything_at_least_is_said_without_a_figure() -> None:
    p = problem([[1, 1]], places=[1, 1], floors=(_floor(1, 2),), scale=1_000_000)
    found = solve(p)
    other = 1 - found.pairs[0][1]
    told = least_costs(p, found)
    for gain, said in (
        (999, "costs something: only"),
        (1_000, "at least 0.1 points less"),
        (1_999, "at least 0.1 points less"),
    ):
        low = replace(told, gain=told.gain + gain)
        assert price_at_least(p, found, low, 0, other).startswith(said)


def test_a_pair_fewer_is_said() -> None:
    p = problem([[1, 1]], wanted=[2], mentor_groups=np.array([-1, -1]))
    found = solve(p)
    told = least_costs(p, found)
    low = replace(told, pairs=told.pairs + 1)
    unmade = replace(found, pairs=())
    assert price_at_least(p, unmade, low, 0, 0) == "at least one pair fewer"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "feasible"},
        {"worst_first": True},
        {"certificate": None},
    ],
)
def test_only_from_a_proof_with_one_number(changes: dict[str, Any]) -> None:
    p = problem([[1, 2], [2, 1]], spread=(Spread("organisation", np.array([0, 0])),))
    with pytest.raises(ValueError, match="Costs at least"):
        least_costs(p, replace(solve(p), **changes))


def test_prices_beyond_what_sums_hold_are_refused() -> None:
    p = problem([[5, 0], [0, 5]])
    found = solve(p)
    assert found.certificate is not None
    large = replace(found.certificate, mentees=found.certificate.mentees + (1 << 56))
    with pytest.raises(ValueError, match="too large"):
        least_costs(p, replace(found, certificate=large))


def test_nobody_on_a_side() -> None:
    for shape in ((0, 0), (0, 2), (2, 0)):
        p = problem(np.zeros(shape))
        assert least_costs(p, solve(p)).gain.shape == shape
        tied = problem(np.zeros(shape), floors=(_floor(*shape),))
        tied = replace(tied, floors=(), spread=_two_limits(shape[0]))
        assert least_costs(tied, solve(tied)).gain.shape == shape


def _floor(n: int, m: int) -> Floor:
    return Floor("need", np.ones(n, bool), np.ones(m, bool), 1)


def _two_limits(n: int) -> tuple[Spread, Spread]:
    groups = np.zeros(n, dtype=np.int64)
    return Spread("organisation", groups), Spread("department", groups)


def test_other_mentors_are_told_with_what_they_cost_at_least() -> None:
    p = problem(
        [[900_000, 400_000, 0], [800_000, 600_000, 0]],
        [[True, True, False], [True, True, True]],
        places=[2, 2, 1],
        apart=((0, 1),),
    )
    found = solve(p)
    settings = load_settings("default")
    told = explain_pair(p, found, settings, 1, 1)
    said = {other.mentor: other.price for other in told.alternatives}
    # What the prices of the optimum do not show is not said to be free.
    assert said[0].startswith(("at least ", "may cost nothing"))
    assert said[2].startswith("at least ")
    # Not an exact price, so there is no number that might be taken for one.
    assert {other.lost for other in told.alternatives} == {None}
    assert {other.price for other in best_mentors(p, found, 1, settings)} == {""}


def test_exact_prices_go_before_bounds() -> None:
    p = problem([[900_000, 400_000], [800_000, 600_000]])
    assert least_of(p, solve(p)) is None
    tied = replace(p, apart=((0, 1),))
    assert least_of(tied, solve(tied)) is not None
    assert least_of(tied, replace(solve(tied), status="feasible")) is None
