"""Small problems and oracles that know nothing of the engines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import strategies as st

from hsr_match.matching.eligible import GivenGains, GivenMask
from hsr_match.matching.gains import transform
from hsr_match.matching.problem import MatchingProblem


def problem(
    scores: Any, eligible: Any = None, places: Any = None, **changes: Any
) -> MatchingProblem:
    """A problem from plain lists; one place each unless told otherwise."""
    table = np.array(scores, dtype=np.int64)
    n, m = table.shape
    mask = np.ones((n, m), bool) if eligible is None else np.array(eligible, bool).reshape(n, m)
    most = np.ones(m, np.int64) if places is None else np.array(places, np.int64)
    fields: dict[str, Any] = {
        "scores": GivenGains(table),
        "eligible": GivenMask(mask),
        "mentee_keys": [f"id:e{i}" for i in range(n)],
        "mentor_keys": [f"id:r{j}" for j in range(m)],
        "wanted": np.ones(n, np.int64),
        "places_min": np.zeros(m, np.int64),
        "places": most,
        "places_max": most,
    }
    for name in ("wanted", "places_min", "places_max"):
        if name in changes:
            changes[name] = np.array(changes[name], np.int64)
    return MatchingProblem(**{**fields, **changes})


def assignments(p: MatchingProblem) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every feasible set of pairs, by plain enumeration."""
    n, m = p.shape
    mask = p.eligible.block(slice(None), slice(None))
    choices = [[j for j in range(m) if mask[i, j] and p.wanted[i]] + [None] for i in range(n)]
    for picks in itertools.product(*choices):
        load = [0] * m
        for j in picks:
            if j is not None:
                load[j] += 1
        if any(load[j] > p.places_max[j] for j in range(m)):
            continue
        if p.minimum_always and any(load[j] < p.places_min[j] for j in range(m)):
            continue
        pairs = tuple((i, j) for i, j in enumerate(picks) if j is not None)
        if set(p.pins) <= set(pairs):
            yield pairs


def value(p: MatchingProblem, pairs: tuple[tuple[int, int], ...], alpha: float = 0.0) -> Any:
    """(coverage, gain) of a set of pairs, or the gain alone for points_first."""
    table = p.scores.block(slice(None), slice(None))
    gain = sum(int(transform(table[i : i + 1, j : j + 1], alpha)[0, 0]) for i, j in pairs)
    for j in range(p.shape[1]):
        load = sum(1 for _, k in pairs if k == j)
        over = max(0, load - int(p.places[j]))
        gain -= p.extra_place_cost * over * (over + 1) // 2
    return (len(pairs), gain) if p.order == "pairs_first" else gain


def best(p: MatchingProblem, alpha: float = 0.0) -> Any:
    """The best value by enumeration, or None if nothing is feasible."""
    return max((value(p, pairs, alpha) for pairs in assignments(p)), default=None)


@st.composite
def small_problems(
    draw: st.DrawFn, *, negative: bool = True, minimum: bool = False
) -> MatchingProblem:
    """Up to 4 mentees and 4 mentors, ties, bans, empty places, extra places."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    low = -5 if negative else 0
    scores = draw(
        st.lists(st.lists(st.integers(low, 9), min_size=m, max_size=m), min_size=n, max_size=n)
    )
    mask = draw(st.lists(st.booleans() | st.just(True), min_size=n * m, max_size=n * m))
    places = draw(st.lists(st.integers(0, 2), min_size=m, max_size=m))
    extra = draw(st.lists(st.integers(0, 2), min_size=m, max_size=m))
    least = [draw(st.integers(0, p)) for p in places] if minimum else [0] * m
    return problem(
        scores,
        mask,
        places,
        places_max=[p + e for p, e in zip(places, extra, strict=True)],
        places_min=least,
        minimum_always=minimum,
        extra_place_cost=draw(st.integers(0, 4)),
        order=draw(st.sampled_from(["pairs_first", "points_first"])),
        seed=draw(st.integers(0, 3)),
    )
