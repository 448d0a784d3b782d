"""Cheapest ways from one place to everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hsr_match.insight.pricing.state import FAR, WITHIN
from hsr_match.matching.problem import Ints

Whole = NDArray[Any]
"""Integers of 32 or 64 bits."""


def nearest(steps: Whole, start: Ints, limit: int) -> Ints:
    """Return the cheapest way to each node from where ``start`` says it begins.

    Parameters
    ----------
    steps
        Costs, 0 or more, from axis 0 to axis 1; ``limit`` where there is none.
    start
        Cost of beginning at a node; ``FAR`` or more for no.
    limit
        INF of the integer type of ``steps``.

    Returns
    -------
    Ints
        Bellman's relaxation from the nodes that changed in the round before;
        ``FAR`` where nothing leads.
    """
    begins = start < WITHIN
    if not begins.any():
        return np.full(len(start), FAR, dtype=np.int64)
    least = int(start[begins].min())
    cost = np.where(begins, start - least, limit).astype(steps.dtype)
    changed = np.flatnonzero(begins)
    while len(changed):
        by = (steps[changed] + cost[changed, None]).min(axis=0)
        changed = np.flatnonzero(by < cost)
        cost[changed] = by[changed]
    return np.where(cost < limit, cost.astype(np.int64) + least, FAR)
