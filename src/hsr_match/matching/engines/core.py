"""The core: the few pairs that a solve looks at, out of all that may exist.

An optimal pairing nearly always lives among each mentee's and each mentor's
best pairs. The core holds those; pricing (``pricing.py``) proves afterwards
over *all* pairs that nothing better was left out, and adds what was. Cutting
the rest off without that proof gave wrong optima in trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

CELLS_AT_ONCE = 1 << 19
"""Pairs per block: the temporaries of a pass stay in the processor's cache."""

LEAST_ROWS = 16

BEST_PER_MENTEE = 16
BEST_PER_MENTOR = 8

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
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

    @property
    def rows(self) -> Ints:
        """Mentee of each pair."""
        return self.keys // self.mentors

    @property
    def columns(self) -> Ints:
        """Mentor of each pair."""
        return self.keys % self.mentors

    def with_pairs(self, keys: Ints, scores: Ints) -> Core:
        """Return the core with more pairs; those it holds already stay once."""
        every, first = np.unique(np.concatenate([self.keys, keys]), return_index=True)
        return Core(every, np.concatenate([self.scores, scores])[first], self.mentors)


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
    columns = _BestOfColumns(m, BEST_PER_MENTOR)
    scatter = Scatter(n, m)
    keys: list[Ints] = []
    scores: list[Ints] = []
    pins = np.array([i * m + j for i, j in problem.pins], dtype=np.int64)
    for rows, block, allowed in row_blocks(problem):
        worth = scatter.over(block, rows)
        worth[~allowed] = -np.inf
        kept = best_of_rows(worth, BEST_PER_MENTEE)
        here = pins[(pins >= rows.start * m) & (pins < rows.stop * m)] - rows.start * m
        if len(worth) == n:
            kept |= best_of_rows(np.ascontiguousarray(worth.T), BEST_PER_MENTOR).T
        else:
            columns.admit(worth, block, rows.start)
        kept &= allowed
        # Pins in any case: one that cannot be made has to come out as a contradiction.
        kept.ravel()[here] = True
        i, j = where(kept)
        keys.append((i + rows.start) * m + j)
        scores.append(block[i, j])
    core = Core(_joined(keys), _joined(scores), m)
    return core.with_pairs(*columns.admitted())


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


class Scatter:
    """Fractions in [0, 1) that tell equal integers apart, otherwise for each mentee.

    They serve to choose among pairs and never enter a result.
    """

    _STEP = 7

    def __init__(self, mentees: int, mentors: int) -> None:
        self._mentors = mentors
        noise = fractions(np.arange(mentors + self._STEP * mentees, dtype=np.int64))
        self._rows = np.lib.stride_tricks.sliding_window_view(noise, mentors)[:: self._STEP]

    def over(self, block: Ints, rows: slice) -> Reals:
        """Return a block of integers with a fraction added to each."""
        result: Reals = block + self._rows[rows]
        return result


def best_of_rows(worth: Reals, count: int) -> Mask:
    """Return true at the ``count`` largest entries of each row."""
    height, m = worth.shape
    if m <= count:
        return np.ones((height, m), dtype=np.bool_)
    top = np.argpartition(worth, m - count, axis=1)[:, m - count :]
    kept = np.zeros((height, m), dtype=np.bool_)
    np.put_along_axis(kept, top, True, axis=1)
    return kept


class _BestOfColumns:
    """The best pairs of every column, met row block after row block."""

    def __init__(self, columns: int, count: int) -> None:
        self._count = count
        self._columns = columns
        self._least = np.full(columns, -np.inf)
        self._worth = np.zeros(0)
        self._keys = np.zeros(0, dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.int64)

    def admit(self, worth: Reals, block: Ints, start: int) -> None:
        # Slices that double, each after a trim: few pairs pass the least kept so far.
        done = 0
        while done < len(worth):
            stop = min(len(worth), done + max(2 * self._count, start + done))
            i, j = where(worth[done:stop] > self._least)
            i += done
            self._worth = np.concatenate([self._worth, worth[i, j]])
            self._keys = np.concatenate([self._keys, (i + start) * self._columns + j])
            self._scores = np.concatenate([self._scores, block[i, j]])
            done = stop
            if len(self._keys) > 2 * self._count * self._columns:
                self._trim()

    def _trim(self) -> None:
        column = self._keys % self._columns
        order = np.lexsort((-self._worth, column))
        column = column[order]
        first = np.searchsorted(column, np.arange(self._columns))
        place = np.arange(len(order)) - first[column]
        kept = order[place < self._count]
        last = order[place == self._count - 1]
        self._least[self._keys[last] % self._columns] = self._worth[last]
        self._keys, self._scores = self._keys[kept], self._scores[kept]
        self._worth = self._worth[kept]

    def admitted(self) -> tuple[Ints, Ints]:
        self._trim()
        return self._keys, self._scores
