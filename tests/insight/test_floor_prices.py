"""Under the highest floor a pair is priced with nobody else below the floor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from hsr_match.config.settings import Settings
from hsr_match.insight import explain_pair, what_if
from hsr_match.insight.briefing.prices import least_of, prices_of
from hsr_match.insight.pricing.solved_again import price_by_solving
from hsr_match.insight.relaxing.search import same_objective
from hsr_match.matching import Objective, solve
from hsr_match.matching.problem import MatchingProblem
from tests.matching.floors import best_floor, floor_worth, floored
from tests.matching.problems import assignments, problem, small_problems, value


@given(small_problems())
@settings(max_examples=60, deadline=None)
def test_prices_are_those_of_enumeration(p: MatchingProblem) -> None:
    p = floored(p)
    matching = solve(p)
    assert matching.floor is not None
    floor = matching.floor.floor
    table = p.scores.block(slice(None), slice(None))
    before = value(p, matching.pairs)
    for pair in sorted({pair for pairs in assignments(p) for pair in pairs}):
        after = max(
            value(p, pairs)
            for pairs in assignments(replace(p, pins=(pair,)))
            if all(other == pair or table[other] >= floor for other in pairs)
        )
        price = price_by_solving(p, matching, pair)
        assert price.coverage == after[0] - before[0]
        if floor is None or table[pair] >= floor:
            assert price.gain == after[1] - before[1]
            assert price.coverage < 0 or price.gain <= 0
        else:
            assert price.gain == -1


def test_a_higher_total_with_a_worse_match_is_not_called_better() -> None:
    """The floor takes 50 + 40 points; 95 + 1 has a higher total and a worse worst pair."""
    table = [[950_000, 500_000], [400_000, 10_000]]
    p = problem(table, objective=Objective("highest_floor"), score_bound=1_000_000)
    matching = solve(p)
    assert matching.pairs == ((0, 1), (1, 0))
    price = price_by_solving(p, matching, (1, 1))
    assert (price.gain, price.total, price.lowest) == (-1, 60_000, (400_000, 10_000))
    said = explain_pair(p, matching, Settings(), 1, 1).verdict
    assert "paired, nobody else below 0.4: the total would rise by 0.06" in said
    assert said.endswith("worse by what the scheme maximises (the worst match comes first).")


def test_there_is_no_table_of_prices_and_it_says_why() -> None:
    p = floored(problem([[9, 5], [4, 1]]))
    matching = solve(p)
    pricing, words, prices = prices_of(p, matching)
    assert (pricing, prices) == ("on_request", None)
    assert "lower the worst match" in words
    assert "nobody else below the floor" in words
    with pytest.raises(ValueError, match="total"):
        what_if(p, matching)
    tied = floored(problem([[9, 5], [4, 1]], places=[2, 2], apart=((0, 1),)))
    assert least_of(tied, solve(tied)) is None


def test_a_second_solve_asks_for_the_same_floor_whatever_it_costs() -> None:
    p = floored(problem([[9, 5], [4, 1]]), max_price=0.4)
    matching = solve(p)
    assert matching.kind == "highest_floor"
    assert same_objective(p, matching) == replace(p.objective, max_price=1.0)
    assert best_floor(p) == floor_worth(p, matching.pairs)
