"""A look at all pairs: the exact bound that prices give, and the pairs that break it.

What is left for a pair once everything it uses is paid for is its *surplus*.
The bound adds, for each mentor, all positive surpluses and the best load at the
mentor's own price. That price is set here anew, exactly: given all others it is
the one that makes the bound least, and then the loss of a pair is just what a
mentor loses by taking it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.mentor_price import Tops, best_prices
from hsr_match.matching.coupled.prices import (
    Prices,
    best_loads,
    best_units,
    load_values,
)
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.problem import Ints, Mask


@dataclass(frozen=True, slots=True)
class Priced:
    """What a look at all pairs found.

    Attributes
    ----------
    prices
        The prices used, those of mentors set anew.
    bound
        Exact upper bound of the goal, in units of ``1 / denominator``.
    surplus
        Sum of positive surpluses at each mentor, shape (mentors,).
    best
        What each mentor adds to the bound.
    """

    prices: Prices
    bound: int
    surplus: Ints
    best: Ints


class Pricer:
    """Prices all open pairs of one rung.

    Parameters
    ----------
    task
        The rung.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.field, self.face, self.goal = task.field, task.face, task.goal
        self.earlier, self.model, self._pins = task.earlier, task.model, task.pins

    def net(self, prices: Prices, cells: tuple[Ints, Ints], block: int) -> Ints:
        """Return the value of pairs less all charges but the mentor's, for a block."""
        model, field = self.model, self.field
        rows = field.blocks[block]
        table = field.values(self.goal.value, block) * prices.denominator
        for rung, price in zip(self.earlier, prices.earlier, strict=True):
            if price:
                table += price * field.values(rung.goal.value, block)
        for floor, price in zip(model.floors, prices.floors.tolist(), strict=True):
            if price:
                table += price * floor.counts[rows, None] * floor.mentors[None, :]
        table -= prices.units[rows, None]
        keys, amounts = cells
        m = model.mentors
        low, high = np.searchsorted(keys, [rows.start * m, rows.stop * m])
        table.ravel()[keys[low:high] - rows.start * m] -= amounts[low:high]
        return table

    def price(self, prices: Prices) -> Priced:
        """Return the exact bound, with the best price of each mentor."""
        model, face = self.model, self.face
        cells = prices.cells(model)
        step = prices.step_cost(model, self.goal, self.earlier)
        tops = Tops(model, face, self._pins)
        for block, rows in enumerate(self.field.blocks):
            tops.admit(self.net(prices, cells, block), face.allowed(self.field, block), rows)
        mentors = best_prices(model, face, prices.mentors, tops, step)
        if self.goal.elastic:
            least = np.where(model.if_used, mentors, -prices.denominator)
            mentors = np.maximum(mentors, least)
        prices = replace(prices, mentors=mentors)
        surplus = np.zeros(model.mentors, dtype=np.int64)
        for block, rows in enumerate(self.field.blocks):
            table = self.net(prices, cells, block)
            table -= model.units.size[rows, None] * mentors[None, :]
            table[~face.allowed(self.field, block)] = 0
            forced = self._pinned(rows)
            surplus += np.maximum(table, 0).sum(axis=0)
            if len(forced):
                at, who = forced // model.mentors - rows.start, forced % model.mentors
                np.add.at(surplus, who, np.minimum(table[at, who], 0))
        used = surplus + load_values(model, mentors, step, best_loads(model, face, mentors, step))
        best = np.where(face.may_idle, np.maximum(used, 0), used)
        covered = prices.covered(self.goal, self.earlier)
        bound = int(best_units(face, prices.units, covered).sum()) + int(best.sum())
        bound += prices.constant(model, self.earlier)
        if self.goal.elastic:
            bound -= prices.denominator * len(set(model.problem.pins))
        return Priced(prices, bound, surplus, best)

    def improving(self, priced: Priced, columns: Columns, most: int) -> Ints:
        """Return keys of pairs outside some columns that break the bound, the worst per unit."""
        model, prices = self.model, priced.prices
        cells = prices.cells(model)
        m = model.mentors
        # The last pair that a mentor takes has a surplus of 0 at the mentor's best price.
        eager = priced.best > 0
        found: list[Ints] = []
        for block, rows in enumerate(self.field.blocks):
            table = self.net(prices, cells, block)
            table -= model.units.size[rows, None] * prices.mentors[None, :]
            wanted = (table > 0) | (eager[None, :] & (table == 0))
            keys = np.flatnonzero(wanted & self.face.allowed(self.field, block))
            keys = keys[columns.find(keys + rows.start * m) < 0]
            order = np.lexsort((-(table.ravel()[keys] + fractions(keys)), keys // m))
            row = keys[order] // m
            place = np.arange(len(row)) - np.searchsorted(row, row)
            found.append(keys[order[place < most]] + rows.start * m)
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def losses(self, priced: Priced, most: int) -> tuple[Ints, Ints]:
        """Return keys of open pairs and what the bound loses if they are made, up to ``most``."""
        keys: list[Ints] = []
        losses: list[Ints] = []
        for block, rows in enumerate(self.field.blocks):
            loss, allowed = self.loss_table(priced, block)
            at = np.flatnonzero(allowed & (loss <= most))
            keys.append(at + rows.start * self.model.mentors)
            losses.append(loss.ravel()[at])
        if not keys:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing
        return np.concatenate(keys), np.concatenate(losses)

    def loss_table(self, priced: Priced, block: int) -> tuple[Ints, Mask]:
        """Return the loss of all pairs of a block, and which are open."""
        model, face, prices = self.model, self.face, priced.prices
        rows = self.field.blocks[block]
        table = self.net(prices, prices.cells(model), block)
        table -= model.units.size[rows, None] * prices.mentors[None, :]
        step = prices.step_cost(model, self.goal, self.earlier)
        loads = best_loads(model, face, prices.mentors, step)
        used = priced.surplus + load_values(model, prices.mentors, step, loads)
        loss = (priced.best - used)[None, :] + np.maximum(-table, 0)
        forced = self._pinned(rows)
        if len(forced):
            # The bound makes these pairs in any case.
            loss.ravel()[forced - rows.start * model.mentors] = 0
        return loss, face.allowed(self.field, block)

    def _pinned(self, rows: slice) -> Ints:
        m = self.model.mentors
        low, high = np.searchsorted(self._pins, [rows.start * m, rows.stop * m])
        return self._pins[low:high]
