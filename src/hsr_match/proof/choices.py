"""The choices that a bound leaves to each unit, and what it loses by each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from hsr_match.proof.bounds import Bound, Mask
from hsr_match.proof.objective import Ints


class Choice(NamedTuple):
    """Mentors for one unit, and what the bound loses by them."""

    loss: int
    mentors: tuple[int, ...]


class TooLong(Exception):  # noqa: N818 - a condition
    """There is more to look through than is worth while."""


class Choices:
    """Sets of mentors by unit, the cheapest first, units in the order to go through.

    Each loss is counted too low rather than too high, so that nothing is missed.

    Parameters
    ----------
    bound
        The bound.
    room
        What may be lost in all.
    most
        Sets that are looked at for one unit before giving up.

    Attributes
    ----------
    order
        Numbers of units.
    rows
        The choices of each, in that order.
    opening
        By mentor: what the bound loses once somebody comes to them.
    counts
        By mentor: whether pairs that are left out count as lost.

    Raises
    ------
    TooLong
        If a unit has too many.
    """

    def __init__(self, bound: Bound, room: int, most: int) -> None:
        self._bound, self._room, self._most = bound, room, most
        used = [s + load for s, load in zip(bound.surplus, bound.load, strict=True)]
        # Who is better not used at all costs the bound something once used.
        self.opening = [best - u for best, u in zip(bound.best, used, strict=True)]
        # Leaving out a pair with a surplus costs it, unless the mentor may have nobody anyway.
        self.counts = np.array([
            not self.opening[j] and (bound.load[j] >= 0 or not bound.may_idle(j))
            for j in range(len(used))
        ], dtype=np.bool_)  # fmt: skip
        every = {n: [Choice(self._unit_loss(n, 0), ())] for n in range(len(bound.units))}
        for numbers, worth, may in bound.tables():
            for number, *row in zip(numbers, worth, may, strict=True):
                every[number] = sorted(self._of_unit(number, *row))
        least = sum(row[0].loss if row else room + 1 for row in every.values())
        near = {
            number: [choice for choice in row if choice.loss <= row[0].loss + room - least]
            for number, row in every.items()
        }
        self.order = _order(near)
        self.rows = [near[number] for number in self.order]

    def _unit_loss(self, number: int, mentors: int) -> int:
        most = self._bound.units[number].most
        counts = [0, 1, most] if most else [0]
        best = max(self._bound.unit_value(number, count) for count in counts)
        return best - self._bound.unit_value(number, mentors)

    def _of_unit(self, number: int, worth: Ints, may: Mask) -> Iterator[Choice]:
        unit = self._bound.units[number]
        pinned = sorted(j for i, j in self._bound.pins if i == unit.members[0])
        left_out = np.where(may & self.counts, np.maximum(worth, 0), 0)
        left_out[pinned] = 0
        base = sum(left_out.tolist())
        losses = (np.maximum(-worth, 0) - left_out).tolist()
        taken = {j: losses[j] for j in np.flatnonzero(may).tolist() if j not in pinned}
        free = unit.most - len(pinned)
        # Others that come with a mentor may make up for what their own absence costs.
        made_up = sum(sorted(min(0, loss) for loss in taken.values())[: max(0, free - 1)])
        room = self._room - base - made_up
        near = [j for j, loss in taken.items() if loss + self.opening[j] <= room]
        if len(near) ** max(1, free) > self._most:
            raise TooLong
        for count in range(free + 1):
            lost = base + self._unit_loss(number, len(pinned) + count)
            for more in combinations(near, count):
                loss = lost + sum(taken[j] for j in more)
                if loss <= self._room:
                    yield Choice(loss, (*pinned, *more))


def _order(choices: dict[int, list[Choice]]) -> list[int]:
    """Return units in an order in which the mentees of a mentor are soon all known."""
    wanted = {n: {j for choice in row for j in choice.mentors} for n, row in choices.items()}
    order = [number for number, row in choices.items() if len(row) <= 1]
    seen = set().union(*(wanted[number] for number in order))
    left = [number for number, row in choices.items() if len(row) > 1]
    while left:
        best = min(left, key=lambda n: (len(wanted[n] - seen), len(choices[n])))
        left.remove(best)
        order.append(best)
        seen |= wanted[best]
    return order
