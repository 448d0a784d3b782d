"""The price of a place that makes the bound least, given all other prices.

A mentor takes the mentees with the largest surplus before the price is paid.
With k of them taken, any price between the (k+1)-th and the k-th surplus gives
the same bound; the upper end is used, because then what a further pair falls
short of it is exactly what the mentor would lose by taking it.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.prices import LARGEST
from hsr_match.matching.problem import Ints, Mask

MOST_PLACES = 24
"""Mentors with more keep the price of the linear program: sorting them would not pay."""

NOBODY = -(1 << 60)


class Tops:
    """The largest surpluses of each mentor, met block after block.

    Mentees who go together count once a member, each with an equal share.
    """

    def __init__(self, model: Model, face: Face, pins: Ints) -> None:
        free = np.ones(model.mentors, dtype=np.bool_)
        free[pins % model.mentors] = False
        self._sizes = model.units.size
        self.mentors = np.flatnonzero(free & (face.load_most > 0) & (face.load_most <= MOST_PLACES))
        deepest = int(face.load_most[self.mentors].max(initial=0))
        self.depth = deepest + 1
        self.table = np.full((self.depth, len(self.mentors)), NOBODY, dtype=np.int64)

    def admit(self, net: Ints, allowed: Mask, rows: slice) -> None:
        """Take in a block of units."""
        if not len(self.mentors):
            return
        every = len(self.mentors) == net.shape[1]
        here = net if every else net[:, self.mentors]
        mask = allowed if every else allowed[:, self.mentors]
        here = np.where(mask, here, NOBODY)
        sizes = self._sizes[rows]
        if (sizes > 1).any():
            here = np.where(mask, here // sizes[:, None], NOBODY)
            here = np.repeat(here, sizes, axis=0)
        if len(here) > self.depth:
            here = np.partition(here, len(here) - self.depth, axis=0)[-self.depth :]
        both = np.concatenate([self.table, here])
        self.table = np.partition(both, len(both) - self.depth, axis=0)[-self.depth :]

    def sorted(self) -> Ints:
        """Return the surpluses, largest first, shape (depth, mentors)."""
        result: Ints = np.sort(self.table, axis=0)[::-1]
        return result


def best_prices(model: Model, face: Face, prices: Ints, tops: Tops, step: int) -> Ints:
    """Return the price of each mentor, set anew where ``tops`` knows enough.

    Parameters
    ----------
    model, face
        Places and least loads.
    prices
        Prices to keep for the others.
    tops
        The largest surpluses.
    step
        Cost of the first extra place; the e-th costs e times this.
    """
    result = prices.copy()
    who = tops.mentors
    if not len(who):
        return result
    surplus = tops.sorted()
    least, most = face.load_least[who], face.load_most[who]
    places = model.places[who]
    taken = np.minimum(least, most)
    for k in range(1, tops.depth):
        dues = step * np.maximum(0, k - places)
        taken = np.where((k > least) & (k <= most) & (surplus[k - 1] > dues), k, taken)
    columns = np.arange(len(who))
    last = np.where(taken > 0, surplus[np.maximum(taken, 1) - 1, columns], -NOBODY)
    dues = step * np.maximum(0, taken + 1 - places)
    next_one = np.where(taken < most, dues, -NOBODY)
    price = np.minimum(last, next_one)
    # Who has fewer candidates than the least load cannot be used, and no price is too low.
    there = surplus > NOBODY
    short = there.sum(axis=0) < least
    price = np.where(short, -1 - np.where(there, np.abs(surplus), 0).sum(axis=0), price)
    known = np.abs(price) < LARGEST
    result[who[known]] = price[known]
    return result
