"""A first pairing keeps all limits, has a bound that holds, and is there when it is needed."""

from __future__ import annotations

import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching
from hsr_match.matching.coupled import rungs, solve_coupled
from hsr_match.matching.coupled.clock import Stopped
from hsr_match.proof import verify
from tests.matching.coupled.cases import case


def test_all_that_is_told_holds() -> None:
    """Places, limits, floors, totals and bounds, by the independent check, in any mix of limits."""
    first = solved = 0
    for seed in range(150):
        p = case(seed)
        told: list[Matching] = []
        try:
            best = solve_coupled(p, found=told.append)
        except InfeasibleError:
            assert not told, "what cannot be solved has no first pairing either"
            continue
        for result in told:
            assert result.status == "feasible"
            verify(result, p)
        if p.order == "pairs_first":
            assert all(result.coverage <= best.coverage for result in told)
        solved += 1
        first += len(told) > 1
    assert solved > 70
    assert first > 0.7 * solved, "nearly always there is a first one"


@pytest.mark.parametrize("seed", range(12))
def test_a_search_that_finds_nothing_leaves_the_first_pairing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before anything else was found, it is the result, and says how good it is."""

    def stopped(*_: object, **__: object) -> None:
        raise Stopped

    monkeypatch.setattr(rungs, "settle", stopped)
    p = case(seed, floors=False, least=False, pins=False)
    found = solve_coupled(p)
    verify(found, p)
    assert found.status == "feasible"
    assert found.coupled is not None
