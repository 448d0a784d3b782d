"""All pairs of units and mentors, block by block: which may be made, what each is worth."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.model import Model
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints, Mask

CELLS_AT_ONCE = 1 << 19
CELLS_KEPT = 1 << 23
"""Tables of problems up to this size are kept; larger ones are asked for again."""


class PairField:
    """Serves tables of a few rows (units) and all columns (mentors).

    Parameters
    ----------
    model
        The model.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        count, m = len(model.units), model.mentors
        height = max(16, CELLS_AT_ONCE // max(m, 1))
        self.blocks = [slice(a, min(a + height, count)) for a in range(0, count, height)]
        self._keep = count * m <= CELLS_KEPT
        self._eligible: dict[int, Mask] = {}
        self._values: dict[tuple[int, int], tuple[PairValue, Ints]] = {}

    def eligible(self, block: int) -> Mask:
        """Return which pairs of a block the rules allow."""
        if block in self._eligible:
            return self._eligible[block]
        model, rows = self.model, self.blocks[block]
        eligible = model.problem.eligible
        span, picked = self._span(rows)
        mask = eligible.block(span, slice(None))[picked]
        for unit, others in self._merged(rows):
            for i in others:
                mask[unit - rows.start] &= eligible.block(slice(i, i + 1), slice(None))[0]
        mask &= ~model.blocked[rows, None]
        mask &= model.units.size[rows, None] <= model.places_max[None, :]
        if self._keep:
            self._eligible[block] = mask
        return mask

    def values(self, value: PairValue, block: int) -> Ints:
        """Return the value of all pairs of a block, eligible or not."""
        known = self._values.get((id(value), block))
        if known is not None:
            return known[1]
        model, rows = self.model, self.blocks[block]
        scores = model.problem.scores
        columns = np.arange(model.mentors, dtype=np.int64)[None, :]
        span, picked = self._span(rows)
        first = model.units.first[rows, None]
        table = value.of(scores.block(span, slice(None))[picked], first, columns)
        for unit, others in self._merged(rows):
            for i in others:
                row = scores.block(slice(i, i + 1), slice(None))
                table[unit - rows.start] += value.of(row, np.array([[i]]), columns)[0]
        if self._keep:
            self._values[id(value), block] = (value, table)
        return table

    def at(self, value: PairValue, units: Ints, mentors: Ints) -> Ints:
        """Return the value of pairs one by one."""
        result = np.zeros(len(units), dtype=np.int64)
        for block, rows in enumerate(self.blocks):
            here = np.flatnonzero((units >= rows.start) & (units < rows.stop))
            if len(here):
                table = self.values(value, block)
                result[here] = table[units[here] - rows.start, mentors[here]]
        return result

    def _span(self, rows: slice) -> tuple[slice, Ints]:
        first = self.model.units.first[rows]
        span = slice(int(first[0]), int(first[-1]) + 1)
        return span, first - first[0]

    def _merged(self, rows: slice) -> list[tuple[int, tuple[int, ...]]]:
        others = self.model.units.others
        return [(u, rest) for u, rest in others.items() if rows.start <= u < rows.stop]
