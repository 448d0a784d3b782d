"""The core: the few pairs that a solve looks at, out of all that may exist.

An optimal pairing nearly always lives among each mentee's and each mentor's
best pairs. The core holds those; pricing (``pricing.py``) proves afterwards
over *all* pairs that nothing better was left out, and adds what was. Cutting
the rest off without that proof gave wrong optima in trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hsr_match.matching.engines.best_pairs import (
    BARRED,
    BestOfColumns,
    Scatter,
    best_of_rows,
    best_with_ties,
)
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

CELLS_AT_ONCE = 1 << 19
"""Pairs per block: the temporaries of a pass stay in the processor's cache."""

LEAST_ROWS = 16

BEST_PER_MENTEE = 16
BEST_PER_MENTOR = 8

FEW_PAIRS = 1 << 16
"""Pairs of a problem up to which it begins with twice as many, if no place is spare."""


@dataclass(frozen=True)
class Core:
    """Some eligible pairs with their scores, in row order.

    Attributes
    ----------
    keys
        ``mentee * mentors + mentor``, sorted, shape (pairs,).
    scores
        Their integer scores.
    mentors
        Number of mentors.
    """

    keys: Ints
    scores: Ints
    mentors: int

    @cached_property
    def rows(self) -> Ints:
        """Mentee of each pair."""
        return self.keys // self.mentors

    @cached_property
    def columns(self) -> Ints:
        """Mentor of each pair."""
        return self.keys - self.rows * self.mentors

    def with_pairs(self, keys: Ints, scores: Ints) -> Core:
        """Return the core with more pairs; those it holds already stay once."""
        keys, first = np.unique(keys, return_index=True)
        at = np.searchsorted(self.keys, keys)
        if len(self.keys):
            new = self.keys[np.minimum(at, len(self.keys) - 1)] != keys
            keys, first, at = keys[new], first[new], at[new]
        return Core(
            np.insert(self.keys, at, keys), np.insert(self.scores, at, scores[first]), self.mentors
        )


def row_blocks(problem: MatchingProblem) -> Iterator[tuple[slice, Ints, Mask]]:
    """Yield slices of mentees with the scores and the eligibility of all their pairs.

    Mentees who want nobody have no eligible pair here.
    """
    n, m = problem.shape
    height = max(LEAST_ROWS, CELLS_AT_ONCE // max(m, 1))
    everyone = slice(None)
    for start in range(0, n, height):
        rows = slice(start, min(start + height, n))
        allowed = problem.eligible.block(rows, everyone)
        idle = problem.wanted[rows] <= 0
        if idle.any():
            allowed = allowed & ~idle[:, None]
        yield rows, problem.scores.block(rows, everyone), allowed


def where(mask: Mask) -> tuple[Ints, Ints]:
    """Return the rows and columns of true entries, as ``np.nonzero`` would, but faster."""
    flat = np.flatnonzero(mask)
    rows = flat // mask.shape[1]
    return rows, flat - rows * mask.shape[1]


def initial_core(problem: MatchingProblem) -> Core:
    """Return each mentee's and each mentor's best eligible pairs, and the pins.

    Among equal scores the choice is scattered, so that not everybody gets the
    same few mentors. Small problems come back whole.

    Parameters
    ----------
    problem
        The problem.
    """
    n, m = problem.shape
    per_mentee, per_mentor = _how_many(problem)
    columns = BestOfColumns(m, per_mentor)
    scatter: Scatter | None = None
    keys: list[Ints] = []
    scores: list[Ints] = []
    pins = np.array([i * m + j for i, j in problem.pins], dtype=np.int64)
    for rows, block, allowed in row_blocks(problem):
        kept = None
        if len(block) == n:
            kept = _best_both_ways(block, allowed, per_mentee, per_mentor)
        if kept is None:
            scatter = scatter or Scatter(n, m)
            worth = scatter.over(block, rows)
            if not allowed.all():
                worth[~allowed] = -np.inf
            kept = best_of_rows(worth, per_mentee)
            columns.admit(worth, block, rows.start)
        kept &= allowed
        # Pins in any case: one that cannot be made has to come out as a contradiction.
        first = rows.start * m
        here = pins[(pins >= first) & (pins < rows.stop * m)] - first
        kept.ravel()[here] = True
        found = np.flatnonzero(kept)
        keys.append(found + first)
        scores.append(block.ravel()[found])
    core = Core(_joined(keys), _joined(scores), m)
    more, their_scores = columns.admitted()
    return core.with_pairs(more, their_scores) if len(more) else core


def _how_many(problem: MatchingProblem) -> tuple[int, int]:
    """Return how many pairs to begin with, for each mentee and for each mentor.

    Where no place is spare, some have to take what is far down their lists. The
    few more pairs cost less than another round, while all pairs are not many.
    """
    n, m = problem.shape
    spare = int(problem.places_max.sum()) > n
    more = 1 if spare or n * m > FEW_PAIRS else 2
    return more * BEST_PER_MENTEE, more * BEST_PER_MENTOR


def _best_both_ways(block: Ints, allowed: Mask, per_mentee: int, per_mentor: int) -> Mask | None:
    """Return the best pairs of rows and of columns; None if too many are equally good."""
    n, m = block.shape
    if m <= per_mentee or n <= per_mentor:
        return np.ones(block.shape, dtype=np.bool_)
    worth = block if allowed.all() else np.where(allowed, block, BARRED)
    mine = best_with_ties(worth, per_mentee)
    if mine is None:
        return None
    theirs = best_with_ties(np.ascontiguousarray(worth.T), per_mentor)
    return None if theirs is None else mine | theirs.T


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
