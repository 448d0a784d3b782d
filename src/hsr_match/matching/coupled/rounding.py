"""From the real prices of a linear program to integers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.prices import LARGEST, Prices
from hsr_match.matching.coupled.relaxed import Relaxed
from hsr_match.matching.coupled.rows import Rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints

FINEST = 1 << 14


def denominator(model: Model, goal: Goal) -> int:
    """Return the unit of prices: as fine as 64-bit sums allow.

    Raises
    ------
    OverflowError
        If the values are too large even for whole units.
    """
    largest = max(1, goal.value.largest) * int(model.units.size.max(initial=1))
    largest = max(largest, int(goal.covered.max(initial=0)))
    if largest > LARGEST:
        raise OverflowError(f"values up to {largest}")
    room = LARGEST // (4 * max(1, len(model.units)))
    finest = 1
    while finest < FINEST and finest * 2 * largest <= room:
        finest *= 2
    return finest


def rounded_prices(task: Task, relaxed: Relaxed, rows: Rows) -> Prices:
    """Round prices to integers; those that must not be negative are cut off at 0."""
    model, goal = task.model, task.goal
    unit = denominator(model, goal)

    def whole(values: NDArray[np.float64], least: float = 0.0, most: float = LARGEST) -> Ints:
        result: Ints = np.clip(np.rint(values * unit), least, most).astype(np.int64)
        return result

    most = float(unit) if goal.elastic else float(LARGEST)
    mentors = whole(relaxed.mentors, -float(LARGEST))
    if goal.elastic:
        mentors = np.where(model.if_used, mentors, np.maximum(mentors, -unit))
    spread = tuple(whole(f) for f in relaxed.families[: len(model.limits)])
    kept = []
    for price, rung in zip(relaxed.earlier.tolist(), task.earlier, strict=True):
        largest = max(1, rung.goal.value.largest, int(rung.goal.covered.max(initial=0)))
        kept.append(int(min(max(0.0, round(price * unit)), LARGEST // (16 * largest))))
    return Prices(
        denominator=unit,
        units=whole(relaxed.units, -float(LARGEST)),
        mentors=mentors,
        rows=rows,
        spread=spread,
        apart=whole(relaxed.families[-3]),
        different=whole(relaxed.families[-2]),
        floors=whole(relaxed.floors, 0.0, most),
        earlier=tuple(kept),
    )
