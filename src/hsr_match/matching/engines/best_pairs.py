"""The largest entries of rows and columns, where only a few of very many are wanted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.problem import Ints, Mask

Reals = NDArray[np.float64]
Worth = Reals | Ints

BARRED = np.iinfo(np.int64).min
"""Less than any integer score: what may not be taken."""

GROUPS = 16
"""Groups per entry wanted, into which rows are cut to find a bound."""

MOST_KEPT = 2
"""Times as many entries as wanted, beyond which they are counted out exactly."""


class Scatter:
    """Fractions in [0, 1) that tell equal integers apart, otherwise for each mentee.

    They serve to choose among pairs and never enter a result.
    """

    _STEP = 7

    def __init__(self, mentees: int, mentors: int) -> None:
        noise = fractions(np.arange(mentors + self._STEP * mentees, dtype=np.int64))
        self._rows = np.lib.stride_tricks.sliding_window_view(noise, mentors)[:: self._STEP]

    def over(self, block: Ints, rows: slice) -> Reals:
        """Return a block of integers with a fraction added to each."""
        result: Reals = block + self._rows[rows]
        return result

    def over_some(self, block: Ints, rows: Ints, columns: Ints) -> Reals:
        """Return the same for pairs of some mentees with some mentors."""
        result: Reals = block + self._rows[np.ix_(rows, columns)]
        return result


def best_of_rows(worth: Reals, count: int) -> Mask:
    """Return true at the ``count`` largest entries of each row, and perhaps a few more.

    Parameters
    ----------
    worth
        Shape (rows, columns); −inf for what may not be taken (if a row has too
        little else, it may be).
    count
        At least 1.
    """
    height, m = worth.shape
    if m <= count:
        return np.ones((height, m), dtype=np.bool_)
    kept = best_with_ties(worth, count)
    if kept is None:
        # Entries so large that no fraction tells them apart.
        top = np.argpartition(worth, m - count, axis=1)[:, m - count :]
        kept = np.zeros(worth.shape, dtype=np.bool_)
        np.put_along_axis(kept, top, True, axis=1)
    return kept


def best_with_ties(worth: Worth, count: int) -> Mask | None:
    """Return true at the ``count`` largest entries of each row, and at all equal to the last.

    Parameters
    ----------
    worth
        Shape (rows, columns); −inf or :data:`BARRED` for what may not be taken.
    count
        At least 1, and fewer than there are columns.

    Returns
    -------
    Mask or None
        None if that were many more than are wanted.
    """
    lowest = BARRED if worth.dtype == np.int64 else -np.inf
    bound = _bound(worth, count)
    kept: Mask = worth >= bound[:, None]
    if bound.min() == lowest:
        kept &= worth > lowest
    return kept if np.count_nonzero(kept) <= MOST_KEPT * count * len(worth) else None


def _bound(worth: Worth, count: int) -> Worth:
    """Return for each row a number that at least ``count`` entries reach, and few others do.

    The largest entries of as many groups of columns as entries are wanted.
    """
    height, m = worth.shape
    groups = GROUPS * count
    size = m // groups
    if size < 2:
        groups, largest = m, worth.copy()
    else:
        largest = worth[:, : size * groups].reshape(height, size, groups).max(axis=1)
        rest = worth[:, size * groups :]
        np.maximum(largest[:, : rest.shape[1]], rest, out=largest[:, : rest.shape[1]])
    largest.partition(groups - count, axis=1)
    bound: Worth = largest[:, groups - count]
    return bound


class BestOfColumns:
    """The best pairs of every column, met row block after row block.

    Parameters
    ----------
    columns
        How many columns there are.
    count
        Pairs to keep of each.
    """

    def __init__(self, columns: int, count: int) -> None:
        self._count = count
        self._columns = columns
        # Radix sort, and with it the fastest, is what numpy has for 16 bits.
        self._kind = np.uint16 if columns <= 1 << 16 else np.int64
        self._least = np.full(columns, -np.inf)
        self._worth = np.zeros(0)
        self._keys = np.zeros(0, dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.int64)

    def admit(self, worth: Reals, block: Ints, start: int) -> None:
        """Take in a block of rows.

        Parameters
        ----------
        worth
            What decides, all entries different or nearly so.
        block
            The scores of the same pairs.
        start
            Number of the first row.
        """
        # Slices that double, each after a trim: few pairs pass the least kept so far.
        done = 0
        while done < len(worth):
            stop = min(len(worth), done + max(2 * self._count, start + done))
            flat = np.flatnonzero(worth[done:stop] > self._least) + done * self._columns
            self._worth = np.concatenate([self._worth, worth.ravel()[flat]])
            self._keys = np.concatenate([self._keys, flat + start * self._columns])
            self._scores = np.concatenate([self._scores, block.ravel()[flat]])
            done = stop
            if len(self._keys) > 2 * self._count * self._columns:
                self._trim()

    def _trim(self) -> None:
        column = self._keys % self._columns
        order = np.argsort(-self._worth)
        order = order[np.argsort(column[order].astype(self._kind), kind="stable")]
        column = column[order]
        first = np.searchsorted(column, np.arange(self._columns))
        place = np.arange(len(order)) - first[column]
        kept = order[place < self._count]
        last = order[place == self._count - 1]
        self._least[self._keys[last] % self._columns] = self._worth[last]
        self._keys, self._scores = self._keys[kept], self._scores[kept]
        self._worth = self._worth[kept]

    def admitted(self) -> tuple[Ints, Ints]:
        """Return keys (``row * columns + column``) and scores of what is kept."""
        self._trim()
        return self._keys, self._scores
