"""The worst match as good as it can be, then the best total: against trying everything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import UsageError
from hsr_match.matching import MatchingProblem, Objective, solve
from hsr_match.matching.objectives.highest_floor import highest_floor
from hsr_match.matching.problem import Spread
from hsr_match.proof import verify
from hsr_match.proof.floor import is_highest_floor
from tests.matching.problems import assignments, problem


def random_problem(seed: int) -> MatchingProblem:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 6, 2)
    return problem(
        rng.integers(int(rng.choice([-5, 0])), int(rng.choice([2, 6, 40])), (n, m)),
        rng.random((n, m)) < rng.choice([1.0, 0.7, 0.3]),
        rng.integers(0, 3, m),
        wanted=(rng.random(n) < 0.9).astype(np.int64),
    )


def by_trying(p: MatchingProblem, resolution: int) -> tuple[int, int | None, int]:
    """Coverage, the level of the worst match, and the best total of those that reach it."""
    table = p.scores.block(slice(None), slice(None))
    found = []
    for pairs in assignments(p):
        scores = [int(table[pair]) for pair in pairs]
        worst = min(scores) // resolution if scores else None
        found.append((len(pairs), worst, sum(scores)))
    most = max(coverage for coverage, _, _ in found)
    full = [entry for entry in found if entry[0] == most]
    if not most:
        return 0, None, 0
    best = max(worst for _, worst, _ in full if worst is not None)
    return most, best, max(total for _, worst, total in full if worst == best)


@pytest.mark.parametrize("resolution", [1, 3])
def test_equals_trying_everything(resolution: int) -> None:
    for seed in range(400):
        p = random_problem(seed)
        coverage, worst, total = by_trying(p, resolution)
        told = highest_floor(p, resolution)
        made = solve(told.above)
        assert told.coverage == made.coverage == coverage
        if worst is None:
            assert told.floor is None
            continue
        assert told.floor == worst * resolution
        assert made.total == total
        verify(made, told.above)
        assert is_highest_floor(p, made.pairs, told.floor, told.higher, told.short)


def test_the_worst_match_is_that_of_worst_first_in_a_larger_cohort() -> None:
    for seed in range(3):
        rng = np.random.default_rng(seed)
        p = problem(
            rng.integers(0, 1_000_000, (60, 45)) // 10_000 * 10_000,
            rng.random((60, 45)) < 0.9,
            rng.integers(1, 3, 45),
            score_bound=1_000_000,
        )
        told = highest_floor(p)
        fair = solve(replace(p, objective=Objective("worst_first")))
        table = p.scores.block(slice(None), slice(None))
        assert told.floor == min(int(table[pair]) for pair in fair.pairs)
        assert solve(told.above).total >= fair.total


def test_a_floor_that_is_not_the_highest_is_not_believed() -> None:
    p = problem([[9, 5], [5, 1]])
    told = highest_floor(p, 1)
    made = solve(told.above)
    assert (told.floor, made.pairs) == (5, ((0, 1), (1, 0)))
    assert is_highest_floor(p, made.pairs, 5, 6, told.short)
    # The other pairing matches as many from 1 upward: prices cannot show that 2 is too high.
    assert not is_highest_floor(p, ((0, 0), (1, 1)), 1, 2, told.short)
    # Pairs below the floor, and prices that show nothing.
    assert not is_highest_floor(p, ((0, 0), (1, 1)), 5, 6, told.short)
    nothing = replace(told.short, mentees=0 * told.short.mentees, mentors=0 * told.short.mentors)
    assert not is_highest_floor(p, made.pairs, 5, 6, nothing)


@pytest.mark.parametrize(
    "changes",
    [
        {"wanted": [2, 1]},
        {"pins": ((0, 0),)},
        {"order": "points_first"},
        {"spread": (Spread("organisation", np.array([0, 0])),)},
        {"apart": ((0, 1),)},
        {"places_min": [1, 0], "minimum_always": True},
    ],
)
def test_what_it_does_not_cover_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="highest floor"):
        highest_floor(problem([[1, 2], [3, 4]], **changes))


def test_nobody_on_a_side() -> None:
    for shape in ((0, 0), (0, 2), (2, 0)):
        told = highest_floor(problem(np.zeros(shape)))
        assert (told.floor, told.coverage) == (None, 0)
