"""The value of an optimum without the optimum."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Objective, solve
from hsr_match.matching.best_value import best_value
from tests.matching.problems import best, problem, small_problems


@limits(max_examples=100, deadline=None)
@given(small_problems())
def test_it_is_that_of_enumeration(p: Any) -> None:
    covered, pairs, gain = best_value(p, 0.0)
    assert pairs == covered
    assert (covered, gain) == best(p) if p.order == "pairs_first" else gain == best(p)


@limits(max_examples=60, deadline=None)
@given(small_problems(negative=False, minimum=True))
def test_it_is_that_of_a_whole_solve(p: Any) -> None:
    p = replace(p, objective=Objective("balanced", 2.0), order="pairs_first")
    try:
        found = solve(p)
    except InfeasibleError:
        with pytest.raises(InfeasibleError):
            best_value(p, 2.0)
        return
    assert best_value(p, 2.0) == (found.coverage, len(found.pairs), found.gain)


def test_nobody_and_nothing() -> None:
    assert best_value(problem([[5]], [[False]]), 0.0) == (0, 0, 0)
