"""Random problems by the thousand, the same ones on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from hsr_match.matching.problem import MatchingProblem, Spread
from tests.matching.problems import problem

RANGES = ((0, 0), (0, 1), (0, 9), (-9, 9), (-20, -1), (0, 1000), (-(10**6), 10**6))
"""Least and largest score: all equal, coarse, fine, losses."""


def drawn(seed: int, count: int) -> Iterator[np.random.Generator]:
    """Yield one generator per problem, so that a failing one can be drawn by itself."""
    for number in range(count):
        yield np.random.default_rng([seed, number])


def table(rng: np.random.Generator, n: int, m: int) -> np.ndarray:
    """Integer scores from one of the ranges."""
    low, high = RANGES[rng.integers(len(RANGES))]
    return rng.integers(low, high + 1, (n, m))


def mask(rng: np.random.Generator, n: int, m: int) -> np.ndarray:
    """Everybody eligible, or few barred, or most, now and then nobody."""
    barred = rng.choice([0.0, 0.2, 0.5, 0.8, 1.0], p=[0.3, 0.3, 0.2, 0.19, 0.01])
    allowed: np.ndarray = rng.random((n, m)) >= barred
    return allowed


def plain(rng: np.random.Generator, people: int) -> MatchingProblem:
    """One mentor for each mentee, places 0–3, any eligibility, either order."""
    n, m = rng.integers(1, people + 1, 2)
    most = rng.integers(1, 4)
    return problem(
        table(rng, n, m),
        mask(rng, n, m),
        rng.integers(0, most + 1, m) if rng.random() < 0.7 else np.ones(m, np.int64),
        order="pairs_first" if rng.random() < 0.5 else "points_first",
        seed=int(rng.integers(3)),
    )


def loaded(rng: np.random.Generator, people: int, *, rich: bool) -> MatchingProblem:
    """Minimum loads, pins and extra places; if ``rich`` several mentors and spread as well.

    About a third of them cannot be solved.
    """
    n, m = rng.integers(1, people + 1, 2)
    places = rng.integers(0, 4, m)
    allowed = mask(rng, n, m)
    least = rng.integers(0, places + 1) * (rng.random(m) < 0.3)
    changes: dict[str, Any] = {
        "places_min": least,
        "places_max": places + rng.integers(0, 3, m),
        "minimum_always": True,
        "extra_place_cost": int(rng.integers(0, 5)),
        "order": "pairs_first" if rng.random() < 0.5 else "points_first",
    }
    if rng.random() < 0.4:
        cells = np.argwhere(allowed)
        few = rng.permutation(len(cells))[: rng.integers(0, 3)]
        changes["pins"] = tuple((int(i), int(j)) for i, j in cells[few])
    if rich:
        changes["wanted"] = rng.integers(0, 4, n)
        if rng.random() < 0.4:
            changes["credit"] = rng.integers(0, 6, n)
        if rng.random() < 0.4:
            changes["spread"] = (Spread("organisation", rng.integers(-1, 3, n)),)
        if rng.random() < 0.4:
            changes["mentor_groups"] = rng.integers(-1, 3, m)
    return problem(table(rng, n, m), allowed, places, **changes)
