"""Eligible mentors of some mentees: kept whole where that is small, asked by block else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hsr_match.matching.problem import Ints, Mask, MatchingProblem

KEPT_WHOLE = 1 << 26
"""Pairs up to which the table of eligible pairs is kept in memory (one byte each)."""

CELLS_AT_ONCE = 1 << 22


class EligibleRows:
    """Rows of the table of eligible pairs.

    Parameters
    ----------
    problem
        The problem; its mask is asked for in blocks.
    """

    def __init__(self, problem: MatchingProblem) -> None:
        self._eligible = problem.eligible
        self._n, self._m = problem.shape
        self._table: Mask | None = None
        if self._n * self._m <= KEPT_WHOLE:
            blocks = [self._block(rows) for rows in self._slices()]
            empty = np.zeros((0, self._m), dtype=np.bool_)
            self._table = np.concatenate(blocks) if blocks else empty

    @property
    def mentors(self) -> int:
        """Number of mentors."""
        return self._m

    @property
    def whole(self) -> bool:
        """Whether all rows are at hand."""
        return self._table is not None

    def of(self, mentees: Ints) -> Mask:
        """Return the rows of some mentees, shape (mentees, mentors)."""
        if self._table is not None:
            return self._table[mentees]
        result = np.zeros((len(mentees), self._m), dtype=np.bool_)
        for rows in self._slices():
            here = np.flatnonzero((mentees >= rows.start) & (mentees < rows.stop))
            if not len(here):
                continue
            low, high = int(mentees[here].min()), int(mentees[here].max()) + 1
            result[here] = self._block(slice(low, high))[mentees[here] - low]
        return result

    def parts(self, mentees: Ints) -> Iterator[Ints]:
        """Split some mentees into parts whose rows fit into the memory at once."""
        height = max(1, CELLS_AT_ONCE // max(self._m, 1))
        for start in range(0, len(mentees), height):
            yield mentees[start : start + height]

    def counts(self) -> Ints:
        """Return how many mentors each mentee may have."""
        blocks = [self._block(rows).sum(axis=1) for rows in self._slices()]
        nobody = np.zeros(0, dtype=np.int64)
        return np.concatenate(blocks).astype(np.int64) if blocks else nobody

    def _block(self, rows: slice) -> Mask:
        if self._table is not None:
            return self._table[rows]
        return self._eligible.block(rows, slice(None))

    def _slices(self) -> Iterator[slice]:
        height = max(1, CELLS_AT_ONCE // max(self._m, 1))
        for start in range(0, self._n, height):
            yield slice(start, min(start + height, self._n))
