"""What a bound loses by every pair that is made for certain.

The bound is a sum of what units of mentees (by how many mentors they have),
mentors (by whom they take, at which load) and pairs add. A pair made for certain
gives its unit at least one mentor, its mentor at least that load, and the pair
whatever it is worth. And a unit has no more mentors than it wants: what other
pairs of the unit add to the bound is lost, but for the best few.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.problem import Ints, Mask
from hsr_match.proof.bounds import Bound, TooLarge

CERTAIN = 1 << 60
"""Numbers up to this size may be added two at a time in 64 bits."""


def losses(bound: Bound) -> Ints:
    """Return what the bound loses by each pair, shape (mentees, mentors).

    In units of ``1 / denominator``. Where a pair may not be made it is any number.

    Raises
    ------
    TooLarge
        If a number does not fit 64 bits.
    """
    problem = bound.problem
    table = np.zeros(problem.shape, dtype=np.int64)
    idle = np.array([bound.may_idle(j) for j in range(problem.shape[1])], dtype=np.bool_)
    used = _ints([s + load for s, load in zip(bound.surplus, bound.load, strict=True)])
    taking = {
        size: _ints(
            [
                best - surplus - bound.best_load(j, size)
                for j, (best, surplus) in enumerate(zip(bound.best, bound.surplus, strict=True))
            ]
        )
        for size in {len(unit.members) for unit in bound.units if unit.most}
    }
    for numbers, worth, may in bound.tables() if table.size else ():
        units = [bound.units[number] for number in numbers]
        size = len(units[0].members)
        lost = taking[size] + np.maximum(0, -worth)
        lost += _ints([_by_having_one(bound, number) for number in numbers])[:, None]
        others = _others(bound, numbers, worth, may, np.where(idle, used, CERTAIN))
        lost += _but_the_best(others, _ints([unit.most for unit in units]))
        at = {unit.members[0]: k for k, unit in enumerate(units)}
        for i, j in bound.pins:
            if i in at:
                lost[at[i], j] = 0
        for k, unit in enumerate(units):
            table[list(unit.members)] = lost[k]
    return table


def _ints(numbers: list[int]) -> Ints:
    if max(map(abs, numbers), default=0) > CERTAIN:
        raise TooLarge
    return np.array(numbers, dtype=np.int64)


def _by_having_one(bound: Bound, number: int) -> int:
    """Return what a unit loses by having a mentor in any case."""
    most = bound.units[number].most
    one, every = bound.unit_value(number, 1), bound.unit_value(number, most)
    return max(0, -max(one, every))


def _others(bound: Bound, numbers: list[int], worth: Ints, may: Mask, used: Ints) -> Ints:
    """Return what the bound loses by each pair that is not made."""
    counted: Ints = np.clip(np.minimum(worth, used), 0, None) * may
    at = {bound.units[number].members[0]: k for k, number in enumerate(numbers)}
    for i, j in bound.pins:
        if i in at:
            counted[at[i], j] = 0
    return counted


def _but_the_best(amounts: Ints, most: Ints) -> Ints:
    """Return for each entry the sum of the others of its row, but for the ``most − 1`` largest."""
    width = amounts.shape[1]
    row = np.arange(len(amounts))
    falling = -np.sort(-amounts, axis=1)
    sums = np.zeros((len(amounts), width + 1), dtype=np.int64)
    np.cumsum(falling, axis=1, out=sums[:, 1:])
    most = np.minimum(most, width)
    all_but_one, every = sums[row, most - 1], sums[row, most]
    among = amounts >= falling[row, most - 1][:, None]
    kept = np.where(among, every[:, None] - amounts, all_but_one[:, None])
    rest: Ints = sums[:, -1:] - amounts - kept
    return rest
