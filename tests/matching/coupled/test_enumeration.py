"""The coupled engine against trying everything: optimum, ties, infeasibility, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching
from hsr_match.matching.coupled import columns, settle, solve_coupled, ties
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.coupled import check_bounds
from tests.matching.coupled.cases import case
from tests.matching.coupled.oracle import best, keeps_limits, worth

QUICK, ALL = 300, 2500


def agrees(p: MatchingProblem) -> Matching | None:
    """Assert that the engine finds what is best, and nothing where there is nothing."""
    expected = best(p)
    if expected is None:
        with pytest.raises(InfeasibleError) as error:
            solve_coupled(p)
        assert error.value.conflict
        return None
    found = solve_coupled(p)
    value, preferred = expected
    assert found.status == "optimal"
    assert found.canonical
    assert keeps_limits(p, found.pairs)
    assert worth(p, found.pairs) == value
    assert found.gain == value[-1]
    assert found.pairs in preferred, "among equals the keyed hash decides"
    return found


def bounds_hold(p: MatchingProblem, found: Matching) -> None:
    """Assert that whoever checks the certificate reaches its bounds, without the engine."""
    assert found.coupled is not None
    failures, _, _ = check_bounds(p, found.pairs, found.coupled, found.alpha, complete=True)
    assert not failures
    for rung in found.coupled.rungs:
        assert rung.value <= rung.bound


def test_equals_enumeration() -> None:
    solved = 0
    for seed in range(QUICK):
        p = case(seed)
        found = agrees(p)
        if found is not None:
            bounds_hold(p, found)
            solved += 1
    assert QUICK / 2 < solved < QUICK, "both kinds are met"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_equals_enumeration_on_thousands(part: int) -> None:
    size = (ALL - QUICK) // 10
    for seed in range(QUICK + part * size, QUICK + (part + 1) * size):
        p = case(seed)
        found = agrees(p)
        if found is not None:
            bounds_hold(p, found)


@contextmanager
def poor_start(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One pair a person to begin with, one to search among, and prices before every search."""
    with monkeypatch.context() as patch:
        patch.setattr(columns, "BEST_PER_UNIT", 1)
        patch.setattr(columns, "BEST_PER_MENTOR", 1)
        patch.setattr(settle, "PAIRS_PER_UNIT", 1)
        patch.setattr(settle, "MOST_PER_UNIT", 1)
        patch.setattr(settle, "ADDITIONS", 1)
        patch.setattr(ties, "FEW_PAIRS", 0)
        yield


@pytest.mark.parametrize(
    "seeds",
    [range(30_000, 30_120), pytest.param(range(31_000, 31_600), marks=pytest.mark.slow)],
)
def test_a_poor_start_reaches_the_same(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pricing and fixing must find what the first pairs lack."""
    with poor_start(monkeypatch):
        for seed in seeds:
            agrees(case(seed, together=False) if seed % 2 else case(seed))


@pytest.mark.parametrize("feature", ["apart", "together", "floors", "least", "second_spread"])
def test_each_coupling_by_itself(feature: str) -> None:
    """So that no coupling is only met where another one hides a mistake."""
    others = {
        name: False
        for name in ("apart", "together", "floors", "least", "spread", "pins", "always")
        if name != feature
    }
    if feature == "second_spread":
        others["spread"] = True
    for seed in range(40_000, 40_025):
        agrees(case(seed, **(others | {feature: True})))
