"""The highest floor by trying everything; knows nothing of engines, prices or proofs."""

from __future__ import annotations

from dataclasses import replace

from hsr_match.matching.problem import MatchingProblem, Objective
from tests.matching.coupled.oracle import Pairs, allowed, contradicts_itself, worth

Worth = tuple[int, int, int, int]
"""Mentees with a mentor, pairs, level of the lowest pair that is no pin, objective."""

NO_PAIR = 1 << 40
"""Level of the lowest pair where every pair is a pin."""


def floored(p: MatchingProblem, resolution: int = 1, max_price: float = 1.0) -> MatchingProblem:
    """The problem with the highest floor asked for, as many mentees matched as can be."""
    wish = Objective("highest_floor", max_price=max_price, resolution=resolution)
    return replace(p, objective=wish, order="pairs_first")


def floor_worth(p: MatchingProblem, pairs: Pairs) -> Worth:
    """What pairs are worth under ``highest_floor``."""
    table = p.scores.block(slice(None), slice(None))
    covered, count, total = worth(p, pairs)
    levels = [
        int(table[pair]) // p.objective.resolution for pair in pairs if pair not in set(p.pins)
    ]
    return covered, count, min(levels, default=NO_PAIR), total


def best_floor(p: MatchingProblem) -> Worth | None:
    """The best of all that is allowed, None if nothing is."""
    if contradicts_itself(p):
        return None
    return max((floor_worth(p, pairs) for pairs in allowed(p)), default=None)
