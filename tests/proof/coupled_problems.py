"""Small problems with every limit, and what keeps them, by plain enumeration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from hsr_match.matching import MatchingProblem
from hsr_match.matching.problem import Floor, Spread
from tests.matching.test_several import allowed, rich_problems

Pairs = tuple[tuple[int, int], ...]


@st.composite
def coupled_problems(draw: st.DrawFn) -> MatchingProblem:
    """Rich problems with ties between mentees, floors, least loads if used, a second spread."""
    p = draw(rich_problems())
    n, m = p.shape
    two = st.lists(st.integers(0, n - 1), min_size=2, max_size=2, unique=True).map(tuple)
    ties = st.lists(two, max_size=2) if n > 1 else st.just([])
    floor = st.builds(
        Floor,
        st.just("a floor"),
        st.lists(st.booleans(), min_size=n, max_size=n).map(lambda b: np.array(b, dtype=bool)),
        st.lists(st.booleans(), min_size=m, max_size=m).map(lambda b: np.array(b, dtype=bool)),
        st.integers(1, 2),
    )
    groups = st.lists(st.integers(-1, 1), min_size=n, max_size=n).map(np.array)
    second = st.builds(Spread, st.just("department"), groups, st.integers(1, 2))
    least = [draw(st.integers(0, min(2, int(places)))) for places in p.places]
    mask = p.eligible.block(slice(None), slice(None))
    pins = [(i, j) for i, j in np.argwhere(mask).tolist() if p.wanted[i] and p.places[j]]
    apart, together = draw(ties), draw(ties)
    # A problem never asks for both of the same two.
    joined = {frozenset(pair) for pair in together} | {frozenset(range(n)) for _ in together[1:]}
    apart = [pair for pair in apart if not any(set(pair) <= group for group in joined)]
    return replace(
        p,
        apart=tuple(apart),
        together=tuple(together),
        floors=tuple(draw(st.lists(floor, max_size=1))),
        spread=(*p.spread, *draw(st.lists(second, max_size=1))),
        places_min=np.array(least, dtype=np.int64),
        minimum_always=draw(st.sampled_from([False, False, True])),
        pins=tuple(draw(st.lists(st.sampled_from(pins), max_size=1))) if pins else (),
    )


def feasible(p: MatchingProblem) -> Iterator[Pairs]:
    """Every set of pairs that keeps all limits."""
    for pairs in allowed(p):
        if _keeps_couplings(p, pairs):
            yield pairs


def _keeps_couplings(p: MatchingProblem, pairs: Pairs) -> bool:
    if not set(p.pins) <= set(pairs):
        return False
    load = Counter(j for _, j in pairs)
    for j in range(p.shape[1]):
        if load[j] < p.places_min[j] and (p.minimum_always or load[j]):
            return False
    of = [{j for i, j in pairs if i == k} for k in range(p.shape[0])]
    if any(of[a] & of[b] for a, b in p.apart) or any(of[a] != of[b] for a, b in p.together):
        return False
    return all(
        sum(1 for i, j in pairs if floor.mentees[i] and floor.mentors[j]) >= floor.least
        for floor in p.floors
    )
