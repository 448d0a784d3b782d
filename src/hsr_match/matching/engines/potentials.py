"""Node potentials of an optimal flow: the proof that it is optimal.

The library returns no prices, so they are recomputed: shortest distances in
the residual graph from everywhere at once (Bellman 1958), relaxing only from
nodes whose distance changed in the round before.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.problem import Ints, Mask


class NotOptimal(Exception):  # noqa: N818 - says what was found
    """The residual graph has an improving cycle: the flow is not optimal."""


def potentials(
    tails: Ints,
    heads: Ints,
    can_rise: Mask,
    can_fall: Mask,
    profit: Ints,
    start_at: Ints,
    most_rounds: int | None = None,
) -> Ints:
    """Return integer potentials, up to a constant.

    For every arc ``profit + potential[head] − potential[tail]`` is at most 0
    where the flow can rise and at least 0 where it can fall.

    Parameters
    ----------
    tails, heads, profit
        Shape (arcs,).
    can_rise, can_fall
        Whether the flow may be raised or lowered within its bounds.
    start_at
        Distances to begin with, shape (nodes,): any will do, good ones save rounds.
    most_rounds
        Give up after so many, where it is doubtful whether the flow is optimal;
        None for as many as may be needed.

    Raises
    ------
    NotOptimal
        If the flow can be improved, or ``most_rounds`` were not enough.
    """
    source = np.concatenate([tails[can_rise], heads[can_fall]])
    target = np.concatenate([heads[can_rise], tails[can_fall]])
    length = np.concatenate([-profit[can_rise], profit[can_fall]])
    order = np.argsort(source, kind="stable")
    source, target, length = source[order], target[order], length[order]
    nodes = len(start_at)
    start = np.searchsorted(source, np.arange(nodes + 1))
    distance = start_at.copy()
    frontier = np.arange(nodes)
    for _ in range(nodes + 1 if most_rounds is None else most_rounds):
        first = start[frontier]
        counts = start[frontier + 1] - first
        ends = np.cumsum(counts)
        arcs = np.repeat(first - ends + counts, counts)
        arcs += np.arange(len(arcs))
        reached = target[arcs]
        nearer = np.repeat(distance[frontier], counts) + length[arcs]
        shorter = np.flatnonzero(nearer < distance[reached])
        if not len(shorter):
            break
        reached = reached[shorter]
        np.minimum.at(distance, reached, nearer[shorter])
        frontier = _once_each(reached, nodes)
    else:
        raise NotOptimal
    return distance


def _once_each(numbers: Ints, below: int) -> Ints:
    """Return each number once, in order; quick for few as for many."""
    if len(numbers) * 16 < below:
        return np.unique(numbers)
    seen = np.zeros(below, dtype=np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen)


def between(
    tails: Ints,
    heads: Ints,
    can_rise: Mask,
    can_fall: Mask,
    profit: Ints,
    start_at: Ints,
    most_rounds: int | None = None,
) -> Ints:
    """Return integer potentials away from the ends of what is possible.

    Parameters, result and exceptions as :func:`potentials`, at twice the price:
    the largest potentials below ``start_at`` and the smallest above it, a
    quarter of the way from these to those. (What lies between potentials is
    potentials too, and rounding down keeps them: Murota 2003, L♮-convexity.)
    Pairs outside the core are judged by them more justly than by extremes,
    which makes for fewer rounds of pricing.
    """
    low = potentials(tails, heads, can_rise, can_fall, profit, start_at, most_rounds)
    high = -potentials(heads, tails, can_rise, can_fall, profit, -start_at)
    result: Ints = (low + 3 * high) // 4
    return result
