"""Prices where limits tie pairs and a flow keeps them, compared with trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from hsr_match.errors import InfeasibleError
from hsr_match.insight import WhatIf, if_mentee_leaves, if_mentor_leaves
from hsr_match.insight.pricing.model import Cost
from hsr_match.matching import Matching, MatchingProblem, solve
from tests.insight.pricing.what_if_changes import without_mentee, without_mentor
from tests.matching.coupled.cases import case
from tests.matching.coupled.oracle import allowed, worth

FLOWS = {"together": False, "apart": False, "floors": False, "second_spread": False}
"""What is left out where all is to be a flow."""


def flows(first: int, count: int) -> Iterator[tuple[MatchingProblem, Matching]]:
    """Yield small random problems with spread, several mentors or both, and their optimum."""
    for seed in range(first, first + count):
        p = case(seed, **FLOWS, several=seed % 3 > 0, spread=seed % 3 < 2)
        p = replace(p, minimum_always=p.minimum_always or p.least_if_used)
        try:
            yield p, solve(p)
        except InfeasibleError:
            continue


def check_flow(told: WhatIf) -> int:
    """Compare every price with the best of all pairings; return how many there were."""
    p = told.problem
    every = [(set(pairs), _worth(p, pairs, several=p.several)) for pairs in allowed(p)]
    best = max(value for _, value in every)

    def lost(some: Any) -> Cost | None:
        after = max(some, default=None)
        return None if after is None else tuple(np.subtract(best, after).tolist())

    def lost_by(after: MatchingProblem) -> Cost | None:
        return lost(_worth(after, pairs, several=p.several) for pairs in allowed(after))

    count = 0
    for pair in np.ndindex(*p.shape):
        assert told.force.at(*pair) == lost(v for pairs, v in every if pair in pairs), pair
        count += 1
    for k, pair in enumerate(told.matching.pairs):
        assert told.forbid.at(k) == lost(v for pairs, v in every if pair not in pairs), pair
        count += 1
    for i in range(p.shape[0]):
        price = lost_by(without_mentee(p, i))
        if told.mentee_leaves.known[i] or not _has_several(told, i):
            assert told.mentee_leaves.at(i) == price, i
        if price is not None:
            assert if_mentee_leaves(told, i).cost == price, i
        count += 1
    for j in range(p.shape[1]):
        one = (np.arange(p.shape[1]) == j).astype(np.int64)
        more = replace(p, places=p.places + one, places_max=p.places_max + one)
        assert told.place_more.at(j) == lost_by(more), j
        if p.places[j] > p.must_have[j]:
            fewer = replace(p, places=p.places - one, places_max=p.places_max - one)
            assert told.place_fewer.at(j) == lost_by(fewer), j
        assert told.mentor_leaves.known[j] == (told.loads[j] < 2)
        assert if_mentor_leaves(told, j).cost == lost_by(without_mentor(p, j)), j
        count += 3
    return count


def _has_several(told: WhatIf, mentee: int) -> bool:
    return bool(told.problem.wanted[mentee] > 1 and told.matching.mentor_of(mentee))


def _worth(p: MatchingProblem, pairs: tuple[tuple[int, int], ...], *, several: bool) -> Cost:
    found = worth(p, pairs)
    if p.order != "pairs_first":
        return 0, 0, found[-1]
    return found[0], found[1] if several else 0, found[-1]
