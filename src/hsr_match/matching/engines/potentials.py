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
        arcs = _arcs_from(frontier, start)
        if not len(arcs):
            break
        before = distance.copy()
        np.minimum.at(distance, target[arcs], distance[source[arcs]] + length[arcs])
        frontier = np.flatnonzero(distance < before)
        if not len(frontier):
            break
    else:
        raise NotOptimal
    return distance


def _arcs_from(frontier: Ints, start: Ints) -> Ints:
    """Return positions of all arcs that leave the frontier's nodes."""
    counts = start[frontier + 1] - start[frontier]
    total = int(counts.sum())
    if not total:
        return np.zeros(0, dtype=np.int64)
    offsets = np.repeat(start[frontier] - (np.cumsum(counts) - counts), counts)
    return offsets + np.arange(total)
