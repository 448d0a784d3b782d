"""Worst first against plain enumeration: levels from the worst upward, then the total."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.matching import Objective, solve
from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import assignments, small_problems
from tests.matching.test_pricing import poor_core
from tests.matching.test_several import allowed, rich_problems

Pairs = tuple[tuple[int, int], ...]


def worst_first(resolution: int = 1) -> Objective:
    """The objective, whatever it costs."""
    return Objective("worst_first", max_price=1.0, resolution=resolution)


def worth(p: MatchingProblem, pairs: Pairs) -> tuple[Any, ...]:
    """Return what is compared: coverage, pairs, the sorted levels, then the total.

    Sets of levels of equal size are compared place by place from the worst; a
    unit that stays without counts as a score of 0 under ``points_first``.
    """
    table = p.scores.block(slice(None), slice(None))
    size = p.objective.resolution
    levels = [int(table[i, j]) // size for i, j in pairs]
    total = sum(int(table[i, j]) for i, j in pairs)
    load = Counter(j for _, j in pairs)
    for j, count in load.items():
        over = max(0, count - int(p.places[j]))
        total -= p.extra_place_cost * over * (over + 1) // 2
    covered = {i for i, _ in pairs}
    if p.credit is not None:
        total += int(sum(p.credit[i] for i in covered))
    if p.order == "points_first":
        levels += [0] * (int(p.wanted.sum()) - len(pairs))
        return (sorted(levels), total)
    return (len(covered), len(pairs), sorted(levels), total)


@given(small_problems(), st.sampled_from([1, 2, 3]))
@settings(max_examples=500, deadline=None)
def test_equals_enumeration(p: MatchingProblem, resolution: int) -> None:
    p = replace(p, objective=worst_first(resolution))
    found = solve(p)
    assert found.worst_first
    assert worth(p, found.pairs) == max(worth(p, pairs) for pairs in assignments(p))


@given(rich_problems(), st.sampled_from([1, 2]))
@settings(max_examples=300, deadline=None)
def test_equals_enumeration_with_several_mentors_and_limits(
    p: MatchingProblem, resolution: int
) -> None:
    p = replace(p, objective=worst_first(resolution))
    found = solve(p)
    assert worth(p, found.pairs) == max(worth(p, pairs) for pairs in allowed(p))
    with poor_core():
        assert solve(p).pairs == found.pairs
