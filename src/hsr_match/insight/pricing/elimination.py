"""Cheapest ways between all pairs of nodes, where few moves are worth making.

Floyd and Warshall's algorithm (1962) on few nodes. On many, most ways turn out
no better than one by the outside, whose cost is known beforehand, and the moves
left are few to each node: nodes with few are taken out first, each leaving
behind the ways that led through it, then the rest is solved, then they are put
back in reverse (Carré 1971: Gaussian elimination in the algebra of min and +).

Why a way that is no better than the bound may be dropped: a part of a cheapest
way that is worth making is itself worth making, else the whole could go by the
outside for no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.nearest import Whole, nearest
from hsr_match.insight.pricing.state import FAR
from hsr_match.matching.problem import Ints

DENSE = 320
"""Nodes up to which taking nodes out costs more than it saves."""

CELLS_A_NODE = 16
"""Ways made by taking a node out that cost as much as a cell of a whole pass."""

SPARSE = 0.1
"""Share of moves worth making above which one more bound is worth its cost."""

ROWS_AT_ONCE = 64
"""Rows of a block that stays in the processor's cache."""


def between_all(steps: Whole, bound: Whole, limit: int) -> Whole:
    """Return the cheapest ways that cost less than ``bound``.

    Parameters
    ----------
    steps
        Costs of single moves, 0 or more, ``limit`` for none, 0 on the
        diagonal; shape (nodes, nodes), from axis 0 to axis 1.
    bound
        What a way between two nodes costs at most by other means, which obeys
        the triangle inequality with ``steps``; ``limit`` for no such means.
    limit
        INF of the integer type; twice as much still fits.

    Returns
    -------
    NDArray
        Where the cheapest way costs less than ``bound``: its cost. Elsewhere
        some number from there on.
    """
    nodes = len(steps)
    if nodes <= DENSE:
        return floyd_warshall(steps.copy())
    if np.count_nonzero(steps < bound) > SPARSE * nodes * nodes:
        bound = np.minimum(bound, _by_hub(steps, limit))
    ways = np.where(steps < bound, steps, limit)
    np.fill_diagonal(ways, 0)
    taken = _take_out(ways, bound, limit)
    result: Whole = np.minimum(_put_back(ways, taken, limit), bound)
    return result


def floyd_warshall(ways: Whole) -> Whole:
    """Return the cheapest ways, found in place and in blocks of rows."""
    nodes = len(ways)
    height = max(1, nodes if nodes <= DENSE else ROWS_AT_ONCE)
    by = np.empty((height, nodes), dtype=ways.dtype)
    for start in range(0, nodes, height):
        through = range(start, min(start + height, nodes))
        _pass(ways, ways[start : start + height], by, through)
        for other in range(0, nodes, height):
            if other != start:
                _pass(ways, ways[other : other + height], by, through)
    return ways


def _pass(ways: Whole, rows: Whole, by: Whole, through: range) -> None:
    by = by[: len(rows)]
    for node in through:
        np.add(rows[:, node, None], ways[node], out=by)
        np.minimum(rows, by, out=rows)


def _by_hub(steps: Whole, limit: int) -> Whole:
    """Return what ways by one node cost, a node that many are near to."""
    few = min(8, len(steps) - 1)
    near = np.partition(steps, few, axis=0)[few].astype(np.int64)
    hub = int(np.argmin(near + np.partition(steps, few, axis=1)[:, few]))
    start = np.full(len(steps), FAR, dtype=np.int64)
    start[hub] = 0
    onward = nearest(steps, start, limit)
    back = nearest(np.ascontiguousarray(steps.T), start, limit)
    result: Whole = np.minimum(back[:, None] + onward[None, :], limit).astype(steps.dtype)
    return result


@dataclass(frozen=True, slots=True, eq=False)
class _Taken:
    """A node that was taken out, with the moves to and from those left at the time."""

    node: int
    before: Ints
    to_node: Whole
    after: Ints
    from_node: Whole


def _take_out(ways: Whole, bound: Whole, limit: int) -> list[_Taken]:
    """Take nodes out, fewest ways through them first, and write those ways into the rest."""
    exists = ways < limit
    np.fill_diagonal(exists, False)
    incoming, outgoing = exists.sum(axis=0), exists.sum(axis=1)
    left = len(ways)
    never = left**2 + 1
    here = np.zeros(left, dtype=np.int64)
    taken: list[_Taken] = []
    while left:
        made = incoming * outgoing + here
        node = int(np.argmin(made))
        if left * left <= DENSE * DENSE + CELLS_A_NODE * int(made[node]):
            break
        before, after = np.flatnonzero(exists[:, node]), np.flatnonzero(exists[node])
        to_node, from_node = ways[before, node], ways[node, after]
        taken.append(_Taken(node, before, to_node, after, from_node))
        exists[before, node] = False
        exists[node, after] = False
        incoming[after] -= 1
        outgoing[before] -= 1
        here[node] = never
        left -= 1
        block = np.ix_(before, after)
        by, old, had = to_node[:, None] + from_node[None, :], ways[block], exists[block]
        better = (by < old) & (by < bound[block])
        ways[block] = np.where(better, by, old)
        exists[block] = had | better
        new = better & ~had
        incoming[after] += new.sum(axis=0)
        outgoing[before] += new.sum(axis=1)
    return taken


def _put_back(ways: Whole, taken: list[_Taken], limit: int) -> Whole:
    """Solve what is left, then put the nodes back, the last that was taken out first."""
    nodes = len(ways)
    gone = np.array([entry.node for entry in taken], dtype=np.int64)
    rest = np.setdiff1d(np.arange(nodes), gone)
    order = np.concatenate([rest, gone[::-1]])
    place = np.empty(nodes, dtype=np.int64)
    place[order] = np.arange(nodes)
    whole = np.full((nodes, nodes), limit, dtype=ways.dtype)
    whole[: len(rest), : len(rest)] = floyd_warshall(ways[np.ix_(rest, rest)])
    for entry in reversed(taken):
        at = place[entry.node]
        whole[at, at] = 0
        if len(entry.after):
            by = whole[place[entry.after], :at] + entry.from_node[:, None]
            whole[at, :at] = np.minimum(by.min(axis=0), limit)
        if len(entry.before):
            by = whole.T[place[entry.before], :at] + entry.to_node[:, None]
            whole[:at, at] = np.minimum(by.min(axis=0), limit)
    result: Whole = whole[np.ix_(place, place)]
    return result
