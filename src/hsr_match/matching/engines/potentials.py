"""Node potentials of an optimal flow: the proof that it is optimal.

The library returns no prices, so they are recomputed: shortest distances in
the residual graph from everywhere at once (Bellman 1958), relaxing only from
nodes whose distance changed in the round before.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.engines.residual import Residual, residual
from hsr_match.matching.problem import Ints, Mask

FEW = 1000
"""Arcs below which plain lists are faster than arrays."""


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
    graph = residual(tails, heads, can_rise, can_fall, profit, len(start_at))
    return graph.everywhere(_distances(graph, start_at, most_rounds))


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
    graph = residual(tails, heads, can_rise, can_fall, profit, len(start_at))
    low = _distances(graph, start_at, most_rounds)
    high = -_distances(graph.turned, -start_at, None)
    return graph.everywhere((low + 3 * high) // 4)


def _distances(graph: Residual, start_at: Ints, most_rounds: int | None) -> Ints:
    """Return for each node the least of what it starts at and what ways to it add up to."""
    most = len(start_at) + 1 if most_rounds is None else most_rounds
    if len(graph.source) < FEW:
        return _by_lists(graph, start_at, most)
    return _by_arrays(graph, start_at, most)


def _by_arrays(graph: Residual, start_at: Ints, most_rounds: int) -> Ints:
    source, target, length = graph.source, graph.target, graph.length
    distance = start_at.copy()
    nodes = len(distance)
    reached, nearer = target, distance[source] + length
    start: Ints | None = None
    for _ in range(most_rounds):
        shorter = (nearer < distance[reached]).nonzero()[0]
        if not len(shorter):
            return distance
        reached = reached[shorter]
        np.minimum.at(distance, reached, nearer[shorter])
        if start is None:
            order = np.argsort(source.astype(graph.small), kind="stable")
            source, target, length = source[order], target[order], length[order]
            start = np.searchsorted(source, np.arange(nodes + 1))
            each, steps = start[1:] - start[:-1], np.arange(len(source))
        frontier = _once_each(reached, nodes)
        counts = each[frontier]
        arcs = (start[frontier] - counts.cumsum() + counts).repeat(counts)
        arcs += steps[: len(arcs)]
        reached = target[arcs]
        nearer = distance[source[arcs]] + length[arcs]
    raise NotOptimal


def _once_each(numbers: Ints, below: int) -> Ints:
    """Return each number once, in order; quick for few as for many."""
    if len(numbers) * 16 < below:
        return np.unique(numbers)
    seen = np.zeros(below, dtype=np.bool_)
    seen[numbers] = True
    return seen.nonzero()[0]


def _by_lists(graph: Residual, start_at: Ints, most_rounds: int) -> Ints:
    distance: list[int] = start_at.tolist()
    ways: dict[int, list[tuple[int, int]]] = {}
    arcs = zip(graph.source.tolist(), graph.target.tolist(), graph.length.tolist(), strict=True)
    for source, target, length in arcs:
        ways.setdefault(source, []).append((target, length))
    frontier = list(ways)
    for _ in range(most_rounds):
        nearer: dict[int, None] = {}
        for node in frontier:
            here = distance[node]
            for target, length in ways.get(node, ()):
                if here + length < distance[target]:
                    distance[target] = here + length
                    nearer[target] = None
        if not nearer:
            return np.array(distance, dtype=np.int64)
        frontier = list(nearer)
    raise NotOptimal
