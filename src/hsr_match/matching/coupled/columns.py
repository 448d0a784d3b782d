"""The pairs of units and mentors that the linear program looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints, Mask

BEST_PER_UNIT = 8
BEST_PER_MENTOR = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Sorted keys ``unit * mentors + mentor``."""

    keys: Ints
    mentors: int

    @property
    def units(self) -> Ints:
        """Unit of each."""
        return self.keys // self.mentors

    @property
    def at(self) -> Ints:
        """Mentor of each."""
        return self.keys % self.mentors

    def __len__(self) -> int:
        return len(self.keys)

    def with_keys(self, keys: Ints) -> Columns:
        """Return the columns with more keys; those it holds already stay once."""
        return Columns(np.union1d(self.keys, keys), self.mentors)

    def find(self, keys: Ints) -> Ints:
        """Return the position of keys, −1 for those it does not hold."""
        if not len(self.keys):
            return np.full(len(keys), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        result: Ints = np.where(self.keys[at] == keys, at, -1)
        return result


def first_columns(field: PairField, face: Face, value: PairValue) -> Columns:
    """Return the best open pairs of each unit and each mentor, and the pins."""
    model = field.model
    m = model.mentors
    keys = [np.zeros(0, dtype=np.int64)]
    for block, rows in enumerate(field.blocks):
        # Equal values are told apart by a fraction, else everybody gets the same few.
        numbers = np.arange(rows.start * m, rows.stop * m, dtype=np.int64)
        worth = field.values(value, block) + fractions(numbers).reshape(rows.stop - rows.start, m)
        allowed = face.allowed(field, block)
        worth[~allowed] = -np.inf
        # Of each mentor per block rather than overall: a few more, and no second pass.
        kept = _best(worth, BEST_PER_UNIT) | _best(worth.T, BEST_PER_MENTOR).T
        low, high = np.searchsorted(model.pins, [rows.start * m, rows.stop * m])
        kept.ravel()[model.pins[low:high] - rows.start * m] = True
        keys.append(np.flatnonzero(kept & allowed) + rows.start * m)
    return Columns(np.unique(np.concatenate(keys)), m)


def _best(worth: NDArray[np.float64], count: int) -> Mask:
    """Return true at the ``count`` largest entries of each row."""
    width = worth.shape[1]
    if width <= count:
        return np.ones(worth.shape, dtype=np.bool_)
    kept = np.zeros(worth.shape, dtype=np.bool_)
    top = np.argpartition(worth, width - count, axis=1)[:, width - count :]
    np.put_along_axis(kept, top, True, axis=1)
    return kept
