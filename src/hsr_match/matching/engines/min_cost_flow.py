"""OR-Tools' min-cost flow, guarded: integers only, every status handled."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.problem import Ints

SAFE_COST = 2**62
"""The library multiplies costs by the number of nodes in 64 bits."""

SPARE = 8
"""It also adds such products up: with a factor of 2 it refused costs that seemed to fit."""


class Infeasible(Exception):  # noqa: N818 - a condition, told to users in other words
    """No flow satisfies the bounds."""


def is_safe(largest_cost: int, nodes: int) -> bool:
    """Tell whether costs of this size cannot overflow inside the library."""
    return largest_cost * (nodes + 1) * SPARE < SAFE_COST


def min_cost_flow(
    tails: Ints, heads: Ints, lower: Ints, upper: Ints, cost: Ints, supply: Ints
) -> Ints:
    """Return an optimal flow per arc.

    Parameters
    ----------
    tails, heads, lower, upper, cost
        Shape (arcs,), int64. ``0 <= lower <= upper``.
    supply
        Shape (nodes,); sums to zero.

    Raises
    ------
    Infeasible
        If no flow keeps the bounds.
    OverflowError
        If costs are too large for exact arithmetic.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    for name, array in (("cost", cost), ("upper", upper), ("lower", lower), ("supply", supply)):
        if array.dtype != np.int64:  # floats would be truncated without a word
            raise TypeError(f"{name} must be int64, not {array.dtype}")
    largest = int(np.abs(cost).max(initial=0))
    if not is_safe(largest, len(supply)):
        raise OverflowError(f"costs up to {largest} on {len(supply)} nodes")
    # Lower bounds are sent ahead: what is forced leaves the tail and arrives at the head.
    balance = supply.copy()
    forced = np.flatnonzero(lower)
    np.subtract.at(balance, tails[forced], lower[forced])
    np.add.at(balance, heads[forced], lower[forced])
    free = np.flatnonzero(upper > lower)
    flow = lower.copy()
    if not len(free):
        if balance.any():
            raise Infeasible
        return flow
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        tails[free].astype(np.int32),
        heads[free].astype(np.int32),
        (upper - lower)[free],
        cost[free],
    )
    # Nodes without a free arc are unknown to the solver: they must balance by themselves.
    known = np.zeros(len(supply), dtype=np.bool_)
    known[tails[free]] = True
    known[heads[free]] = True
    if balance[~known].any():
        raise Infeasible
    nodes = np.flatnonzero(known)
    solver.set_nodes_supplies(nodes.astype(np.int32), balance[nodes])
    status = solver.solve()
    if status == solver.INFEASIBLE or status == solver.UNBALANCED:
        raise Infeasible
    if status == solver.BAD_COST_RANGE:
        # Found out on the way: its prices ran further than the costs alone suggest.
        raise OverflowError(f"costs up to {largest} on {len(supply)} nodes")
    if status != solver.OPTIMAL:
        raise RuntimeError(f"min-cost flow ended with status {status}")
    flow[free] += np.asarray(solver.flows(np.arange(len(free), dtype=np.int32)), dtype=np.int64)
    return flow
