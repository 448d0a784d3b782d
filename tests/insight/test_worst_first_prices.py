"""Under worst first a change is judged by the levels, never by a higher total."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from hsr_match.config.settings import Settings
from hsr_match.insight import explain_pair, what_if
from hsr_match.insight.pricing.solved_again import price_by_solving
from hsr_match.matching import Objective, solve
from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import assignments, problem, small_problems
from tests.matching.test_leximin import worst_first, worth


def test_a_higher_total_is_not_called_better() -> None:
    """Worst first takes 50 + 40 points; 95 + 1 has a higher total and a worse worst pair."""
    p = problem([[950_000, 500_000], [400_000, 10_000]], objective=Objective("worst_first"))
    matching = solve(p)
    assert matching.pairs == ((0, 1), (1, 0))
    price = price_by_solving(p, matching, (0, 0))
    assert (price.gain, price.total) == (-1, 60_000)
    said = explain_pair(p, matching, Settings(), 0, 0).verdict
    assert "better for the cohort" not in said
    assert said.endswith("worse by what the scheme maximises (weak pairs count for more).")


def test_prices_of_all_pairs_at_once_are_refused_even_where_no_level_was_open() -> None:
    p = problem([[900_000]], objective=Objective("worst_first"))
    matching = solve(p)
    assert matching.certificate is not None
    assert matching.certificate.phases == ()
    with pytest.raises(ValueError, match="no single price"):
        what_if(p, matching)


@given(small_problems())
@settings(max_examples=40, deadline=None)
def test_prices_have_the_sign_that_enumeration_gives(p: MatchingProblem) -> None:
    p = replace(p, objective=worst_first())
    matching = solve(p)
    best = worth(p, matching.pairs)
    for i, j in sorted({pair for pairs in assignments(p) for pair in pairs}):
        after = max(worth(p, pairs) for pairs in assignments(replace(p, pins=((i, j),))))
        price = price_by_solving(p, matching, (i, j))
        if price.coverage == 0:
            assert price.gain == (after > best) - (after < best)
