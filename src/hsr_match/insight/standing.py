"""Where each pair stands in its mentee's list, worked out by blocks of mentees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import Ints, MatchingProblem

ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Standing:
    """Scores and ranks of pairs, and how much choice every mentee has.

    Attributes
    ----------
    scores, ranks
        Of each pair, in the order given. Rank 1 is the mentee's best eligible
        mentor; equal scores share the better place.
    possible
        Number of eligible mentors of each mentee.
    zero
        Mentees who score 0 with every mentor.
    """

    scores: Ints
    ranks: Ints
    possible: Ints
    zero: tuple[int, ...]


def standing(problem: MatchingProblem, pairs: Sequence[tuple[int, int]]) -> Standing:
    """Look every pair up among the mentee's eligible mentors."""
    n, _ = problem.shape
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    order = np.argsort(table[:, 0], kind="stable")
    sorted_mentees = table[order, 0]
    scores = np.zeros(len(pairs), dtype=np.int64)
    ranks = np.zeros(len(pairs), dtype=np.int64)
    possible = np.zeros(n, dtype=np.int64)
    zero: list[int] = []
    for start in range(0, n, ROWS_AT_ONCE):
        rows = slice(start, min(start + ROWS_AT_ONCE, n))
        block = problem.scores.block(rows, slice(None))
        eligible = problem.eligible.block(rows, slice(None))
        possible[rows] = eligible.sum(axis=1)
        zero += (start + np.flatnonzero(~block.any(axis=1))).tolist()
        low, high = np.searchsorted(sorted_mentees, [rows.start, rows.stop])
        here = order[low:high]
        own = block[table[here, 0] - start, table[here, 1]]
        better = eligible[table[here, 0] - start] & (block[table[here, 0] - start] > own[:, None])
        scores[here] = own
        ranks[here] = 1 + better.sum(axis=1)
    return Standing(scores, ranks, possible, tuple(zero))


def mentee_row(problem: MatchingProblem, mentee: int) -> tuple[Ints, np.typing.NDArray[np.bool_]]:
    """Return one mentee's scores and eligibility with every mentor."""
    rows = slice(mentee, mentee + 1)
    return (
        problem.scores.block(rows, slice(None))[0],
        problem.eligible.block(rows, slice(None))[0],
    )


def loads_of(problem: MatchingProblem, pairs: Sequence[tuple[int, int]]) -> Ints:
    """Return how many mentees each mentor has."""
    mentors = np.array([j for _, j in pairs], dtype=np.int64)
    loads: Ints = np.bincount(mentors, minlength=problem.shape[1])
    return loads
