"""Which objective is used under which price, and what stands beside its proof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.errors import UsageError
from hsr_match.matching import Objective, solve
from hsr_match.matching.objectives.choice import strengths, within
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof import verify
from tests.matching.problems import problem, small_problems

# One mentee each way: worst first gives 50 + 52 points, the highest total 90 + 49.
DEAR = np.array([[900_000, 500_000], [520_000, 490_000]])


def asked(price: float, kind: str = "worst_first") -> MatchingProblem:
    return problem(DEAR, objective=Objective(kind, 2.0, price))  # type: ignore[arg-type]


def test_worst_first_is_used_where_it_keeps_within_the_price() -> None:
    """It costs 37 of 139 points here."""
    found = solve(asked(0.27))
    assert (found.kind, found.alpha, found.total) == ("worst_first", 0.0, 1_020_000)
    assert found.reference is not None
    assert found.reference.total == 1_390_000
    assert verify(found, asked(0.27)).proven


def test_dearer_than_allowed_it_gives_way_to_balanced() -> None:
    found = solve(asked(0.26))
    assert found.kind == "balanced"
    assert found.total == 1_390_000
    assert verify(found, asked(0.26)).proven


def test_no_price_at_all_still_takes_the_fairest_that_costs_nothing() -> None:
    """Mentees 0 and 1 may have 90 + 30 or 60 + 60: the same total, fairer the second way."""
    p = problem([[900_000, 600_000], [600_000, 300_000]], objective=Objective("worst_first", 2, 0))
    found = solve(p)
    assert found.kind == "worst_first"
    assert found.pairs == ((0, 1), (1, 0))


@pytest.mark.parametrize(
    ("wish", "tried"),
    [
        (Objective("total"), ()),
        (Objective("balanced", 0.0), ()),
        (Objective("balanced", 2.0), (2.0, 1.0, 0.5)),
        (Objective("balanced", 1.0), (1.0, 0.5)),
        (Objective("worst_first", 2.0), (2.0, 1.0, 0.5)),
        (Objective("worst_first", 0.0), ()),
    ],
)
def test_strengths_are_tried_from_the_fairest(wish: Objective, tried: tuple[float, ...]) -> None:
    assert strengths(wish) == tried


def test_a_price_is_exact_and_one_is_no_limit() -> None:
    """2 % of 150 units is 3, whatever a float makes of it; a total of 0 has no share."""
    wish = Objective("balanced", 2.0, 0.02)
    assert within(wish, 150, 147)
    assert not within(wish, 150, 146)
    assert not within(wish, 0, -1)
    assert within(replace(wish, max_price=1.0), 0, -1)


@given(small_problems(negative=False), st.sampled_from([0.0, 0.02, 0.2, 1.0]))
@settings(max_examples=150, deadline=None)
def test_whatever_is_used_keeps_within_the_price(p: MatchingProblem, price: float) -> None:
    p.scores.block(slice(None), slice(None))[:] *= 111_111
    p = replace(p, objective=Objective("worst_first", 2.0, price))
    found, best = solve(p), solve(replace(p, objective=Objective("total")))
    assert found.coverage == best.coverage or p.order == "points_first"
    assert verify(found, p).proven
    if found.kind != "total":
        assert found.reference is not None
        assert best.total - found.total <= round(price * 10**6) * best.total / 10**6


def test_limits_that_no_engine_keeps_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine for limits across pairs, nothing is solved as if they were not there."""
    monkeypatch.setitem(__import__("sys").modules, "hsr_match.matching.coupled", None)
    with pytest.raises(UsageError, match="apart"):
        solve(problem(DEAR, places=[2, 2], apart=((0, 1),)))
